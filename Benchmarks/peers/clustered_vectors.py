"""Writes unit vectors that lie in clusters, and queries of the same kind, made from a seed.

Embeddings of photographs are no uniform noise: they lie in clusters, and vary within one along few directions.
So a vector is drawn about one of 600 centres in a latent space of 32 dimensions, lifted to 4096 by a random
matrix, given a little noise of its own, cut off at 0 as a network's last layer does, and scaled to length 1. The
sets of 512 components are such vectors on their 512 principal components, scaled again.

A file holds nothing but the components, little-endian f32, one row after the other, as Lithoscope's own files of
vectors do.
"""

import argparse
import os
from dataclasses import dataclass
from pathlib import Path

import numpy as np

CLUSTERS, LATENT_DIMENSION, LIFTED_DIMENSION = 600, 32, 4096
LATENT_DEVIATION = 0.6  # within a cluster; between the centres it is 1
OWN_DEVIATION = 0.25
THRESHOLD = 1.0  # what a lifted component must exceed: a fifth of them does
ROWS_TO_FIT = 8000  # principal components are those of this many vectors
ROWS_AT_ONCE = 5000  # 80 MB
QUERIES = 1000


@dataclass(frozen=True)
class ClusteredSet:
    """The vectors and queries of one name."""

    rows: int
    dimension: int


SETS = {
    "clustered-30k": ClusteredSet(30_000, 512),
    "clustered-3k": ClusteredSet(3_000, 512),
    "clustered-10k": ClusteredSet(10_000, 512),
    "clustered-100k": ClusteredSet(100_000, 512),
    "clustered-30k-4096": ClusteredSet(30_000, LIFTED_DIMENSION),
    "clustered-1m": ClusteredSet(1_000_000, 512),
}


def main():
    arguments = parse_arguments()
    arguments.output.mkdir(parents=True, exist_ok=True)
    for name in arguments.sets:
        for path in write_set(arguments.output, name, SETS[name], arguments.seed):
            print(f"{path}: {path.stat().st_size:,} bytes", flush=True)


def parse_arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sets", nargs="+", choices=SETS, metavar="SET", help=", ".join(SETS))
    parser.add_argument(
        "--output", type=Path, default=Path(__file__).parents[1] / "data", help="folder to write to"
    )
    parser.add_argument("--seed", type=int, default=7)
    return parser.parse_args()


def paths(folder, name):
    """Where the vectors and the queries of a set lie."""
    return folder / f"{name}.f32", folder / f"{name}-queries.f32"


def write_set(folder, name, wanted, seed):
    """Writes both files and returns their paths; a file that is there under its name is whole."""
    space = LatentSpace(np.random.default_rng([seed, wanted.rows, wanted.dimension]))
    project = principal_components(space, wanted.dimension) if wanted.dimension < LIFTED_DIMENSION else None
    written = paths(folder, name)
    for path, count in zip(written, (wanted.rows, QUERIES)):
        unfinished = path.with_suffix(".unfinished")
        with open(unfinished, "wb") as file:
            for start in range(0, count, ROWS_AT_ONCE):
                vectors = space.draw(min(ROWS_AT_ONCE, count - start))
                unit(project(vectors) if project else vectors).astype("<f4", copy=False).tofile(file)
        os.replace(unfinished, path)
    return written


class LatentSpace:
    """Clusters in few dimensions, and the way from there to many."""

    def __init__(self, generator):
        self._generator = generator
        self._centres = self._normal(CLUSTERS, LATENT_DIMENSION)
        self._lift = self._normal(LATENT_DIMENSION, LIFTED_DIMENSION) / np.float32(np.sqrt(LATENT_DIMENSION))

    def draw(self, count):
        """[count, 4096] vectors of length 1, no component negative."""
        clusters = self._generator.integers(CLUSTERS, size=count)
        latent = self._centres[clusters] + np.float32(LATENT_DEVIATION) * self._normal(count, LATENT_DIMENSION)
        lifted = latent @ self._lift
        lifted += np.float32(OWN_DEVIATION) * self._normal(count, LIFTED_DIMENSION)
        lifted -= np.float32(THRESHOLD)
        return unit(np.maximum(lifted, 0, out=lifted))

    def _normal(self, *shape):
        return self._generator.standard_normal(shape, dtype=np.float32)


def principal_components(space, dimension):
    """A function that gives vectors on the leading principal components of a sample."""
    sample = space.draw(ROWS_TO_FIT)
    mean = sample.mean(axis=0)
    sample -= mean
    _, directions = np.linalg.eigh(sample.T @ sample)
    leading = np.ascontiguousarray(directions[:, ::-1][:, :dimension], dtype=np.float32)
    return lambda vectors: (vectors - mean) @ leading


def unit(vectors):
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors


if __name__ == "__main__":
    main()
