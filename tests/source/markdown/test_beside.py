"""Divs that other tools show beside each other are columns in a talk of one file."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.authoring import authored, codes, document, said, slide_of

from diptych.blocks.columns import Columns
from diptych.model.walk import texts


@pytest.mark.parametrize(
    ("row", "cell", "width"),
    [
        ('<div style="display: flex; gap: 1em">', '<div style="flex: 1">', None),
        ('<div style="display:grid">', '<div style="width: 40%; color: red">', 0.4),
        ('<div class="row">', '<div class="col-md-3">', 0.25),
        ('<div class="r-hstack">', "<div>", None),
        ('<div class="two-columns">', '<div class="left">', None),
    ],
)
def test_divs_in_a_row_are_columns(
    tmp_path: Path, row: str, cell: str, width: float | None
) -> None:
    text = f"# A\n\n{row}\n{cell}\n\nleft\n\n</div>\n<div>\n\nright\n\n</div>\n</div>\n"
    prepared = document(tmp_path, text)
    (slide,) = authored(prepared)
    assert said(prepared.found) == []
    assert [[text.plain for text in texts(column.blocks)] for column in slide.columns] == [
        ["left"],
        ["right"],
    ]
    assert slide.columns[0].width == width


@pytest.mark.parametrize(
    "inner",
    [
        "one\n\n::: {.a}\ntwo\n:::",
        "::: {.a}\none two\n:::",
        "::: {.a}\none\n:::\n\n::: {.callout-tip}\ntwo\n:::",
    ],
)
def test_a_row_of_other_content_is_as_it_is(tmp_path: Path, inner: str) -> None:
    prepared = document(tmp_path, f"# A\n\n:::: {{.r-hstack}}\n{inner}\n::::\n")
    (slide,) = authored(prepared)
    assert slide.columns == ()
    assert " ".join(text.plain for text in texts(slide.body)) == "one two"


def test_in_a_project_a_row_is_an_unknown_block(tmp_path: Path) -> None:
    text = "# A\n\n:::: row\n::: {.a}\none\n:::\n\n::: {.b}\ntwo\n:::\n::::\n"
    assert codes(slide_of(tmp_path, text).found)[0] == "SRC302 3:1"


_FOUR = "".join(f"<div>\n\n{word}\n\n</div>\n" for word in ("a", "b", "c", "d"))
_EIGHT = "".join(f"<div>{number}</div>{'' if number % 4 else chr(10)}" for number in range(1, 9))


def rows_of(tmp_path: Path, text: str) -> list[list[str]]:
    (slide,) = authored(document(tmp_path, f"---\nmarp: true\n---\n\n# A\n\n{text}\n"))
    rows = [block.columns for block in slide.body if isinstance(block, Columns)]
    rows += [slide.columns] if slide.columns else []
    return [["".join(one.plain for one in texts(column.blocks)) for column in row] for row in rows]


@pytest.mark.parametrize(
    ("grid", "cells", "rows"),
    [
        ('<div style="display: grid; grid-template-columns: 1fr 1fr">', _FOUR, ["ab", "cd"]),
        ('<div style="display:grid;grid-template-columns:repeat(3, 1fr)">', _FOUR, ["abc", "d"]),
        ('<div class="grid grid-cols-2 gap-4">', _FOUR, ["ab", "cd"]),
        ('<div class="grid sm:grid-cols-1 md:grid-cols-2">', _FOUR, ["ab", "cd"]),
        ('<div class="grid grid-cols-[1fr_1fr]">', _FOUR, ["ab", "cd"]),
        ('<div grid="~ cols-2 gap-4">', _FOUR, ["ab", "cd"]),
        ('<div style="display: flex">', _FOUR, ["abcd"]),
        ('<div class="row">', _EIGHT, ["1234", "5678"]),
        ('<div class="flex flex-col">', _FOUR, []),
        ('<div flex="~ col">', _FOUR, []),
    ],
)
def test_a_grid_has_as_many_columns_in_a_row_as_it_says(
    tmp_path: Path, grid: str, cells: str, rows: list[str]
) -> None:
    assert rows_of(tmp_path, f"{grid}\n{cells}</div>") == list(map(list, rows))


def test_columns_of_a_grid_are_as_wide_as_their_shares(tmp_path: Path) -> None:
    grid = '<div style="display: grid; grid-template-columns: 3fr 1fr">'
    text = f"---\nmarp: true\n---\n\n# A\n\n{grid}\n<div>a</div>\n<div>b</div>\n</div>\n"
    (slide,) = authored(document(tmp_path, text))
    assert [column.width for column in slide.columns] == [0.75, 0.25]


def test_more_columns_than_fit_are_in_several_rows_with_a_warning(tmp_path: Path) -> None:
    columns = "".join(f"::: column\n{number}\n:::\n" for number in range(5))
    prepared = document(tmp_path, f"# A\n\n:::: columns\n{columns}::::\n")
    assert said(prepared.found) == ["SRC367 3:1 these columns do not fit side by side"]
    assert rows_of(tmp_path, f":::: columns\n{columns}::::\n") == [["0", "1", "2"], ["3", "4"]]


def test_columns_that_want_more_than_the_width_are_narrowed_with_a_warning(tmp_path: Path) -> None:
    columns = "::: {.column width=90%}\na\n:::\n::: {.column width=60%}\nb\n:::\n"
    prepared = document(tmp_path, f"# A\n\n:::: columns\n{columns}::::\n")
    (slide,) = authored(prepared)
    assert said(prepared.found) == ["SRC367 3:1 these columns do not fit side by side"]
    assert [column.width for column in slide.columns] == pytest.approx([0.6, 0.4])


@pytest.mark.parametrize(
    "text",
    [
        '<div class="column">\n<div>\n\na\n\n</div>\n<div>\n\nb\n\n</div>\n</div>',
        '<div class="column">a</div>\n<div class="column">b</div>',
        "::: column\na\n:::\n\n::: column\nb\n:::",
    ],
)
def test_columns_need_nothing_around_them_in_a_file_of_another_tool(
    tmp_path: Path, text: str
) -> None:
    assert rows_of(tmp_path, text) == [["a", "b"]]


def test_a_column_alone_is_shown_with_a_warning(tmp_path: Path) -> None:
    prepared = document(tmp_path, "# A\n\n::: column\nalone\n:::\n")
    (slide,) = authored(prepared)
    assert codes(prepared.found) == ["SRC302 3:1"]
    assert [text.plain for text in texts(slide.body)] == ["alone"]


def test_content_between_columns_is_shown_below_them_with_a_warning(tmp_path: Path) -> None:
    columns = "between\n\n::: column\na\n:::\n\n::: column\nb\n:::"
    prepared = document(tmp_path, f"# A\n\n:::: columns\n{columns}\n::::\n")
    (slide,) = authored(prepared)
    assert said(prepared.found) == ["SRC346 4:1 there is no place for content between the columns"]
    assert [text.plain for text in texts(slide.body)] == ["a", "b", "between"]
