from __future__ import annotations

from typing import Any

from tests.layout.factories import (
    PICTURE,
    SPAN,
    box,
    code,
    height,
    style,
    times,
)
from tests.solved import line_counts

from diptych.model.density import OWN, Density
from diptych.model.geometry import from_px
from diptych.model.setting import Fitted
from diptych.model.shapes import TextFrame
from diptych.model.text import Run
from diptych.model.theme import Panel

WIDTH = from_px(332)
"""Thirty letters of 16 pt, less the insets at both sides, and the margin of a hundredth."""


def fitted(*lines: str, density: Density = OWN, **rest: Any) -> Fitted:
    return code(*lines).set(style(**rest)).fitted(WIDTH, density)


def drawn(*lines: str, **rest: Any) -> TextFrame:
    (shape,) = fitted(*lines, **rest).draw(box(0, 0, 332, 200))
    assert isinstance(shape, TextFrame)
    return shape


def test_is_as_high_as_its_lines_and_the_panel_around_them() -> None:
    natural, least = fitted("a", "b").extent
    assert natural == least == height(2 * 16) + 2 * from_px(16)


def test_a_line_that_is_too_long_takes_two() -> None:
    assert fitted("x" * 40).extent.natural == height(2 * 16) + 2 * from_px(16)
    assert line_counts(drawn("x" * 40)) == (2,)


def test_shrinks_with_the_slide() -> None:
    assert fitted("a", density=times(0.75)).extent.natural == height(12) + 2 * from_px(16)
    assert [paragraph.size for paragraph in drawn("a", density=times(0.75)).paragraphs] == [12.0]


def test_is_a_frame_of_its_own_on_a_panel() -> None:
    frame = drawn("a")
    assert (frame.fills_placeholder, frame.panel, frame.role) == (
        False,
        Panel(fill="mist", inset=from_px(16)),
        "text",
    )
    assert [(p.kind, p.font, p.color) for p in frame.paragraphs] == [("code", "mono", "ink")]


def test_is_light_on_a_dark_panel_where_the_ground_is_dark() -> None:
    frame = drawn("a", ground="night")
    assert (frame.panel, frame.paragraphs[0].color) == (
        Panel(fill="slate", inset=from_px(16)),
        "paper",
    )


def test_each_line_points_at_itself_in_the_source() -> None:
    spans = [paragraph.span for paragraph in drawn("a", "b").paragraphs]
    assert [span.line for span in spans] == [SPAN.line + 1, SPAN.line + 2]


def test_stands_at_the_left_whatever_its_region() -> None:
    frame = drawn("a", at=PICTURE)
    assert frame.paragraphs[0].align == "left"


def test_tabs_become_spaces() -> None:
    assert drawn("\tif x:\ty").paragraphs[0].runs == (Run("    if x:   y"),)
