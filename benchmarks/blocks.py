"""The cost of kinds of blocks: decks of slides that each have one of their own, in CPU seconds.

    python benchmarks/blocks.py [--runs 3] [--slides 1000] [--kinds code table]

Each figure is user plus system time of a fresh process with all that it starts, the least of
several runs, where only cut fonts are kept, beside what Pandoc takes to write the same as PPTX
alone.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pypandoc
from deck import write

ENVIRONMENT = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}


def bullets(number: int) -> str:
    """Return a list."""
    return f"- Point {number}\n- A second point that says a little more\n- A third\n"


def code(number: int) -> str:
    """Return a listing of twenty lines."""
    lines = [
        f"class Model{number}(Base):",
        f'    """Learns from {number} examples."""',
        *(f"    field_{at}: int = {number * at}  # of layer {at}" for at in range(9)),
        "    def step(self, batch: Batch) -> float:",
        *(f'        total += self.loss(batch[{at}], "part {at}") / {at + 1}' for at in range(7)),
        "        return total",
    ]
    return "```python\n" + "\n".join(lines) + "\n```\n"


def table(number: int) -> str:
    """Return a table of ten rows and six columns."""
    rows = (
        f"| Row {row} | {' | '.join(str(number * row + column) for column in range(5))} |"
        for row in range(10)
    )
    head = "| Name | A | B | C | D | E |\n|---|---|---|---|---|---|\n"
    return head + "\n".join(rows) + "\n"


def equation(number: int) -> str:
    """Return three formulas."""
    return (
        f"$$ f_{{{number}}}(x) = \\frac{{x^{{{number}}}}}{{{number + 1}}} $$\n\n"
        f"$$ \\sum_{{i=0}}^{{{number}}} a_i = \\sqrt{{b^2 + {number}}} $$\n\n"
        f"$$ P(A_{{{number}}} \\mid B) = \\left(1 - \\frac{{\\alpha}}{{{number}}}\\right) $$\n"
    )


def diagram(number: int) -> str:
    """Return a flowchart of seven nodes with a loop, in Mermaid's words, which Pandoc shows."""
    return (
        f"```mermaid\nflowchart LR\n  a[Question {number}] --> b{{Known?}}\n"
        "  b -->|yes| c[(Cache)]\n  b -->|no| d[Embed] --> e[Search]\n"
        "  e --> f[Answer] --> g([Reader])\n  f --> d\n```\n"
    )


def qr(number: int) -> str:
    """Return a QR code."""
    return f'::: {{.qr to="https://example.org/talks/{number}"}}\n:::\n'


def chart(number: int) -> str:
    """Return a chart of three series and four categories."""
    rows = "\n".join(
        f"Q{row}, {number % 90 + row}, {number % 70 + 2 * row}, {row}" for row in range(1, 5)
    )
    return f'```{{.chart kind=column title="Chart {number}"}}\nQuarter, A, B, C\n{rows}\n```\n'


KINDS: dict[str, Callable[[int], str]] = {
    "bullets": bullets,
    "code": code,
    "table": table,
    "qr": qr,
    "diagram": diagram,
    "equation": equation,
    "chart": chart,
}


def main() -> None:
    """Print a table of what was measured."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--slides", type=int, default=1000)
    parser.add_argument("--kinds", nargs="*", choices=KINDS, default=list(KINDS))
    options = parser.parse_args()
    print(f"{f'{options.slides:,} slides':<20}{'CPU s':>8}{'pandoc':>8}{'ratio':>8}")
    for kind in options.kinds:
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            slides = [f"# Slide {at}\n\n{KINDS[kind](at)}" for at in range(options.slides)]
            write_project(root, slides)
            ours = min(build(root) for _ in range(options.runs + 1))
            write(root / "talk.md", "\n".join(slides))
            command = [pypandoc.get_pandoc_path(), "talk.md", "-o", "talk.pptx"]
            peer = min(spent(command, root) for _ in range(options.runs))
        print(f"{kind:<20}{ours:>8.2f}{peer:>8.2f}{ours / peer:>8.2f}", flush=True)


def write_project(root: Path, slides: list[str]) -> None:
    """Write a project with one talk."""
    for folder in ("slides", "talks"):
        (root / "deck" / folder).mkdir(parents=True)
    write(root / "deck/deck.yaml", "format: 1\nsource_locale: en\nlocales: [en]\n")
    listed = "\n".join(f"- s{at}" for at in range(len(slides)))
    write(root / "deck/talks/talk.yaml", f"title: T\nslides:\n{listed}\n")
    for at, text in enumerate(slides):
        write(root / f"deck/slides/s{at}.md", text)


def build(root: Path) -> float:
    """Return what a build of PPTX and HTML takes that has only fonts from earlier ones."""
    for kept in ("cache/outputs", "cache/slides", "output"):
        shutil.rmtree(root / kept, ignore_errors=True)
    return spent([sys.executable, "-m", "diptych", "build"], root)


def spent(command: list[str], root: Path) -> float:
    """Return the CPU seconds of a command and all that it starts and waits for."""
    environment = ENVIRONMENT | {"DIPTYCH_CACHE": str(root / "cache")}
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, cwd=root, env=environment, stdout=quiet, stderr=quiet)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
