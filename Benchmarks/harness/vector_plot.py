"""Recall against queries a second, as ann-benchmarks draws it."""

from itertools import cycle
from statistics import median

import matplotlib

matplotlib.use("Agg")

from matplotlib import pyplot  # noqa: E402 (the backend is chosen first)
from matplotlib.ticker import FixedLocator, NullLocator  # noqa: E402

# The axis shows how far recall is from 1 on a logarithmic scale, and a recall of 1 at its end.
END = 5e-5
TICKS = {0.5: ".5", 0.2: ".8", 0.1: ".9", 0.05: ".95", 0.01: ".99", 0.001: ".999", END: "1"}
LOWEST_RECALL = 0.5
MARKERS = {"exact": "D", "hnsw": "o", "annoy": "^"}
OURS_WIDTH, PEER_WIDTH = 2.4, 1.3
OUR_COLOURS = ("#b2182b", "#ef6548", "#fdae61", "#7a0177", "#c51b8a", "#d95f0e", "#993404")
PEER_COLOURS = ("#08306b", "#6baed6", "#006d2c", "#74c476", "#525252", "#8c6bb1", "#41b6c4", "#969696", "#000000")


def draw(path, runs, title, subtitle):
    """Draws every contender of all groups, one query at a time, into a PNG file."""
    figure, axes = pyplot.subplots(figsize=(11, 7.5), layout="constrained")
    colours = {True: cycle(OUR_COLOURS), False: cycle(PEER_COLOURS)}
    for run in runs:
        points = [point for point in run.points if point.batch == 1 and point.recall >= LOWEST_RECALL]
        if points:
            draw_run(axes, run, points, next(colours[run.contender.ours]))
    axes.set(xscale="log", yscale="log", xlim=(1 - LOWEST_RECALL, END * 0.8))
    axes.xaxis.set_major_locator(FixedLocator(list(TICKS)))
    axes.xaxis.set_minor_locator(NullLocator())
    axes.set_xticklabels(TICKS.values())
    axes.set(xlabel="recall@10 (distance from 1 on a logarithmic scale)", ylabel="queries a second, one thread")
    axes.grid(True, which="major", alpha=0.4)
    axes.grid(True, which="minor", axis="y", alpha=0.15)
    axes.legend(loc="center left", bbox_to_anchor=(1.0, 0.5), fontsize=9)
    figure.suptitle(title, fontsize=13)
    axes.set_title(subtitle, fontsize=8)
    figure.savefig(path, dpi=110)
    pyplot.close(figure)


def draw_run(axes, run, points, colour):
    ours, group = run.contender.ours, run.contender.group
    axes.plot(
        [max(1 - point.recall, END) for point in points],
        [median(point.speeds) for point in points],
        color=colour,
        marker=MARKERS[group],
        markersize=8 if group == "exact" else 5,
        linewidth=OURS_WIDTH if ours else PEER_WIDTH,
        linestyle="-" if ours else "--",
        label=run.name,
    )
