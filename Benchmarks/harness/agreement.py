"""How far two engines' fc2 outputs agree: a fast wrong answer is no result."""

import numpy as np

SMALLEST_COSINE = 0.99999


def cosines(first, second):
    """The cosine similarity, in f64, of each pair of rows of two [images, features] arrays."""
    first, second = np.asarray(first, dtype=np.float64), np.asarray(second, dtype=np.float64)
    if first.shape != second.shape:
        raise ValueError(f"The outputs have different shapes, {first.shape} and {second.shape}.")
    lengths = np.linalg.norm(first, axis=1) * np.linalg.norm(second, axis=1)
    return np.einsum("ij,ij->i", first, second) / lengths


def outputs(worker, folder):
    """The fc2 outputs of all inputs from a worker: [images, features]."""
    path = folder / f"{worker.name.replace('/', '-').replace(' ', '_')}.npy"
    worker.write_outputs(path)
    return np.load(path)


def smallest_cosine(first, second):
    """The worst pair; not a number (a zero or broken output) counts as no agreement at all."""
    smallest = cosines(first, second).min()
    return float(smallest) if np.isfinite(smallest) else 0.0
