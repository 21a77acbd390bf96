"""The colours of listings: what has some, what has none, and who is told why."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.authoring import authored, document, drawn, only, said

from diptych.blocks.code import Code
from diptych.model.paragraph import Paragraph
from diptych.model.syntax import PLAIN_CODE, SYNTAX_SIGNS
from diptych.model.text import Run
from diptych.model.text_frame import TextFrame
from diptych.pipeline import Prepared
from diptych.source.listings import syntax

PYTHON = "```{}\ndef f():\n\treturn 'x'\n```\n"


def listing(root: Path, written: str) -> tuple[Code, Prepared]:
    prepared = document(root, f"# A\n\n{written}")
    (code,) = (block for block in authored(prepared)[0].body if isinstance(block, Code))
    return code, prepared


def lines(prepared: Prepared) -> tuple[Paragraph, ...]:
    frames = (shape for shape in only(prepared)[0].shapes if isinstance(shape, TextFrame))
    return next(one.paragraphs for one in frames if one.paragraphs[0].kind == "code")


@pytest.mark.parametrize("language", ["python", "Python", "py", "{.python}", "{.python .fragment}"])
def test_a_listing_in_a_known_language_has_parts(language: str, tmp_path: Path) -> None:
    code, prepared = listing(tmp_path, PYTHON.format(language))
    keyword, function = SYNTAX_SIGNS["keyword"], SYNTAX_SIGNS["function"]
    assert code.roles[0] == f"{keyword * 4}{function}{PLAIN_CODE * 3}"
    assert said(prepared.found) == []


@pytest.mark.parametrize("language", ["", "text", "plaintext", "output", "CSV"])
def test_a_listing_without_a_language_has_no_parts(language: str, tmp_path: Path) -> None:
    code, prepared = listing(tmp_path, PYTHON.format(language))
    assert code.roles == ()
    assert said(prepared.found) == []


@pytest.mark.parametrize("language", ["svelte", "jsonc", "kt"])
def test_names_of_other_tools_are_understood(language: str, tmp_path: Path) -> None:
    code, prepared = listing(tmp_path, f'```{language}\n{{"a": 1}}\n```\n')
    assert len(code.roles) == 1
    assert said(prepared.found) == []


def test_an_unknown_language_is_reported_with_the_nearest(tmp_path: Path) -> None:
    code, prepared = listing(tmp_path, PYTHON.format("pyton"))
    assert code.roles == ()
    assert "talk.md:3:1: warning[SRC318]: unknown language `pyton`" in drawn(prepared)
    assert "did you mean `python`?" in drawn(prepared)


def test_parts_have_colours_that_differ_from_the_text_and_lines_keep_their_words(
    tmp_path: Path,
) -> None:
    _, prepared = listing(tmp_path, PYTHON.format("python"))
    first, second = lines(prepared)
    runs = [run for run in first.runs if isinstance(run, Run)]
    assert "".join(run.text for run in runs) == "def f():"
    assert [bool(run.style.color) for run in runs] == [True, True, False]
    assert len({run.style.color for run in runs} | {first.color}) == 4
    assert "".join(run.text for run in second.runs if isinstance(run, Run)) == "    return 'x'"


def test_what_takes_too_long_is_shown_without_colours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from diptych.isolation.process import IsolatedProcess, TooSlowError

    def slow(*_: object) -> bytes:
        raise TooSlowError("it takes more than 5 seconds")

    monkeypatch.setattr(IsolatedProcess, "do", slow)
    code, prepared = listing(tmp_path, PYTHON.format("python"))
    assert code.roles == ()
    assert said(prepared.found) == [
        "SRC319 3:1 this listing has no colours: it takes more than 5 seconds"
    ]


def test_a_lexer_that_changes_the_text_gives_no_colours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shorter = syntax._Answer(tokens=((syntax._Token(3, "keyword"),), ()))
    monkeypatch.setattr(syntax, "_lexed", lambda *_: shorter)
    assert listing(tmp_path, PYTHON.format("python"))[0].roles == ()
