#!/usr/bin/env python3
"""Does `lithoscope evaluate` compute what scikit-learn and NumPy compute?

Reads a collection's catalogue and vectors by itself, ranks with NumPy in 64-bit floats, takes the average
precision of each query from scikit-learn and compares the means with `evaluate --json`. Both leave the query out,
or with --group-by its whole group. scikit-learn sees equal similarities as one step of the curve, `evaluate` ranks
them by path: where a collection holds exact duplicates the two differ by a hair. So do precisions where rounding swaps
two images whose similarities differ in the last bit.

    lithoscope index photos --descriptor vgg16-block4
    Benchmarks/peers/compare_average_precision.py --ours .build/release/lithoscope --folder photos
"""

import argparse
import json
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import numpy as np
from sklearn.metrics import average_precision_score

TOLERANCES = {"precision_at_1": 1e-3, "precision_at_k": 1e-3, "mean_average_precision": 1e-4}
ROWS = """
SELECT path, label, "row" FROM image JOIN embedding USING (content_id)
WHERE descriptor_id = ? ORDER BY path
"""


def main():
    arguments = parse_arguments()
    storage = Path(arguments.collection or Path(arguments.folder) / ".lithoscope")
    theirs = {}
    for name, paths, labels, vectors in descriptors(storage):
        groups = groups_of(paths, arguments.group_by)
        theirs[name] = figures(vectors, labels, groups, arguments.k)
    ours = evaluate(arguments, list(theirs))
    agrees = True
    print("| descriptor | figure | evaluate | scikit-learn, NumPy | difference |\n|---|---|---|---|---|")
    for name, expected in theirs.items():
        for key, value in expected.items():
            difference = abs(ours[name][key] - value)
            agrees = agrees and difference <= TOLERANCES[key]
            print(f"| {name} | {key} | {ours[name][key]:.6f} | {value:.6f} | {difference:.1e} |")
    allowed = ", ".join(f"{key} {value:.0e}" for key, value in TOLERANCES.items())
    print(f"\n{'They agree' if agrees else 'They DIFFER'}; allowed are differences of {allowed}.")
    return 0 if agrees else 1


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ours", required=True, help="the program lithoscope")
    parser.add_argument("--folder", required=True, help="an indexed folder with one sub-folder for each class")
    parser.add_argument("--collection", help="where its collection is, if not in FOLDER/.lithoscope")
    parser.add_argument("--group-by", metavar="REGEX", help="what in a path names its group, as for evaluate")
    parser.add_argument("-k", type=int, default=8)
    return parser.parse_args()


def descriptors(storage):
    """Name, paths, labels and vectors (in the order of paths) of each descriptor that is compared as it is stored."""
    with closing(sqlite3.connect(f"{(storage / 'catalog.sqlite').resolve().as_uri()}?mode=ro", uri=True)) as database:
        whitened = whitened_descriptors(database)
        listed = database.execute("SELECT id, name, dimension, vector_file, row_count FROM descriptor ORDER BY ordinal")
        for identity, name, dimension, file, count in listed.fetchall():
            if identity in whitened or name == "thumbnail":
                continue
            images = database.execute(ROWS, [identity]).fetchall()
            matrix = np.fromfile(storage / "vectors" / file, dtype="<f4", count=count * dimension)
            vectors = matrix.reshape(-1, dimension)[[row for _, _, row in images]].astype(np.float64)
            yield name, [path for path, _, _ in images], np.array([label for _, label, _ in images]), vectors


def whitened_descriptors(database):
    """Descriptors whose similarity is not the cosine of the stored vectors."""
    if not database.execute("SELECT 1 FROM sqlite_schema WHERE name = 'whitening'").fetchone():
        return set()
    return {identity for (identity,) in database.execute("SELECT descriptor_id FROM whitening")}


def groups_of(paths, pattern):
    """The group of each path: what the pattern matches (its first group if it has one), or the path itself."""
    found = [re.search(pattern, path) if pattern else None for path in paths]
    names = [match.group(1 if match.re.groups else 0) if match else path for match, path in zip(found, paths)]
    return np.array(names)


def figures(vectors, labels, groups, k):
    """Means over the queries that have another image of their label outside their group."""
    vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    each = []
    for query in range(len(labels)):
        others = groups != groups[query]
        others[query] = False
        relevant = labels[others] == labels[query]
        if not relevant.any():
            continue
        similarity = vectors[others] @ vectors[query]
        best = relevant[np.argsort(-similarity, kind="stable")[:k]]
        each.append((best[0], best.sum() / k, average_precision_score(relevant, similarity)))
    return dict(zip(("precision_at_1", "precision_at_k", "mean_average_precision"), np.mean(each, axis=0)))


def evaluate(arguments, names):
    """The figures of `lithoscope evaluate --json` by descriptor."""
    command = [arguments.ours, "evaluate", arguments.folder, "--json", "-k", str(arguments.k)]
    command += [word for name in names for word in ("--descriptor", name)]
    command += ["--collection", arguments.collection] if arguments.collection else []
    command += ["--group-by", arguments.group_by] if arguments.group_by else []
    report = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    return {line["name"]: line for line in report["descriptors"]}


if __name__ == "__main__":
    sys.exit(main())
