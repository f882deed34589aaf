"""What `vectors.py` stands on: true neighbours, recall, speeds at a recall, ratios, and a whole run in small."""

import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path
from types import SimpleNamespace

import numpy as np

from harness import recall, vector_data, vector_filters, vector_plot, vector_runs, vector_tables
from harness.vector_engines import Contender, contenders, worker_command
from harness.vector_runs import Point, Run
from harness.worker import Worker

FOLDER = Path(__file__).parents[1]
OURS = "SearchWorker"


def unit_rows(count, dimension, seed):
    rows = np.random.default_rng(seed).standard_normal((count, dimension), dtype=np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


class Truth(unittest.TestCase):
    def setUp(self):
        self.vectors, self.queries = unit_rows(500, 8, 1), unit_rows(20, 8, 2)

    def test_chunks_give_what_a_full_sort_gives(self):
        rows_at_once, recall.ROWS_AT_ONCE = recall.ROWS_AT_ONCE, 64
        try:
            found = recall.truth(self.vectors, self.queries, 5)
        finally:
            recall.ROWS_AT_ONCE = rows_at_once
        similarities = self.queries.astype(np.float64) @ self.vectors.astype(np.float64).T
        np.testing.assert_array_equal(found.nearest, np.argsort(-similarities, axis=1)[:, :5])
        np.testing.assert_allclose(found.last_similarities, np.sort(similarities, axis=1)[:, -5])

    def test_recall_counts_each_row_once_and_a_missing_one_not(self):
        truth = recall.truth(self.vectors, self.queries, 4)
        self.assertEqual(truth.recall(truth.nearest), 1)
        self.assertEqual(truth.recall(truth.nearest[:7, ::-1]), 1)
        half = truth.nearest.copy()
        half[:, 2:] = -1
        self.assertEqual(truth.recall(half), 0.5)
        self.assertEqual(truth.recall(np.repeat(truth.nearest[:, :1], 4, axis=1)), 0.25)

    def test_a_row_as_similar_as_the_last_true_one_is_right(self):
        vectors = np.concatenate([self.vectors, self.vectors])  # each twice: two right answers to k = 1
        truth = recall.truth(vectors, self.queries, 1)
        self.assertEqual(truth.recall((truth.nearest + 500) % 1000), 1)
        self.assertEqual(truth.recall((truth.nearest + 1) % 1000), 0)

    def test_only_allowed_rows_are_true(self):
        allowed = np.array([400, 3, 77])
        truth = recall.truth(self.vectors, self.queries, 2, allowed)
        self.assertTrue(np.isin(truth.nearest, allowed).all())
        similarities = self.queries @ self.vectors[allowed].T
        np.testing.assert_array_equal(truth.nearest[:, 0], allowed[similarities.argmax(axis=1)])


class SpeedAtRecall(unittest.TestCase):
    def test_between_two_points_the_logarithm_is_interpolated(self):
        self.assertAlmostEqual(recall.speed_at(0.95, [(0.9, 400), (1.0, 100)]), 200)
        self.assertAlmostEqual(recall.speed_at(1.0, [(0.9, 400), (1.0, 100)]), 100)

    def test_a_beaten_point_counts_for_nothing(self):
        self.assertAlmostEqual(recall.speed_at(0.95, [(0.9, 400), (0.94, 50), (0.96, 90), (1.0, 100)]), 200)

    def test_too_low_and_too_high(self):
        self.assertIsNone(recall.speed_at(0.99, [(0.9, 400), (0.98, 100)]))
        self.assertEqual(recall.speed_at(0.9, [(0.95, 400), (1.0, 100)]), 400)


class Sweeps(unittest.TestCase):
    def test_a_sweep_ends_at_full_recall_or_where_nothing_is_gained(self):
        self.assertFalse(vector_runs.is_enough([0.9]))
        self.assertTrue(vector_runs.is_enough([0.9, 0.9996]))
        self.assertFalse(vector_runs.is_enough([0.9, 0.91, 0.91, 0.91]))
        self.assertTrue(vector_runs.is_enough([0.9, 0.91, 0.91, 0.91, 0.9101]))

    def test_a_pass_has_whole_batches(self):
        self.assertEqual(vector_runs.whole_batches(150.7, 64, 1000), 128)
        self.assertEqual(vector_runs.whole_batches(3, 64, 1000), 64)
        self.assertEqual(vector_runs.whole_batches(5000, 1, 1000), 1000)
        self.assertEqual(vector_runs.whole_batches(10, 1000, 300), 300)


def run_of(name, group, curve, rounds=3, builds=(), **options):
    contender = Contender(group, name, (), efforts=(1, 2), **options)
    found = np.zeros((10, 2), dtype=np.int64)
    points = [Point(effort, 1, quality, found.copy(), 10, 1, [speed] * rounds) for effort, quality, speed in curve]
    worker = SimpleNamespace(version="1.0")
    return Run(contender, worker, Path("nowhere"), build_seconds=list(builds), points=points)


class Figures(unittest.TestCase):
    def setUp(self):
        self.ours = run_of("Lithoscope hnsw int8", "hnsw", [(1, 0.9, 900), (2, 1.0, 300)], builds=[2.0])
        self.peer = run_of("hnswlib", "hnsw", [(1, 0.9, 300), (2, 0.98, 100)], builds=[3.0])
        self.measured = vector_tables.Measured(100, 8, runs=[self.ours, self.peer])

    def test_ratios_are_formed_at_equal_recall_where_both_reach_it(self):
        found = {peer: figure["median"] for _, peer, figure in vector_tables.all_ratios(self.measured)}
        self.assertEqual(set(found), {"hnswlib, one by one, at recall 0.95", "hnswlib (its seconds ÷ ours)"})
        self.assertEqual(found["hnswlib (its seconds ÷ ours)"], 1.5)
        ours = recall.speed_at(0.95, [(0.9, 900), (1.0, 300)])
        theirs = recall.speed_at(0.95, [(0.9, 300), (0.98, 100)])
        self.assertAlmostEqual(found["hnswlib, one by one, at recall 0.95"], ours / theirs, places=5)

    def test_a_recall_that_the_least_effort_exceeds_is_not_compared(self):
        self.peer.points[0].recall = 0.97
        self.ours.points[0].recall = 0.96
        found = {peer for _, peer, _ in vector_tables.all_ratios(self.measured) if "recall" in peer}
        self.assertEqual(found, {"hnswlib, one by one, at recall 0.97 (for 0.95)"})

    def test_exact_search_is_compared_like_with_like_and_with_a_peers_fastest_way(self):
        ours = run_of("Lithoscope exact int8", "exact", [(None, 1.0, 300)])
        peers = [run_of(f"FAISS{way}", "exact", [(None, 1.0, speed)]) for way, speed in (("", 100), (", wide", 150))]
        for run in [ours, *peers]:
            run.points.append(Point(None, 64, 1.0, run.points[0].found, 10, 1, [600] * 3))
        self.measured.runs = [ours, *peers]
        found = {(name, peer): figure["median"] for name, peer, figure in vector_tables.all_ratios(self.measured)}
        self.assertEqual(found[("Lithoscope exact int8, one by one", "FAISS, wide, one by one")], 2)
        self.assertEqual(len(found), 2)

    def test_the_tables_say_what_was_not_reached(self):
        text = vector_tables.tables(self.measured)
        self.assertIn("## HNSW", text)
        self.assertIn("not reached", text)
        self.assertNotIn("## Exact", text)
        json.dumps(vector_tables.figures(self.measured))

    def test_equal_files_are_compared_answer_by_answer(self):
        self.peer.points[1].found[0] = 1
        [(_, _, share)] = vector_tables.same_answers([self.ours, self.peer])
        self.assertEqual(share, 19 / 20)

    def test_a_plot_is_drawn(self):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "plot.png"
            vector_plot.draw(path, self.measured.runs, "title", "subtitle")
            self.assertEqual(path.read_bytes()[:4], b"\x89PNG")


class Files(unittest.TestCase):
    def test_a_clustered_set_is_the_same_each_time_and_of_length_1(self):
        wanted = vector_data.clustered_vectors.ClusteredSet(50, 4096)
        with tempfile.TemporaryDirectory() as folder:
            written = [
                [path.read_bytes() for path in vector_data.clustered_vectors.write_set(Path(folder), name, wanted, 7)]
                for name in ("first", "second")
            ]
        self.assertEqual(*written)
        rows = np.frombuffer(written[0][0], dtype="<f4").reshape(50, 4096)
        np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, rtol=1e-5)
        self.assertEqual(len(written[0][1]), 1000 * 4096 * 4)


