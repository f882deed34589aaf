"""What every worker that searches vectors shares: its options, and the conversation on standard input and output.

A worker prints `READY <engine and version>`, then answers one line for each line it reads:

    build             the seconds that it took to make the index of all vectors, anew, and to write it to --file
    set effort E      `ok`; how hard an approximate index looks: ef, or Annoy's search_k
    set queries N     `ok`; a pass asks the first N queries
    set batch B       `ok`; so many queries are handed over at once
    set allowed FILE  `ok`; only these rows may be found: little-endian i32; `set allowed all` ends that
    run N             N wall times in seconds, each of one pass
    out FILE.npy      `ok`, when the rows found in one pass, [queries, k] i64, −1 for none, are in FILE.npy
    bandwidth BYTES   bytes a second that one thread reads of a buffer of that size (worker_blas only)
    facts             one line of JSON: `instructions`, and what else the engine says of itself
    quit              nothing; the worker ends
"""

import argparse
import json
import os
import sys
import time

import numpy as np


def parse_arguments(description, kinds):
    """The options of a worker that searches; `kinds` are the indexes that this engine has."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--vectors", required=True, help="f32 rows of length 1, without a header")
    parser.add_argument("--queries", required=True, help="f32 rows of length 1, without a header")
    parser.add_argument("--dimension", type=int, required=True)
    parser.add_argument("--index", choices=kinds, default=kinds[0])
    parser.add_argument("--format", default="f32", help="of the vectors in the index")
    parser.add_argument("--file", required=True, help="where the index is written, and read from")
    parser.add_argument("--open", action="store_true", help="open the file at once, without building")
    parser.add_argument("-k", type=int, default=10)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--build-threads", type=int, default=1)
    parser.add_argument("--neighbours", type=int, default=16, help="M of HNSW")
    parser.add_argument("--breadth", type=int, default=200, help="efConstruction of HNSW")
    parser.add_argument("--trees", type=int, default=50, help="of Annoy")
    parser.add_argument("--seed", type=int, default=100)
    return parser.parse_args()


def rows(path, dimension):
    """The vectors of a file, mapped: [rows, dimension] f32."""
    return np.memmap(path, dtype="<f4", mode="r").reshape(-1, dimension)


def serve(name, engine, arguments):
    """Answers the lines on standard input until `quit` or its end.

    `engine` has `build(vectors)`, which makes the index and saves it, `open()`, which reads it, `set_effort(value)`,
    `allow(rows or None)`, `search(queries)`, which returns the rows found, and `facts()`; perhaps `prepared(queries)`,
    the queries as the engine likes them, which is not timed. What has no meaning for an engine it may lack; nobody
    asks for it. Whatever a library prints goes to standard error.
    """
    answers = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)
    conversation = Conversation(engine, arguments)
    if arguments.open:
        engine.open()
    print(f"READY {name}", file=answers)
    for line in sys.stdin:
        command, _, argument = line.strip().partition(" ")
        if command == "quit":
            return
        answer = conversation.answer(command, argument)
        if answer is None:
            sys.exit(f"Unknown command {line!r}; the module vector_protocol lists those that are known.")
        print(answer, file=answers)


class Conversation:
    """What is set, and the answer to each line."""

    def __init__(self, engine, arguments):
        self._engine, self._arguments = engine, arguments
        self._queries = np.fromfile(arguments.queries, dtype="<f4").reshape(-1, arguments.dimension)
        self._count, self._batch = len(self._queries), 1

    def answer(self, command, argument):
        """The answer; None to what is no command."""
        if command == "build":
            return f"{self._build():.3f}"
        if command == "set":
            self._set(*argument.split(" ", 1))
            return "ok"
        if command == "run":
            return " ".join(f"{seconds:.6f}" for seconds in self._times(int(argument)))
        if command == "out":
            np.save(argument, self._found())
            return "ok"
        if command == "bandwidth":
            return f"{self._engine.bandwidth(int(argument)):.0f}"
        if command == "facts":
            return json.dumps(self._engine.facts())
        return None

    def _build(self):
        vectors = rows(self._arguments.vectors, self._arguments.dimension)
        vectors.max()  # brings the file into memory, which is not the index's work
        start = time.perf_counter()
        self._engine.build(vectors)
        return time.perf_counter() - start

    def _set(self, what, value):
        if what == "effort":
            self._engine.set_effort(int(value))
        elif what == "queries":
            self._count = int(value)
        elif what == "batch":
            self._batch = int(value)
        elif what == "allowed":
            self._engine.allow(None if value == "all" else np.fromfile(value, dtype="<i4").astype(np.int64))
        else:
            sys.exit(f"There is no {what!r} to set; there are effort, queries, batch and allowed.")

    def _batches(self):
        prepared = getattr(self._engine, "prepared", lambda batch: batch)
        starts = range(0, self._count, self._batch)
        return [prepared(self._queries[start : min(start + self._batch, self._count)]) for start in starts]

    def _times(self, count):
        search, batches = self._engine.search, self._batches()
        durations = []
        for _ in range(count):
            start = time.perf_counter()
            for batch in batches:
                search(batch)
            durations.append(time.perf_counter() - start)
        return durations

    def _found(self):
        found = np.full((self._count, self._arguments.k), -1, dtype=np.int64)
        for number, batch in enumerate(self._batches()):
            for place, its_rows in enumerate(self._engine.search(batch)):
                found[number * self._batch + place, : len(its_rows)] = its_rows
        return found
