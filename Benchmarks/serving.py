#!/usr/bin/env python3
"""`lithoscope serve` under load over loopback, by `wrk` (Debian's package): searches by members' ids, and searches by an
uploaded picture, at several numbers of clients; then a flood of connections.

The load generator shares the processors with the server. A `k` of 8, the collection's first descriptor.
"""

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from harness import proc
from harness.report import Report, markdown_table

BOUNDARY = "lithoscope-benchmark"
UNITS = {"us": 1e-3, "ms": 1.0, "s": 1e3, "m": 6e4}

BY_ID = """
local ids = {%s}
local n = 0
request = function()
  n = n + 1
  return wrk.format("POST", "/api/search", {["Content-Type"] = "application/json"},
    '{"images":[{"id":' .. ids[(n * 7919) %% #ids + 1] .. '}],"k":8}')
end
"""
BY_PICTURE = """
local file = io.open("%s", "rb")
local body = file:read("*a")
request = function()
  return wrk.format("POST", "/api/search?k=8", {["Content-Type"] = "multipart/form-data; boundary=%s"}, body)
end
"""


def main():
    arguments = parse_arguments()
    if not shutil.which("wrk"):
        sys.exit("There is no wrk; install it with: apt-get install wrk")
    port = arguments.port
    server = subprocess.Popen(
        [arguments.ours, "serve", "--in", str(arguments.folder), "--port", str(port)], stdout=subprocess.DEVNULL)
    try:
        collection = wait_for(server, port)
        report = Report("serving", {
            "images": collection["images"], "descriptor": collection["descriptors"][0]["name"],
            "dimension": collection["descriptors"][0]["dimension"], "seconds": arguments.seconds})
        runs = measure(arguments, server, port)
    finally:
        server.terminate()
        server.wait(60)
    report.add(runs=runs)
    report.write(markdown_table(
        ["searches", "clients", "a second", "p50 ms", "p99 ms", "answers other than 2xx", "resident MB after"],
        [[run["kind"], run["clients"], f"{run['rate']:.0f}", f"{run['p50']:.1f}", f"{run['p99']:.1f}",
          run["refused"], f"{run['resident'] / 1e6:.0f}"] for run in runs]))


def parse_arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ours", required=True, metavar="BINARY", help="the lithoscope program")
    parser.add_argument("--folder", type=Path, required=True, help="a folder that lithoscope has indexed")
    parser.add_argument("--query", type=Path, required=True, help="a picture to search with")
    parser.add_argument("--seconds", type=int, default=20, help="of each run")
    parser.add_argument("--port", type=int, default=18480)
    return parser.parse_args()


def wait_for(server, port):
    """What the server says of its collection, once it answers."""
    for _ in range(600):
        if server.poll() is not None:
            sys.exit("The server ended before it answered.")
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/api/collection", timeout=5) as answer:
                return json.load(answer)
        except OSError:
            time.sleep(0.1)
    sys.exit("The server does not answer.")


def measure(arguments, server, port):
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/api/map", timeout=300) as answer:
        ids = json.load(answer)["ids"]
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        by_id, by_picture = folder / "id.lua", folder / "picture.lua"
        by_id.write_text(BY_ID % ",".join(map(str, ids)))
        form = (f"--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"image\"; filename=\"query\"\r\n\r\n".encode()
                + arguments.query.read_bytes() + f"\r\n--{BOUNDARY}--\r\n".encode())
        (folder / "form").write_bytes(form)
        by_picture.write_text(BY_PICTURE % (folder / "form", BOUNDARY))
        runs = []
        # The layout of the map is made meanwhile on a thread of low priority; wait until it is over.
        wait_for_map(port)
        for kind, script, clients in [
            ("by id", by_id, 1), ("by id", by_id, 8), ("by id", by_id, 32),
            ("by picture", by_picture, 1), ("by picture", by_picture, 8), ("by picture", by_picture, 32),
            ("flood by id", by_id, 500), ("flood by picture", by_picture, 500),
        ]:
            run = load(port, script, clients, arguments.seconds)
            run |= {"kind": kind, "clients": clients, "resident": proc.memory(server.pid)["VmRSS"]}
            runs.append(run)
            print(run, file=sys.stderr)
        return runs


def wait_for_map(port):
    for _ in range(600):
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/api/map", timeout=300) as answer:
            if json.load(answer)["complete"]:
                return
        time.sleep(1)


def load(port, script, clients, seconds):
    """One run of wrk: answers a second and their latencies in milliseconds."""
    command = ["wrk", "-t1", f"-c{clients}", f"-d{seconds}s", "--latency", "--timeout", "60s", "-s", str(script),
               f"http://127.0.0.1:{port}/"]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    refused = re.search(r"Non-2xx or 3xx responses: (\d+)", text)
    return {
        "rate": float(re.search(r"Requests/sec:\s+([\d.]+)", text)[1]),
        "p50": latency(text, "50%"), "p99": latency(text, "99%"),
        "refused": int(refused[1]) if refused else 0,
    }


def latency(text, share):
    number, unit = re.search(rf"^\s+{share}\s+([\d.]+)(us|ms|s|m)$", text, re.MULTILINE).groups()
    return float(number) * UNITS[unit]


if __name__ == "__main__":
    main()
