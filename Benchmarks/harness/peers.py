"""The engines that ours is measured against, and how each is started."""

import shlex
import sys
from pathlib import Path

FOLDER = Path(__file__).parents[1]
DATA = FOLDER / "data"

# Each engine with the ways it can be driven; the best of them is quoted. A way that needs more than one image
# in the batch says so.
ENGINES = {
    "ONNX Runtime": {"": ("worker_onnxruntime.py",)},
    "OpenVINO": {
        "latency": ("worker_openvino.py", "--mode", "latency"),
        "throughput": ("worker_openvino.py", "--mode", "throughput"),
    },
    "TensorFlow": {
        "predict": ("worker_tensorflow.py", "--mode", "predict"),
        "function": ("worker_tensorflow.py", "--mode", "function"),
    },
    "PyTorch": {
        "eager": ("worker_pytorch.py", "--mode", "eager"),
        "channels_last": ("worker_pytorch.py", "--mode", "channels_last"),
        "compile": ("worker_pytorch.py", "--mode", "compile"),
    },
}
TRAINING_ENGINES = {
    "PyTorch": {
        "eager": ("worker_training_pytorch.py", "--mode", "eager"),
        "channels_last": ("worker_training_pytorch.py", "--mode", "channels_last"),
    },
    "TensorFlow": {
        "function": ("worker_training_tensorflow.py", "--mode", "function"),
        "train_on_batch": ("worker_training_tensorflow.py", "--mode", "train_on_batch"),
    },
}
NEED_A_BATCH_FOR_ALL_THREADS = {("OpenVINO", "throughput")}


def network_options(arguments):
    """What every network worker, ours too, is given after its own command."""
    return [
        "--weights", str(arguments.weights), "--inputs", str(arguments.inputs),
        "--batch", str(arguments.batch), "--threads", str(arguments.threads),
    ]  # fmt: skip


def peer_commands(engines, arguments):
    """(name, command) of each way to drive the named engines that fits batch and threads."""
    for engine in engines:
        for way, (script, *options) in ENGINES[engine].items():
            if (engine, way) in NEED_A_BATCH_FOR_ALL_THREADS and arguments.batch % arguments.threads:
                continue
            name = f"{engine}/{way}" if way else engine
            yield name, python_command(script, *options, *network_options(arguments))


def our_command(text, arguments):
    """Our worker's command line as words, with the network options."""
    return [*shlex.split(text), *network_options(arguments)]


def python_command(script, *options):
    """A script of Benchmarks/peers in the Python that runs this one."""
    return [sys.executable, str(FOLDER / "peers" / script), *options]


def add_network_options(parser, batch=8):
    """The options of every benchmark that runs network workers."""
    parser.add_argument("--weights", type=Path, default=DATA / "vgg16-seeded.safetensors")
    parser.add_argument("--inputs", type=Path, default=DATA / "inputs.npy")
    parser.add_argument("--batch", type=int, default=batch)
    parser.add_argument("--threads", type=int, default=2)
