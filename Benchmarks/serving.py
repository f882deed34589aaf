#!/usr/bin/env python3
"""`lithoscope serve` under load over loopback, by wrk (Debian's package).

Searches by members' numbers at several numbers of clients; searches by an uploaded picture beside the network alone
(`NetworkWorker`, batches of 8) and beside a server that takes pictures one by one; the peer's service beside both, all
turn by turn; a flood of 500 connections; with --minutes a long run that shows whether memory grows. The load generator
shares the processors with the server. Eight results, the collection's first descriptor.
"""

import argparse
import shlex
import shutil
import statistics
import sys
import tempfile
import threading
import time
from contextlib import ExitStack
from pathlib import Path

from harness.http_load import Server, ServerDied, scripts
from harness.report import Report, markdown_table
from harness.turns import interleaved, ratios, spread
from harness.worker import Worker, WorkerDied

BATCH = 8  # pictures that the server gives to the network at once
MANY = 32  # clients
FLOOD = 500
SAMPLE_SECONDS = 5


def main():
    arguments = parse_arguments()
    if not shutil.which("wrk"):
        sys.exit("There is no wrk; install it with: apt-get install wrk")
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        try:
            measure(stack, arguments, folder)
        except (ServerDied, WorkerDied) as death:
            sys.exit(str(death))


def parse_arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ours", required=True, metavar="BINARY", help="the lithoscope program")
    parser.add_argument("--folder", type=Path, required=True, help="a folder that lithoscope has indexed")
    parser.add_argument("--query", type=Path, required=True, help="a picture to search with")
    parser.add_argument("--name", help="of the result, such as what kind of picture was searched with")
    parser.add_argument("--network", metavar="CMD", type=shlex.split,
                        help="a command that runs NetworkWorker to the descriptor's last layer, batches of 8")
    parser.add_argument("--peer", metavar="CMD", type=shlex.split,
                        help="a command that runs peers/serve_starlette.py, but for --port")
    parser.add_argument("--clients", type=int, nargs="+", default=[1, 8, 16, MANY], help="for searches by number")
    parser.add_argument("--seconds", type=int, default=10, help="of each turn")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--minutes", type=float, default=0, help="of the long run")
    parser.add_argument("--port", type=int, default=18480)
    return parser.parse_args()


def measure(stack, arguments, folder):
    ours = [arguments.ours, "serve", "--in", str(arguments.folder)]
    server = stack.enter_context(Server(ours, arguments.port))
    single = stack.enter_context(Server([*ours, "--batch", "1"], arguments.port + 1))
    measured = [server, single]
    network = peer = None
    if arguments.peer:
        peer = stack.enter_context(Server(arguments.peer, arguments.port + 2))
        measured.append(peer)
    if arguments.network:
        network = stack.enter_context(Worker("network alone", arguments.network, threads=2))
        measured.append(network)
    server.go_on()
    collection = server.ask("/api/collection")
    by_id, by_picture = scripts(folder, server.ask("/api/map")["ids"], arguments.query)
    server.pause()
    first = collection["descriptors"][0]
    report = Report(f"serving-{arguments.name}" if arguments.name else "serving", {
        "images": collection["images"], "descriptor": first["name"], "dimension": first["dimension"],
        "index": first["index"]["kind"], "seconds a turn": arguments.seconds, "rounds": arguments.rounds})
    contenders = {
        ("by number", clients): lambda clients=clients: server.load(by_id, clients, arguments.seconds)
        for clients in arguments.clients
    } | {
        ("by picture", 1): lambda: server.load(by_picture, 1, arguments.seconds),
        ("by picture", MANY): lambda: server.load(by_picture, MANY, arguments.seconds),
        ("by picture, one by one", MANY): lambda: single.load(by_picture, MANY, arguments.seconds),
    }
    if network:
        contenders["network alone", BATCH] = lambda: alone(network, arguments.seconds)
    if peer:
        contenders["peer by number", MANY] = lambda: peer.load(by_id, MANY, arguments.seconds)
        contenders["peer by picture", MANY] = lambda: peer.load(by_picture, MANY, arguments.seconds)
    runs = {name: [] for name in contenders}
    for _, name in interleaved(list(contenders), arguments.rounds):
        runs[name].append(contenders[name]())
        print(name, runs[name][-1], file=sys.stderr)
    floods = {}
    for name, script in [("by number", by_id), ("by picture", by_picture)]:
        floods[name, FLOOD] = [server.load(script, FLOOD, arguments.seconds)]
        # It is still there, and answers at once.
        server.go_on()
        server.ask("/health", patience=5)
    report.add(rates={f"{name}, {clients}": spread([run["rate"] for run in rounds])
                      for (name, clients), rounds in (runs | floods).items()},
               runs={f"{name}, {clients}": rounds for (name, clients), rounds in (runs | floods).items()})
    say_ratios(report, runs)
    if arguments.minutes:
        report.add(memory=long_run(server, [by_id, by_picture], arguments.minutes, report))
    report.add_noise(measured)
    report.write(table(runs | floods))


