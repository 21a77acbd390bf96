"""Which lines are highlighted when, as other tools write it, and what cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.authoring import authored, document, said, slide_of

from diptych.blocks.code import Code
from diptych.model.listing import Stage
from diptych.model.walk import texts
from diptych.pipeline import Prepared

LINES = "a\nb\nc\nd"


def code_in(prepared: Prepared) -> Code:
    (code,) = (block for block in authored(prepared)[0].body if isinstance(block, Code))
    return code


def listing(root: Path, info: str) -> tuple[Code, list[str]]:
    prepared = document(root, f"# A\n\n```{info}\n{LINES}\n```\n")
    return code_in(prepared), said(prepared.found)


@pytest.mark.parametrize(
    ("info", "first", "lines"),
    [
        ("{.text highlight=2}", None, [(1,)]),
        ("{.text highlight=1,3-4}", None, [(0, 2, 3)]),
        ('{.text code-line-numbers="1|3-4|all"}', 1, [(0,), (2, 3), ()]),
        ('{.text code-line-numbers="|2"}', 1, [(), (1,)]),
        ("{.text code-line-numbers=true}", 1, []),
        ("{.text code-line-numbers=false}", None, []),
        ('{.text data-line-numbers="2"}', 1, [(1,)]),
        ("text [1-2|3]", 1, [(0, 1), (2,)]),
        ("text [10: 1|2]", 10, [(0,), (1,)]),
        ("{.text .numberLines}", 1, []),
        ("{.text .numberLines startFrom=100}", 100, []),
        ("{.text .number-lines first=7 highlight=2}", 7, [(1,)]),
        ("text {2,3|1|all}", None, [(1, 2), (0,), ()]),
        ("text {*|4}{lines:true}", 1, [(), (3,)]),
        ("text {1}{startLine: 5}", 5, [(0,)]),
        ("text [a.txt] {1}", None, [(0,)]),
    ],
)
def test_lines_are_numbered_and_highlighted_as_other_tools_do_it(
    info: str, first: int | None, lines: list[tuple[int, ...]], tmp_path: Path
) -> None:
    code, found = listing(tmp_path, info)
    assert (code.first, [stage.lines for stage in code.stages], found) == (first, lines, [])


def test_each_further_stage_begins_a_step_later(tmp_path: Path) -> None:
    listed = f'```{{.text highlight="1|2|all" .fragment}}\n{LINES}\n```'
    prepared = document(tmp_path, f"# A\n\nx\n\n. . .\n\ny\n\n{listed}\n\n. . .\n\nz\n")
    assert [block.step for block in authored(prepared)[0].body] == [0, 1, 2, 5]
    assert code_in(prepared).stages == (Stage((0,), 2), Stage((1,), 3), Stage((), 4))


@pytest.mark.parametrize(
    ("info", "title", "filename", "tag"),
    [
        ('{.text title="Before the change"}', "Before the change", "", None),
        ("{.text filename=src/train_model.py}", None, "src/train_model.py", None),
        ('{.text title="train_model.py" tag="Python 3.12"}', None, "train_model.py", "Python 3.12"),
        ("text [a.txt]", None, "a.txt", None),
    ],
)
def test_a_title_is_translated_and_the_name_of_a_file_is_not(
    info: str, title: str | None, filename: str, tag: str | None, tmp_path: Path
) -> None:
    code, found = listing(tmp_path, info)
    shown = [one.plain if one is not None else None for one in (code.title, code.tag)]
    assert (shown, code.filename, found) == ([title, tag], filename, [])
    assert [one.source for one in texts(code)] == [one for one in shown if one]


def test_in_yaml_a_listing_says_the_same(tmp_path: Path) -> None:
    text = (
        "title: A\nbody:\n- code:\n    text: |\n      a\n      b\n    language: python\n"
        "    numbers: 10\n    highlight: 1|2\n    title: a.py\n"
    )
    prepared = slide_of(tmp_path, text, suffix=".yaml")
    code = code_in(prepared)
    assert said(prepared.found) == []
    assert (code.lines, code.language, code.first) == (("a", "b"), "python", 10)
    assert (code.title, code.filename) == (None, "a.py")
    assert code.stages == (Stage((0,), 0), Stage((1,), 1))


@pytest.mark.parametrize(
    ("info", "message", "lines"),
    [
        ("highlight=9", "the listing has no line 9", ()),
        ("highlight=3-9", "the listing has no lines 3-9", (2, 3)),
        ("highlight=0", "the listing has no line 0", ()),
        ("highlight=x", "`x` is not a line of the listing, or a range of them", ()),
        ("highlight=1,,2", "`` is not a line of the listing, or a range of them", (0, 1)),
    ],
)
def test_lines_that_are_not_there_are_reported(
    info: str, message: str, lines: tuple[int, ...], tmp_path: Path
) -> None:
    code, found = listing(tmp_path, f"{{.text {info}}}")
    assert found == [f"SRC320 3:1 {message}"]
    assert code.stages[0].lines == lines


def test_a_thousand_stages_are_refused(tmp_path: Path) -> None:
    code, found = listing(tmp_path, f'{{.text highlight="{"1|" * 1000}"}}')
    assert (code.stages, found) == (
        (),
        ["SRC320 3:1 this listing has 1001 stages of highlighting"],
    )


@pytest.mark.parametrize("start", ["x", "-1", "1e3", "99999999999"])
def test_a_first_number_that_is_none_is_reported(start: str, tmp_path: Path) -> None:
    code, found = listing(tmp_path, f"{{.text first={start}}}")
    assert code.first == 1
    assert found == [f"SRC203 3:1 lines cannot be counted from `{start}`"]
