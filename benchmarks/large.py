"""The cost of decks of thousands of slides, in CPU seconds and memory, compared with Pandoc's PPTX.

    python benchmarks/large.py [--runs 3] [--slides 1000 10000]

Each figure is user plus system time of a fresh process, the least of several runs, and the most
memory that it had; with `--jobs`, seconds of the clock. Drawn pictures and cut fonts are kept from
a run before. Pandoc writes PPTX alone, and is asked for the smallest deck only.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pypandoc
from deck import pandoc, slide, write, write_deck

ENVIRONMENT = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}


class Spent(NamedTuple):
    """What a process took."""

    seconds: float
    megabytes: float


def main() -> None:
    """Print a table of what was measured."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--slides", type=int, nargs="*", default=[1000, 10_000])
    options = parser.parse_args()
    print(f"{'':<44}{'CPU s':>8}{'MB':>8}{'/ pandoc':>10}")
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        write(out / "talk.md", pandoc(out / str(options.slides[0]), options.slides[0]))
        for count in options.slides:
            write_deck(out / str(count), count)
        command = [pypandoc.get_pandoc_path(), str(out / "talk.md"), "-o", str(out / "talk.pptx")]
        peer = min(_run(command, out) for _ in range(options.runs))
        _print(f"pandoc, {options.slides[0]:,} slides, PPTX alone", peer, peer)
        for count in options.slides:
            deck = Deck(out / str(count), options.runs)
            _print(f"{count:,} slides, PPTX + HTML", deck.anew(), peer)
            _print(f"{count:,} slides, one edited", deck.edited(), peer)
            _print(f"{count:,} slides, nothing changed", deck.unchanged(), peer)
        first = options.slides[0]
        deck = Deck(out / str(first), options.runs, "pdf")
        _print(f"{first:,} slides, PDF alone", deck.anew(), peer)
        for count in options.slides:
            _print_at_once(f"{count:,} slides", Deck(out / str(count), options.runs))
        write_deck(out / "talks", options.slides[0], talks=10)
        _print_at_once(f"{options.slides[0]:,} in ten talks", Deck(out / "talks", options.runs))


class Deck:
    """A project of made-up slides that is built again and again."""

    def __init__(self, root: Path, runs: int, outputs: str = "pptx,html") -> None:
        self.root = root
        self.runs = runs
        self.cache = root / "cache"
        self.edits = 0
        self.command = [sys.executable, "-m", "diptych", "build", "--to", outputs]
        _run(self.command, root, self.cache)  # compiles, draws, cuts

    def anew(self) -> Spent:
        """Return what it takes where only drawn pictures and cut fonts are kept."""
        return self._least(self._forget)

    def edited(self) -> Spent:
        """Return what it takes after a bullet was added to one slide."""
        return self._least(self._edit)

    def unchanged(self) -> Spent:
        """Return what it takes where nothing has changed."""
        return self._least(lambda: None)

    def at_once(self) -> dict[int, float]:
        """Return how long it takes in one process and in two, in turns."""
        taken: dict[int, list[float]] = {1: [], 2: []}
        for _ in range(self.runs):
            for jobs, seconds in taken.items():
                self._forget()
                start = time.perf_counter()
                _run([*self.command, "--jobs", str(jobs)], self.root, self.cache)
                seconds.append(time.perf_counter() - start)
        return {jobs: min(seconds) for jobs, seconds in taken.items()}

    def _least(self, before: Callable[[], None]) -> Spent:
        spent = []
        for _ in range(self.runs):
            before()
            spent.append(_run(self.command, self.root, self.cache))
        return min(spent)

    def _forget(self) -> None:
        for kept in ("outputs", "slides"):
            shutil.rmtree(self.cache / kept, ignore_errors=True)
        shutil.rmtree(self.root / "output", ignore_errors=True)

    def _edit(self) -> None:
        path = self.root / "deck" / "slides" / "made" / "slide-6.md"
        self.edits += 1
        write(path, f"{slide(6)}\n- edit {self.edits}\n")


def _run(command: list[str], folder: Path, cache: Path | None = None) -> Spent:
    environment = ENVIRONMENT | ({"DIPTYCH_CACHE": str(cache)} if cache else {})
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, cwd=folder, env=environment, stdout=quiet, stderr=quiet)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Spent(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def _print(what: str, spent: Spent, peer: Spent) -> None:
    ratio = spent.seconds / peer.seconds
    print(f"{what:<44}{spent.seconds:>8.2f}{spent.megabytes:>8.0f}{ratio:>10.2f}", flush=True)


def _print_at_once(what: str, deck: Deck) -> None:
    for jobs, seconds in deck.at_once().items():
        print(f"{f'{what}, --jobs {jobs}, by the clock':<44}{seconds:>8.2f}", flush=True)


if __name__ == "__main__":
    main()
