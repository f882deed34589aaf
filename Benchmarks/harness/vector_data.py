"""The vectors of a benchmark of search, and the queries that are not among them."""

import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from harness import collection
from harness.peers import DATA, FOLDER

sys.path.insert(0, str(FOLDER / "peers"))

import clustered_vectors  # noqa: E402 (of peers)

SEED = 7
QUERIES = 1000
EQUAL_FROM = 1 - 1e-6  # a similarity from here on is that of a vector with itself, rounded


@dataclass(frozen=True)
class VectorData:
    """Two files of f32 rows of length 1, without a header."""

    name: str
    vectors_path: Path
    queries_path: Path
    dimension: int
    origin: str

    def vectors(self):
        """[rows, dimension] f32, mapped."""
        return np.memmap(self.vectors_path, dtype="<f4", mode="r").reshape(-1, self.dimension)

    def queries(self):
        """[queries, dimension] f32."""
        return np.fromfile(self.queries_path, dtype="<f4").reshape(-1, self.dimension)


def clustered(name, folder=DATA):
    """One of the sets of clustered_vectors, which is made now if it is not there."""
    wanted = clustered_vectors.SETS[name]
    vectors_path, queries_path = clustered_vectors.paths(folder, name)
    if not (vectors_path.exists() and queries_path.exists()):
        print(f"making {name} …", flush=True)
        folder.mkdir(parents=True, exist_ok=True)
        clustered_vectors.write_set(folder, name, wanted, SEED)
    origin = f"{clustered_vectors.CLUSTERS} clusters of synthetic vectors, seed {SEED}"
    return VectorData(name, vectors_path, queries_path, wanted.dimension, origin)


def of_collection(path, descriptor, folder=DATA):
    """The vectors that a collection has of one descriptor, all but 1,000 of a seeded draw, which are the queries."""
    known = collection.rows(path, descriptor)
    count = len(known.names)
    components = known.vectors.stat().st_size // 4
    dimension = components // count
    if components != count * dimension or count <= QUERIES:
        raise collection.CollectionError(f"{known.vectors} does not hold {count} whole rows, over {QUERIES}.")
    rows = np.fromfile(known.vectors, dtype="<f4").reshape(count, dimension)
    held_out = np.zeros(count, dtype=bool)
    held_out[np.random.default_rng(SEED).choice(count, QUERIES, replace=False)] = True
    folder.mkdir(parents=True, exist_ok=True)
    paths = folder / f"{descriptor}.f32", folder / f"{descriptor}-queries.f32"
    for written, chosen in zip(paths, (~held_out, held_out)):
        rows[chosen].tofile(written)
    origin = f"{descriptor} of a collection, {QUERIES} rows held out by seed {SEED}"
    return VectorData(descriptor, *paths, dimension, origin)


def queries_with_an_equal(truth):
    """How many queries have a row of the same direction among the vectors, to rounding."""
    first = truth.vectors[truth.nearest[:, 0]].astype(np.float64)
    return int(np.sum(np.einsum("ij,ij->i", first, truth.queries.astype(np.float64)) >= EQUAL_FROM))
