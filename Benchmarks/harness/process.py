"""One program run from start to end: its wall time, processor time, memory and output."""

import os
import subprocess
import tempfile
import threading
import time
from dataclasses import dataclass

from harness import proc

SAMPLE_SECONDS = 0.1
ERROR_LINES = 15


class ProgramFailed(Exception):
    """A program ended with another status than 0; the text says which and what it wrote to standard error."""


@dataclass
class Finished:
    """What one run of a program took."""

    output: str
    seconds: float
    cpu_seconds: float
    foreign_seconds: float
    peak_bytes: int  # VmHWM; 0 when memory was not sampled
    anonymous: list  # (seconds, bytes of RssAnon), one a sample


def run(command, sample_memory=False, environment=None):
    """Runs a program without standard input; raises ProgramFailed where it does not succeed."""
    with (
        tempfile.TemporaryFile("w+", errors="replace") as output,
        tempfile.TemporaryFile("w+", errors="replace") as errors,
    ):
        busy, start = proc.busy_seconds(), time.perf_counter()
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=errors,
            env=os.environ | (environment or {}),
        )
        watch = MemoryWatch(process.pid, start) if sample_memory else None
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        peak_bytes, anonymous = watch.end() if watch else (0, [])
        if process.returncode:
            raise ProgramFailed(failure_text(command, process.returncode, errors))
        output.seek(0)
        own = usage.ru_utime + usage.ru_stime
        foreign = proc.busy_seconds() - busy - own
        return Finished(output.read(), seconds, own, foreign, peak_bytes, anonymous)


def failure_text(command, status, errors):
    errors.seek(0)
    lines = errors.read().splitlines()[-ERROR_LINES:]
    return "\n".join([f"{' '.join(map(str, command))} ended with status {status}:", *lines])


class MemoryWatch:
    """Looks at a process's memory ten times a second until `end`."""

    def __init__(self, pid, start):
        self._pid, self._start = pid, start
        self._peak, self._anonymous = 0, []
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def end(self):
        """(the largest VmHWM in bytes, [(seconds, RssAnon in bytes)])."""
        self._over.set()
        self._thread.join()
        return self._peak, self._anonymous

    def _watch(self):
        while not self._over.is_set():
            memory = proc.memory(self._pid)
            self._peak = max(self._peak, memory.get("VmHWM", 0))
            if "RssAnon" in memory:
                self._anonymous.append((time.perf_counter() - self._start, memory["RssAnon"]))
            self._over.wait(SAMPLE_SECONDS)
