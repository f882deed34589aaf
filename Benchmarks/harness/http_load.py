"""Load on `lithoscope serve`, and on what answers like it, by wrk (Debian's package): searches by members' numbers and by an uploaded picture."""

import json
import os
import re
import signal
import subprocess
import time
import urllib.request
from pathlib import Path

from harness import proc

BOUNDARY = "lithoscope-benchmark"
MILLISECONDS = {"us": 1e-3, "ms": 1.0, "s": 1e3, "m": 6e4}
RESULTS = 8  # of each search
STRIDE = 7919  # a prime: one after the other, members are far from each other

BY_ID = """
local ids = {%s}
local n = 0
request = function()
  n = n + 1
  return wrk.format("POST", "/api/search?k=%d", {["Content-Type"] = "application/json"},
    '{"images":[{"id":' .. ids[(n * %d) %% #ids + 1] .. '}]}')
end
"""
BY_PICTURE = """
local file = io.open("%s", "rb")
local body = file:read("*a")
request = function()
  return wrk.format("POST", "/api/search?k=%d", {["Content-Type"] = "multipart/form-data; boundary=%s"}, body)
end
"""


class ServerDied(Exception):
    """The server ended while it was used."""


class Server:
    """A server in a process of its own, stopped (SIGSTOP) while it is not used."""

    def __init__(self, command, port):
        self.address = f"http://127.0.0.1:{port}"
        self._process = subprocess.Popen([*command, "--port", str(port)], stdout=subprocess.DEVNULL)
        self.foreign_seconds = self.seconds = 0.0
        # The layout of the map is made on a thread of its own, which would be measured with the rest.
        while not self.ask("/api/map")["complete"]:
            time.sleep(1)
        self.pause()

    def ask(self, path, patience=120):
        """The JSON at a path, as soon as the server answers."""
        end = time.monotonic() + patience
        while True:
            if self._process.poll() is not None:
                raise ServerDied(f"The server ended with status {self._process.returncode}.")
            try:
                with urllib.request.urlopen(self.address + path, timeout=patience) as answer:
                    return json.load(answer)
            except OSError:
                if time.monotonic() > end:
                    raise
                time.sleep(0.1)

    def resident(self):
        """Bytes of memory; those of mapped files not counted."""
        return proc.memory(self._process.pid).get("RssAnon", 0)

    def load(self, script, clients, seconds):
        """One run of wrk with so many connections: answers a second, latencies in milliseconds, and what failed."""
        self._signal(signal.SIGCONT)
        command = ["wrk", "-t1", f"-c{clients}", f"-d{seconds}s", "--latency", "--timeout", "60s", "-s", str(script),
                   self.address]
        busy, start = proc.busy_seconds(), time.perf_counter()
        before, children = proc.cpu_seconds(self._process.pid), sum(os.times()[2:4])
        text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        own = proc.cpu_seconds(self._process.pid) - before + sum(os.times()[2:4]) - children
        self.seconds += time.perf_counter() - start
        self.foreign_seconds += proc.busy_seconds() - busy - own
        if self._process.poll() is not None:
            raise ServerDied(f"The server ended with status {self._process.returncode}.")
        self.pause()
        return figures(text, seconds)

    def pause(self):
        self._signal(signal.SIGSTOP)

    def go_on(self):
        self._signal(signal.SIGCONT)

    def close(self):
        self._signal(signal.SIGCONT)
        self._process.terminate()
        self._process.wait(60)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def _signal(self, number):
        if self._process.poll() is None:
            os.kill(self._process.pid, number)


def scripts(folder, ids, picture):
    """wrk's two scripts, as paths: searches by number, and by a picture."""
    folder = Path(folder)
    by_id, by_picture, form = folder / "id.lua", folder / "picture.lua", folder / "form"
    by_id.write_text(BY_ID % (",".join(map(str, ids)), RESULTS, STRIDE))
    form.write_bytes(
        f"--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"image\"; filename=\"query\"\r\n\r\n".encode()
        + picture.read_bytes() + f"\r\n--{BOUNDARY}--\r\n".encode())
    by_picture.write_text(BY_PICTURE % (form, RESULTS, BOUNDARY))
    return by_id, by_picture


def figures(text, seconds):
    """What wrk printed: answers a second without those that were refused, latencies in milliseconds, and what failed."""
    refused = re.search(r"Non-2xx or 3xx responses: (\d+)", text)
    lost = re.search(r"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)", text)
    requests = int(re.search(r"(\d+) requests in", text)[1])
    refused = int(refused[1]) if refused else 0
    return {
        "rate": (requests - refused) / seconds, "p50": latency(text, "50%"), "p99": latency(text, "99%"),
        "refused": refused, "lost": sum(map(int, lost.groups())) if lost else 0,
    }


def latency(text, share):
    number, unit = re.search(rf"^\s+{share}\s+([\d.]+)(us|ms|s|m)\s*$", text, re.MULTILINE).groups()
    return float(number) * MILLISECONDS[unit]
