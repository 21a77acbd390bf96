"""What a build costs, beside Pandoc's PPTX of the same talk, in CPU seconds of whole processes.

    python benchmarks/build.py [--runs 9]

Each figure is user plus system time of a fresh process with compiled bytecode present. The talk is
the project's own; Pandoc gets the same slides as one Markdown file and writes PPTX only.
"""

from __future__ import annotations

import argparse
import os
import resource
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
ENVIRONMENT = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}


def main() -> None:
    """Print a table of what was measured."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--runs", type=int, default=9)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        ENVIRONMENT["DIPTYCH_CACHE"] = str(out / "cache")
        rows = measure(out, runs)
    pandoc = min(rows["pandoc, PPTX alone"])
    print(f"{'CPU seconds':<42}{'min':>8}{'median':>8}{'/ pandoc':>10}")
    for name, seconds in rows.items():
        low, middle = min(seconds), statistics.median(seconds)
        print(f"{name:<42}{low:>8.3f}{middle:>8.3f}{low / pandoc:>10.2f}")


def measure(out: Path, runs: int) -> dict[str, list[float]]:
    """Return CPU seconds of each command, interleaved so that a busy moment hits all alike."""
    document = out / "talk.md"
    document.write_text(as_pandoc(out), encoding="utf-8")
    diptych = [sys.executable, "-m", "diptych"]
    build = [*diptych, "build", TALK.stem, "--locale", "en", "-o", str(out / "output")]
    pandoc = [pypandoc.get_pandoc_path(), str(document), "-o", str(out / "talk.pptx")]
    cases: dict[str, tuple[list[str], Callable[[], None]]] = {
        "diptych --help": ([*diptych, "--help"], lambda: None),
        "the talk, PPTX + HTML, picture cache warm": (build, lambda: forget(out / "output")),
        "nothing changed": (build, lambda: None),
        "pandoc, PPTX alone": (pandoc, lambda: None),
    }
    spend(build)
    rows: dict[str, list[float]] = {name: [] for name in cases}
    for _ in range(runs):
        for name, (command, before) in cases.items():
            before()
            rows[name].append(spend(command))
    return rows


def forget(output: Path) -> None:
    """Remove what was built but not the drawn pictures."""
    shutil.rmtree(output.parent / "cache" / "outputs", ignore_errors=True)
    for path in sorted((output / TALK.stem).rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()


def spend(command: list[str]) -> float:
    """Return the CPU seconds that `command` took, its children included."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT, env=ENVIRONMENT)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def as_pandoc(out: Path) -> str:
    """Return the talk as one Markdown file in Pandoc's dialect, its pictures as PNG in `out`.

    Pandoc would draw SVG with a program of its own; it gets them drawn, as our cache has them.
    """
    talk = yaml.safe_load(TALK.read_text(encoding="utf-8"))
    slides = ROOT / "deck" / "slides"
    parts = [f"---\ntitle: {talk['title']}\nauthor: {talk['speakers'][0]['name']}\n---\n"]
    for section in talk["sections"]:
        parts += [_slide(slides / f"{slide}.md") for slide in section["slides"]]
    for path in sorted((ROOT / "deck" / "media").glob("*.svg")):
        svg = path.read_text(encoding="utf-8")
        png = resvg_py.svg_to_bytes(svg_string=svg, width=960, skip_system_fonts=True)
        (out / f"{path.stem}.png").write_bytes(bytes(png))
    return "\n\n".join(part for part in parts if part).replace("../../media/", f"{out}/")


def _slide(path: Path) -> str:
    if not path.is_file():  # the closing slide, which is YAML
        data = yaml.safe_load(path.with_suffix(".yaml").read_text(encoding="utf-8"))
        return "\n\n".join([f"# {data['title']}", *(block["paragraph"] for block in data["body"])])
    return path.read_text(encoding="utf-8").split("\n---\n", 1)[-1].replace(".svg)", ".png)")


if __name__ == "__main__":
    main()