class Peers(unittest.TestCase):
    """Each peer in a process of its own, on 400 vectors: what it finds, and that it obeys."""

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = Path(folder.name)
        cls.vectors, cls.queries = unit_rows(400, 16, 3), unit_rows(30, 16, 4)
        paths = cls.folder / "rows.f32", cls.folder / "queries.f32"
        for path, rows in zip(paths, (cls.vectors, cls.queries)):
            rows.tofile(path)
        cls.data = vector_data.VectorData("small", *paths, 16, "a seed")
        cls.truth = recall.truth(cls.vectors, cls.queries, 10)
        cls.arguments = SimpleNamespace(cpu=None, k=10, build_threads=1)

    def workers(self, group):
        """(contender, run) of each peer that builds an index, built."""
        for contender in contenders(group, None):
            if not contender.reads:
                command = worker_command(contender, self.data, self.folder, self.arguments, opened=False)
                with self.subTest(contender.name), Worker(contender.name, command, threads=1) as worker:
                    self.assertGreaterEqual(float(worker.request("build")), 0)
                    yield contender, Run(contender, worker, self.folder / contender.file)

    def test_graphs_and_forests_find_the_neighbours_and_read_their_own_files(self):
        for group, effort in (("hnsw", 200), ("annoy", 10_000)):
            for contender, run in self.workers(group):
                vector_runs.tell(run, "effort", effort)
                found = vector_runs.found_rows(run, 30)
                self.assertGreater(self.truth.recall(found), 0.9)
                self.assertGreater(run.index_bytes(), 400 * 16)
                self.assertEqual(len(run.worker.run(2)), 2)
                command = worker_command(contender, self.data, self.folder, self.arguments, opened=True)
                with Worker("again", command, threads=1) as worker:
                    again = Run(contender, worker, run.path)
                    vector_runs.tell(again, "effort", effort)
                    np.testing.assert_array_equal(vector_runs.found_rows(again, 30), found)

    def test_exact_search_is_exact_and_batches_change_nothing(self):
        for contender, run in self.workers("exact"):
            if contender.name.startswith("OpenBLAS"):
                self.assertGreater(float(run.worker.request(f"bandwidth {1 << 20}")), 1e8)
                continue
            single = vector_runs.found_rows(run, 30)
            self.assertGreater(self.truth.recall(single), 0.9 if "SQ8" in contender.name else 0.9999)
            vector_runs.tell(run, "batch", 7)
            np.testing.assert_array_equal(vector_runs.found_rows(run, 30), single)

    def test_only_allowed_rows_are_found(self):
        for group in ("exact", "hnsw"):
            for contender, run in self.workers(group):
                if not contender.filtered_efforts:
                    continue
                filtered = vector_filters.measure([run], self.truth, 10)
                self.assertEqual([each.selectivity for each in filtered], list(vector_filters.SELECTIVITIES))
                if group == "exact":
                    self.assertEqual([each.fewest for each in filtered], [10] * 4)
                    self.assertTrue(all(each.recall > 0.9999 for each in filtered))

    def test_an_unknown_line_ends_a_worker_with_a_reason(self):
        command = worker_command(contenders("hnsw", None)[0], self.data, self.folder, self.arguments, opened=False)
        answer = subprocess.run(command, input="sing\n", capture_output=True, text=True, check=False)
        self.assertEqual(answer.returncode, 1)
        self.assertIn("Unknown command", answer.stderr)


class Ours(unittest.TestCase):
    def test_each_kind_is_started_with_its_format_and_file(self):
        arguments = SimpleNamespace(cpu=1, k=10, build_threads=1)
        data = vector_data.VectorData("small", Path("a.f32"), Path("b.f32"), 16, "")
        names = set()
        for group in ("exact", "hnsw", "annoy"):
            for contender in (each for each in contenders(group, OURS) if each.ours):
                command = worker_command(contender, data, "/work", arguments, opened=True)
                self.assertEqual(command[:4], ["taskset", "--cpu-list", "1", OURS])
                self.assertIn("--open", command)
                names.add(contender.name)
        self.assertIn("Lithoscope exact int8", names)
        self.assertIn("Lithoscope hnsw int8", names)
        self.assertIn("Lithoscope annoy", names)


if __name__ == "__main__":
    unittest.main()
