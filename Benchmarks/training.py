#!/usr/bin/env python3
"""A training step of VGG16, f32: our worker and the peers' in one run, turn by turn.

A step is forward, softmax cross-entropy over six classes, backward and gradient descent with momentum, over
13 convolutions, fc1, fc2 and a linear layer to the classes.
"""

import argparse
import shlex
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from statistics import median

import numpy as np

from harness import peers
from harness.report import Report, markdown_table, range_text
from harness.turns import interleaved, ratios, spread
from harness.worker import Worker, WorkerDied

sys.path.insert(0, str(Path(__file__).parent / "peers"))

from training_task import write_task  # noqa: E402 (of peers)

OURS = "Lithoscope"
FEATURES = 4096
SEED = 16
LARGEST_LOSS_DIFFERENCE = 1e-3  # of the loss, after up to two steps in f32 by other algorithms


def main():
    arguments = parse_arguments()
    report = Report(f"training-b{arguments.batch}", settings(arguments))
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        write_task(folder / "task.safetensors", SEED, arguments.batch, FEATURES)
        try:
            workers = start_workers(stack, arguments, folder / "task.safetensors", report)
            losses = compare_losses(workers, folder)
            speeds = measure(workers, arguments)
        except WorkerDied as death:
            sys.exit(str(death))
        peaks = {worker.name: round(worker.peak_megabytes()) for worker in workers}
    advantages = {
        name: ratios(speeds[OURS], values)
        for name, values in speeds.items()
        if OURS in speeds and name != OURS
    }
    report.add(
        versions={worker.name: worker.version for worker in workers},
        images_per_second={name: spread(values) for name, values in speeds.items()},
        ours_to_peer=advantages,
        losses_of_first_steps={name: each.round(6).tolist() for name, each in losses.items()},
        peak_megabytes=peaks,
    )
    report.add_noise(workers)
    report.write(table(speeds, advantages, losses, peaks))


def parse_arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    peers.add_network_options(parser, batch=16)
    parser.add_argument("--ours", metavar="CMD", help="our worker's command; the options are added to it")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--steps", type=int, default=1, help="steps of a turn, after one that is dropped")
    parser.add_argument("--rate", type=float, default=2e-7, help="the learning rate; inputs are pixels")
    parser.add_argument(
        "--engines", nargs="*", metavar="ENGINE", default=list(peers.TRAINING_ENGINES),
        help="such as PyTorch, or PyTorch/eager for one way to drive it; all at once take 20 GB of memory",
    )  # fmt: skip
    return parser.parse_args()


def settings(arguments):
    return {
        "precision": "f32",
        "batch": arguments.batch,
        "threads": arguments.threads,
        "rounds": arguments.rounds,
        "steps a turn": arguments.steps,
        "learning rate": arguments.rate,
        "weights": arguments.weights.name,
    }


def start_workers(stack, arguments, task, report):
    """Every worker, ours first when there is one. A peer that will not start is left out and reported."""
    options = [
        *peers.network_options(arguments), "--task", str(task), "--rate", str(arguments.rate)
    ]  # fmt: skip
    commands = [(OURS, [*shlex.split(arguments.ours), *options])] if arguments.ours else []
    for engine, ways in peers.TRAINING_ENGINES.items():
        for way, (script, *mode) in ways.items():
            if engine in arguments.engines or f"{engine}/{way}" in arguments.engines:
                commands.append((f"{engine}/{way}", peers.python_command(script, *mode, *options)))
    workers = []
    for name, command in commands:
        print(f"starting {name} …", flush=True)
        try:
            workers.append(stack.enter_context(Worker(name, command, arguments.threads)))
        except WorkerDied as death:
            if name == OURS:
                raise
            report.note(f"{name} did not start and was left out: {str(death).splitlines()[-1]}")
    if not workers:
        raise WorkerDied("No worker started.")
    return workers


def compare_losses(workers, folder):
    """The losses of each worker's first steps; ends the run where they are not the last one's, a peer's."""
    losses = {}
    for number, worker in enumerate(workers):
        worker.write_outputs(folder / f"{number}.npy")
        losses[worker.name] = np.load(folder / f"{number}.npy")
        print(f"{worker.name}: losses {losses[worker.name]}", flush=True)
    expected = losses[workers[-1].name]
    apart = [
        name
        for name, found in losses.items()
        if not np.all(np.abs(found - expected) <= LARGEST_LOSS_DIFFERENCE * expected)
    ]
    if apart:
        sys.exit(f"Nothing was measured, for the losses do not agree with {workers[-1].name}'s: {apart}.")
    return losses


def measure(workers, arguments):
    """Images/s of each worker in each round, by name: that of the median step of its turn."""
    speeds = {worker.name: [0.0] * arguments.rounds for worker in workers}
    for number, worker in interleaved(workers, arguments.rounds):
        speeds[worker.name][number] = arguments.batch / median(worker.run(arguments.steps))
        print(f"round {number + 1}: {worker.name} {speeds[worker.name][number]:.2f} images/s", flush=True)
    return speeds


def table(speeds, advantages, losses, peaks):
    header = ["engine", "images/s, median (range)", "ours ÷ it, median (range)", "third loss", "peak MB"]
    rows = [
        [
            name,
            range_text(spread(values)),
            range_text(advantages[name]) if name in advantages else "",
            f"{losses[name][-1]:.5f}",
            peaks[name],
        ]
        for name, values in speeds.items()
    ]
    return markdown_table(header, rows)


if __name__ == "__main__":
    main()
