#!/usr/bin/env python3
"""Photographs to upright 224×224 pixels: our worker and Pillow in one run, turn by turn."""

import argparse
import shlex
import sys
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from harness import peers
from harness.report import Report, markdown_table, range_text
from harness.turns import interleaved, ratios, spread
from harness.worker import Worker, WorkerDied

OURS, PEER = "Lithoscope", "Pillow"
SUFFIXES = {".jpg", ".jpeg"}


def main():
    arguments = parse_arguments()
    files = photographs(arguments)
    report = Report("decode", settings(arguments, files))
    try:
        with ExitStack() as stack:
            workers = start_workers(stack, arguments, files)
            milliseconds, cpu_milliseconds = measure(workers, arguments, len(files))
    except WorkerDied as death:
        sys.exit(str(death))
    report.add(
        versions={worker.name: worker.version for worker in workers},
        milliseconds_an_image={name: spread(values) for name, values in milliseconds.items()},
        cpu_milliseconds_an_image={name: spread(values) for name, values in cpu_milliseconds.items()},
    )
    if OURS in milliseconds:
        advantage = ratios(milliseconds[PEER], milliseconds[OURS])
        report.add(peer_to_ours=advantage)
        report.note(f"Pillow's time is {range_text(advantage)} times ours.")
    report.add_noise(workers)
    report.write(table(milliseconds, cpu_milliseconds))


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--folder", type=Path, required=True, help="a folder of JPEG photographs, searched recursively"
    )
    parser.add_argument("--images", type=int, help="take only so many of them")
    parser.add_argument("--ours", metavar="CMD", help="our worker's command; the files are added to it")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--passes", type=int, default=2, help="passes over all files in a turn")
    return parser.parse_args()


def photographs(arguments):
    files = sorted(path for path in arguments.folder.rglob("*") if path.suffix.lower() in SUFFIXES)
    if not files:
        sys.exit(f"There is no JPEG file in {arguments.folder}.")
    return [str(path) for path in files[: arguments.images]]


def settings(arguments, files):
    megabytes = sum(Path(path).stat().st_size for path in files) / 1e6
    return {
        "photographs": len(files),
        "megabytes": round(megabytes, 1),
        "rounds": arguments.rounds,
        "passes a turn": arguments.passes,
    }


def start_workers(stack, arguments, files):
    commands = {OURS: [*shlex.split(arguments.ours), *files]} if arguments.ours else {}
    commands[PEER] = peers.python_command("decode_pillow.py", *files)
    return [stack.enter_context(Worker(name, command, threads=1)) for name, command in commands.items()]


def measure(workers, arguments, count):
    """Wall and processor milliseconds an image, by worker, one of each a round."""
    wall = {worker.name: [0.0] * arguments.rounds for worker in workers}
    cpu = {worker.name: [0.0] * arguments.rounds for worker in workers}
    for number, worker in interleaved(workers, arguments.rounds):
        before = worker.cpu_seconds()
        wall[worker.name][number] = 1000 * median(worker.run(arguments.passes)) / count
        cpu[worker.name][number] = 1000 * (worker.cpu_seconds() - before) / ((arguments.passes + 1) * count)
    return wall, cpu


def table(milliseconds, cpu_milliseconds):
    header = ["decoder", "ms an image, median (range)", "processor ms an image"]
    rows = [
        [name, range_text(spread(values)), range_text(spread(cpu_milliseconds[name]))]
        for name, values in milliseconds.items()
    ]
    return markdown_table(header, rows)


if __name__ == "__main__":
    main()
