"""Searches of a part of the rows: recall against exact search of that part, and whether there are always k."""

import tempfile
from dataclasses import dataclass

import numpy as np

from harness import recall
from harness.vector_runs import PROBED_QUERIES, found_rows, judged_queries, seconds_a_query, tell, whole_batches

SELECTIVITIES = (1.0, 0.5, 0.05, 0.001)
SEED = 11
JUDGING_SECONDS, TIMED_SECONDS = 10, 1


@dataclass
class Filtered:
    """How one contender searched one part."""

    name: str
    selectivity: float
    effort: int
    recall: float
    fewest: int  # rows found for a query
    speed: float  # queries a second, in one pass


def measure(runs, truth, k):
    """Every contender that is tried with filters, on parts drawn by a seed."""
    runs = [run for run in runs if run.contender.filtered_efforts]
    found = []
    for selectivity in SELECTIVITIES if runs else ():
        with tempfile.NamedTemporaryFile(suffix=".i4") as file:
            count = len(truth.vectors)
            rows = np.random.default_rng([SEED, count]).permutation(count)[: max(k, round(selectivity * count))]
            np.sort(rows).astype("<i4").tofile(file.name)
            whole = selectivity == 1
            right = truth if whole else recall.truth(truth.vectors, truth.queries, k, rows)
            for run in runs:
                tell(run, "allowed", "all" if whole else file.name)
                for effort in run.contender.filtered_efforts:
                    found.append(filtered(run, right, selectivity, effort))
                tell(run, "allowed", "all")
    return found


def filtered(run, right, selectivity, effort):
    tell(run, "batch", 1)
    tell(run, "effort", effort)
    seconds = seconds_a_query(run, PROBED_QUERIES)
    rows = found_rows(run, judged_queries(seconds, len(right.queries), JUDGING_SECONDS))
    timed = whole_batches(TIMED_SECONDS / seconds, 1, len(rows))
    tell(run, "queries", timed)
    speed = timed / run.worker.run(1)[0]
    fewest = int((rows >= 0).sum(axis=1).min())
    result = Filtered(run.name, selectivity, effort, right.recall(rows), fewest, speed)
    print(f"{run.name} on {selectivity:.1%} of the rows: recall {result.recall:.4f}, at least {fewest}", flush=True)
    return result
