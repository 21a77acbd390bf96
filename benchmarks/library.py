"""The cost of searching a large library, compared with `grep` on the same files, in CPU seconds.

    python benchmarks/library.py [--slides 2000] [--talks 200] [--runs 5]

The library is synthetic: every talk shows forty of the slides, and a catalogue has five messages of
each slide. Each figure is user plus system time
of a whole process.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

PER_TALK = 40


def main() -> None:
    """Print a table of what was measured."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--slides", type=int, default=2000)
    parser.add_argument("--talks", type=int, default=200)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        make(root, options.slides, options.talks)
        diptych = [sys.executable, "-m", "diptych"]
        cases = {
            "diptych slides cloud": [*diptych, "slides", "cloud"],
            "diptych slides tag:gpu": [*diptych, "slides", "tag:gpu"],
            "diptych slides topic-7/slide-7": [*diptych, "slides", "topic-7/slide-7"],
            "diptych check talk-1": [*diptych, "check", "talk-1"],
            "grep -ril cloud deck": [shutil.which("grep") or "grep", "-ril", "cloud", "deck"],
        }
        spent = {name: [spend(command, root) for _ in range(options.runs)] for name, command in
                 cases.items()}  # fmt: skip
    print(f"{f'{options.slides} slides, {options.talks} talks, CPU s':<40}{'min':>8}{'median':>8}")
    for name, seconds in spent.items():
        print(f"{name:<40}{min(seconds):>8.3f}{statistics.median(seconds):>8.3f}")


def make(root: Path, slides: int, talks: int) -> None:
    """Write a project with so many slides and talks."""
    ids = [f"topic-{n % 40}/slide-{n}" for n in range(slides)]
    write(root / "deck" / "deck.yaml", "format: 1\n")
    for n, slide_id in enumerate(ids):
        tag = "gpu" if n % 10 == 0 else "npu"
        about = "cloud" if n % 25 == 0 else "chip"
        text = (
            f"---\nkicker: Topic {n % 40}\ntags: [{tag}]\n---\n\n# Slide {n}\n\n"
            f"- A first thought about the {about}\n  - and what follows from it\n- A second one\n"
        )
        write(root / "deck" / "slides" / f"{slide_id}.md", text)
    messages = "".join(
        f'#: deck/slides/{slide_id}.md\nmsgctxt "{slide_id}#m{k}"\n'
        f'msgid "Text {k}"\nmsgstr "글 {k}"\n\n'
        for slide_id in ids
        for k in range(5)
    )
    write(root / "deck" / "locales" / "ko.po", messages)
    for n in range(talks):
        shown = "".join(f"  - {ids[(n * 7 + k * 13) % slides]}\n" for k in range(PER_TALK))
        write(root / "deck" / "talks" / f"talk-{n}.yaml", f"title: Talk {n}\nslides:\n{shown}")


def write(path: Path, text: str) -> None:
    """Write a file, its folder made if it is not there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def spend(command: list[str], root: Path) -> float:
    """Return the CPU seconds that `command` took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, capture_output=True, cwd=root)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


if __name__ == "__main__":
    main()
