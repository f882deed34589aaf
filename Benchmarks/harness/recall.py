"""The true neighbours, and how many of them an engine found."""

from dataclasses import dataclass

import numpy as np

ROWS_AT_ONCE = 20_000
# A row as similar as the last true neighbour is as good: engines round differently, and order equals as they like.
TOLERANCE = 1e-6


@dataclass(frozen=True)
class Truth:
    """The exact answer to every query: the similarity of its k-th neighbour, and what is needed to judge others."""

    vectors: np.ndarray  # [rows, dimension] f32
    queries: np.ndarray  # [queries, dimension] f32
    nearest: np.ndarray  # [queries, k] rows, the most similar first
    last_similarities: np.ndarray  # [queries] f64, of the k-th neighbour

    def recall(self, found):
        """The share of true neighbours among the rows found for the first queries: [queries, k], −1 for none."""
        k = self.nearest.shape[1]
        right = 0
        for query, rows in enumerate(found):
            rows = np.unique(rows[rows >= 0])
            similarities = dot(self.vectors[rows], self.queries[query])
            right += min(k, int(np.sum(similarities >= self.last_similarities[query] - TOLERANCE)))
        return right / (k * len(found))


def truth(vectors, queries, k, allowed=None):
    """Exact search in f32, the similarities of what it found in f64; `allowed`: the rows that may be found."""
    rows = np.arange(len(vectors)) if allowed is None else np.sort(allowed)
    best_rows = np.empty((len(queries), 0), dtype=np.int64)
    best = np.empty((len(queries), 0), dtype=np.float32)
    for start in range(0, len(rows), ROWS_AT_ONCE):
        some = rows[start : start + ROWS_AT_ONCE]
        chunk = vectors[some[0] : some[-1] + 1] if allowed is None else vectors[some]
        best = np.hstack([best, queries @ chunk.T])
        best_rows = np.hstack([best_rows, np.broadcast_to(some, (len(queries), len(some)))])
        if best.shape[1] > k:
            places = np.argpartition(-best, k - 1, axis=1)[:, :k]
            best, best_rows = (np.take_along_axis(each, places, axis=1) for each in (best, best_rows))
    order = np.argsort(-best, axis=1, kind="stable")
    nearest = np.take_along_axis(best_rows, order, axis=1)
    last = [dot(vectors[its_rows], query).min() for its_rows, query in zip(nearest, queries)]
    return Truth(vectors, queries, nearest, np.array(last))


def dot(rows, query):
    return rows.astype(np.float64) @ query.astype(np.float64)


def speed_at(recall, points):
    """The queries a second at a recall, on the best of a sweep's (recall, queries a second) points.

    A point that another one beats in both counts for nothing. Between two points the logarithm of the speed is
    interpolated. None where no point reaches the recall. Where even the first one exceeds it, that one's speed.
    """
    frontier = []
    for point in sorted(points, key=lambda point: (-point[0], -point[1])):
        if not frontier or point[1] > frontier[-1][1]:
            frontier.append(point)
    above = [point for point in frontier if point[0] >= recall]
    below = [point for point in frontier if point[0] < recall]
    if not above:
        return None
    if not below:
        return above[-1][1]
    (high, slow), (low, fast) = above[-1], below[0]
    share = (high - recall) / (high - low)
    return float(np.exp((1 - share) * np.log(slow) + share * np.log(fast)))
