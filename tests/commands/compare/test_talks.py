"""All talks agree in all languages: HTML, PDF and PPTX, letter by letter."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.browsing import chromium_path
from tests.commands.test_library import library_example
from tests.tools import is_long, need

from diptych.cli import main
from diptych.commands.compare import compared
from diptych.commands.compare.comparing import MOST_BROKEN
from diptych.commands.compare.findings import Tally, is_within_bounds
from diptych.config import BuildConfig
from diptych.diagnostics import Diagnostic
from diptych.pipeline import prepare
from diptych.reporting import CLEAN

ROOT = Path(__file__).parents[3]
PROJECTS = {
    "the talks of this project": ROOT,
    "difficult English": ROOT / "tests" / "stress" / "en",
    "difficult Korean": ROOT / "tests" / "stress" / "ko",
}


def tallies(root: Path, *outputs: str) -> tuple[list[Tally], list[Diagnostic]]:
    """Return the figures of all talks of a project, and what was found."""
    config = BuildConfig(root=root, outputs=outputs)
    prepared = prepare(config)
    assert prepared.found == ()
    problems: list[Diagnostic] = []
    programs = {"html": Path(chromium_path())} if "html" in outputs else {}
    return compared(prepared, config, programs, problems), problems


@pytest.mark.browser
@pytest.mark.parametrize("root", PROJECTS.values(), ids=PROJECTS)
def test_html_and_pdf_break_every_line_alike_and_are_within_2_px(root: Path) -> None:
    if not (root / "deck").is_dir():
        pytest.skip("deck/ is not here: a source distribution carries none")
    found, problems = tallies(root, "html", "pdf")
    assert problems == []
    assert is_within_bounds(found)
    assert all(one.paragraphs > 20 for one in found)


@pytest.mark.browser
def test_the_example_with_a_library_agrees_in_both_languages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    example = library_example(tmp_path)
    monkeypatch.chdir(example)
    assert main(["library", "update"]) == CLEAN
    found, problems = tallies(example, "html", "pdf")
    assert problems == []
    assert [one.locale for one in found] == ["en", "ko"]
    assert is_within_bounds(found)


@pytest.mark.long
@pytest.mark.libreoffice
@pytest.mark.skipif(not is_long(), reason="LibreOffice shows whole talks only in the long step")
def test_libreoffice_breaks_at_most_1_paragraph_in_100_elsewhere() -> None:
    need("soffice")
    found, problems = tallies(ROOT, "pptx", "pdf")
    broken, paragraphs = sum(one.broken for one in found), sum(one.paragraphs for one in found)
    assert paragraphs > 1000
    assert broken <= MOST_BROKEN * paragraphs
    assert [one.kind.code for one in problems] == ["CMP201"] * broken
    assert all(one.hint for one in problems)
