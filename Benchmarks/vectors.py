#!/usr/bin/env python3
"""Search of vectors by our indexes and the peers': exact, HNSW and Annoy, in one run, turn by turn, on one thread.

Each set of vectors gets a report and a plot of its own. The clustered sets are made when they are missing; a
collection's own vectors are taken with --collection, 1,000 rows of them held out as queries.
"""

import argparse
import json
import os
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from harness import recall, vector_data, vector_filters, vector_plot, vector_tables
from harness.collection import CollectionError
from harness.peers import DATA
from harness.report import Report, machine_line
from harness.turns import spread
from harness.vector_data import clustered_vectors
from harness.vector_engines import BREADTH, NEIGHBOURS, TREES, contenders, worker_command
from harness.vector_runs import calibrate, measure, start_all
from harness.worker import Worker, WorkerDied

GROUPS = ("exact", "hnsw", "annoy")


def main():
    arguments = parse_arguments()
    try:
        for data in chosen_sets(arguments):
            run_set(data, arguments)
    except (CollectionError, WorkerDied) as error:
        sys.exit(str(error))


def parse_arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--ours", metavar="CMD", help="our worker's command; the options are added to it")
    parser.add_argument(
        "--set", dest="sets", nargs="*", choices=clustered_vectors.SETS, metavar="SET",
        help=f"clustered sets: {', '.join(clustered_vectors.SETS)} (default: the first, without --collection)",
    )  # fmt: skip
    parser.add_argument("--collection", type=Path, help="a folder with catalog.sqlite whose vectors are searched")
    parser.add_argument("--descriptor", default="vgg16-block4", help="of the collection")
    parser.add_argument("--groups", nargs="*", choices=GROUPS, default=list(GROUPS), metavar="GROUP")
    parser.add_argument(
        "--engines", nargs="*", metavar="ENGINE",
        help="take only the contenders whose names begin with one of these, such as Lithoscope 'FAISS SQ8'",
    )  # fmt: skip
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--build-rounds", type=int, default=1, help="how often each graph or forest is built")
    parser.add_argument("--turn-seconds", type=float, default=0.5, help="about how long a turn lasts")
    parser.add_argument("-k", type=int, default=10)
    parser.add_argument("--build-threads", type=int, default=1)
    parser.add_argument("--work", type=Path, help="where the indexes go and stay (default: a temporary folder)")
    parser.add_argument("--reuse", action="store_true", help="take indexes that an earlier run left in --work")
    parser.add_argument("--openings", type=int, default=5, help="fresh processes that open each of our indexes")
    parser.add_argument("--no-filters", dest="filters", action="store_false")
    parser.add_argument("--cpu", type=int, help="the core that all workers are bound to (default: the last one)")
    arguments = parser.parse_args()
    if arguments.reuse and not arguments.work:
        parser.error("--reuse needs --work, the folder where the indexes were left.")
    if arguments.sets is None and not arguments.collection:
        arguments.sets = [next(iter(clustered_vectors.SETS))]
    # Workers that build with several threads need the cores for them.
    if arguments.cpu is None and arguments.build_threads == 1:
        arguments.cpu = max(os.sched_getaffinity(0))
    return arguments


def chosen_sets(arguments):
    for name in arguments.sets or ():
        yield vector_data.clustered(name)
    if arguments.collection:
        yield vector_data.of_collection(arguments.collection, arguments.descriptor)


def run_set(data, arguments):
    """Everything with one set of vectors, and its report and plot."""
    vectors, queries = data.vectors(), data.queries()
    print(f"{data.name}: {len(vectors)} rows of {data.dimension}, {len(queries)} queries", flush=True)
    report = Report(f"vectors-{data.name}", settings(data, len(vectors), len(queries), arguments))
    truth = recall.truth(vectors, queries, arguments.k)
    measured = vector_tables.Measured(len(vectors), data.dimension)
    with tempfile.TemporaryDirectory(dir=existing(DATA)) as temporary:
        folder = existing(arguments.work / data.name) if arguments.work else Path(temporary)
        for group in arguments.groups:
            run_group(group, data, truth, folder, arguments, report, measured)
        # The sizes of the indexes are among these: the files must be there still.
        report.add(**vector_tables.figures(measured))
        text = vector_tables.tables(measured)
    equal = vector_data.queries_with_an_equal(truth)
    report.note(f"Of the {len(queries)} queries {equal} have a row of the same direction among the vectors.")
    for first, second, share in vector_tables.same_answers(measured.runs):
        report.note(f"{first} and {second} give the same rows in the same order for {share:.2%} of the searches.")
    report.note("Instructions: " + "; ".join(instructions(measured.runs)) + ".")
    report.add_noise([run.worker for run in measured.runs])
    path = report.write(text)
    draw(path.with_suffix(".png"), report, data, measured)


