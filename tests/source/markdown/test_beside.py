"""Divs that other tools show beside each other are columns in a talk of one file."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.authoring import authored, codes, document, said, slide_of

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
