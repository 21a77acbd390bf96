"""A project with every possible error: one run reports them all, and writes nothing."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

GOLDEN = Path(__file__).parent / "golden" / "everything-wrong"
REFRESH = "DIPTYCH_REFRESH_GOLDEN=1 pytest tests/test_everything_wrong.py"
SLIDES = "deck/slides/wrong"
SAID = {
    "unknown key": ("SRC103", f"{SLIDES}/unknown-key.md:2:1", "did you mean `kicker`?"),
    "unknown key of the deck": ("SRC103", "deck/deck.yaml:3:1", "did you mean `locales`?"),
    "unknown layout": ("FIT101", f"{SLIDES}/unknown-layout.md:2:9", "did you mean `columns`?"),
    "unknown reference": ("REF201", f"{SLIDES}/unknown-reference.md:3:15", "`kim-2024`?"),
    "missing slide": (
        "REF102",
        "deck/talks/all-wrong.yaml:8:9",
        "did you mean `wrong/unknown-reference`?",
    ),
    "slide twice": ("REF103", "deck/talks/all-wrong.yaml:13:9", "remove one of them"),
    "wrong type": ("SRC104", f"{SLIDES}/wrong-type.md:2:13", "true or false, not text"),
    "broken YAML": ("SRC101", f"{SLIDES}/broken-yaml.md:2:17", "put quotes around"),
    "not UTF-8": ("SRC106", f"{SLIDES}/not-utf-8.md:3:6", "iconv -f latin1 -t utf-8"),
    "missing picture": ("SRC401", f"{SLIDES}/pictures.md:3:1", "did you mean `box.svg`?"),
    "corrupt picture": ("SRC402", f"{SLIDES}/pictures.md:5:1", "it ends too early"),
    "picture outside": ("SRC403", f"{SLIDES}/pictures.md:7:1", "move it below"),
    "overflow": ("FIT201", f"{SLIDES}/overflow.md:3:1", "split the slide"),
    "empty talk": ("REF101", "deck/talks/empty.yaml:2:9", "list slide ids"),
}
"""What is wrong, its code, where, and words of the message or hint."""


@pytest.fixture(scope="module")
def built(
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[Path, subprocess.CompletedProcess[str]]:
    root = tmp_path_factory.mktemp("everything-wrong") / "project"
    shutil.copytree(GOLDEN, root)
    command = [sys.executable, "-m", "diptych", "build"]
    environment = {**os.environ, "NO_COLOR": "1", "PYTHONUTF8": "1"}
    run = subprocess.run(
        command, cwd=root, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    return root, run


def test_one_run_draws_every_fault(
    built: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    _, run = built
    file = GOLDEN / "expected.txt"
    if os.environ.get("DIPTYCH_REFRESH_GOLDEN") == "1":
        file.write_text(run.stderr, encoding="utf-8")
    assert run.stderr == file.read_text("utf-8"), f"look at it and refresh it: {REFRESH}"


@pytest.mark.parametrize("what", SAID)
def test_each_fault_is_said_once_with_its_place_and_a_way_out(
    what: str, built: tuple[Path, subprocess.CompletedProcess[str]]
) -> None:
    code, place, words = SAID[what]
    findings = [one for one in built[1].stderr.split("\n\n") if one.startswith(f"{place}: error[")]
    assert len(findings) == 1
    assert f"error[{code}]" in findings[0]
    assert words in findings[0]
    assert " | " in findings[0], "the line itself is shown"


def test_nothing_else_is_said(built: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    *findings, count = built[1].stderr.strip().split("\n\n")
    assert len(findings) == len(SAID)
    assert count == f"{len(SAID)} errors; nothing was written"


def test_nothing_is_written_and_the_exit_code_says_so(
    built: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    root, run = built
    assert run.returncode == 1
    assert run.stdout == ""
    assert not (root / "output").exists()
