"""VGG16 as a table (Simonyan & Zisserman 2015, configuration D), and its weights as each engine wants them.

The weights' file is safetensors with Keras' layer names: `block1_conv1/kernel` [3, 3, 3, 64] (height, width,
input, output), `block1_conv1/bias` [64], …, `fc1/kernel` [25088, 4096], `fc2/kernel` [4096, 4096]; all f32.
"""

import math
from dataclasses import dataclass

import numpy as np
from safetensors import safe_open

CONFIGURATION = "64 64 M 128 128 M 256 256 256 M 512 512 512 M 512 512 512 M"
IMAGE_SIZE = 224
POOLED_SIZE = 7
POOLED_CHANNELS = 512
DENSE = {
    "fc1": (POOLED_SIZE * POOLED_SIZE * POOLED_CHANNELS, 4096),
    "fc2": (4096, 4096),
    "predictions": (4096, 1000),
}

# Caffe mode: the means of ImageNet in blue, green, red, taken away from values of 0 to 255.
MEAN_BGR = (103.939, 116.779, 123.68)


@dataclass(frozen=True)
class Convolution:
    """One 3×3 convolution with padding 1 and ReLU; `pool_after` says that a 2×2 maximum pooling follows."""

    name: str
    inputs: int
    outputs: int
    pool_after: bool


def convolutions():
    """The 13 convolutions of VGG16 in order, named as Keras names them."""
    layers, inputs = [], 3
    for block, widths in enumerate(CONFIGURATION.split(" M")[:-1], start=1):
        widths = [int(width) for width in widths.split()]
        for position, outputs in enumerate(widths, start=1):
            layers.append(
                Convolution(f"block{block}_conv{position}", inputs, outputs, position == len(widths))
            )
            inputs = outputs
    return layers


class Weights:
    """The tensors of one safetensors file, read when asked for."""

    def __init__(self, path):
        self._file = safe_open(path, framework="np")

    def bias(self, layer):
        """[outputs]"""
        return self._file.get_tensor(f"{layer}/bias")

    def kernel(self, layer):
        """As stored: [3, 3, inputs, outputs], or [inputs, outputs] for a fully connected layer."""
        return self._file.get_tensor(f"{layer}/kernel")

    def kernel_channels_first(self, layer):
        """[outputs, inputs, 3, 3], or [outputs, inputs] for a fully connected layer.

        The inputs of fc1 are put in channel, height, width order, which is what flattening gives an engine
        that keeps channels first (Keras flattens height, width, channel).
        """
        kernel = self.kernel(layer)
        if kernel.ndim == 4:
            return np.ascontiguousarray(kernel.transpose(3, 2, 0, 1))
        if layer == "fc1":
            channels = self.bias("block5_conv3").size
            side = math.isqrt(kernel.shape[0] // channels)
            maps = kernel.reshape(side, side, channels, -1)
            kernel = maps.transpose(2, 0, 1, 3).reshape(kernel.shape)
        return np.ascontiguousarray(kernel.T)
