#!/usr/bin/env python3
"""`lithoscope index` end to end beside the network alone, and its memory, in one run.

Each round makes a fresh collection and asks the network worker for its rate before and after. Files of equal
content go through the network once, so rates are formed with the distinct contents, not with the files.
"""

import argparse
import hashlib
import json
import shlex
import shutil
import sys
import tempfile
from pathlib import Path
from statistics import median

from harness import peers, process
from harness.report import Report, markdown_table, range_text
from harness.turns import ratios, spread
from harness.worker import Worker, WorkerDied

QUARTERS = (0.25, 0.5, 0.75, 1.0)


def main():
    arguments = parse_arguments()
    with tempfile.TemporaryDirectory(dir=arguments.scratch) as scratch:
        folder = subset(arguments, Path(scratch)) if arguments.images else arguments.folder
        files, contents = count_files(folder)
        report = Report("index", settings(arguments, files, contents))
        try:
            indexings, network_rates = measure(arguments, folder, Path(scratch))
        except (WorkerDied, process.ProgramFailed) as failure:
            sys.exit(str(failure))
    add_figures(report, indexings, network_rates, contents)
    rows = [
        row(number, *pair, contents) for number, pair in enumerate(zip(indexings, network_rates), start=1)
    ]
    header = [
        "round",
        "index, images/s",
        "network, images/s",
        "index ÷ network",
        "peak MB",
        "own MB at ¼ ½ ¾ end",
    ]
    report.write(markdown_table(header, rows))


def parse_arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    peers.add_network_options(parser)
    parser.add_argument("--ours", required=True, metavar="BINARY", help="the lithoscope program")
    parser.add_argument(
        "--network", required=True, metavar="CMD", help="our network worker, as far as the descriptor needs"
    )
    parser.add_argument("--folder", type=Path, required=True, help="the images to index")
    parser.add_argument("--descriptor", default="vgg16-block4")
    parser.add_argument("--input-size", default="square", help="as for index; the network worker sees 224×224 pixels")
    parser.add_argument("--images", type=int, help="index a copy of so many of them, evenly chosen")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument(
        "--turn-seconds", type=float, default=5.0, help="about how long the network runs at a time"
    )
    parser.add_argument("--keep", type=Path, metavar="DIR", help="keep the last round's collection there")
    parser.add_argument("--scratch", type=Path, help="where the collections are made (default: the system's)")
    return parser.parse_args()


def settings(arguments, files, contents):
    return {
        "files": files,
        "distinct contents": contents,
        "descriptor": arguments.descriptor,
        "input size": arguments.input_size,
        "batch": arguments.batch,
        "threads": arguments.threads,
        "rounds": arguments.rounds,
    }


def image_files(folder):
    """Every file that is not hidden, in order; what is no image, lithoscope reports."""
    paths = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return sorted(path for path in paths if not any(part.startswith(".") for part in path.parts))


def subset(arguments, scratch):
    """A copy of evenly chosen files, in their folders."""
    files = image_files(arguments.folder)
    count = min(arguments.images, len(files))
    for path in (files[index * len(files) // count] for index in range(count)):
        target = scratch / "images" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(arguments.folder / path, target)
    return scratch / "images"


def count_files(folder):
    """(files, distinct contents); reading them all also fills the disk's cache, the same for every round."""
    files = image_files(folder)
    digests = {hashlib.sha256((folder / path).read_bytes()).digest() for path in files}
    return len(files), len(digests)


def measure(arguments, folder, scratch):
    """For each round the finished indexing, and the network's images/s around it."""
    indexings, rates = [], []
    with Worker("network", peers.our_command(arguments.network, arguments), arguments.threads) as network:
        batches = max(1, round(arguments.turn_seconds / min(network.run(2))))
        before = network_rate(network, batches, arguments)
        for number in range(arguments.rounds):
            print(f"round {number + 1}: network {before:.2f} images/s, indexing …", flush=True)
            indexings.append(index_afresh(arguments, folder, scratch / f"collection-{number}"))
            after = network_rate(network, batches, arguments)
            rates.append((before + after) / 2)
            before = after
    return indexings, rates


def network_rate(network, batches, arguments):
    return arguments.batch / median(network.run(batches))


def index_afresh(arguments, folder, collection):
    command = [*shlex.split(arguments.ours), "index", str(folder), "--collection", str(collection)]
    options = ["--descriptor", arguments.descriptor, "--input-size", arguments.input_size]
    options += ["--threads", str(arguments.threads), "--json"]
    finished = process.run([*command, *options], sample_memory=True)
    if arguments.keep:
        shutil.rmtree(arguments.keep, ignore_errors=True)
        shutil.move(collection, arguments.keep)
    else:
        shutil.rmtree(collection)
    return finished


def add_figures(report, indexings, network_rates, contents):
    rates = [contents / run.seconds for run in indexings]
    share = ratios(rates, network_rates)
    answers = [json.loads(run.output) for run in indexings]
    peak = max(run.peak_bytes for run in indexings) / 1e6
    report.add(
        index_images_per_second=spread(rates),
        network_images_per_second=spread(network_rates),
        index_to_network=share,
        said_by_index=[
            {key: answer.get(key) for key in ("added", "seconds", "images_per_second")} for answer in answers
        ],
        failed=len(answers[0].get("failed", [])),
        peak_megabytes=round(peak),
        own_megabytes_by_quarter=[own_megabytes(run) for run in indexings],
    )
    report.note(
        f"Index, from the program's start to its end, runs at {range_text(share)} of the network's rate."
    )
    report.note(
        f"The largest resident memory (VmHWM) was {peak:.0f} MB; `own` is the part that is not mapped files, "
        "the largest so far at each quarter of the run."
    )
    report.add_noise(indexings)


def own_megabytes(run):
    """RssAnon in MB at each quarter of the run: flat when memory does not grow with the number of images."""
    moments = [quarter * run.seconds for quarter in QUARTERS]
    return [
        round(max((size for when, size in run.anonymous if when <= moment), default=0) / 1e6)
        for moment in moments
    ]


def row(number, run, network_rate, contents):
    rate = contents / run.seconds
    own = " ".join(map(str, own_megabytes(run)))
    return [
        number,
        f"{rate:.2f}",
        f"{network_rate:.2f}",
        f"{rate / network_rate:.3f}",
        round(run.peak_bytes / 1e6),
        own,
    ]


if __name__ == "__main__":
    main()
