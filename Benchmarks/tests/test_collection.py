"""Reading a catalog as `lithoscope` writes it: only the tables and columns that the benchmark relies on."""

import sqlite3
import tempfile
import unittest
from contextlib import closing
from pathlib import Path

from harness.collection import CollectionError, rows

CATALOG = """
CREATE TABLE image (id INTEGER PRIMARY KEY, path TEXT, content_id INTEGER);
CREATE TABLE descriptor (id INTEGER PRIMARY KEY, name TEXT, vector_file TEXT, row_count INTEGER);
CREATE TABLE embedding (content_id INTEGER, descriptor_id INTEGER, "row" INTEGER);
INSERT INTO image VALUES (1, 'gneiss/b.jpg', 7), (2, 'schist/a.jpg', 8), (3, 'gneiss/a.jpg', 7);
INSERT INTO descriptor VALUES (1, 'lbp', 'lbp-1.f32', 2), (2, 'vgg16-block4', 'block4-2.f32', 2);
INSERT INTO embedding VALUES (7, 1, 0), (8, 1, 1), (7, 2, 1), (8, 2, 0);
"""


class Rows(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.collection = Path(folder.name)

    def write(self, statements):
        with closing(sqlite3.connect(self.collection / "catalog.sqlite")) as database:
            database.executescript(statements)

    def test_names_come_in_the_order_of_the_rows(self):
        self.write(CATALOG)
        found = rows(self.collection, "vgg16-block4")
        self.assertEqual(found.vectors, self.collection / "vectors" / "block4-2.f32")
        self.assertEqual(found.names, ["schist/a.jpg", "gneiss/a.jpg"])

    def test_a_missing_descriptor_catalog_or_row_is_said(self):
        with self.assertRaisesRegex(CollectionError, "no catalog"):
            rows(self.collection, "vgg16-block4")
        self.write(CATALOG)
        with self.assertRaisesRegex(CollectionError, "no vectors of rgb-histogram"):
            rows(self.collection, "rgb-histogram")
        self.write("UPDATE descriptor SET row_count = 3")
        with self.assertRaisesRegex(CollectionError, "fresh collection"):
            rows(self.collection, "vgg16-block4")


if __name__ == "__main__":
    unittest.main()
