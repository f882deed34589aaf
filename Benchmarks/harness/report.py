"""The written result: JSON with every round, and a Markdown table to read."""

import datetime
import json
import os
import subprocess
from pathlib import Path

from harness.machine import description

RESULTS = Path(__file__).parents[1] / "results"
NOISY_SHARE = 0.03  # more processor time than this in other hands makes a run one to repeat


class Report:
    """One run of one benchmark: begun before the measuring, so that it records the machine as it was."""

    def __init__(self, benchmark, settings):
        self.content = {
            "benchmark": benchmark,
            "date": datetime.date.today().isoformat(),
            "commit": commit(),
            "machine": description(),
            "settings": settings,
        }
        self._notes = []

    def add(self, **entries):
        self.content |= entries

    def note(self, text):
        self._notes.append(text)

    def add_noise(self, measured):
        """Records how much of the machine others used while the workers or programs ran."""
        share = others_share(measured)
        verdict = "repeat the run on a quiet machine" if share > NOISY_SHARE else "quiet"
        self.add(others_share=round(share, 4))
        self.note(f"Other processes used {share:.1%} of the processors during the measured time: {verdict}.")

    def write(self, table, folder=RESULTS):
        """Prints the table and writes both files; returns the path of the JSON one."""
        print(table)
        for text in self._notes:
            print(f"\n{text}")
        folder.mkdir(parents=True, exist_ok=True)
        stem = "-".join(self.content[key] for key in ("date", "commit", "benchmark"))
        path = folder / f"{stem}.json"
        path.write_text(json.dumps(self.content | {"notes": self._notes}, indent=1) + "\n")
        path.with_suffix(".md").write_text(self._markdown(table))
        print(f"\nWritten to {path.with_suffix('')}.{{json,md}}")
        return path

    def _markdown(self, table):
        settings = ", ".join(f"{name} {value}" for name, value in self.content["settings"].items())
        title = f"# {self.content['benchmark']}, {self.content['date']}, commit {self.content['commit']}"
        machine = machine_line(self.content["machine"])
        return "\n\n".join([title, machine, settings, table, *self._notes]) + "\n"


def commit():
    """The short commit that is checked out, with `-dirty` where the working tree differs from it."""
    describe = ["git", "describe", "--always", "--abbrev=8", "--exclude=*", "--dirty"]
    answer = subprocess.run(describe, cwd=Path(__file__).parent, capture_output=True, text=True)
    return answer.stdout.strip() or "unknown"


def machine_line(facts):
    kind = "virtual machine" if facts["virtual"] else "machine"
    return (
        f"{facts['processor']} (family/model/stepping {facts['family_model_stepping']}), "
        f"{facts['cores']} cores, {' '.join(facts['flags'])}; {facts['memory_gib']} GiB, {kind}, "
        f"{facts['system']}, {facts['kernel']}; "
        f"load average before the run {facts['load_average']}"
    )


def markdown_table(header, rows):
    """A Markdown table with aligned columns; the first column to the left, the others to the right."""
    cells = [[str(cell) for cell in row] for row in [header, *rows]]
    first, *others = [max(len(row[column]) for row in cells) for column in range(len(header))]
    rule = ["-" * first, *("-" * (width - 1) + ":" for width in others)]
    lines = [[row[0].ljust(first), *map(str.rjust, row[1:], others)] for row in cells]
    return "\n".join(f"| {' | '.join(line)} |" for line in [lines[0], rule, *lines[1:]])


def others_share(measured):
    """The share of the machine's processors that went to other processes during the measured seconds.

    `measured`: workers or finished programs, with their `seconds` and `foreign_seconds`.
    """
    seconds = sum(each.seconds for each in measured)
    foreign_seconds = sum(each.foreign_seconds for each in measured)
    return max(0.0, foreign_seconds / (seconds * os.cpu_count())) if seconds else 0.0


def range_text(figure, digits=2):
    """`12.34 (12.01–12.60)`: the median of a spread with its extremes."""
    median, lowest, highest = (f"{figure[key]:.{digits}f}" for key in ("median", "lowest", "highest"))
    return f"{median} ({lowest}–{highest})"
