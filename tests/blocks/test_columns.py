"""Columns with other content above, below and around them."""

from __future__ import annotations

from pathlib import Path

from tests.authoring import document, only, said, slide_of

from diptych.blocks.columns import Columns
from diptych.model.geometry import EMU_PER_PX
from diptych.model.text import plain_text
from diptych.model.text_frame import TextFrame
from diptych.model.walk import values_of
from diptych.pipeline import Prepared

BOTH = """::: columns
::: {{.column width=75%}}
{left}
:::
::: column
right
:::
:::
"""


def frames(prepared: Prepared) -> list[tuple[str, int, int]]:
    """Return the texts of the body with their left and upper edges in px, in reading order."""
    return [
        (
            " ".join(plain_text(paragraph.runs) for paragraph in frame.paragraphs),
            round(frame.box.x / EMU_PER_PX),
            round(frame.box.y / EMU_PER_PX),
        )
        for frame in only(prepared)[0].shapes
        if isinstance(frame, TextFrame) and frame.role == "text"
    ]


def test_content_below_columns_is_below_the_highest_of_them(tmp_path: Path) -> None:
    written = "# A\n\n" + BOTH.format(left="left\n\nleft again") + "\nbelow\n"
    prepared = document(tmp_path, written)
    assert said(prepared.found) == []
    (left, x, top), (right, beyond, level), (below, under, bottom) = frames(prepared)
    assert (left, right, below) == ("left left again", "right", "below")
    assert x == under < beyond
    assert level == top < bottom


def test_columns_stand_within_columns_once(tmp_path: Path) -> None:
    written = "# A\n\n" + BOTH.format(left=BOTH.format(left="inner left"))
    prepared = document(tmp_path, written)
    assert said(prepared.found) == []
    assert [text for text, _, _ in frames(prepared)] == ["inner left", "right", "right"]
    (inner_left, inner, right) = (x for _, x, _ in frames(prepared))
    # 1,120 px less the gutter, of which the left column has three quarters, and so has that in it.
    assert inner_left == 64
    assert 64 + 0.56 * (right - 64) < inner < 64 + 0.8 * (right - 64)


def test_columns_with_nothing_below_are_those_of_the_slide(tmp_path: Path) -> None:
    prepared = document(tmp_path, "# A\n\nabove\n\n" + BOTH.format(left="left"))
    assert values_of(only(prepared)[0].slide, Columns) == []
    assert len(only(prepared)[0].slide.columns) == 2


def test_each_column_keeps_its_steps_and_lists_their_numbers(tmp_path: Path) -> None:
    lists = "1. a\n\n::: fragment\nlater\n:::\n\n1. b"
    prepared = document(tmp_path, "# A\n\n" + BOTH.format(left=lists) + "\nbelow\n")
    paragraphs = [
        (plain_text(paragraph.runs), paragraph.step)
        for frame in only(prepared)[0].frames
        if frame.role == "text"
        for paragraph in frame.paragraphs
    ]
    assert paragraphs == [("a", 0), ("later", 1), ("b", 0), ("right", 0), ("below", 0)]


def test_yaml_says_the_same(tmp_path: Path) -> None:
    text = (
        "title: A\nbody:\n- columns:\n  - width: 75\n    blocks: [{paragraph: left}]\n"
        "  - blocks: [{paragraph: right}]\n- paragraph: below\n"
    )
    prepared = slide_of(tmp_path, text, suffix=".yaml")
    assert said(prepared.found) == []
    assert [text for text, _, _ in frames(prepared)] == ["left", "right", "below"]
