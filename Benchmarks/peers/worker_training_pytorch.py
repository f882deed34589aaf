"""Training VGG16 on PyTorch, f32: eager, or eager with channels last."""

import torch
from torch import nn

from protocol import serve
from training_task import Task, first_steps, parse_arguments
from vgg16 import Weights, convolutions


def main():
    arguments = parse_arguments(__doc__, modes=("eager", "channels_last"))
    torch.set_num_threads(arguments.threads)
    torch.set_num_interop_threads(1)
    layout = torch.contiguous_format if arguments.mode == "eager" else torch.channels_last
    task = Task(arguments)
    network, named = vgg16(Weights(arguments.weights), task)
    network = network.to(memory_format=layout)
    images = torch.from_numpy(task.images).contiguous(memory_format=layout)
    labels = torch.from_numpy(task.labels)
    # The fused optimiser makes one pass over the parameters.
    optimizer = torch.optim.SGD(
        network.parameters(), lr=arguments.rate, momentum=arguments.momentum, fused=True
    )

    def step():
        loss = nn.functional.cross_entropy(network(images), labels)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        return loss.item()

    losses = first_steps(step, lambda: keras_parameters(named), arguments)
    serve(f"PyTorch {torch.__version__} ({arguments.mode})", step, lambda: losses)


def vgg16(weights, task):
    """The network, and its layers with weights by name."""
    layers, named = [], {}

    def add(name, module, kernel, bias):
        module.weight = nn.Parameter(torch.from_numpy(kernel))
        module.bias = nn.Parameter(torch.from_numpy(bias))
        layers.append(module)
        named[name] = module

    for layer in convolutions():
        kernel = weights.kernel_channels_first(layer.name)
        convolution = nn.Conv2d(kernel.shape[1], kernel.shape[0], 3, padding=1)
        add(layer.name, convolution, kernel, weights.bias(layer.name))
        layers.append(nn.ReLU(inplace=True))
        if layer.pool_after:
            layers.append(nn.MaxPool2d(2))
    layers.append(nn.Flatten())
    for name in ("fc1", "fc2"):
        kernel = weights.kernel_channels_first(name)
        add(name, nn.Linear(*reversed(kernel.shape)), kernel, weights.bias(name))
        layers.append(nn.ReLU(inplace=True))
    add("classes", nn.Linear(*task.kernel.shape), task.kernel.T.copy(), task.bias)
    return nn.Sequential(*layers).train(), named


def keras_parameters(named):
    """Each parameter's name and values as Keras lays them out."""
    for name, module in named.items():
        kernel = module.weight.detach().numpy()
        if kernel.ndim == 4:
            kernel = kernel.transpose(2, 3, 1, 0)
        elif name == "fc1":
            # From channel, height, width to height, width, channel.
            channels = named["block5_conv3"].out_channels
            side = round((kernel.shape[1] / channels) ** 0.5)
            maps = kernel.reshape(-1, channels, side, side)
            kernel = maps.transpose(2, 3, 1, 0).reshape(kernel.shape[1], -1)
        else:
            kernel = kernel.T
        yield f"{name}/kernel", kernel
        yield f"{name}/bias", module.bias.detach().numpy()


if __name__ == "__main__":
    main()
