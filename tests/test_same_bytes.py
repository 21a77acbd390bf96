"""The same sources give the same bytes, wherever and by whichever installation they are built."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from tests.authoring import PROJECT, write_files
from tests.tools import absent, is_long

REPOSITORY = Path(__file__).parents[1]
FILES: Mapping[str, str | bytes] = {
    **PROJECT,
    "deck/deck.yaml": "format: 1\nsource_locale: en\nlocales: [en, ko]\nhtml: {files: [html]}\n",
    "deck/html/b.txt": "b\n",
    "deck/html/a.txt": "a\n",
    "deck/html/c/d.txt": "d\n",
    "deck/talks/talk.yaml": "title: A talk\ndates: {delivered: 2024-05-06}\n"
    "slides: [a, cities/*]\n",
    "deck/talks/other.yaml": "title: Another talk\nslides: [cities/ulm]\n",
    "deck/slides/a.md": "# A slide, on {{ talk.dates.delivered | date }}\n\n"
    '![](../media/box.svg){alt="A box"}\n\n- Quoted [@kim-2024; @yang-2023]\n',
    "deck/slides/cities.md.j2": "---\ndata: cities.csv\neach: row\n"
    'id: "{{ row.name }}"\n---\n\n'
    "# {{ row.name }}\n",
    "deck/slides/cities.csv": "name\nulm\nbonn\n",
    "deck/locales/ko.po": 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n',
}
USUAL = {"LC_ALL": "C.UTF-8", "TZ": "UTC", "PYTHONHASHSEED": "1"}
BACKWARDS = """\
import os, shutil, sys  # shutil looks once whether these functions are the system's
listdir, scandir = os.listdir, os.scandir
class Backwards:
    def __init__(self, path): self.entries = sorted(scandir(path), key=lambda e: e.name)[::-1]
    def __enter__(self): return self
    def __exit__(self, *_): pass
    def __iter__(self): return iter(self.entries)
    def __next__(self): return self.entries.pop(0) if self.entries else next(iter(()))
    def close(self): pass
os.listdir = lambda path=".": sorted(listdir(path))[::-1]
os.scandir = lambda path=".": Backwards(path)
"""
"""Lets folders list what is in them from the last name to the first."""
BUILD = "import sys; from diptych.cli import main; sys.exit(main(sys.argv[1:]))"
OTHERWISE: Mapping[str, Mapping[str, str]] = {
    "language": {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "LANGUAGE": "tr"},
    "no-language": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "time-zone": {"TZ": "Pacific/Kiritimati"},
    "hash-seed": {"PYTHONHASHSEED": "4711"},
    "umask": {"_UMASK": "077"},
    "order": {"_BEFORE": BACKWARDS},
    "path": {"_PLACE": "another place/with `$` and ü"},
}
"""What may be different and must make no difference; names with a dash below are not variables."""


def built(
    folder: Path, how: Mapping[str, str], python: str = sys.executable, code: Path | None = None
) -> dict[str, bytes]:
    """Return the files of a build as another process makes them.

    In the long step it recalls nothing; else fonts that were cut before cost no time.
    """
    env = {**os.environ, **USUAL, **how}
    if is_long():
        env["DIPTYCH_CACHE"] = ""
    env["PYTHONPATH"] = str(code or REPOSITORY / "src")
    place = folder / how.get("_PLACE", "usual")
    root = write_files(place, FILES)
    out = place / "output"
    command = ("build", "--missing", "source", "--to", "pptx,html,single-file,page")
    ran = subprocess.run(
        [python, "-c", f"{how.get('_BEFORE', '')}{BUILD}", *command],
        cwd=root,
        env=env,
        umask=int(how.get("_UMASK", "022"), 8),
        capture_output=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr.decode("utf-8", "replace")
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return built(tmp_path_factory.mktemp("usual"), {})


def test_nothing_of_the_machine_and_of_who_builds_is_in_the_output(
    usual: dict[str, bytes], tmp_path: Path
) -> None:
    together = {name: value for how in OTHERWISE.values() for name, value in how.items()}
    assert differing(usual, built(tmp_path, together)) == []


@pytest.mark.long
@pytest.mark.parametrize("python", ["python3.12", "python3.13", "python3.14"])
def test_python_s_version_makes_no_difference(
    python: str, usual: dict[str, bytes], tmp_path: Path
) -> None:
    program = shutil.which(python)
    if program is None:
        pytest.skip(f"{python} is not on the path")
    needed = "import babel, brotli, jinja2, markdown_it, msgspec, resvg_py, uharfbuzz, yaml"
    if subprocess.run([program, "-c", needed], capture_output=True, check=False).returncode:
        pytest.skip(f"{python} has none of the libraries that Diptych needs")
    assert differing(usual, built(tmp_path, {}, python=program)) == []


@pytest.mark.long
def test_a_wheel_makes_what_a_checkout_makes(usual: dict[str, bytes], tmp_path: Path) -> None:
    if not is_long():
        pytest.skip("a wheel is made in the long step alone")
    pytest.importorskip("hatchling", reason="hatchling is not installed, which makes wheels")
    if not (REPOSITORY / "src/diptych/_vendor/STAMP").is_file():
        absent("src/diptych/_vendor is not filled: install the package once")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    # From a copy: the build may lay `_vendor` anew, which other tests are reading.
    ours = shutil.ignore_patterns("__pycache__", "node_modules", ".*", "deck", "output", "tests")
    shutil.copytree(REPOSITORY, tmp_path / "checkout", ignore=ours)
    subprocess.run(command, cwd=tmp_path / "checkout", capture_output=True, check=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(tmp_path / "code")
    assert differing(usual, built(tmp_path, {}, code=tmp_path / "code")) == []


def differing(one: Mapping[str, bytes], other: Mapping[str, bytes]) -> list[str]:
    """Return the paths at which two outputs differ."""
    return [path for path in sorted({*one, *other}) if one.get(path) != other.get(path)]
