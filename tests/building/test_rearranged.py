"""A build says once which slides are arranged otherwise than when they were last built."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.authoring import PROJECT, write_files
from tests.caches import new_cache

from diptych.cli import main
from diptych.commands.serve.attempt import attempt
from diptych.config import BuildConfig
from diptych.reporting import CLEAN, FOUND

CARDS = "# A slide\n\n- One\n    - a\n    - b\n    - c\n    - d\n- Two\n    - e\n    - f\n"
POINTS = "# A slide\n\n- One\n    - a\n    - b\n- Two\n- Three\n"
DECK = "format: 1\nsource_locale: en\nlocales: [en]\narrange: auto\n"
FLIPPED = (
    "slide a is now arranged as written, no longer as cards;"
    " `arrange: cards` in deck/slides/a.md keeps it as it was"
)
BACK = (
    "slide a is now arranged as cards, no longer as written;"
    " `arrange: plain` in deck/slides/a.md keeps it as it was"
)


@pytest.fixture(autouse=True)
def _project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIPTYCH_CACHE", str(new_cache(tmp_path / "cache")))
    files = {**PROJECT, "deck/deck.yaml": DECK, "deck/slides/a.md": CARDS}
    monkeypatch.chdir(write_files(tmp_path / "mine", files))


def write(slide: str) -> None:
    Path("deck/slides/a.md").write_text(slide, "utf-8")


def told(
    capsys: pytest.CaptureFixture[str], *more: str, talk: str = "talk", ends: int = CLEAN
) -> list[str]:
    """Return what a build says of arrangements."""
    assert main(["build", *filter(None, [talk]), "--to", "text", *more]) == ends
    return [line for line in capsys.readouterr().err.splitlines() if line.startswith("slide ")]


def test_one_more_point_never_flips_an_arrangement_unannounced(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert told(capsys) == [], "a first build has nothing to compare with"
    write(POINTS)
    assert told(capsys) == [FLIPPED]
    assert told(capsys) == [], "once is enough"
    write(CARDS)
    assert told(capsys) == [BACK]


def test_what_keeps_the_arrangement_is_no_news(capsys: pytest.CaptureFixture[str]) -> None:
    told(capsys)
    write(CARDS + "    - e\n- Three\n    - f\n")
    assert told(capsys) == []


def test_an_author_who_decides_is_told_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    told(capsys)
    write(f"---\narrange: plain\n---\n{CARDS}")
    assert told(capsys) == []
    write(f"---\nlayout: body\n---\n{CARDS}")
    assert told(capsys) == []
    write(CARDS)
    assert told(capsys) == [], "taking that back is a decision too"
    Path("deck/deck.yaml").write_text(DECK.replace("auto", "plain"), "utf-8")
    assert told(capsys) == []


@pytest.mark.parametrize("format_", ["full", "concise", "json"])
def test_it_is_said_beside_diagnostics_of_any_format(
    format_: str, capsys: pytest.CaptureFixture[str]
) -> None:
    told(capsys)
    write(POINTS)
    assert told(capsys, "--format", format_) == [FLIPPED]


def test_a_refused_build_keeps_the_news_for_the_one_that_writes(
    capsys: pytest.CaptureFixture[str],
) -> None:
    told(capsys)
    write(f"{POINTS}\n::: unheard\n:::\n")
    assert told(capsys, ends=FOUND) == []
    write(POINTS)
    assert told(capsys) == [FLIPPED]


def test_a_build_by_several_processes_says_it_too(capsys: pytest.CaptureFixture[str]) -> None:
    Path("deck/talks/other.yaml").write_text("title: Another\nslides: [a]\n", "utf-8")
    told(capsys, "--jobs", "2", talk="")
    write(POINTS)
    assert told(capsys, "--jobs", "2", talk="") == [FLIPPED], "a slide of two talks is named once"


def test_a_preview_says_it_too() -> None:
    config = BuildConfig(root=Path.cwd(), out=Path("output"), cache=Path.cwd().parent / "cache")
    assert attempt(config).notices == ()
    write(POINTS)
    assert attempt(config).notices == (FLIPPED,)


def test_a_single_file_keeps_an_arrangement_at_the_heading(
    capsys: pytest.CaptureFixture[str],
) -> None:
    front = "---\ntitle: T\narrange: auto\n---\n\n"
    one = Path("talk.md")
    one.write_text(front + CARDS, "utf-8")
    told(capsys, "-o", "out", talk="talk.md")
    one.write_text(front + POINTS, "utf-8")
    (line,) = told(capsys, "-o", "out", talk="talk.md")
    assert line.endswith("; `arrange=cards` at its heading keeps it as it was")
    one.write_text(front + CARDS.replace("A slide", "A slide {arrange=plain}"), "utf-8")
    assert told(capsys, "-o", "out", talk="talk.md") == []


def test_of_many_slides_a_dozen_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    names = [f"s{number}" for number in range(15)]
    Path("deck/talks/talk.yaml").write_text(f"title: T\nslides: [{', '.join(names)}]\n", "utf-8")
    for slide in (CARDS, POINTS):
        for name in names:
            Path(f"deck/slides/{name}.md").write_text(slide, "utf-8")
        assert main(["build"]) == CLEAN
    lines = capsys.readouterr().err.splitlines()
    assert sum(line.startswith("slide ") for line in lines) == 12
    assert "3 more slides are arranged differently than before" in lines