def existing(folder):
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def settings(data, rows, queries, arguments):
    return {
        "vectors": data.origin,
        "rows": rows,
        "dimension": data.dimension,
        "queries": queries,
        "k": arguments.k,
        "threads": 1,
        "bound to one core": arguments.cpu is not None,
        "M": NEIGHBOURS,
        "efConstruction": BREADTH,
        "trees": TREES,
        "build threads": arguments.build_threads,
        "rounds": arguments.rounds,
        "build rounds": arguments.build_rounds,
        "turn seconds": arguments.turn_seconds,
    }


def run_group(group, data, truth, folder, arguments, report, measured):
    """The contenders of one kind of index: all workers at once, so that they can take turns."""
    wanted = [each for each in contenders(group, arguments.ours) if named(each, arguments.engines)]
    with ExitStack() as stack:
        runs = start_all(stack, wanted, data, folder, arguments, report)
        for run in runs:
            calibrate(run, truth, arguments.turn_seconds)
        measured.bandwidths |= measure(runs, arguments.rounds)
        measured.runs += runs
        if arguments.filters:
            measured.filtered += vector_filters.measure(runs, truth, arguments.k)
        memory_of_peers(runs, report)
    for run in runs:
        if run.contender.ours and arguments.openings:
            measured.opened[run.name] = opening(run, data, folder, arguments)


def named(contender, beginnings):
    return not beginnings or contender.name.startswith(tuple(beginnings))


def memory_of_peers(runs, report):
    peaks = {run.name: round(run.worker.peak_megabytes()) for run in runs}
    report.add(peak_megabytes_with_building=report.content.get("peak_megabytes_with_building", {}) | peaks)


def opening(run, data, folder, arguments):
    """Fresh processes that open an index, its file in the system's cache; the last of them searches as well."""
    command = worker_command(run.contender, data, folder, arguments, opened=True)
    milliseconds = []
    for _ in range(arguments.openings - 1):
        with Worker(run.name, command, threads=1) as worker:
            milliseconds.append(milliseconds_to_open(worker))
    with Worker(run.name, command, threads=1) as worker:
        milliseconds.append(milliseconds_to_open(worker))
        worker.request(f"set queries {min(len(point.found) for point in run.points)}")
        worker.run(1)
        return {
            "milliseconds": spread(milliseconds),
            "peak_megabytes": round(worker.peak_megabytes(), 1),
            "anonymous_megabytes": round(worker.anonymous_megabytes(), 1),
        }


def milliseconds_to_open(worker):
    return json.loads(worker.request("facts"))["opening_milliseconds"]


def instructions(runs):
    """What each engine says of the instructions it uses, those with the same answer together."""
    names = {}
    for run in runs:
        names.setdefault(run.facts.get("instructions", "unknown"), []).append(run.name)
    return [f"{', '.join(its_names)}: {answer}" for answer, its_names in names.items()]


def draw(path, report, data, measured):
    content = report.content
    title = f"{data.name}: {measured.count:,} vectors of {measured.dimension}, one query at a time"
    machine = machine_line(content["machine"]).partition(";")[0]
    graph = f"M {NEIGHBOURS}, efConstruction {BREADTH}, {TREES} trees"
    subtitle = f"commit {content['commit']}, {content['date']}; {graph}\n{machine}"
    vector_plot.draw(path, measured.runs, title, subtitle)
    print(f"Drawn to {path}")


if __name__ == "__main__":
    main()
