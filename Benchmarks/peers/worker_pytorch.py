"""VGG16 to fc2 on PyTorch, f32: eager, eager with channels last, or compiled with frozen weights."""

import numpy as np
import torch
from torch import nn

from protocol import outputs_of_all, parse_arguments, serve
from vgg16 import Weights, convolutions


def main():
    arguments = parse_arguments(__doc__, modes=("eager", "channels_last", "compile"))
    torch.set_num_threads(arguments.threads)
    torch.set_num_interop_threads(1)
    layout = torch.contiguous_format if arguments.mode == "eager" else torch.channels_last
    network = vgg16_to_fc2(Weights(arguments.weights)).to(memory_format=layout)
    if arguments.mode == "compile":
        network = compiled(network)
    images = torch.from_numpy(np.load(arguments.inputs))
    batch = images[: arguments.batch].contiguous(memory_format=layout)
    inference = torch.no_grad if arguments.mode == "compile" else torch.inference_mode

    def forward(images):
        with inference():
            return network(torch.as_tensor(images).contiguous(memory_format=layout)).numpy()

    serve(
        f"PyTorch {torch.__version__} ({arguments.mode})",
        lambda: forward(batch),
        lambda: outputs_of_all(forward, images.numpy(), arguments.batch),
    )


def vgg16_to_fc2(weights):
    layers = []
    for layer in convolutions():
        convolution = nn.Conv2d(layer.inputs, layer.outputs, 3, padding=1)
        layers += [loaded(convolution, weights, layer.name), nn.ReLU(inplace=True)]
        if layer.pool_after:
            layers.append(nn.MaxPool2d(2))
    layers.append(nn.Flatten())
    for name in ("fc1", "fc2"):
        outputs, inputs = weights.kernel_channels_first(name).shape
        layers += [loaded(nn.Linear(inputs, outputs), weights, name), nn.ReLU(inplace=True)]
    return nn.Sequential(*layers).eval().requires_grad_(False)


def loaded(module, weights, name):
    """The module with the weights of that layer."""
    module.weight = nn.Parameter(torch.from_numpy(weights.kernel_channels_first(name)), requires_grad=False)
    module.bias = nn.Parameter(torch.from_numpy(weights.bias(name)), requires_grad=False)
    return module


def compiled(network):
    """Inductor with the weights frozen, so that it may lay them out in advance for oneDNN's kernels."""
    import torch._inductor.config as inductor

    inductor.freezing = True
    return torch.compile(network)


if __name__ == "__main__":
    main()
