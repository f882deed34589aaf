"""Writes full-size VGG16 weights and inputs made from a seed: nothing to download, the same on every machine.

Kernels are He-normal (standard deviation √(2 / fan-in)), biases small, so activations keep their size from
layer to layer as in the trained network. The inputs are smooth random pictures in Caffe mode.
"""

import argparse
from pathlib import Path

import numpy as np
from PIL import Image
from safetensors.numpy import save_file

from vgg16 import DENSE, IMAGE_SIZE, MEAN_BGR, convolutions

BIAS_DEVIATION = 0.05
NOISE_SIZES = (3, 7, 14, 28, 56, 112)  # cells across a picture, from broad shading to fine grain
COLOUR_SHARE = 0.4  # how far the three channels part from the common brightness
CONTRAST = 55.0  # standard deviation of a picture's values, about that of a photograph


def main():
    arguments = parse_arguments()
    arguments.output.mkdir(parents=True, exist_ok=True)
    weights_path = arguments.output / "vgg16-seeded.safetensors"
    save_file(seeded_weights(arguments.seed, arguments.with_predictions), weights_path)
    inputs_path = arguments.output / "inputs.npy"
    np.save(inputs_path, seeded_inputs(arguments.seed, arguments.images))
    for path in (weights_path, inputs_path):
        print(f"{path}: {path.stat().st_size:,} bytes")


def parse_arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--output", type=Path, default=Path(__file__).parents[1] / "data", help="folder to write to"
    )
    parser.add_argument("--seed", type=int, default=16)
    parser.add_argument("--images", type=int, default=16, help="how many inputs (default: %(default)s)")
    parser.add_argument(
        "--with-predictions", action="store_true", help="write the last layer, predictions, too"
    )
    return parser.parse_args()


def seeded_weights(seed, with_predictions):
    """Every tensor of VGG16 up to fc2 (or predictions) by name."""
    generator = np.random.default_rng(seed)
    tensors = {}
    for layer in convolutions():
        add_layer(tensors, generator, layer.name, (3, 3, layer.inputs, layer.outputs))
    for name, shape in DENSE.items():
        if name != "predictions" or with_predictions:
            add_layer(tensors, generator, name, shape)
    return tensors


def add_layer(tensors, generator, name, shape):
    """Adds a kernel of the given shape (outputs last) and its bias."""
    fan_in = np.prod(shape[:-1])
    kernel = generator.standard_normal(shape, dtype=np.float32)
    kernel *= np.float32(np.sqrt(2 / fan_in))
    tensors[f"{name}/kernel"] = kernel
    tensors[f"{name}/bias"] = generator.standard_normal(shape[-1], dtype=np.float32) * np.float32(
        BIAS_DEVIATION
    )


def seeded_inputs(seed, count):
    """[count, 3, 224, 224] f32 in Caffe mode: blue, green, red, means taken away."""
    generator = np.random.default_rng([seed, count])
    pictures = np.stack([smooth_picture(generator) for _ in range(count)])
    blue_green_red = pictures[..., ::-1].astype(np.float32) - np.array(MEAN_BGR, dtype=np.float32)
    return np.ascontiguousarray(blue_green_red.transpose(0, 3, 1, 2))


def smooth_picture(generator):
    """A random picture [224, 224, 3] of whole values from 0 to 255: coarse noise strong, fine noise weak."""
    brightness = smooth_noise(generator)
    channels = [brightness + COLOUR_SHARE * smooth_noise(generator) for _ in range(3)]
    picture = np.stack(channels, axis=-1)
    picture *= CONTRAST / picture.std()
    picture += generator.uniform(90, 160) - picture.mean()
    return np.clip(np.round(picture), 0, 255)


def smooth_noise(generator):
    """[224, 224]: noise of several sizes, each half as strong as the broader one, blown up without edges."""
    total = np.zeros((IMAGE_SIZE, IMAGE_SIZE), dtype=np.float32)
    for order, size in enumerate(NOISE_SIZES):
        cells = Image.fromarray(generator.standard_normal((size, size), dtype=np.float32))
        total += np.asarray(cells.resize(total.shape, Image.Resampling.BICUBIC)) / 2**order
    return total


if __name__ == "__main__":
    main()
