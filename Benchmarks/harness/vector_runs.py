"""Starting the engines that search vectors, building their indexes, and timing them in turns."""

import json
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

import numpy as np

from harness.turns import interleaved
from harness.vector_engines import worker_command
from harness.worker import Worker, WorkerDied

ENOUGH = 0.9995  # from this recall on, no greater effort is tried
PLATEAU_STEPS, PLATEAU_GAIN = 3, 2e-4  # nor where so many steps have brought less than this
PROBED_QUERIES = 20
JUDGING_SECONDS = 30  # recall is that of all queries, or of as many as are answered in this time
JUDGED_QUERIES_AT_LEAST = 100
LARGE_BUFFER = 1 << 30  # bytes; no cache holds it


@dataclass
class Point:
    """One contender at one effort, its queries handed over in one way."""

    effort: int | None
    batch: int
    recall: float
    found: np.ndarray  # [queries, k]
    queries: int  # of a pass
    passes: int  # of a turn
    speeds: list = field(default_factory=list)  # queries a second, one a round


@dataclass
class Run:
    """A contender's worker, and what is known of it."""

    contender: object
    worker: Worker
    path: Path
    components: int = 0  # of all vectors
    build_seconds: list = field(default_factory=list)
    build_threads: int = 1
    points: list = field(default_factory=list)
    facts: dict = field(default_factory=dict)

    @property
    def name(self):
        return self.contender.name

    def index_bytes(self):
        """The size of the index's files: that of its name, and those that it names further."""
        return sum(file.stat().st_size for file in (self.path, *parts(self.path)) if file.exists())


def parts(path):
    """Ours keeps rows in a smaller format in a file beside the graph's."""
    return [path.with_name(f"{path.name}.{number_format}") for number_format in ("f16", "int8")]


def notes_of(path):
    """Where it is written what building an index took, for runs that find it built."""
    return path.with_name(path.name + ".json")


def start(stack, contender, data, folder, arguments, opened):
    command = worker_command(contender, data, folder, arguments, opened)
    print(f"starting {contender.name} …", flush=True)
    worker = stack.enter_context(Worker(contender.name, command, threads=1))
    return Run(contender, worker, Path(folder) / contender.file, components=data.vectors().size)


def start_all(stack, wanted, data, folder, arguments, report):
    """Every contender's worker with its index built. A peer that fails is left out and reported."""
    builders = [each for each in wanted if not each.reads]
    runs = attempts(
        report, builders, lambda each: start_builder(stack, each, data, folder, arguments)
    )
    to_build = [run for run in runs if not run.build_seconds]
    failed = set()
    for number, run in interleaved(to_build, arguments.build_rounds):
        if run.name in failed or (number and run.contender.group == "exact"):
            continue
        if not attempts(report, [run.contender], lambda _: build(run, arguments)):
            failed.add(run.name)
    runs = [run for run in runs if run.name not in failed]
    built = {run.name for run in runs}
    readers = [each for each in wanted if each.reads in built]
    runs += attempts(report, readers, lambda each: start(stack, each, data, folder, arguments, opened=True))
    for run in runs:
        run.facts = json.loads(run.worker.request("facts"))
    return runs


def attempts(report, contenders, attempt):
    """What `attempt` gives for each contender; the peers for which it fails are left out."""
    succeeded = []
    for contender in contenders:
        try:
            succeeded.append(attempt(contender))
        except WorkerDied as death:
            if contender.ours:
                raise
            report.note(f"{contender.name} failed and was left out: {str(death).splitlines()[-1]}")
    return succeeded


def start_builder(stack, contender, data, folder, arguments):
    path = Path(folder) / contender.file
    known = notes_of(path)
    if not (arguments.reuse and known.exists()):
        return start(stack, contender, data, folder, arguments, opened=False)
    run = start(stack, contender, data, folder, arguments, opened=True)
    remembered = json.loads(known.read_text())
    run.build_seconds, run.build_threads = remembered["build_seconds"], remembered["build_threads"]
    return run


def build(run, arguments):
    run.build_seconds.append(float(run.worker.request("build")))
    run.build_threads = arguments.build_threads
    print(f"{run.name}: built in {run.build_seconds[-1]:.1f} s", flush=True)
    written = {"build_seconds": run.build_seconds, "build_threads": run.build_threads}
    notes_of(run.path).write_text(json.dumps(written) + "\n")
    return run


