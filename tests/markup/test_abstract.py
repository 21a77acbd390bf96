"""An abstract has paragraphs and lists of inline Markdown; anything else in it stays as written."""

from __future__ import annotations

import pytest

from diptych.diagnostics import Diagnostic
from diptych.markup.abstract import ReadAbstract, read_abstract
from diptych.model.source_text import one_line
from diptych.model.text import Run


def read(source: str) -> ReadAbstract:
    return read_abstract(one_line("talk.yaml", source, 3, 1))


def parts(source: str) -> list[tuple[int | None, str, bool, str]]:
    made = read(source).abstract.paragraphs
    return [(one.level, one.sign, one.begins, one.text.plain) for one in made]


def problems(source: str) -> list[Diagnostic]:
    made = read(source)
    return [*(found for part in made.parts for found in part.found), *made.found]


def test_an_empty_line_parts_paragraphs_and_no_other_does() -> None:
    assert parts("One\nand more.\n\n \nTwo.\n") == [
        (None, "", False, "One and more."),
        (None, "", False, "Two."),
    ]


def test_items_are_within_those_to_whose_words_they_are_indented() -> None:
    source = "We see:\n- one\n  more\n  - inner\n- two\n\n1. first\n2) other\n\nEnd."
    assert parts(source) == [
        (None, "", False, "We see:"),
        (0, "", True, "one more"),
        (1, "", False, "inner"),
        (0, "", False, "two"),
        (0, "1.", True, "first"),
        (0, "2)", True, "other"),
        (None, "", False, "End."),
    ]


@pytest.mark.parametrize(
    "source",
    [
        "2024. 1. 12 is a day.",
        "\\- no item",
        "1 * 2 * 3",
        "In the year\n2. of it",
        "-5 degrees",
        "#tag",
        "2023년의 발전을 다룹니다.",
    ],
)
def test_words_that_look_a_little_like_items_are_words(source: str) -> None:
    assert parts(source) == [(None, "", False, source.replace("\n", " ").lstrip("\\"))]
    assert problems(source) == []


def test_emphasis_and_links_are_those_of_slides() -> None:
    (one,) = read("About **GPU**는 [this](https://example.org/) and `x`.").abstract.texts
    runs = [run for run in one.runs if isinstance(run, Run)]
    assert [run.text for run in runs if run.style.bold] == ["GPU"]
    assert [run.text for run in runs if run.style.code] == ["x"]
    assert [run.link for run in runs if run.link] == ["https://example.org/"]


@pytest.mark.parametrize(
    ("source", "code", "column"),
    [
        ("See [x](javascript:alert(1)).", "SRC205", 5),
        ("See [x](notes.pdf).", "SRC205", 1),
        ("A <script>alert(1)</script> tag", "SRC211", 3),
        ("# A heading", "SRC209", 1),
        ("> said", "SRC209", 1),
        ("| a | b |", "SRC209", 1),
        ("```", "SRC209", 1),
    ],
)
def test_what_it_cannot_have_is_named_at_its_place(source: str, code: str, column: int) -> None:
    (found,) = problems(f"First.\n\n{source}")
    assert found.kind.code == code
    assert found.span is not None
    assert (found.span.line, found.span.column) == (5, column)
    assert found.hint


def test_its_plain_text_has_empty_lines_between_paragraphs_and_lists() -> None:
    made = read("One *two*\n\n- [a](https://example.org/)\n  1. b\n\nEnd").abstract
    assert made.plain == "One two\n\n• a\n  1. b\n\nEnd"
    assert made.source == "One *two*\n\n- [a](https://example.org/)\n  1. b\n\nEnd"


@pytest.mark.parametrize("sign", ["- ", "* x\n", "1. x\n", "\n", " " * 9 + "- x\n", "[", "**a"])
def test_a_long_text_of_signs_is_refused_rather_than_read_forever(sign: str) -> None:
    source = sign * (1_000 if "\n" in sign else 20_000)
    refused = {found.kind.code for found in problems(source)}
    assert refused == (set() if sign == "\n" else {"SRC214"})
