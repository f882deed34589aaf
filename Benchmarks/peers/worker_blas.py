"""OpenBLAS' sgemm alone, as NumPy calls it: the similarities of a batch of queries to all rows, and no more.

It finds nothing; it says how fast an exact search of batches could be at most. It answers one more line,
`bandwidth BYTES`, with the bytes a second at which one thread reads a buffer of that size (by BLAS' sdot with
itself), read over and over.
"""

import time

import numpy as np
import threadpoolctl

from vector_protocol import parse_arguments, rows, serve

READING_SECONDS = 0.3


def main():
    arguments = parse_arguments(__doc__, kinds=("queries-first", "rows-first"))
    engine = Engine(arguments)
    core = engine.facts()["instructions"]
    serve(f"NumPy {np.__version__}, {core} ({arguments.index})", engine, arguments)


class Engine:
    def __init__(self, arguments):
        self._arguments = arguments
        self._vectors = self._products = None

    def build(self, vectors):
        self._vectors = np.array(vectors)

    def open(self):
        self.build(rows(self._arguments.vectors, self._arguments.dimension))

    def search(self, queries):
        shape = (len(queries), len(self._vectors))
        if self._arguments.index == "rows-first":
            np.matmul(self._vectors, queries.T, out=self._space(shape[::-1]))
        else:
            np.matmul(queries, self._vectors.T, out=self._space(shape))
        return [[]] * len(queries)

    def bandwidth(self, size):
        buffer = np.ones(size // 4, dtype=np.float32)
        best, end = float("inf"), time.perf_counter() + READING_SECONDS
        while time.perf_counter() < end or best == float("inf"):
            start = time.perf_counter()
            np.dot(buffer, buffer)
            best = min(best, time.perf_counter() - start)
        return buffer.nbytes / best

    def facts(self):
        [blas] = [library for library in threadpoolctl.threadpool_info() if library["user_api"] == "blas"]
        return {"instructions": f"OpenBLAS {blas['version']} for {blas['architecture']}"}

    def _space(self, shape):
        if self._products is None or self._products.shape != shape:
            self._products = np.empty(shape, dtype=np.float32)
        return self._products


if __name__ == "__main__":
    main()
