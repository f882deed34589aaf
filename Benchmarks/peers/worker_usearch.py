"""USearch's HNSW by inner product, its vectors kept as f32, f16 or i8."""

import usearch
from usearch.index import Index

from vector_protocol import parse_arguments, serve

# USearch scales vectors to i8 where it knows that they have length 1.
METRICS = {"f32": "ip", "f16": "ip", "i8": "cos"}


def main():
    arguments = parse_arguments(__doc__, kinds=("hnsw",))
    serve(f"USearch {usearch.__version__} ({arguments.format})", Engine(arguments), arguments)


class Engine:
    def __init__(self, arguments):
        self._arguments = arguments
        self._index = None

    def build(self, vectors):
        index = self._empty()
        index.add(None, vectors, threads=self._arguments.build_threads)
        index.save(self._arguments.file)
        self._index = index

    def open(self):
        self._index = self._empty()
        self._index.load(self._arguments.file)

    def set_effort(self, value):
        self._index.expansion_search = value

    def search(self, queries):
        # One query gives one list of keys, several give a matrix.
        if len(queries) == 1:
            return [self._index.search(queries[0], self._arguments.k, threads=self._arguments.threads).keys]
        return self._index.search(queries, self._arguments.k, threads=self._arguments.threads).keys

    def facts(self):
        return {"instructions": self._empty().hardware_acceleration}

    def _empty(self):
        return Index(
            ndim=self._arguments.dimension,
            metric=METRICS[self._arguments.format],
            dtype=self._arguments.format,
            connectivity=self._arguments.neighbours,
            expansion_add=self._arguments.breadth,
        )


if __name__ == "__main__":
    main()
