from __future__ import annotations

import pytest
from tests.layout.factories import box

from diptych.model.geometry import WIDESCREEN, Box, Emu, Pt, emu, from_px, scaled, to_px


def test_a_pixel_is_three_quarters_of_a_point() -> None:
    assert from_px(96) == emu(72) == 914_400
    assert to_px(from_px(24)) == 24


def test_the_page_is_13_and_a_third_by_7_and_a_half_inches() -> None:
    assert (WIDESCREEN.right, WIDESCREEN.bottom) == (12_192_000, 6_858_000)


def test_a_box_knows_its_edges() -> None:
    one = box(10, 20, 30, 40)
    assert (one.right, one.bottom) == (from_px(40), from_px(60))
    assert one.inset(from_px(5)) == box(15, 25, 20, 30)
    assert one.rows(from_px(30), Emu(0)) == box(10, 30, 30, 0)


@pytest.mark.parametrize(
    ("size", "scale", "expected"),
    [(24, 1, 24), (24, 0.75, 18), (21.5, 0.75, 16), (18.5, 0.9, 16.5)],
)
def test_scaled_type_is_in_half_points(size: float, scale: float, expected: float) -> None:
    assert scaled(Pt(size), scale) == expected


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (box(30, 40, 50, 50), True),
        (box(40, 20, 9, 9), False),
        (box(15, 30, 5, 0), False),
        (box(15, 30, 0, 5), False),
    ],
)
def test_boxes_meet_if_they_have_an_area_in_common(other: Box, *, expected: bool) -> None:
    one = box(10, 20, 30, 40)
    assert one.meets(other) is other.meets(one) is expected
