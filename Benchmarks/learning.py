#!/usr/bin/env python3
"""What training is worth: models by `lithoscope train` on images they have not seen, beside the untrained default
and the baseline without a network.

tiles: one split by the SHA-1 of `class/name` (held out where the digest mod 5 is 1), a classifier and a Siamese
network. folds: whole groups, such as samples, held out in turn, and the answers of all turns together, with
intervals that resample whole groups.
"""

import argparse
import hashlib
import json
import os
import random
import re
import subprocess
import sys
import time
from pathlib import Path

from harness.report import Report, markdown_table

RESAMPLINGS = 1000
HELD_OUT_REMAINDER, PARTS = 1, 5


def main():
    arguments = parse_arguments()
    arguments.work.mkdir(parents=True, exist_ok=True)
    (tiles if arguments.kind == "tiles" else folds)(arguments)


def parse_arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    kinds = parser.add_subparsers(dest="kind", required=True)
    for kind in ("tiles", "folds"):
        sub = kinds.add_parser(kind)
        sub.add_argument("--ours", required=True, metavar="BINARY", help="the lithoscope program")
        sub.add_argument("--folder", type=Path, required=True, help="images in folders named for their classes")
        sub.add_argument("--work", type=Path, required=True, help="where parts and models are kept")
        sub.add_argument("--options", default="", help="more options for every training")
        if kind == "folds":
            sub.add_argument("--group-by", required=True, help="a regular expression on the path")
            sub.add_argument("--folds", type=int, default=5)
            sub.add_argument("--kind-of-model", choices=("classifier", "siamese"), default="siamese")
    return parser.parse_args()


def images_of(folder):
    return sorted(
        str(path.relative_to(folder))
        for path in folder.glob("*/*")
        if path.is_file() and not path.name.startswith(".") and not path.parent.name.startswith(".")
    )


def sha1(text):
    return int(hashlib.sha1(text.encode()).hexdigest(), 16)


def link(folder, names, place):
    for name in names:
        target = place / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if not target.exists():
            os.link(folder / name, target)


def train(arguments, kind, folder, held_out, model, options=()):
    """One training as a process of its own; its report, with the seconds of the whole process."""
    command = [arguments.ours, "train", kind, str(folder), "--out", str(model), "--test", str(held_out), "--json"]
    start = time.monotonic()
    answer = subprocess.run(
        [*command, *options, *arguments.options.split()], stdout=subprocess.PIPE, text=True
    )
    if answer.returncode:
        sys.exit(f"{' '.join(command)} failed")
    return json.loads(answer.stdout) | {"process_seconds": time.monotonic() - start}


def index(arguments, *folders):
    start = time.monotonic()
    for folder in folders:
        subprocess.run([arguments.ours, "index", str(folder)], check=True, stdout=subprocess.DEVNULL)
    return time.monotonic() - start


def tiles(arguments):
    names = images_of(arguments.folder)
    held_out = [name for name in names if sha1(name) % PARTS == HELD_OUT_REMAINDER]
    others = [name for name in names if sha1(name) % PARTS != HELD_OUT_REMAINDER]
    train_folder, test_folder = arguments.work / "train", arguments.work / "test"
    link(arguments.folder, others, train_folder)
    link(arguments.folder, held_out, test_folder)
    report = Report(
        "learning-tiles",
        {"images": len(names), "trained on": len(others), "held out": len(held_out), "options": arguments.options},
    )
    index_seconds = index(arguments, train_folder, test_folder)
    runs = {
        kind: train(arguments, kind, train_folder, test_folder, arguments.work / f"{kind}.safetensors")
        for kind in ("classifier", "siamese")
    }
    rows = []
    for kind, run in runs.items():
        lines = run["test"]["descriptors"]
        # What is not the model's own is the same in both runs.
        for line in lines if kind == "siamese" else lines[:1]:
            own = line is lines[0]
            accuracy = run["test"]["accuracy"] if own else None
            figures = [line[key] for key in ("precision_at_1", "precision_at_k", "mean_average_precision")]
            rows.append(
                [
                    kind if own else line["name"],
                    f"{accuracy:.4f}" if accuracy is not None else f"kNN {line['knn_accuracy']['value']:.4f}",
                    *(interval_text(figure["value"], figure["low"], figure["high"]) for figure in figures),
                    f"{run['training_seconds']:.0f} s" if own else "–",
                    f"{run['process_seconds']:.0f} s" if own else "–",
                ]
            )
    for run in runs.values():
        run["test"].pop("queries")
    report.add(index_seconds=round(index_seconds, 1), runs=runs)
    report.note(
        "Held-out images ask, those trained on are the database. Neighbouring tiles of one scene are nearly identical "
        "and lie on both sides, which flatters every line of this table."
    )
    report.note(f"Indexing both parts took {index_seconds:.0f} s before; `seconds` are those of the whole process.")
    header = ["", "accuracy", "P@1", "P@8", "mAP", "training", "seconds"]
    report.write(markdown_table(header, rows))


