"""hnswlib by inner product, which for rows of length 1 is the cosine."""

from importlib.metadata import version

import hnswlib
import numpy as np

from machine_code import widest_registers
from vector_protocol import parse_arguments, serve


def main():
    arguments = parse_arguments(__doc__, kinds=("hnsw",))
    serve(f"hnswlib {version('hnswlib')}", Engine(arguments), arguments)


class Engine:
    def __init__(self, arguments):
        self._arguments = arguments
        self._index = self._filter = None

    def build(self, vectors):
        index = hnswlib.Index(space="ip", dim=self._arguments.dimension)
        index.init_index(
            max_elements=len(vectors),
            M=self._arguments.neighbours,
            ef_construction=self._arguments.breadth,
            random_seed=self._arguments.seed,
        )
        index.add_items(vectors, np.arange(len(vectors)), num_threads=self._arguments.build_threads)
        index.save_index(self._arguments.file)
        index.set_num_threads(self._arguments.threads)
        self._index = index

    def open(self):
        self._index = hnswlib.Index(space="ip", dim=self._arguments.dimension)
        self._index.load_index(self._arguments.file)
        self._index.set_num_threads(self._arguments.threads)

    def set_effort(self, value):
        self._index.set_ef(value)

    def allow(self, rows):
        self._filter = None if rows is None else set(rows.tolist()).__contains__

    def search(self, queries):
        try:
            return self._index.knn_query(queries, k=self._arguments.k, filter=self._filter)[0]
        except RuntimeError:
            # What hnswlib says when it met fewer than k rows that the filter allows.
            return [[]] * len(queries)

    def facts(self):
        return {"instructions": f"compiled here, registers of {widest_registers(hnswlib.__file__)} bits"}


if __name__ == "__main__":
    main()
