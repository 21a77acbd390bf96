"""How often the line breaker and Chromium agree, over the corpus of the tests and many widths.

    python benchmarks/line_breaking.py [--show]

`aided` is the deck as it is written, which ties what the breaker never parts; `unaided` is the same
text left to the browser. `--show` prints what differs in the deck as it is written.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.browsing import launched  # noqa: E402 - the tests' folder must be found first
from tests.typography.wrapping import Wrapped, corpus, wrap  # noqa: E402 - as above


def main() -> None:
    """Print a table of agreement, and on request what differs."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--show", action="store_true", help="print what differs")
    show = parser.parse_args().show
    print(f"{'locale':<8}{'browser':<10}{'cases':>7}{'same lines':>20}{'same count':>20}")
    with launched() as browser:
        for locale in ("en", "ko"):
            for name, aided in (("aided", True), ("unaided", False)):
                with tempfile.TemporaryDirectory() as folder:
                    cases = wrap(corpus(locale), locale, browser, Path(folder), aided=aided)
                report(locale, name, cases)
                if show and aided:
                    print_differing(cases)


def report(locale: str, name: str, cases: Sequence[Wrapped]) -> None:
    """Print how many cases agree."""
    lines = sum(case.solved == case.shown for case in cases)
    counts = sum(len(case.solved) == len(case.shown) for case in cases)
    total = len(cases)
    shares = "".join(f"{f'{n} = {n / total:.2%}':>20}" for n in (lines, counts))
    print(f"{locale:<8}{name:<10}{total:>7}{shares}")


def print_differing(cases: Sequence[Wrapped]) -> None:
    """Print the lines of cases that do not agree."""
    for case in cases:
        if case.solved != case.shown:
            print(f"\n{case.width} px, {case.size:g} pt")
            print("  solved", *(f"  | {line}" for line in case.solved), sep="\n")
            print("  shown", *(f"  | {line}" for line in case.shown), sep="\n")


if __name__ == "__main__":
    main()
