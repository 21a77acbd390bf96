"""The cost of laying out the project's talk, in CPU milliseconds.

    python benchmarks/layout.py [--runs 9]

`first` is the first time in a process, when nothing has been measured yet; `again` the fifth.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
from pathlib import Path

from diptych.building.resolution import resolve_source
from diptych.layout.choice import Version
from diptych.layout.talk import lay_out
from diptych.source.project import read_project

ROOT = Path(__file__).resolve().parent.parent
TALK = "genai-frontline-2024"


def main() -> None:
    """Print what a number of fresh processes measured."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--once", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.once:
        print(*measure())
        return
    command = [sys.executable, __file__, "--once"]
    runs = [
        subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
        for _ in range(options.runs)
    ]
    print(f"{'CPU ms':<12}{'min':>8}{'median':>8}")
    for name, figures in zip(("first", "again"), zip(*runs, strict=True), strict=True):
        spent = [float(figure) for figure in figures]
        print(f"{name:<12}{min(spent):>8.1f}{statistics.median(spent):>8.1f}")


def measure() -> tuple[float, float]:
    """Return the CPU milliseconds of laying out the talk for the first and for the fifth time."""
    reading = read_project(ROOT, (TALK,))
    (read,) = reading.talks
    talk = resolve_source(read, reading).talk
    spent = []
    for _ in range(5):
        start = time.process_time()
        lay_out((Version(talk, read.theme, "en"),), ("en",))
        spent.append(1000 * (time.process_time() - start))
    return spent[0], spent[-1]


if __name__ == "__main__":
    main()
