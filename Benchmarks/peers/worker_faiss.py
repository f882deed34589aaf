"""FAISS: exact search (IndexFlatIP), 8-bit scalar quantisation, and HNSW, all by inner product."""

import faiss

from vector_protocol import parse_arguments, serve

METRIC = faiss.METRIC_INNER_PRODUCT


def main():
    arguments = parse_arguments(__doc__, kinds=("flat", "sq8", "hnsw"))
    faiss.omp_set_num_threads(arguments.threads)
    serve(f"FAISS {faiss.__version__} ({arguments.index})", Engine(arguments), arguments)


class Engine:
    def __init__(self, arguments):
        self._arguments = arguments
        self._index = self._parameters = self._selector = None
        self._effort = arguments.breadth

    def build(self, vectors):
        index = self._empty()
        faiss.omp_set_num_threads(self._arguments.build_threads)
        index.train(vectors)
        index.add(vectors)
        faiss.omp_set_num_threads(self._arguments.threads)
        faiss.write_index(index, self._arguments.file)
        self._index = index

    def open(self):
        self._index = faiss.read_index(self._arguments.file)

    def set_effort(self, value):
        self._effort = value
        if self._arguments.index == "hnsw":
            self._index.hnsw.efSearch = value

    def allow(self, rows):
        self._selector = self._parameters = None
        if rows is None:
            return
        self._selector = faiss.IDSelectorBatch(rows)
        self._parameters = (
            faiss.SearchParametersHNSW(sel=self._selector, efSearch=self._effort)
            if self._arguments.index == "hnsw"
            else faiss.SearchParameters(sel=self._selector)
        )

    def search(self, queries):
        return self._index.search(queries, self._arguments.k, params=self._parameters)[1]

    def facts(self):
        return {"instructions": faiss.get_compile_options().strip()}

    def _empty(self):
        dimension = self._arguments.dimension
        if self._arguments.index == "flat":
            return faiss.IndexFlatIP(dimension)
        if self._arguments.index == "sq8":
            return faiss.IndexScalarQuantizer(dimension, faiss.ScalarQuantizer.QT_8bit, METRIC)
        index = faiss.IndexHNSWFlat(dimension, self._arguments.neighbours, METRIC)
        index.hnsw.efConstruction = self._arguments.breadth
        return index


if __name__ == "__main__":
    main()
