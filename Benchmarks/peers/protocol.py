"""What every network worker shares: its options, and the conversation on standard input and output.

A worker prints `READY <engine and version>`, then answers one line for each line it reads:

    run N          N wall times in seconds, each of one batch
    out FILE.npy   `ok`, when the fc2 outputs [images, 4096] f32 of all inputs are in FILE.npy
    quit           nothing; the worker ends
"""

import argparse
import os
import sys
import time

import numpy as np


def parse_arguments(description, modes=()):
    """The options of a network worker; `modes` are the ways to drive this engine, the default first."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--weights", required=True, help="safetensors file of VGG16 with Keras' layer names")
    parser.add_argument("--inputs", required=True, help=".npy file [images, 3, 224, 224] f32, Caffe mode")
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument("--threads", type=int, default=2)
    if modes:
        parser.add_argument("--mode", choices=modes, default=modes[0])
    return parser.parse_args()


def batches(images, size):
    """The images in batches of exactly `size`, the last filled up with its own last image."""
    for start in range(0, len(images), size):
        batch = images[start : start + size]
        yield np.concatenate([batch, np.repeat(batch[-1:], size - len(batch), axis=0)])


def outputs_of_all(forward, images, size):
    """`forward` of every image: [images, 4096] f32."""
    outputs = [np.array(forward(batch), dtype=np.float32) for batch in batches(images, size)]
    return np.concatenate(outputs)[: len(images)]


def serve(engine, run_once, all_outputs=None):
    """Answers the lines on standard input until `quit` or its end.

    `run_once()` is what is timed; `all_outputs()` gives what `out` writes. Whatever a library prints
    meanwhile goes to standard error, so that the answers stay alone on standard output.
    """
    answers = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)
    run_once()
    print(f"READY {engine}", file=answers)
    for line in sys.stdin:
        command, _, argument = line.strip().partition(" ")
        if command == "run":
            print(" ".join(f"{seconds:.6f}" for seconds in times(run_once, int(argument))), file=answers)
        elif command == "out" and all_outputs:
            np.save(argument, all_outputs())
            print("ok", file=answers)
        elif command == "quit":
            return
        else:
            sys.exit(f"Unknown command {line!r}; expected `run N`, `out FILE.npy` or `quit`.")


def times(run_once, count):
    """The wall time in seconds of each of `count` calls."""
    durations = []
    for _ in range(count):
        start = time.perf_counter()
        run_once()
        durations.append(time.perf_counter() - start)
    return durations
