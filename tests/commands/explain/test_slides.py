"""What `diptych explain` says of a slide's layout."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.authoring import write_files

from diptych.cli import main
from diptych.commands.explain.slide import explain_slide
from diptych.config import BuildConfig
from diptych.pipeline import prepare


@pytest.mark.parametrize(
    ("heading", "reason"),
    [
        ("# Part", "It has the layout `section` by what it is"),
        ("# Part {layout=statement}", "The slide asks for `layout: statement`."),
        ("# Part\n\nwords", "The talk is `arrange: plain`"),
    ],
)
def test_only_what_an_author_wrote_is_called_a_wish(
    heading: str, reason: str, tmp_path: Path
) -> None:
    text = f"---\nslide-level: 2\n---\n\n{heading}\n\n## A\n\nx\n"
    write_files(tmp_path, {"talk.md": text})
    lines = explain_slide("part", BuildConfig(root=tmp_path, document=tmp_path / "talk.md"))
    assert lines is not None
    assert any(line.startswith(reason) for line in lines)


def test_ways_that_have_one_layout_differ_by_their_columns(tmp_path: Path) -> None:
    cards = "".join(f"- Head {n}\n  - one\n  - two\n" for n in range(4))
    write_files(tmp_path, {"talk.md": f"---\narrange: auto\n---\n\n## A\n\n{cards}"})
    lines = explain_slide("a", BuildConfig(root=tmp_path, document=tmp_path / "talk.md"))
    assert lines is not None
    ways = [re.split(" {2,}", line)[2] for line in lines if line.startswith("cards ")]
    assert ways[0] == "2 + 2, 50:50"
    assert len(set(ways)) == len(ways) > 1


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("- one\n- two", "it has a list, and a statement is one sentence"),
        ("word " * 30, "a paragraph has 149 characters, and may have 90"),
        ("one\n\ntwo\n\nthree\n\nfour", "it has 4 paragraphs, and may have 3"),
        ("- one\n\nAfter it", "there is a paragraph after its list"),
        ("1. one", "its list is numbered or of tasks"),
        ("- one\n  - below", "it has a list, and a statement is one sentence"),
        ("### Head\n\nwords", "there is a heading on it"),
        ("", "it has a title alone"),
        ("```\ncode\n```", "there is a listing on it"),
    ],
)
def test_what_cannot_be_a_statement_is_told_why(
    content: str, reason: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = f"---\nslide-level: 2\n---\n\n## A {{arrange=statement}}\n\n{content}\n"
    write_files(tmp_path, {"talk.md": text})
    built = prepare(BuildConfig(root=tmp_path, document=tmp_path / "talk.md"))
    (found,) = (one for one in built.found if one.kind.code == "FIT107")
    assert "`diptych explain a talk.md` shows" in str(found.hint)
    for order in (("a", f"{tmp_path}/talk.md"), (f"{tmp_path}/talk.md", "a")):
        assert main(["explain", *order]) == 0
        assert f"It cannot be one: {reason}" in capsys.readouterr().out
