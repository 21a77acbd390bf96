"""The cost of a build, compared with Pandoc's PPTX of the same talk, in CPU seconds of processes.

    python benchmarks/build.py [--runs 9]

Each figure is user plus system time of a fresh process with compiled bytecode present. The talk is
the project's own, in English where nothing else is said; Pandoc gets the same slides as one
Markdown file and writes PPTX only. Drawn pictures, cut fonts and slides are kept by content: a
build has to make them once, and then those that are new.

    python benchmarks/build.py --beside ../before

takes commands of another checkout in turns with these, to tell what a change costs: minima, since
a busy machine only ever adds. Its `src/diptych/_vendor` must be complete (`hatch_build.py`).
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pypandoc
import resvg_py
import yaml

ROOT = Path(__file__).resolve().parent.parent
TALK = ROOT / "deck" / "talks" / "genai-frontline-2024.yaml"
PANDOC = "pandoc, PPTX alone"
ENVIRONMENT = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}


def main() -> None:
    """Print a table of what was measured."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--beside", type=Path, metavar="DIR", help="another checkout of Diptych")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        checkouts = [Checkout(ROOT, out / "ours")]
        if options.beside is not None:
            checkouts.append(Checkout(options.beside.resolve(), out / "theirs"))
        rows = measure(checkouts, pandoc_command(out), options.runs)
    pandoc = min(rows[PANDOC])
    print(f"{'CPU seconds':<60}{'min':>8}{'median':>8}{'/ pandoc':>10}")
    for name, seconds in rows.items():
        low, middle = min(seconds), statistics.median(seconds)
        print(f"{name:<60}{low:>8.3f}{middle:>8.3f}{low / pandoc:>10.2f}")


class Checkout:
    """Diptych's sources, and where they build to."""

    def __init__(self, root: Path, out: Path) -> None:
        self.root = root
        self.output = out / "output"
        self.cache = out / "cache"
        self.environment = ENVIRONMENT | {
            "PYTHONPATH": str(root / "src"),
            "DIPTYCH_CACHE": str(self.cache),
        }

    def cases(self) -> dict[str, tuple[list[str], Callable[[], None]]]:
        """Return commands by what they do, each with what is to be done before it."""
        diptych = [sys.executable, "-m", "diptych"]
        talk = [TALK.stem, "--locale", "en"]
        build = [*diptych, "build", *talk, "-o", str(self.output)]
        both = [*diptych, "build", TALK.stem, "-o", str(self.output)]
        return {
            "diptych --version": ([*diptych, "--version"], lambda: None),
            "diptych --help": ([*diptych, "--help"], lambda: None),
            "both languages, PPTX + HTML, nothing kept": (both, self.forget_all),
            "the talk, PPTX + HTML, pictures kept": (build, self.forget_slides),
            "the talk, PPTX + HTML, pictures and slides kept": (build, self.forget),
            "both languages, PPTX + HTML + PDF, pictures kept": (
                [*both, "--to", "pptx,html,pdf"],
                self.forget_slides,
            ),
            "both languages, PPTX + HTML + PDF, pictures and slides kept": (
                [*both, "--to", "pptx,html,pdf"],
                self.forget,
            ),
            "the talk, PDF alone, pictures kept": ([*build, "--to", "pdf"], self.forget_slides),
            "the talk, a PNG of each slide, pictures kept": (
                [*build, "--to", "png"],
                self.forget_slides,
            ),
            "the talk, a PNG of each slide, pictures and slides kept": (
                [*build, "--to", "png"],
                self.forget,
            ),
            "both languages, PPTX + HTML, pictures kept": (both, self.forget_slides),
            "both languages, PPTX + HTML, pictures and slides kept": (both, self.forget),
            "nothing changed": (both, lambda: None),
            "diptych check": ([*diptych, "check", *talk], self.forget_slides),
            "diptych list": ([*diptych, "list"], lambda: None),
        }

    def forget_slides(self) -> None:
        """Remove what was built, but neither drawn pictures nor cut fonts."""
        self.forget()
        shutil.rmtree(self.cache / "slides", ignore_errors=True)

    def forget(self) -> None:
        """Remove what was built, but nothing that is kept to build it again."""
        shutil.rmtree(self.cache / "outputs", ignore_errors=True)
        shutil.rmtree(self.output / TALK.stem, ignore_errors=True)

    def forget_all(self) -> None:
        """Remove all that was made."""
        shutil.rmtree(self.cache, ignore_errors=True)
        shutil.rmtree(self.output, ignore_errors=True)


def measure(checkouts: list[Checkout], pandoc: list[str], runs: int) -> dict[str, list[float]]:
    """Return CPU seconds of each command, interleaved so that a busy moment hits all alike."""
    rows: dict[str, list[float]] = {}
    for run in range(runs + 1):
        for name in checkouts[0].cases():
            for checkout in checkouts:
                command, before = checkout.cases()[name]
                before()
                key = name if checkout is checkouts[0] else f"  as in {checkout.root.name}: {name}"
                seconds = spend(command, checkout.root, checkout.environment)
                if run:  # the first compiles bytecode
                    rows.setdefault(key, []).append(seconds)
        rows.setdefault(PANDOC, []).append(spend(pandoc, ROOT, ENVIRONMENT))
    return rows


def spend(command: list[str], folder: Path, environment: dict[str, str]) -> float:
    """Return the CPU seconds that `command` took, its children included."""
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return used.ru_utime + used.ru_stime


def pandoc_command(out: Path) -> list[str]:
    """Return what makes a PPTX of the talk with Pandoc."""
    document = out / "talk.md"
    document.write_text(as_pandoc(out), encoding="utf-8")
    return [pypandoc.get_pandoc_path(), str(document), "-o", str(out / "talk.pptx")]


def as_pandoc(out: Path) -> str:
    """Return the talk as one Markdown file in Pandoc's dialect, its pictures as PNG in `out`.

    Pandoc would draw SVG with a program of its own; it gets them drawn, as our cache has them.
    """
    talk = yaml.safe_load(TALK.read_text(encoding="utf-8"))
    slides = ROOT / "deck" / "slides"
    parts = [f"---\ntitle: {talk['title']}\nauthor: {talk['speakers'][0]['name']}\n---\n"]
    for section in talk["sections"]:
        ids = (one["slide"] if isinstance(one, dict) else one for one in section["slides"])
        parts += [_slide(slides / f"{slide}.md") for slide in ids]
    for path in sorted((ROOT / "deck" / "media").glob("*.svg")):
        svg = path.read_text(encoding="utf-8")
        png = resvg_py.svg_to_bytes(svg_string=svg, width=960, skip_system_fonts=True)
        (out / f"{path.stem}.png").write_bytes(bytes(png))
    return "\n\n".join(part for part in parts if part).replace("../../media/", f"{out}/")


def _slide(path: Path) -> str:
    if not path.is_file():  # the closing slide, which is YAML
        data = yaml.safe_load(path.with_suffix(".yaml").read_text(encoding="utf-8"))
        body = (block["paragraph"] for block in data["regions"]["body"])
        return "\n\n".join([f"# {data['title']}", *body])
    return path.read_text(encoding="utf-8").split("\n---\n", 1)[-1].replace(".svg)", ".png)")


if __name__ == "__main__":
    main()
