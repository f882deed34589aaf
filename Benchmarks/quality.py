#!/usr/bin/env python3
"""Leave-one-out retrieval by every descriptor of a collection, beside the histogram + LBP baseline.

Each image in turn is the query; all others are the database, or all of other groups with --group-by. An image
is relevant when its label is the query's. Queries without a relevant image are left out.

    lithoscope index photos --descriptor vgg16-block4 --descriptor rgb-histogram --descriptor lbp
    Benchmarks/quality.py photos/.lithoscope --group-by 'sample_[^_]+'
"""

import argparse
import re
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import numpy as np

BASELINE = ("rgb-histogram", "lbp")
ROWS = """
SELECT path, label, "row" FROM image JOIN embedding USING (content_id)
WHERE descriptor_id = ? ORDER BY path
"""


def main():
    arguments = parse_arguments()
    paths, labels, vectors = read(arguments.collection)
    if all(name in vectors for name in BASELINE):
        vectors["histogram+lbp"] = np.hstack([vectors[name] for name in BASELINE]) / np.sqrt(2)
    else:
        print("No baseline: index the folder with rgb-histogram and lbp as well.", file=sys.stderr)
    groups = groups_of(paths, arguments.group_by)
    protocol = f"groups of {arguments.group_by} left out" if arguments.group_by else "leave one out"
    print(f"{len(paths)} images, {len(set(labels))} classes, {protocol}\n")
    print("| descriptor | P@1 | P@8 | mAP |\n|---|---|---|---|")
    for name, matrix in vectors.items():
        print(f"| {name} | " + " | ".join(f"{value:.3f}" for value in figures(matrix, labels, groups)) + " |")


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("collection", type=Path, help="the folder with catalog.sqlite")
    parser.add_argument("--group-by", metavar="REGEX", help="what in a path names its group")
    return parser.parse_args()


def read(collection):
    """Paths and labels, and the vectors of each descriptor, all in the order of paths."""
    vectors = {}
    with closing(sqlite3.connect(f"{(collection / 'catalog.sqlite').resolve().as_uri()}?mode=ro", uri=True)) as database:
        descriptors = database.execute(
            "SELECT id, name, dimension, vector_file, row_count FROM descriptor ORDER BY ordinal"
        ).fetchall()
        for identity, name, dimension, file, count in descriptors:
            images = database.execute(ROWS, [identity]).fetchall()
            matrix = np.fromfile(collection / "vectors" / file, dtype="<f4", count=count * dimension)
            vectors[name] = matrix.reshape(-1, dimension)[[row for _, _, row in images]]
    return [path for path, _, _ in images], np.array([str(label) for _, label, _ in images]), vectors


def groups_of(paths, pattern):
    """The group of each path: what the pattern matches, or the path itself."""
    found = [re.search(pattern, path) if pattern else None for path in paths]
    return np.array([match.group(0) if match else path for match, path in zip(found, paths)])


def figures(matrix, labels, groups):
    """Means of precision at 1, precision at 8 and average precision over all queries."""
    each = []
    for query in range(len(labels)):
        others = groups != groups[query]
        similarity = matrix[others] @ matrix[query]
        relevant = labels[others][np.argsort(-similarity, kind="stable")] == labels[query]
        if not relevant.any():
            continue
        precision = np.cumsum(relevant) / np.arange(1, len(relevant) + 1)
        each.append((relevant[0], relevant[:8].mean(), precision[relevant].mean()))
    return np.mean(each, axis=0)


if __name__ == "__main__":
    main()
