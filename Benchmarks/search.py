#!/usr/bin/env python3
"""`lithoscope search` and the same search as a Python script on PyTorch: whole processes, turn by turn.

The query must be an image that the collection does not know: of a known one lithoscope has the vector already
and need not run the network.
"""

import argparse
import json
import shlex
import sys
import tempfile
from pathlib import Path

from harness import collection, peers, process
from harness.report import Report, markdown_table, range_text
from harness.turns import interleaved, ratios, spread

OURS, PEER = "lithoscope search", "Python script on PyTorch"
DESCRIPTOR = "vgg16-block4"


def main():
    arguments = parse_arguments()
    try:
        known = collection.rows(arguments.collection, DESCRIPTOR)
        report = Report("search", settings(arguments, known))
        with tempfile.NamedTemporaryFile("w", suffix=".txt") as names:
            names.write("\n".join(name.replace("\n", " ") for name in known.names))
            names.flush()
            runs = measure(
                {OURS: our_command(arguments), PEER: peer_command(arguments, known, names.name)}, arguments
            )
    except (collection.CollectionError, process.ProgramFailed) as error:
        sys.exit(str(error))
    add_figures(report, runs)
    report.note(results_sentence(runs[OURS][0].output, runs[PEER][0].output))
    rows = [row(name, its_runs) for name, its_runs in runs.items()]
    report.write(markdown_table(["program", "seconds, median (range)", "processor seconds"], rows))


def parse_arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--ours", required=True, metavar="BINARY", help="the lithoscope program")
    parser.add_argument("--folder", type=Path, required=True, help="a folder that lithoscope has indexed")
    parser.add_argument(
        "--collection", type=Path, help="where the collection lies (default: FOLDER/.lithoscope)"
    )
    parser.add_argument("--query", type=Path, required=True, help="an image that is not in the folder")
    parser.add_argument(
        "--weights", type=Path, required=True, help="the safetensors file that lithoscope uses"
    )
    parser.add_argument("--rounds", type=int, default=11)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("-k", type=int, default=8)
    arguments = parser.parse_args()
    arguments.collection = arguments.collection or arguments.folder / ".lithoscope"
    if arguments.query.resolve().is_relative_to(arguments.folder.resolve()):
        parser.error(f"{arguments.query} is in the folder; take an image that the collection does not know.")
    return arguments


def settings(arguments, known):
    return {
        "images": len(known.names),
        "descriptor": DESCRIPTOR,
        "k": arguments.k,
        "threads": arguments.threads,
        "rounds": arguments.rounds,
    }


def measure(commands, arguments):
    """The runs of both programs by name; a first one of each, which fills the disk's cache, is left out."""
    for command in commands.values():
        process.run(command)
    runs = {name: [None] * arguments.rounds for name in commands}
    for number, name in interleaved(list(commands), arguments.rounds):
        runs[name][number] = process.run(commands[name])
    return runs


def our_command(arguments):
    words = [
        *shlex.split(arguments.ours),
        "search",
        arguments.query,
        "--in",
        arguments.folder,
        "-k",
        arguments.k,
    ]
    return [*map(str, words), "--collection", str(arguments.collection), "--descriptor", DESCRIPTOR, "--json"]


def peer_command(arguments, known, names):
    options = ["--weights", arguments.weights, "--vectors", known.vectors, "--names", names]
    words = [arguments.query, *options, "--threads", arguments.threads, "-k", arguments.k]
    return peers.python_command("search_pytorch.py", *map(str, words))


def add_figures(report, runs):
    seconds = {name: [run.seconds for run in its_runs] for name, its_runs in runs.items()}
    advantage = ratios(seconds[PEER], seconds[OURS])
    report.add(
        seconds={name: spread(values) for name, values in seconds.items()},
        cpu_seconds={name: spread([run.cpu_seconds for run in its_runs]) for name, its_runs in runs.items()},
        peer_to_ours=advantage,
    )
    report.note(f"The script's time is {range_text(advantage)} times ours.")
    report.add_noise([run for its_runs in runs.values() for run in its_runs])


def results_sentence(ours, peers_text):
    """How far the two answers agree; the programs resize the query differently, so not to the last digit."""
    our_results = [(match["similarity"], match["path"]) for match in json.loads(ours)["results"]]
    peer_results = [line.split("\t")[1:] for line in peers_text.splitlines()]
    gaps = [abs(ours[0] - float(theirs[0])) for ours, theirs in zip(our_results, peer_results)]
    shared = {path for _, path in our_results} & {name for _, name in peer_results}
    return (
        f"Rank for rank the similarities differ by at most {max(gaps, default=0):.4f}; "
        f"{len(shared)} of {len(our_results)} paths are the same."
    )


def row(name, runs):
    seconds, cpu_seconds = spread([run.seconds for run in runs]), spread([run.cpu_seconds for run in runs])
    return [name, range_text(seconds, 3), range_text(cpu_seconds, 3)]


if __name__ == "__main__":
    main()