def alone(network, seconds):
    """The network's own rate over about so many seconds."""
    one = statistics.median(network.run(3))
    times = network.run(max(3, int(seconds / one)))
    return {"rate": BATCH * len(times) / sum(times), "p50": 1e3 * statistics.median(times), "p99": 1e3 * max(times),
            "refused": 0, "lost": 0}


def say_ratios(report, runs):
    rates = {name: [run["rate"] for run in rounds] for name, rounds in runs.items()}
    batched = rates["by picture", MANY]
    gain = ratios(batched, rates["by picture, one by one", MANY])
    report.add(batching_gain=gain)
    report.note(f"Batches of up to {BATCH} answer {gain['median']:.2f} × as many pictures a second as one by one.")
    if ("network alone", BATCH) in rates:
        share = ratios(batched, rates["network alone", BATCH])
        report.add(share_of_network=share)
        report.note(f"Searches by picture from {MANY} clients run at {share['median']:.2f} of the network's own rate "
                    f"({share['lowest']:.2f} to {share['highest']:.2f}).")
    for way in ("by number", "by picture"):
        if (f"peer {way}", MANY) in rates:
            ratio = ratios(rates[way, MANY], rates[f"peer {way}", MANY])
            report.add(**{f"ours_to_peer_{way.replace(' ', '_')}": ratio})
            report.note(f"Searches {way} from {MANY} clients: {ratio['median']:.1f} × the peer's.")


def long_run(server, loads, minutes, report):
    """Memory (RssAnon) over minutes of searches of both kinds."""
    samples = []
    end = time.monotonic() + 60 * minutes
    over = threading.Event()

    def sample():
        while not over.wait(SAMPLE_SECONDS):
            samples.append(server.resident())

    watch = threading.Thread(target=sample)
    watch.start()
    answered = refused = 0
    try:
        while time.monotonic() < end:
            for script in loads:
                run = server.load(script, MANY, 10)
                answered += run["rate"] * 10
                refused += run["refused"]
    finally:
        over.set()
        watch.join()
    # The first minute fills what is kept on purpose: pictures that were asked with, thumbnails.
    settled = samples[int(60 / SAMPLE_SECONDS):] or samples
    middle = len(settled) // 2
    early, late = statistics.median(settled[:middle]), statistics.median(settled[middle:])
    report.note(
        f"Over {minutes:g} minutes of searches from {MANY} clients ({answered:.0f} answered, {refused} refused) memory was "
        f"{early / 1e6:.0f} MB in the first half and {late / 1e6:.0f} MB in the second, {max(settled) / 1e6:.0f} at most.")
    return {"minutes": minutes, "megabytes": [round(sample / 1e6, 1) for sample in samples]}


def table(runs):
    rows = []
    for (name, clients), rounds in runs.items():
        middle = {key: statistics.median(run[key] for run in rounds) for key in ("rate", "p50", "p99")}
        rows.append([name, clients, f"{middle['rate']:.0f}", f"{middle['p50']:.1f}", f"{middle['p99']:.1f}",
                     sum(run["refused"] for run in rounds), sum(run["lost"] for run in rounds)])
    return markdown_table(
        ["searches", "clients or batch", "a second", "p50 ms", "p99 ms", "refused (429)", "lost"], rows)


if __name__ == "__main__":
    main()
