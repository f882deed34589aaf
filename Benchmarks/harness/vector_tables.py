"""What a run of `vectors.py` says: its figures for the written result, and the tables to read."""

from dataclasses import dataclass, field
from statistics import median

import numpy as np

from harness.recall import speed_at
from harness.report import markdown_table, range_text
from harness.turns import ratios, spread
from harness.vector_engines import ALL, BATCH, OURS
from harness.vector_runs import LARGE_BUFFER

RECALLS = (0.95, 0.99, 0.999)
RIVALS = ("hnswlib", "USearch f32", "FAISS HNSW", "Annoy")  # what ours is divided by at equal recall
CALLS = {1: "one by one", BATCH: f"{BATCH} at once", ALL: "all at once"}


@dataclass
class Measured:
    """All that was measured with one set of vectors."""

    count: int
    dimension: int
    runs: list = field(default_factory=list)
    bandwidths: dict = field(default_factory=dict)  # bytes: bytes a second, one a round
    filtered: list = field(default_factory=list)
    opened: dict = field(default_factory=dict)  # name: milliseconds and megabytes

    def of(self, group):
        return [run for run in self.runs if run.contender.group == group]


def figures(measured):
    """All figures, for the JSON file."""
    return {
        "rows": measured.count,
        "dimension": measured.dimension,
        "versions": {run.name: run.worker.version for run in measured.runs},
        "instructions": {run.name: run.facts.get("instructions", "") for run in measured.runs},
        "build": {
            run.name: {
                "seconds": spread(run.build_seconds),
                "threads": run.build_threads,
                "bytes_per_vector": round(run.index_bytes() / measured.count, 1),
            }
            for run in measured.runs
            if run.build_seconds
        },
        "queries_per_second": {run.name: [point_figures(point) for point in run.points] for run in measured.runs},
        "at_recall": {
            run.name: {
                CALLS[batch]: {str(recall): at(run, batch, recall) for recall in RECALLS}
                for batch in run.contender.batches
            }
            for run in measured.runs
            if run.contender.efforts
        },
        "bandwidth": {str(size): spread(values) for size, values in measured.bandwidths.items()},
        "ratios": {f"{ours} ÷ {peer}": figure for ours, peer, figure in all_ratios(measured)},
        "filtered": [vars(each) for each in measured.filtered],
        "opened": measured.opened,
    }


def point_figures(point):
    return {
        "effort": point.effort,
        "queries_at_once": point.batch,
        "recall": round(point.recall, 5),
        "recall_of_queries": len(point.found),
        "queries_per_second": spread(point.speeds),
    }


def speeds_at(run, batch, recall):
    """Queries a second at a recall, one a round; none where the contender does not reach it."""
    points = [point for point in run.points if point.batch == batch]
    speeds = [
        speed_at(recall, [(point.recall, speed) for point, speed in zip(points, round_speeds)])
        for round_speeds in zip(*(point.speeds for point in points))
    ]
    return [] if None in speeds else speeds


def at(run, batch, recall):
    speeds = speeds_at(run, batch, recall)
    return spread(speeds) if speeds else None


def best_at(run, recall):
    """(queries handed over at once, speeds) of the faster way to ask, by its median; None if not reached."""
    ways = [(batch, speeds_at(run, batch, recall)) for batch in run.contender.batches]
    reached = [way for way in ways if way[1]]
    return max(reached, key=lambda way: median(way[1]), default=None)


def all_ratios(measured):
    """(ours, peer, spread) of every ratio, formed within rounds."""
    yield from exact_ratios(measured)
    for group in ("hnsw", "annoy"):
        yield from recall_ratios(measured.of(group))
        yield from build_ratios(measured.of(group))


def exact_ratios(measured):
    """Like with like: one query at a time with the same, batches with batches, or all at once if that is faster.

    Of the ways in which a peer was started the fastest counts.
    """
    for together in (False, True):
        best = {run.name: best_point(run, together) for run in measured.of("exact")}
        best = {name: point for name, point in best.items() if point}
        peers = {}
        for name in sorted((name for name in best if not name.startswith(OURS)), key=lambda name: speed(best[name])):
            peers[name.partition(",")[0]] = name
        for ours in (name for name in best if name.startswith(OURS)):
            for peer in peers.values():
                names = [f"{name}, {CALLS[best[name].batch]}" for name in (ours, peer)]
                yield *names, ratios(best[ours].speeds, best[peer].speeds)


def best_point(run, together):
    """The faster way to ask, among those that hand over several queries at once or one by one."""
    points = [point for point in run.points if (point.batch > 1) == together]
    return max(points, key=speed, default=None)


def speed(point):
    return median(point.speeds)


def recall_ratios(runs):
    """Ours, one query at a time, by the better of the peer's calls, at recalls that both sweeps cover.

    Where even the least effort of one finds more, the two are compared at what that finds.
    """
    for ours in (run for run in runs if run.contender.ours):
        for peer in (run for run in runs if run.name in RIVALS):
            for asked in RECALLS:
                recall = max(asked, least_recall(ours, 1), least_recall(peer, peer.contender.batches[0]))
                speeds, best = speeds_at(ours, 1, recall), best_at(peer, recall)
                if speeds and best:
                    at_recall = f"at recall {recall:.4g}" + (f" (for {asked})" if recall > asked else "")
                    yield f"{ours.name}, one by one", f"{peer.name}, {CALLS[best[0]]}, {at_recall}", ratios(
                        speeds, best[1]
                    )


