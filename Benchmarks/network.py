#!/usr/bin/env python3
"""VGG16 to fc2, f32: our worker and the peers' in one run, turn by turn."""

import argparse
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from harness import agreement, peers
from harness.report import Report, markdown_table, range_text
from harness.turns import interleaved, ratios, spread
from harness.worker import Worker, WorkerDied

OURS = "Lithoscope"


def main():
    arguments = parse_arguments()
    report = Report(f"network-b{arguments.batch}", settings(arguments))
    with ExitStack() as stack:
        try:
            workers = start_workers(stack, arguments, report)
            cosines = compare_outputs(workers) if arguments.check else {}
            speeds = measure(workers, arguments)
        except WorkerDied as death:
            sys.exit(str(death))
        resident = {worker.name: round(worker.resident_megabytes()) for worker in workers}
    advantages = advantages_of_ours(speeds)
    report.add(
        versions={worker.name: worker.version for worker in workers},
        images_per_second={name: spread(values) for name, values in speeds.items()},
        ours_to_peer=advantages,
        smallest_cosine=cosines,
        resident_megabytes=resident,
    )
    for line in best_of_each_engine(arguments.engines, speeds, advantages):
        report.note(line)
    report.add_noise(workers)
    report.write(table(speeds, advantages, cosines, resident))


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    peers.add_network_options(parser)
    parser.add_argument(
        "--ours", metavar="CMD", help="our worker's command; the network options are added to it"
    )
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--turn-seconds", type=float, default=2.0, help="about how long a turn lasts")
    parser.add_argument(
        "--engines", nargs="*", choices=peers.ENGINES, default=list(peers.ENGINES), metavar="ENGINE"
    )
    parser.add_argument(
        "--no-check", dest="check", action="store_false", help="do not compare the outputs first"
    )
    return parser.parse_args()


def settings(arguments):
    return {
        "precision": "f32",
        "batch": arguments.batch,
        "threads": arguments.threads,
        "rounds": arguments.rounds,
        "turn seconds": arguments.turn_seconds,
        "weights": arguments.weights.name,
    }


def start_workers(stack, arguments, report):
    """Every worker, ours first when there is one. A peer that will not start is left out and reported."""
    workers = []
    if arguments.ours:
        workers.append(start(stack, OURS, peers.our_command(arguments.ours, arguments), arguments))
    for name, command in peers.peer_commands(arguments.engines, arguments):
        try:
            workers.append(start(stack, name, command, arguments))
        except WorkerDied as death:
            report.note(f"{name} did not start and was left out: {str(death).splitlines()[-1]}")
    if not workers:
        raise WorkerDied("No worker started.")
    return workers


def start(stack, name, command, arguments):
    print(f"starting {name} …", flush=True)
    return stack.enter_context(Worker(name, command, arguments.threads))


def compare_outputs(workers):
    """The smallest cosine of each worker's fc2 with the last one's, a peer's.

    Ends the run where one is too small: speeds of different results are not to be compared.
    """
    with tempfile.TemporaryDirectory() as folder:
        outputs = {worker.name: agreement.outputs(worker, Path(folder)) for worker in workers}
    reference = workers[-1].name
    smallest = {
        name: agreement.smallest_cosine(values, outputs[reference]) for name, values in outputs.items()
    }
    apart = [f"{name} ({value:.6f})" for name, value in smallest.items() if value < agreement.SMALLEST_COSINE]
    if apart:
        sys.exit(f"Nothing was measured, for these do not agree with {reference} at fc2: {', '.join(apart)}.")
    return smallest


def measure(workers, arguments):
    """Images/s of each worker in each round, by name: that of the median batch of its turn."""
    counts = {worker.name: batches_a_turn(worker, arguments.turn_seconds) for worker in workers}
    speeds = {worker.name: [0.0] * arguments.rounds for worker in workers}
    for number, worker in interleaved(workers, arguments.rounds):
        speeds[worker.name][number] = arguments.batch / median(worker.run(counts[worker.name]))
        print(f"round {number + 1}: {worker.name} {speeds[worker.name][number]:.2f} images/s", flush=True)
    return speeds


def batches_a_turn(worker, seconds):
    return max(1, round(seconds / min(worker.run(2))))


def advantages_of_ours(speeds):
    """Ours divided by each peer, formed round by round."""
    if OURS not in speeds:
        return {}
    return {name: ratios(speeds[OURS], values) for name, values in speeds.items() if name != OURS}


def best_of_each_engine(engines, speeds, advantages):
    """A line for each engine: the fastest way to drive it, and how ours compares with that."""
    for engine in engines:
        ways = [name for name in speeds if name.partition("/")[0] == engine]
        if not ways:
            continue
        best = max(ways, key=lambda name: median(speeds[name]))
        line = f"{engine} at its best ({best}): {median(speeds[best]):.2f} images/s"
        yield (
            f"{line}; ours is {range_text(advantages[best])} times that."
            if best in advantages
            else f"{line}."
        )


def table(speeds, advantages, cosines, resident):
    header = ["engine", "images/s, median (range)", "ours ÷ it, median (range)", "1 − cosine", "resident MB"]
    return markdown_table(header, [row(name, speeds, advantages, cosines, resident) for name in speeds])


def row(name, speeds, advantages, cosines, resident):
    ratio = range_text(advantages[name]) if name in advantages else ""
    distance = f"{max(0.0, 1 - cosines[name]):.0e}" if name in cosines else ""
    return [name, range_text(spread(speeds[name])), ratio, distance, resident[name]]


if __name__ == "__main__":
    main()
