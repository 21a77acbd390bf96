"""Columns: their widths, and how high they are together."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.authoring import document, only, words
from tests.layout.factories import box

from diptych.model.geometry import from_px
from diptych.typography.side_by_side import column_boxes


@pytest.mark.parametrize(
    ("widths", "expected"),
    [
        ((None, None), (450, 450)),
        ((0.25, None), (225, 675)),
        ((0.2, None, None), (172, 344, 344)),
        ((0.4, 0.4), (450, 450)),
        ((0.9, 0.9), (450, 450)),
        ((1.0, None), (600, 300)),
        ((None,), (940,)),
    ],
)
def test_columns_without_a_width_share_what_the_others_leave(
    widths: tuple[float | None, ...], expected: tuple[int, ...]
) -> None:
    boxes = list(column_boxes(widths, box(10, 0, 940, 300), from_px(40)))
    assert [round(one.width / 9525) for one in boxes] == list(expected)
    assert boxes[0].x == from_px(10)
    assert abs(boxes[-1].right - from_px(950)) <= 2


def test_a_listing_below_a_heading_goes_on_in_its_column_without_an_empty_frame(
    tmp_path: Path,
) -> None:
    listing = "\n".join(f"line {number}" for number in range(30))
    columns = (
        f"::: columns\n::: column\n### A\n\n```\n{listing}\n```\n:::\n::: column\n### B\n:::\n:::"
    )
    _, first, second = only(document(tmp_path, f"# T\n\n## S\n\n{columns}\n\n```\nbelow\n```\n"))
    assert [bool(frame.paragraphs) for one in (first, second) for frame in one.frames] == (
        [True] * (len(first.frames) + len(second.frames))
    )
    assert words(second)[-2:] == ["line 29", "below"]
