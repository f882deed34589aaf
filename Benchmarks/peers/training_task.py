"""What the workers that train share: their options, and the task they are given.

The network is VGG16 to fc2 and a linear layer to the classes, without dropout; the loss is the mean softmax
cross-entropy, and the optimiser gradient descent with momentum, v ← μ·v + g and w ← w − η·v.

The task's file is safetensors: `classes/kernel` [fc2, classes], `classes/bias` [classes] and `labels`
[images], all f32. A worker trains on the first N inputs. It makes its first steps before READY; `out FILE.npy`
writes their losses, each from before its step, and `--save FILE` has it write all parameters as they are then,
named and laid out as in the weights' file.
"""

import argparse

import numpy as np
from safetensors.numpy import load_file, save_file

CLASSES = 6
HEAD_DEVIATION = 1e-4  # of the last kernel: fc2's values are some tens, and chances begin nearly equal
FIRST_STEPS = 3


def parse_arguments(description, modes):
    """The options of a worker that trains; `modes` are the ways to drive this engine, the default first."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--weights", required=True, help="safetensors file of VGG16 up to fc2")
    parser.add_argument("--task", required=True, help="safetensors file with the last layer and the labels")
    parser.add_argument("--inputs", required=True, help=".npy file [images, 3, height, width] f32")
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--rate", type=float, required=True, help="the learning rate")
    parser.add_argument("--momentum", type=float, default=0.9)
    parser.add_argument("--save", help="where the parameters go after the first steps")
    parser.add_argument("--mode", choices=modes, default=modes[0])
    return parser.parse_args()


def write_task(path, seed, images, features, deviation=HEAD_DEVIATION):
    """Writes a last layer and labels made from a seed."""
    generator = np.random.default_rng([seed, images])
    save_file(
        {
            "classes/kernel": generator.standard_normal((features, CLASSES), dtype=np.float32)
            * np.float32(deviation),
            "classes/bias": np.zeros(CLASSES, dtype=np.float32),
            "labels": generator.integers(CLASSES, size=images).astype(np.float32),
        },
        path,
    )


class Task:
    """A task's file, read for one batch."""

    def __init__(self, arguments):
        tensors = load_file(arguments.task)
        self.kernel, self.bias = tensors["classes/kernel"], tensors["classes/bias"]
        self.labels = tensors["labels"][: arguments.batch].astype(np.int64)
        self.images = np.load(arguments.inputs)[: arguments.batch]


def first_steps(step, parameters, arguments):
    """Makes the first steps, saves the parameters where that is asked for, and returns the losses."""
    losses = np.array([step() for _ in range(FIRST_STEPS)], dtype=np.float32)
    if arguments.save:
        save_file({name: np.ascontiguousarray(values) for name, values in parameters()}, arguments.save)
    return losses
