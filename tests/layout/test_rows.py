"""The heights of regions side by side and below each other."""

from __future__ import annotations

from tests.layout.factories import box

from diptych.layout.rows import Wish, rows_of
from diptych.model.geometry import Box, Emu, from_px, to_px

FLOOR = from_px(600)


def panel(at: Box, height: float) -> Wish:
    return Wish(at, from_px(height), is_panel=True)


def tops_and_heights(
    *wishes: Wish, top: float = 0, floor: Emu = FLOOR
) -> list[tuple[float, float]]:
    """Return the top and the height of each box in px."""
    boxes = rows_of(wishes, from_px(top), floor)
    return [(round(to_px(one.y)), round(to_px(one.height))) for one in boxes]


LEFT, RIGHT = box(0, 100, 300, 500), box(320, 100, 300, 500)
UPPER, LOWER = box(0, 100, 300, 240), box(0, 360, 300, 240)


def test_without_panels_regions_keep_their_height() -> None:
    wishes = [Wish(LEFT, from_px(50), is_panel=False), Wish(RIGHT, from_px(90), is_panel=False)]
    assert tops_and_heights(*wishes) == [(100, 500), (100, 500)]


def test_panels_of_a_row_are_alike_and_take_half_the_height_if_that_is_enough() -> None:
    # A third of the 250 px that they leave is above them.
    assert tops_and_heights(panel(LEFT, 40), panel(RIGHT, 250)) == [(183, 250), (183, 250)]


def test_they_take_three_quarters_or_all_of_it_if_they_need_more() -> None:
    assert tops_and_heights(panel(LEFT, 260), panel(RIGHT, 40)) == [(142, 375), (142, 375)]
    assert tops_and_heights(panel(LEFT, 376)) == [(100, 500)]
    assert tops_and_heights(panel(LEFT, 900)) == [(100, 500)]


def test_two_rows_are_alike_if_both_fit_in_that() -> None:
    assert tops_and_heights(panel(UPPER, 230), panel(LOWER, 40)) == [(100, 240), (360, 240)]


def test_else_they_share_the_height_by_what_they_need() -> None:
    assert tops_and_heights(panel(UPPER, 300), panel(LOWER, 100)) == [(100, 360), (480, 120)]


def test_rows_end_above_the_floor_and_begin_below_the_lead() -> None:
    assert tops_and_heights(panel(LEFT, 400), top=160, floor=from_px(560)) == [(160, 400)]
