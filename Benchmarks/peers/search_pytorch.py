#!/usr/bin/env python3
"""The same search as a script on PyTorch: the images of a collection most similar to one image.

VGG16 up to block4_conv3, averaged over the map, unit length; cosine with every stored vector by one matrix
product; the best K printed. Only what this takes is imported, read and computed.
"""

import argparse
from pathlib import Path

import numpy as np
import torch
from PIL import Image, ImageOps
from safetensors import safe_open
from torch.nn.functional import conv2d, max_pool2d, normalize

from vgg16 import IMAGE_SIZE, MEAN_BGR, convolutions

LAST_LAYER = "block4_conv3"
DIMENSION = 512


def main():
    arguments = parse_arguments()
    torch.set_num_threads(arguments.threads)
    with torch.inference_mode():
        query = describe(read_image(arguments.image), arguments.weights)
        similarities = read_vectors(arguments.vectors) @ query
        best = torch.topk(similarities, min(arguments.k, len(similarities)))
    names = arguments.names.read_text().split("\n") if arguments.names else None
    for rank, (row, similarity) in enumerate(zip(best.indices.tolist(), best.values.tolist()), start=1):
        print(f"{rank}\t{similarity:.4f}\t{names[row] if names else row}")


def parse_arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("image", type=Path)
    parser.add_argument(
        "--weights", type=Path, required=True, help="safetensors file with Keras' layer names"
    )
    parser.add_argument(
        "--vectors", type=Path, required=True, help=".f32 (rows without a header) or .npy, unit length"
    )
    parser.add_argument("--names", type=Path, help="text file, one name a row of the vectors")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("-k", type=int, default=8)
    return parser.parse_args()


def read_image(path):
    """[1, 3, 224, 224] in Caffe mode, upright; a JPEG is decoded no larger than needed."""
    image = Image.open(path)
    image.draft("RGB", (IMAGE_SIZE, IMAGE_SIZE))
    image = ImageOps.exif_transpose(image).convert("RGB")
    image = image.resize((IMAGE_SIZE, IMAGE_SIZE), Image.Resampling.BILINEAR)
    blue_green_red = np.asarray(image, dtype=np.float32)[..., ::-1] - np.array(MEAN_BGR, dtype=np.float32)
    return torch.from_numpy(blue_green_red).permute(2, 0, 1).unsqueeze(0)


def describe(values, weights_path):
    """The descriptor of one image: [512], unit length. Layers are read as they are reached."""
    values = values.contiguous(memory_format=torch.channels_last)
    with safe_open(weights_path, framework="pt") as weights:
        for layer in convolutions():
            kernel = weights.get_tensor(f"{layer.name}/kernel").permute(3, 2, 0, 1)
            values = conv2d(values, kernel, weights.get_tensor(f"{layer.name}/bias"), padding=1).relu_()
            if layer.name == LAST_LAYER:
                return normalize(values.mean(dim=(2, 3)))[0]
            if layer.pool_after:
                values = max_pool2d(values, 2)
    raise ValueError(f"There is no layer {LAST_LAYER}.")


def read_vectors(path):
    """[images, 512], mapped, not copied."""
    if path.suffix == ".npy":
        return torch.from_numpy(np.load(path, mmap_mode="c"))
    count = path.stat().st_size // (DIMENSION * 4)
    return torch.from_file(str(path), size=count * DIMENSION, dtype=torch.float32).view(count, DIMENSION)


if __name__ == "__main__":
    main()