def least_recall(run, batch):
    return min((point.recall for point in run.points if point.batch == batch), default=0.0)


def build_ratios(runs):
    """How many times as fast ours is built: the peer's seconds by ours."""
    for ours in (run for run in runs if run.contender.ours and run.build_seconds):
        for peer in (run for run in runs if run.name in RIVALS and run.build_seconds):
            rounds = min(len(ours.build_seconds), len(peer.build_seconds))
            figure = ratios(peer.build_seconds[:rounds], ours.build_seconds[:rounds])
            yield f"building {ours.name}", f"{peer.name} (its seconds ÷ ours)", figure


def tables(measured):
    """All tables, each under a heading, for the Markdown file."""
    sections = [
        ("Exact", exact_table(measured)),
        ("HNSW", recall_table(measured, "hnsw")),
        ("Annoy", recall_table(measured, "annoy")),
        ("Ratios", ratio_table(measured)),
        ("A part of the rows", filter_table(measured.filtered)),
        ("Opening and memory", opening_table(measured.opened)),
        ("The sweeps", sweep_table(measured)),
    ]
    return "\n\n".join(f"## {title}\n\n{table}" for title, table in sections if table)


def exact_table(measured):
    header = ["engine", "asked", "recall", "queries/s, median (range)", "GB/s read", "of memory's", "of its size's"]
    rows = [
        [run.name, CALLS[point.batch], judged(run, point), range_text(spread(point.speeds), 0),
         *shares(measured, run, point)]
        for run in measured.of("exact")
        for point in run.points
    ]  # fmt: skip
    return rows and markdown_table(header, rows)


def judged(run, point):
    """Recall, where anything was found at all: sgemm alone finds nothing."""
    return f"{point.recall:.4f}" if (point.found >= 0).any() else ""


def shares(measured, run, point):
    """What a scan reads a second, and its share of what one thread reads of memory and of a buffer as large."""
    scanned = run.contender.bytes_scanned * measured.count * measured.dimension
    if point.batch != 1 or not scanned:
        return ["", "", ""]
    rate = median(point.speeds) * scanned
    known = [measured.bandwidths.get(size) for size in (LARGE_BUFFER, scanned)]
    return [f"{rate / 1e9:.1f}", *(f"{rate / median(each):.0%}" if each else "" for each in known)]


def recall_table(measured, group):
    header = ["engine", "asked", "build s, median (range)", "bytes a vector"]
    header += [f"queries/s at {recall}" for recall in RECALLS]
    rows = [
        [run.name, CALLS[batch], build_text(run), f"{run.index_bytes() / measured.count:.0f}",
         *(speed_text(run, batch, recall) for recall in RECALLS)]
        for run in measured.of(group)
        for batch in run.contender.batches
    ]  # fmt: skip
    return rows and markdown_table(header, rows)


def build_text(run):
    if not run.build_seconds:
        return "as read"
    threads = f", {run.build_threads} threads" if run.build_threads > 1 else ""
    return range_text(spread(run.build_seconds), 1) + threads


def speed_text(run, batch, recall):
    """Median and range; the recall of the least effort where even that one exceeds what is asked."""
    figure = at(run, batch, recall)
    if not figure:
        return "not reached"
    least = least_recall(run, batch)
    return range_text(figure, 0) + (f" at {least:.3f}" if least > recall else "")


def ratio_table(measured):
    header = ["ours", "the peer", "ours ÷ the peer, median (range)"]
    rows = sorted([ours, peer, range_text(figure)] for ours, peer, figure in all_ratios(measured))
    return rows and markdown_table(header, rows)


def filter_table(filtered):
    header = ["engine", "rows allowed", "effort", "recall", "fewest found", "queries/s, one pass"]
    rows = [
        [each.name, f"{each.selectivity:.1%}", each.effort or "its own", f"{each.recall:.4f}",
         each.fewest, f"{each.speed:.0f}"]
        for each in filtered
    ]  # fmt: skip
    return rows and markdown_table(header, rows)


def opening_table(opened):
    header = ["engine", "ms to open, median (range)", "peak MB (VmHWM)", "MB not of files (RssAnon)"]
    rows = [
        [name, range_text(each["milliseconds"]), round(each["peak_megabytes"]), round(each["anonymous_megabytes"])]
        for name, each in opened.items()
    ]
    return rows and markdown_table(header, rows)


def sweep_table(measured):
    header = ["engine", "asked", "effort", "recall", "queries/s, median (range)"]
    rows = [
        [run.name, CALLS[point.batch], point.effort, f"{point.recall:.4f}", range_text(spread(point.speeds), 0)]
        for run in measured.runs
        if run.contender.efforts
        for point in run.points
    ]
    return rows and markdown_table(header, rows)


def same_answers(runs):
    """(first, second, share of equal answers) of contenders that searched one file with equal efforts."""
    for number, first in enumerate(runs):
        for second in runs[number + 1 :]:
            if first.path != second.path or not first.contender.efforts:
                continue
            pairs = [
                (one.found, other.found)
                for one, other in zip(first.points, second.points)
                if (one.effort, one.batch) == (other.effort, other.batch)
            ]
            equal = np.concatenate([(one == other).all(axis=1) for one, other in pairs])
            yield first.name, second.name, float(equal.mean())
