#!/usr/bin/env python3
"""Compares our Annoy index with Annoy's Python package, each on its own file and on the other's.

Both search the same forests for the same queries with the same search_k: forests that the package built (on one
thread and on several, and one with holes), and forests that we built. Neighbours must be the same, in the same order;
exit status 1 if more than one in a thousand is not. Recall against exact search, queries a second on one thread and
the seconds of building are printed beside them.

Vectors are made from a seed, or read: --vectors FILE.f32 --dimension N, the last --queries of them as queries.
"""

import argparse
import shlex
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from annoy import AnnoyIndex

LEAST_AGREEMENT = 0.999
# Of the forests with holes, every so many items there is none.
HOLES = 97


def main():
    arguments = parse_arguments()
    vectors, queries = read_vectors(arguments) if arguments.vectors else make_vectors(arguments)
    print(f"{len(vectors)} vectors of {vectors.shape[1]} components, {len(queries)} queries, "
          f"{arguments.trees} trees, k = {arguments.k}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        ours = Ours(arguments, Path(folder), vectors, queries)
        forests = list(build_forests(arguments, Path(folder), vectors, ours))
        agreements = [
            compare(forest, search_k, arguments, vectors, queries, ours)
            for forest in forests
            for search_k in arguments.search_k
        ]
    if min(agreements) < LEAST_AGREEMENT:
        sys.exit(f"Only {min(agreements):.4%} of the neighbours agree where {LEAST_AGREEMENT:.1%} must.")
    print(f"At least {min(agreements):.3%} of the neighbours agree.")


def parse_arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--ours", metavar="CMD", required=True, help="our worker's command")
    parser.add_argument("--vectors", type=Path, metavar="FILE.f32", help="rows of little-endian floats")
    parser.add_argument("--dimension", type=int, default=512)
    parser.add_argument("--count", type=int, default=30000, help="vectors to make")
    parser.add_argument("--queries", type=int, default=1000)
    parser.add_argument("--trees", type=int, default=50)
    parser.add_argument("--k", type=int, default=10)
    parser.add_argument("--search-k", type=int, nargs="+", default=[100, 500, 2000, 5000, 20000])
    parser.add_argument("--rounds", type=int, default=3, help="of which the fastest counts")
    parser.add_argument("--seed", type=int, default=7)
    return parser.parse_args()


def make_vectors(arguments):
    """Unit vectors in clusters of a few dimensions, with a little noise in all of them."""
    random = np.random.default_rng(arguments.seed)
    total, clusters, inner = arguments.count + arguments.queries, 600, 32
    centres = random.standard_normal((clusters, inner))
    places = centres[random.integers(0, clusters, total)] + 0.6 * random.standard_normal((total, inner))
    mixing = random.standard_normal((inner, arguments.dimension)) / np.sqrt(inner)
    vectors = (places @ mixing + 0.25 * random.standard_normal((total, arguments.dimension))).astype("f4")
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors[: arguments.count], vectors[arguments.count :]


def read_vectors(arguments):
    """The file's rows without the queries, which are drawn from all over it."""
    rows = np.fromfile(arguments.vectors, "<f4").reshape(-1, arguments.dimension)
    chosen = np.zeros(len(rows), bool)
    random = np.random.default_rng(arguments.seed)
    chosen[random.choice(len(rows), arguments.queries, replace=False)] = True
    return rows[~chosen], rows[chosen]


def build_forests(arguments, folder, vectors, ours):
    """Builds all forests: (name, file, numbers that have no item)."""
    for name, jobs, skip_every in (("package", 1, None), ("package, 4 threads", 4, None), ("package, holes", 1, HOLES)):
        path = folder / f"package-{jobs}-{skip_every}.ann"
        index = AnnoyIndex(vectors.shape[1], "angular")
        index.set_seed(arguments.seed)
        for number, vector in enumerate(vectors):
            if not skip_every or number % skip_every:
                index.add_item(number, vector)
        start = time.perf_counter()
        index.build(arguments.trees, n_jobs=jobs)
        print(f"built by the {name}: {time.perf_counter() - start:.2f} s", flush=True)
        index.save(str(path))
        yield name, path, skip_every
    for name, threads, skip_every in (("ours", 1, None), ("ours, 2 threads", 2, None), ("ours, holes", 2, HOLES)):
        path = folder / f"ours-{threads}-{skip_every}.ann"
        print(f"built by {name}: {ours.build(path, threads, skip_every):.2f} s, file written", flush=True)
        yield name, path, skip_every


def compare(forest, search_k, arguments, vectors, queries, ours):
    """Prints how both answer from one forest and returns the share of the neighbours that are the same."""
    name, path, skip_every = forest
    theirs, their_rate = search_package(path, search_k, arguments, queries)
    answers = [ours.search(path, search_k, with_vectors) for with_vectors in (True, False)]
    agreement = min(float((found == theirs).mean()) for found, _ in answers)
    whole = min(int((found == theirs).all(axis=1).sum()) for found, _ in answers)
    exact = exact_neighbours(vectors, queries, arguments.k, skip_every)
    print(
        f"{name}, search_k {search_k}: {whole} of {len(queries)} queries agree, {agreement:.3%} of the neighbours; "
        f"recall {recall(theirs, exact):.4f} and ours {recall(answers[0][0], exact):.4f}; queries/s "
        f"{their_rate:.0f} and ours {answers[0][1]:.0f}, from the file alone {answers[1][1]:.0f}", flush=True)
    return agreement


def search_package(path, search_k, arguments, queries):
    index = AnnoyIndex(queries.shape[1], "angular")
    index.load(str(path))
    asked = list(queries)
    fastest = float("inf")
    for _ in range(arguments.rounds):
        start = time.perf_counter()
        found = [index.get_nns_by_vector(query, arguments.k, search_k=search_k) for query in asked]
        fastest = min(fastest, time.perf_counter() - start)
    return np.array([rows + [-1] * (arguments.k - len(rows)) for rows in found]), len(asked) / fastest


def exact_neighbours(vectors, queries, k, skip_every):
    similarities = queries @ vectors.T
    if skip_every:
        similarities[:, ::skip_every] = -np.inf
    return np.argpartition(-similarities, k, axis=1)[:, :k]


def recall(found, exact):
    return float(np.mean([len(set(one) & set(other)) / len(other) for one, other in zip(found, exact)]))


class Ours:
    """Our worker, called once for each forest that is built or searched."""

    def __init__(self, arguments, folder, vectors, queries):
        self.arguments = arguments
        self.folder = folder
        self.options = ["--dimension", str(vectors.shape[1])]
        vectors.tofile(folder / "vectors.f32")
        queries.tofile(folder / "queries.f32")

    def build(self, path, threads, skip_every):
        options = ["--trees", str(self.arguments.trees), "--threads", str(threads),
                   "--seed", str(self.arguments.seed)]
        if skip_every:
            options += ["--skip-every", str(skip_every)]
        return self.run("build", self.folder / "vectors.f32", path, *options)

    def search(self, path, search_k, with_vectors):
        options = ["-k", str(self.arguments.k), "--effort", str(search_k),
                   "--rounds", str(self.arguments.rounds)]
        if with_vectors:
            options += ["--vectors", str(self.folder / "vectors.f32")]
        output = self.folder / "found.i32"
        seconds = self.run("search", path, self.folder / "queries.f32", output, *options)
        return np.fromfile(output, "<i4").reshape(-1, self.arguments.k), self.arguments.queries / seconds

    def run(self, command, *words):
        line = [*shlex.split(self.arguments.ours), command, *map(str, words), *self.options]
        done = subprocess.run(line, capture_output=True, text=True)
        if done.returncode:
            sys.exit(f"Our worker failed: {done.stderr.strip()}")
        return float(done.stdout)


if __name__ == "__main__":
    main()
