#!/usr/bin/env python3
"""Compares three steps of our training with PyTorch's, from the same weights on the same batch.

The network is a VGG16 of a fraction of the widths. Losses and all parameters must agree, relative to each
tensor's largest value; exit status 1 if they part.
"""

import argparse
import shlex
import sys
import tempfile
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file, save_file

sys.path.insert(0, str(Path(__file__).parents[1]))

from harness import peers
from harness.worker import Worker, WorkerDied
from seeded_weights import add_layer
from training_task import write_task
from vgg16 import convolutions

LARGEST_DIFFERENCE = 1e-4


def main():
    arguments = parse_arguments()
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        options = write_inputs(folder, arguments)
        ours_command = [*shlex.split(arguments.ours), *options]
        peer_command = peers.python_command("worker_training_pytorch.py", *options)
        try:
            ours = first_steps("Lithoscope", ours_command, folder, arguments)
            peer = first_steps("PyTorch", peer_command, folder, arguments)
        except WorkerDied as death:
            sys.exit(str(death))
        before = load_file(folder / "weights.safetensors") | load_file(folder / "task.safetensors")
    report(ours, peer, before)


def parse_arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--ours", metavar="CMD", required=True, help="our worker's command")
    parser.add_argument("--divisor", type=int, default=16, help="what VGG16's widths are divided by")
    parser.add_argument("--units", type=int, default=64, help="units of fc1 and fc2")
    parser.add_argument("--side", type=int, default=64, help="of the images, in pixels; a multiple of 32")
    parser.add_argument("--batch", type=int, default=5)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--rate", type=float, default=0.01, help="learning rate; wide networks want less")
    parser.add_argument("--seed", type=int, default=16)
    return parser.parse_args()


def write_inputs(folder, arguments):
    """Writes weights, task and batch made from a seed; returns the options that name them."""
    generator = np.random.default_rng(arguments.seed)
    tensors = {}
    for layer in convolutions():
        inputs = layer.inputs if layer.inputs == 3 else layer.inputs // arguments.divisor
        add_layer(tensors, generator, layer.name, (3, 3, inputs, layer.outputs // arguments.divisor))
    pooled = (arguments.side // 32) ** 2 * tensors["block5_conv3/bias"].size
    add_layer(tensors, generator, "fc1", (pooled, arguments.units))
    add_layer(tensors, generator, "fc2", (arguments.units, arguments.units))
    save_file(tensors, folder / "weights.safetensors")
    write_task(
        folder / "task.safetensors", arguments.seed, arguments.batch, arguments.units,
        deviation=arguments.units**-0.5,
    )  # fmt: skip
    shape = (arguments.batch, 3, arguments.side, arguments.side)
    np.save(folder / "inputs.npy", generator.standard_normal(shape, dtype=np.float32))
    return [
        "--weights", str(folder / "weights.safetensors"), "--task", str(folder / "task.safetensors"),
        "--inputs", str(folder / "inputs.npy"), "--batch", str(arguments.batch),
        "--threads", str(arguments.threads), "--rate", str(arguments.rate),
    ]  # fmt: skip


def first_steps(name, command, folder, arguments):
    """The losses of the first steps and the parameters after them, by name."""
    saved = folder / f"{name}.safetensors"
    with Worker(name, [*command, "--save", str(saved)], arguments.threads) as worker:
        print(f"{name}: {worker.version}", flush=True)
        worker.write_outputs(folder / f"{name}.npy")
    return {"losses": np.load(folder / f"{name}.npy")} | load_file(saved)


def report(ours, peer, before):
    print(f"losses: ours {ours['losses']}, PyTorch's {peer['losses']}")
    if ours.keys() != peer.keys():
        sys.exit(f"The parameters differ: {sorted(ours.keys() ^ peer.keys())}.")
    differences = {name: difference(ours[name], peer[name]) for name in ours}
    furthest = max(differences, key=differences.get)
    # Parameters that hardly move would agree whatever the gradients are.
    moved = min(difference(before[name], peer[name]) for name in peer if name != "losses")
    steps = max(step_difference(ours[name], peer[name], before[name]) for name in ours if name != "losses")
    print(
        f"{len(ours) - 1} parameters, each moved by {moved:.1e} of its largest value at least; largest "
        f"difference {differences[furthest]:.1e} of the largest value, at {furthest}, and "
        f"{steps:.1e} of the largest change of a parameter"
    )
    if not differences[furthest] <= LARGEST_DIFFERENCE:
        sys.exit(f"They part by more than {LARGEST_DIFFERENCE} of the largest value.")
    print(f"Losses and parameters agree to {LARGEST_DIFFERENCE} of each tensor's largest value.")


def difference(first, second):
    """The largest difference, relative to the largest value of the second."""
    return float(np.abs(first - second).max() / np.abs(second).max())


def step_difference(ours, peer, before):
    """The largest difference, relative to the largest change in training."""
    return float(np.abs(ours - peer).max() / np.abs(peer - before).max())


if __name__ == "__main__":
    main()
