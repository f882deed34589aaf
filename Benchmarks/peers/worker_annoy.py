"""Annoy, the package by which the file format is known, with its angular metric."""

from importlib.metadata import version

import annoy.annoylib
from annoy import AnnoyIndex

from machine_code import widest_registers
from vector_protocol import parse_arguments, serve


def main():
    arguments = parse_arguments(__doc__, kinds=("annoy",))
    serve(f"Annoy {version('annoy')}", Engine(arguments), arguments)


class Engine:
    def __init__(self, arguments):
        self._arguments = arguments
        self._index, self._effort = None, -1

    def build(self, vectors):
        self.close()
        index = self._empty()
        index.set_seed(self._arguments.seed)
        for row, vector in enumerate(vectors):
            index.add_item(row, vector.tolist())
        index.build(self._arguments.trees, n_jobs=self._arguments.build_threads)
        index.save(self._arguments.file)  # which maps the file, too
        self._index = index

    def open(self):
        self._index = self._empty()
        self._index.load(self._arguments.file)

    def close(self):
        """Unmaps the file, so that it can be written anew."""
        if self._index:
            self._index.unload()

    def set_effort(self, value):
        self._effort = value

    def prepared(self, queries):
        # Annoy takes numbers one by one, and is faster with a list's than with an array's.
        return queries.tolist()

    def search(self, queries):
        find = self._index.get_nns_by_vector
        return [find(query, self._arguments.k, self._effort, True)[0] for query in queries]

    def facts(self):
        return {"instructions": f"compiled here, registers of {widest_registers(annoy.annoylib.__file__)} bits"}

    def _empty(self):
        return AnnoyIndex(self._arguments.dimension, "angular")


if __name__ == "__main__":
    main()
