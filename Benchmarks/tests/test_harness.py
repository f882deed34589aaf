"""The harness's own promises: turns, figures, workers, whole programs, the written result."""

import contextlib
import io
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

import numpy as np

from harness import agreement, proc, process
from harness.report import Report, markdown_table, range_text
from harness.turns import interleaved, ratios, spread
from harness.worker import Worker, WorkerDied

FAKE = [sys.executable, str(Path(__file__).with_name("fake_worker.py"))]
PATIENCE_SECONDS = 20


def state(pid):
    """The letter Linux gives the state of a process; `X` when it is gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return "X"


def wait_until(condition):
    end = time.monotonic() + PATIENCE_SECONDS
    while not condition() and time.monotonic() < end:
        time.sleep(0.02)
    return condition()


class Turns(unittest.TestCase):
    def test_every_other_round_runs_backwards(self):
        self.assertEqual(
            list(interleaved("abc", 2)), [(0, "a"), (0, "b"), (0, "c"), (1, "c"), (1, "b"), (1, "a")]
        )

    def test_a_ratio_is_formed_within_a_round(self):
        # Both slow down by half in the second round: the ratio stays.
        self.assertEqual(ratios([30, 15, 30], [10, 5, 10])["rounds"], [3, 3, 3])

    def test_the_spread_keeps_the_extremes(self):
        figure = spread([3, 1, 2])
        self.assertEqual((figure["median"], figure["lowest"], figure["highest"]), (2, 1, 3))
        self.assertEqual(range_text(figure), "2.00 (1.00–3.00)")


class Workers(unittest.TestCase):
    def test_warm_up_is_dropped_and_chatter_passed_over(self):
        with Worker("fake", FAKE, threads=1) as worker:
            self.assertEqual(worker.version, "Fake 1.0")
            self.assertEqual(worker.run(3), [0.1] * 3)

    def test_a_worker_is_stopped_between_turns_and_gone_after(self):
        with Worker("fake", FAKE, threads=1) as worker:
            pid = worker._process.pid
            self.assertTrue(wait_until(lambda: state(pid) == "T"))
            worker.run(1)
            self.assertTrue(wait_until(lambda: state(pid) == "T"))
        self.assertEqual(state(pid), "X")

    def test_death_brings_the_last_words(self):
        with Worker("fake", [*FAKE, "--die-at", "1"], threads=1) as worker:
            worker.run(1)
            with self.assertRaisesRegex(WorkerDied, "out of luck"):
                worker.run(1)

    def test_no_worker_outlives_a_killed_benchmark(self):
        program = (
            "import sys, time; from harness.worker import Worker;"
            f"print(Worker('fake', {FAKE!r}, threads=1)._process.pid, flush=True); time.sleep(60)"
        )
        environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[1])}
        with subprocess.Popen(
            [sys.executable, "-c", program], stdout=subprocess.PIPE, env=environment
        ) as parent:
            pid = int(parent.stdout.readline())
            self.assertTrue(wait_until(lambda: state(pid) == "T"))
            parent.send_signal(signal.SIGKILL)
        self.assertTrue(wait_until(lambda: state(pid) in "XZ"), f"process {pid} is {state(pid)}")


class Programs(unittest.TestCase):
    def test_memory_and_time_are_seen(self):
        program = "import time; block = bytearray(80_000_000); time.sleep(0.5); print('done')"
        finished = process.run([sys.executable, "-c", program], sample_memory=True)
        self.assertEqual(finished.output, "done\n")
        self.assertGreater(finished.peak_bytes, 80_000_000)
        self.assertGreater(max(size for _, size in finished.anonymous), 80_000_000)
        self.assertGreaterEqual(finished.seconds, 0.5)

    def test_failure_says_why(self):
        with self.assertRaisesRegex(process.ProgramFailed, "status 1:\nno such rock"):
            process.run([sys.executable, "-c", "import sys; sys.exit('no such rock')"])

    def test_own_processor_time_grows(self):
        before = proc.cpu_seconds(os.getpid())
        self.assertTrue(wait_until(lambda: sum(range(100_000)) and proc.cpu_seconds(os.getpid()) > before))


class Agreement(unittest.TestCase):
    def test_length_does_not_matter_but_direction_does(self):
        first = np.array([[3.0, 4.0], [1.0, 0.0]])
        self.assertAlmostEqual(agreement.smallest_cosine(first, 2 * first), 1)
        self.assertAlmostEqual(agreement.smallest_cosine(first, first[:, ::-1]), 0)

    def test_broken_outputs_never_agree(self):
        good, broken = np.ones((2, 3)), np.ones((2, 3))
        broken[1, 1] = np.nan
        self.assertEqual(agreement.smallest_cosine(good, broken), 0)
        with np.errstate(invalid="ignore"):
            self.assertEqual(agreement.smallest_cosine(good, np.zeros((2, 3))), 0)
        with self.assertRaises(ValueError):
            agreement.smallest_cosine(good, np.ones((2, 4)))


class Reports(unittest.TestCase):
    def test_both_files_are_written(self):
        report = Report("trial", {"batch": 8})
        report.add(figure=spread([1.0]))
        report.note("A note.")
        with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(io.StringIO()):
            path = report.write(markdown_table(["engine", "speed"], [["ours", 2]]), Path(folder))
            content, text = json.loads(path.read_text()), path.with_suffix(".md").read_text()
        self.assertRegex(path.name, r"^\d{4}-\d\d-\d\d-[0-9a-f]{8}(-dirty)?-trial\.json$")
        self.assertEqual(content["figure"]["median"], 1)
        self.assertIn("cores", content["machine"])
        self.assertIn("| ours   |     2 |", text)
        self.assertIn("A note.", text)


if __name__ == "__main__":
    unittest.main()