def calibrate(run, truth, turn_seconds):
    """Finds the efforts worth timing, their recall, and how many queries fill a turn."""
    for batch in run.contender.batches:
        tell(run, "batch", batch)
        for effort in run.contender.efforts or (None,):
            if effort is not None:
                tell(run, "effort", effort)
            point = calibrated(run, truth, effort, batch, turn_seconds)
            run.points.append(point)
            print(f"{run.name}, effort {effort}, batch {batch}: recall {point.recall:.4f}", flush=True)
            if is_enough([each.recall for each in run.points if each.batch == batch]):
                break


def is_enough(recalls):
    """Whether a sweep, its recalls so far in order of rising effort, may end."""
    earlier = recalls[: -PLATEAU_STEPS]
    return recalls[-1] >= ENOUGH or bool(earlier and recalls[-1] - earlier[-1] < PLATEAU_GAIN)


def calibrated(run, truth, effort, batch, turn_seconds):
    seconds = seconds_a_query(run, min(len(truth.queries), max(batch, PROBED_QUERIES)))
    found = found_rows(run, judged_queries(seconds, len(truth.queries)))
    queries = whole_batches(turn_seconds / seconds, batch, len(truth.queries))
    passes = max(1, round(turn_seconds / (seconds * queries)))
    return Point(effort, batch, truth.recall(found), found, queries, passes)


def seconds_a_query(run, queries):
    tell(run, "queries", queries)
    return run.worker.run(1)[0] / queries


def judged_queries(seconds, most, limit=JUDGING_SECONDS):
    """How many queries are asked for their recall, when one takes so many seconds."""
    return min(most, max(JUDGED_QUERIES_AT_LEAST, int(limit / seconds)))


def whole_batches(queries, batch, most):
    """A number of queries that makes whole batches, one batch at least; `most` where that is one batch."""
    return min(max(int(queries), batch), most) // batch * batch or most


def found_rows(run, queries):
    """What the worker finds for the first queries: [queries, k] rows, −1 for none."""
    tell(run, "queries", queries)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "found.npy"
        run.worker.write_outputs(path)
        return np.load(path)


def tell(run, what, value):
    answer = run.worker.request(f"set {what} {value}")
    if answer != "ok":
        raise WorkerDied(f"{run.name} answered {answer!r} to `set {what}`.")


def measure(runs, rounds):
    """Fills in every point's speeds, and gives the bytes a second that one thread reads, by the buffer's size.

    Equal steps of the sweeps stand beside each other in a round, and the reading beside the scans.
    """
    turns = [
        (step, order, Turn(run, point))
        for order, run in enumerate(runs)
        for batch in run.contender.batches
        for step, point in enumerate(each for each in run.points if each.batch == batch)
    ]
    bandwidths = {size: [] for size in buffer_sizes(runs)}
    reader = next((run for run in reversed(runs) if run.contender.reads_memory), None)
    if reader:
        turns += [(0, len(runs), Reading(reader, size, found)) for size, found in bandwidths.items()]
    turns.sort(key=lambda turn: turn[:2])
    for number, (step, order, turn) in interleaved(turns, rounds):
        turn.take()
        if (step, order) == (0, 0):
            print(f"round {number + 1} of {rounds} …", flush=True)
    return bandwidths if reader else {}


def buffer_sizes(runs):
    """One that no cache holds, and what each scan of all rows reads."""
    scanned = {run.contender.bytes_scanned * run.components for run in runs}
    return sorted((scanned - {0}) | {LARGE_BUFFER})


@dataclass
class Turn:
    """A point's turn: the median of its passes."""

    run: Run
    point: Point

    def take(self):
        tell(self.run, "batch", self.point.batch)
        if self.point.effort is not None:
            tell(self.run, "effort", self.point.effort)
        tell(self.run, "queries", self.point.queries)
        self.point.speeds.append(self.point.queries / median(self.run.worker.run(self.point.passes)))


@dataclass
class Reading:
    """A turn that reads a buffer of some size over and over."""

    run: Run
    size: int
    found: list

    def take(self):
        self.found.append(float(self.run.worker.request(f"bandwidth {self.size}")))
