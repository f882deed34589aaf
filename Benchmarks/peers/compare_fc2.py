#!/usr/bin/env python3
"""Compares our fc2 outputs with PyTorch's and Keras' on full-size seeded weights; exit status 1 if they part.

Ours come from a worker (--ours CMD, as for network.py) or from a file that it wrote (--ours-output FILE.npy).
Without either, the peers are compared with one another.
"""

import argparse
import importlib.util
import sys
import tempfile
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))

from harness import agreement, peers
from harness.worker import Worker, WorkerDied

# One way of each engine is enough here: the ways of one engine run the same kernels.
SCRIPTS = {
    "PyTorch": ("worker_pytorch.py", "torch"),
    "Keras": ("worker_tensorflow.py", "tensorflow"),
    "ONNX Runtime": ("worker_onnxruntime.py", "onnxruntime"),
    "OpenVINO": ("worker_openvino.py", "openvino"),
}


def main():
    arguments = parse_arguments()
    try:
        outputs = all_outputs(arguments)
        smallest = [print_comparison(*pair, outputs) for pair in pairs(outputs)]
    except (WorkerDied, ValueError) as error:
        sys.exit(str(error))
    if not smallest:
        sys.exit("There is nothing to compare with; install the peers with Benchmarks/setup.sh.")
    if min(smallest) < arguments.at_least:
        sys.exit(f"The smallest cosine, {min(smallest):.9f}, is below {arguments.at_least}.")
    print(f"Every cosine is at least {arguments.at_least}.")


def parse_arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    peers.add_network_options(parser)
    parser.add_argument(
        "--ours", metavar="CMD", help="our worker's command; the network options are added to it"
    )
    parser.add_argument(
        "--ours-output", type=Path, metavar="FILE.npy", help="fc2 outputs that ours has written"
    )
    parser.add_argument(
        "--engines", nargs="+", choices=SCRIPTS, default=["PyTorch", "Keras"], metavar="ENGINE"
    )
    parser.add_argument("--at-least", type=float, default=agreement.SMALLEST_COSINE, metavar="COSINE")
    return parser.parse_args()


def all_outputs(arguments):
    """fc2 outputs by name; the first is what the others are compared with."""
    commands = {"Lithoscope": peers.our_command(arguments.ours, arguments)} if arguments.ours else {}
    for engine in arguments.engines:
        script, package = SCRIPTS[engine]
        if importlib.util.find_spec(package):
            commands[engine] = peers.python_command(script, *peers.network_options(arguments))
        else:
            print(f"{engine} is not installed and is left out.")
    from_file = {"Lithoscope": np.load(arguments.ours_output)} if arguments.ours_output else {}
    with tempfile.TemporaryDirectory() as folder:
        return from_file | {
            name: ask(name, command, arguments, Path(folder)) for name, command in commands.items()
        }


def pairs(outputs):
    """The first name with each of the others."""
    first, *others = outputs
    return [(first, other) for other in others]


def ask(name, command, arguments, folder):
    with Worker(name, command, arguments.threads) as worker:
        print(f"{name}: {worker.version}", flush=True)
        return agreement.outputs(worker, folder)


def print_comparison(first, second, outputs):
    """Prints how far two outputs part and returns their smallest cosine."""
    smallest = agreement.smallest_cosine(outputs[first], outputs[second])
    furthest = float(np.abs(outputs[first] - outputs[second]).max() / np.abs(outputs[second]).max())
    print(
        f"{first} and {second}: {len(outputs[first])} images, smallest cosine {smallest:.12f} "
        f"(1 − cosine {max(0.0, 1 - smallest):.1e}), largest difference {furthest:.1e} of the largest output"
    )
    return smallest


if __name__ == "__main__":
    main()
