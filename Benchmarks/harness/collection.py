"""What a Python script needs of a Lithoscope collection: the file of vectors and what each row shows."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

NAMES = """
SELECT min(path) FROM embedding JOIN image USING (content_id)
WHERE descriptor_id = ? GROUP BY "row" ORDER BY "row"
"""


class CollectionError(Exception):
    """The collection cannot be searched by a script that knows only rows; the text says why."""


@dataclass(frozen=True)
class Rows:
    """The rows of one descriptor, `names` the path of an image of each, in order."""

    vectors: Path
    names: list[str]


def rows(collection, descriptor):
    """Reads the catalog of a collection; of several images with equal content a row names the first."""
    catalog = f"{(collection / 'catalog.sqlite').resolve().as_uri()}?mode=ro"
    try:
        with closing(sqlite3.connect(catalog, uri=True)) as database:
            return read_rows(database, collection, descriptor)
    except sqlite3.Error as error:
        raise CollectionError(f"{collection} has no catalog that can be read: {error}.") from None


def read_rows(database, collection, descriptor):
    known = database.execute(
        "SELECT id, vector_file, row_count FROM descriptor WHERE name = ?", [descriptor]
    ).fetchone()
    if not known:
        raise CollectionError(f"{collection} has no vectors of {descriptor}; index the folder with it.")
    identity, file, count = known
    names = database.execute(NAMES, [identity]).fetchall()
    if len(names) != count:
        raise CollectionError(f"Some rows of {collection} belong to no image; index into a fresh collection.")
    return Rows(collection / "vectors" / file, [name for (name,) in names])
