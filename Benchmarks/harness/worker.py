"""A long-lived process that is timed in turns: it says READY, then answers `run N`, `out FILE` and `quit`.

Workers of some benchmarks answer further lines, by `request`.
"""

import os
import signal
import subprocess
import tempfile
import time

from harness import proc

QUIT_SECONDS = 20
ERROR_LINES = 15


class WorkerDied(Exception):
    """The worker ended before it answered; the text is the end of what it wrote to standard error."""


class Worker:
    """One engine's process. It is stopped (SIGSTOP) whenever it has nothing to do, so that threads which spin
    while they wait for work take nothing from the one whose turn it is."""

    def __init__(self, name, command, threads):
        self.name, self.command = name, command
        self.foreign_seconds = self.seconds = 0.0
        self._errors = tempfile.TemporaryFile("w+", errors="replace")
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            text=True,
            env=os.environ | {"OMP_NUM_THREADS": str(threads), "OPENBLAS_NUM_THREADS": str(threads)},
            process_group=0,  # of its own: stopping it stops its children, and if we die the system wakes it
        )
        self.version = self._wait_until_ready()
        self._signal(signal.SIGSTOP)

    def run(self, count):
        """The wall seconds of `count` runs; one more goes before them, to warm the caches, and is dropped."""
        times = [float(word) for word in self.request(f"run {count + 1}").split()]
        if len(times) != count + 1:
            raise WorkerDied(f"{self.name} gave {len(times)} times where {count + 1} were asked for.")
        return times[1:]

    def request(self, line):
        """The answer to a line, what it took counted as this worker's measured time."""
        busy, own, start = proc.busy_seconds(), self.cpu_seconds(), time.perf_counter()
        answer = self._ask(line)
        self.seconds += time.perf_counter() - start
        self.foreign_seconds += (proc.busy_seconds() - busy) - (self.cpu_seconds() - own)
        return answer

    def write_outputs(self, path):
        """Has the worker write what it answers to all inputs (fc2, losses, rows found) to a .npy file."""
        answer = self._ask(f"out {path}")
        if answer != "ok":
            raise WorkerDied(f"{self.name} answered {answer!r} to `out`.")

    def cpu_seconds(self):
        return proc.cpu_seconds(self._process.pid)

    def resident_megabytes(self):
        return proc.memory(self._process.pid).get("VmRSS", 0) / 1e6

    def peak_megabytes(self):
        return proc.memory(self._process.pid).get("VmHWM", 0) / 1e6

    def anonymous_megabytes(self):
        """What is resident and not of mapped files."""
        return proc.memory(self._process.pid).get("RssAnon", 0) / 1e6

    def close(self):
        """Ends the worker: politely, then for certain."""
        try:
            self._signal(signal.SIGCONT)
            self._process.communicate("quit\n", timeout=QUIT_SECONDS)
        except (subprocess.TimeoutExpired, BrokenPipeError, ProcessLookupError, ValueError):
            self._process.kill()
            self._process.wait()
        self._errors.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def _wait_until_ready(self):
        for line in self._process.stdout:
            if line.startswith("READY"):
                return line.removeprefix("READY").strip()
        raise self._death()

    def _ask(self, line):
        self._signal(signal.SIGCONT)
        try:
            self._process.stdin.write(line + "\n")
            self._process.stdin.flush()
        except BrokenPipeError:
            raise self._death() from None
        answer = self._process.stdout.readline()
        if not answer:
            raise self._death()
        self._signal(signal.SIGSTOP)
        return answer.strip()

    def _signal(self, number):
        if self._process.poll() is None:
            os.killpg(self._process.pid, number)

    def _death(self):
        self._process.wait()
        self._errors.seek(0)
        lines = self._errors.read().splitlines()[-ERROR_LINES:]
        return WorkerDied("\n".join([f"{self.name} ended (status {self._process.returncode}):", *lines]))
