"""A network worker without a network: outputs that are the inputs' means, and times that are made up."""

import argparse
import sys

import numpy as np


def main():
    parser = argparse.ArgumentParser()
    for option in ("--weights", "--inputs", "--batch", "--threads"):
        parser.add_argument(option)
    parser.add_argument("--seconds", type=float, default=0.1)
    parser.add_argument("--die-at", type=int, default=-1, help="end before this answer")
    arguments = parser.parse_args()
    print("a line that is no answer")
    print("READY Fake 1.0", flush=True)
    for number, line in enumerate(sys.stdin):
        if number == arguments.die_at:
            sys.exit("out of luck")
        command, _, argument = line.strip().partition(" ")
        if command == "run":
            print(*[arguments.seconds] * int(argument), flush=True)
        elif command == "out":
            np.save(argument, np.load(arguments.inputs).mean(axis=(2, 3)))
            print("ok", flush=True)
        elif command == "quit":
            return


if __name__ == "__main__":
    main()