def folds(arguments):
    names = images_of(arguments.folder)
    pattern = re.compile(arguments.group_by)
    group_of = {name: group_text(pattern, name) for name in names}
    fold_of = assign(names, group_of, arguments.folds)
    report = Report(
        "learning-folds",
        {
            "images": len(names),
            "groups": len(set(group_of.values())),
            "folds": arguments.folds,
            "model": arguments.kind_of_model,
            "options": arguments.options,
        },
    )
    answers, titles, accuracies, seconds = [], None, [], 0.0
    for fold in range(arguments.folds):
        place = arguments.work / f"fold-{fold}"
        link(arguments.folder, [name for name in names if fold_of[name] != fold], place / "train")
        link(arguments.folder, [name for name in names if fold_of[name] == fold], place / "test")
        run = train(
            arguments,
            arguments.kind_of_model,
            place / "train",
            place / "test",
            place / "model.safetensors",
            ["--group-by", arguments.group_by],
        )
        titles = [arguments.kind_of_model] + [line["name"] for line in run["test"]["descriptors"][1:]]
        answers += [answer | {"group": group_of[answer["path"]]} for answer in run["test"]["queries"]]
        accuracies.append(run["test"]["accuracy"])
        seconds += run["training_seconds"]
    rows = []
    for place, title in enumerate(titles):
        row = [title]
        for key in ("precision_at_k", "average_precision"):
            row.append(interval_text(*interval([(a["group"], a[key][place]) for a in answers])))
        rows.append(row)
    report.add(titles=titles, rows=rows, training_seconds=round(seconds, 1))
    for key, figure in (("precision_at_k", "P@8"), ("average_precision", "mAP")):
        for place, title in enumerate(titles[1:], start=1):
            pairs = [(a["group"], a[key][0] - a[key][place]) for a in answers if a[key][place] is not None]
            report.note(f"{figure} beyond {title}, query by query: {interval_text(*interval(pairs))}.")
    if accuracies[0] is not None:
        report.note(f"Accuracy of each fold: {', '.join(f'{accuracy:.3f}' for accuracy in accuracies)}.")
    report.note(
        "Groups are never on both sides. Intervals: 95 %, whole groups resampled. Training took "
        f"{seconds:.0f} s for all folds."
    )
    report.write(markdown_table(["", "P@8", "mAP"], rows))


def group_text(pattern, name):
    match = pattern.search(name)
    if not match:
        return name
    return next((text for text in match.groups() if text), match.group(0))


def assign(names, group_of, folds):
    """Folds of whole groups, each class's groups dealt out in turn, in an order that their names' SHA-1 gives."""
    fold_of_group = {}
    for label in sorted({name.split("/")[0] for name in names}):
        groups = {group_of[name] for name in names if name.split("/")[0] == label} - fold_of_group.keys()
        for place, group in enumerate(sorted(groups, key=sha1)):
            fold_of_group[group] = place % folds
    return {name: fold_of_group[group_of[name]] for name in names}


def interval(values):
    """The mean of (group, value) and its 95 % interval by resampling groups; what is unknown does not count."""
    groups = {}
    for group, value in values:
        if value is not None:
            groups.setdefault(group, []).append(value)
    units = list(groups.values())
    mean = sum(map(sum, units)) / sum(map(len, units))
    source = random.Random(0)
    samples = []
    for _ in range(RESAMPLINGS):
        drawn = source.choices(units, k=len(units))
        samples.append(sum(map(sum, drawn)) / sum(map(len, drawn)))
    samples.sort()
    return mean, samples[int(0.025 * RESAMPLINGS)], samples[int(0.975 * RESAMPLINGS)]


def interval_text(value, low, high):
    return f"{value:.4f} [{low:.4f} {high:.4f}]"


if __name__ == "__main__":
    main()
