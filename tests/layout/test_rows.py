"""The heights of regions side by side and below each other."""

from __future__ import annotations

import pytest
from tests.layout.factories import box

from diptych.layout.rows import Wish, columns_of, emptiness, free_below, least_height, rows_of
from diptych.model.geometry import EMU_PER_PX, Box, Emu, from_px, to_px

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


def test_panels_of_a_row_are_alike_and_as_high_as_they_need_in_steps() -> None:
    # Steps of 24 px; a third of the 236 px that they leave is above them.
    assert tops_and_heights(panel(LEFT, 40), panel(RIGHT, 250)) == [(179, 264), (179, 264)]


def test_they_take_all_of_the_height_if_they_need_nearly_all_of_it() -> None:
    assert tops_and_heights(panel(LEFT, 430)) == [(100, 432)]
    assert tops_and_heights(panel(LEFT, 433)) == [(100, 500)]
    assert tops_and_heights(panel(LEFT, 900)) == [(100, 500)]


def test_panels_below_text_stand_lower_though_little_is_left() -> None:
    head = Wish(box(0, 100, 300, 40), from_px(40), is_panel=False)
    assert tops_and_heights(head, panel(box(0, 140, 300, 460), 370)) == [(125, 40), (165, 384)]


def test_two_rows_are_alike_if_both_fit_in_that() -> None:
    assert tops_and_heights(panel(UPPER, 230), panel(LOWER, 40)) == [(100, 240), (360, 240)]


def test_else_they_share_the_height_by_what_they_need() -> None:
    assert tops_and_heights(panel(UPPER, 300), panel(LOWER, 100)) == [(100, 360), (480, 120)]


def test_rows_end_above_the_floor_and_begin_below_the_lead() -> None:
    assert tops_and_heights(panel(LEFT, 400), top=160, floor=from_px(560)) == [(160, 400)]


def ruled(at: Box, height: float) -> Wish:
    return Wish(at, from_px(height), is_panel=True, is_ruled=True)


FIRST, SECOND = box(0, 100, 300, 260), box(0, 360, 300, 240)


def test_rows_between_lines_are_higher_than_they_need_by_the_same() -> None:
    beside = box(320, 360, 300, 240)
    rows = ruled(FIRST, 300), ruled(SECOND, 80), ruled(beside, 120)
    assert tops_and_heights(*rows) == [(100, 340), (440, 160), (440, 160)]


def test_lines_stand_on_whole_pixels_where_there_is_room() -> None:
    rows = ruled(FIRST, 300.4), ruled(SECOND, 80)
    upper, lower = rows_of(rows, from_px(100.3), FLOOR)
    assert upper.y % EMU_PER_PX == lower.y % EMU_PER_PX == 0
    assert upper.y == from_px(101)
    assert upper.bottom == lower.y


def test_full_rows_have_all_of_the_height() -> None:
    _, lower = rows_of([ruled(FIRST, 300.4), ruled(SECOND, 199.4)], from_px(100), FLOOR)
    assert to_px(lower.height) >= 199.4


def test_but_by_so_little_that_they_belong_together() -> None:
    boxes = [box(0, 100 + 125 * n, 640, 125) for n in range(4)]
    made = tops_and_heights(*(ruled(at, 50) for at in boxes))
    assert made == [(100, 98), (198, 98), (296, 98), (394, 98)]


def test_two_or_three_rows_spread_over_the_page() -> None:
    assert tops_and_heights(ruled(FIRST, 50), ruled(SECOND, 40)) == [(100, 178), (278, 168)]


def test_rows_that_do_not_fit_share_the_height_so_that_it_is_noticed() -> None:
    assert tops_and_heights(ruled(FIRST, 750), ruled(SECOND, 250)) == [(100, 375), (475, 125)]


def test_what_stands_above_lines_is_as_high_as_it_needs() -> None:
    head, below = box(0, 100, 300, 40), box(0, 150, 300, 450)
    topic = Wish(head, from_px(60), is_panel=False)
    assert tops_and_heights(topic, ruled(below, 300)) == [(100, 60), (170, 428)]


def test_a_single_row_below_lines_is_columns_that_keep_their_height() -> None:
    assert tops_and_heights(ruled(LEFT, 300), ruled(RIGHT, 80)) == [(100, 500)] * 2


def test_regions_side_by_side_need_as_much_as_the_highest() -> None:
    wishes = [Wish(at, from_px(90), False, from_px(h)) for at, h in ((LEFT, 50), (RIGHT, 70))]
    assert to_px(least_height(wishes, has_tracks=False)) == 70


def test_panels_need_what_those_below_each_other_need_together_with_the_gaps() -> None:
    upper, lower = (Wish(at, from_px(90), True, from_px(50)) for at in (UPPER, LOWER))
    beside = Wish(box(320, 100, 300, 240), from_px(90), True, from_px(80))
    assert to_px(least_height([upper, lower, beside], has_tracks=False)) == 80 + 20 + 50
    assert to_px(least_height([upper, lower, beside], has_tracks=True)) == 50 + 20 + 50


def columns(*wishes: Wish) -> list[tuple[float, float]]:
    """Return the top and the height in px of each card in columns."""
    boxes = columns_of(wishes, from_px(0), FLOOR)
    return [(round(to_px(one.y)), round(to_px(one.height))) for one in boxes]


HIGH, ABOVE, BELOW = box(0, 100, 300, 500), box(320, 100, 300, 240), box(320, 360, 300, 240)


def test_cards_of_a_column_are_as_high_as_their_content_and_end_with_the_next_column() -> None:
    assert columns(panel(HIGH, 500), panel(ABOVE, 320), panel(BELOW, 80)) == [
        (100, 500),
        (100, 384),
        (504, 96),
    ]


def test_a_much_emptier_column_ends_with_its_content_in_steps() -> None:
    assert columns(panel(HIGH, 500), panel(ABOVE, 100), panel(BELOW, 60)) == [
        (100, 500),
        (100, 107),
        (227, 64),
    ]


def test_columns_are_as_high_as_the_fullest_needs_in_steps() -> None:
    # Steps of 24 px; a third of the 188 px that they leave is above them.
    assert columns(panel(HIGH, 300), panel(ABOVE, 150), panel(BELOW, 130)) == [
        (163, 312),
        (163, 156),
        (339, 136),
    ]


def test_cards_that_can_shrink_do_so_where_their_column_is_too_full() -> None:
    table = Wish(ABOVE, from_px(400), is_panel=True, least=from_px(300))
    text = Wish(BELOW, from_px(100), is_panel=True, least=from_px(100))
    assert columns(panel(HIGH, 500), table, text) == [(100, 500), (100, 380), (500, 100)]


PAIR = box(0, 100, 300, 240), box(0, 360, 300, 240)


def emptiness_of(*wishes: Wish, floor: Emu = FLOOR) -> float:
    return round(emptiness(wishes, from_px(0), floor), 2)


def test_a_column_is_empty_by_what_it_needs_less_than_the_fullest_as_a_share_of_the_height() -> (
    None
):
    assert emptiness_of(panel(HIGH, 400), panel(ABOVE, 190), panel(BELOW, 190)) == 0
    assert emptiness_of(panel(HIGH, 400), panel(ABOVE, 80), panel(BELOW, 100)) == 0.4
    assert (
        emptiness_of(panel(HIGH, 400), panel(ABOVE, 80), panel(BELOW, 100), floor=from_px(400))
        == 0.5
    )


def test_columns_of_cards_that_are_level_are_not_empty() -> None:
    wishes = (*map(panel, PAIR, (100, 200)), panel(ABOVE, 180), panel(BELOW, 120))
    assert emptiness_of(*wishes) == 0


NARROW, BROAD = box(0, 100, 300, 500), box(320, 100, 600, 500)


def test_a_narrow_card_that_would_leave_three_tenths_of_the_height_ends_with_its_words() -> None:
    assert columns(panel(NARROW, 340), panel(BROAD, 500)) == [(100, 360), (100, 500)]
    assert columns(panel(NARROW, 351), panel(BROAD, 500)) == [(100, 500)] * 2
    assert columns(panel(NARROW, 100), panel(BROAD, 240)) == [(187, 240)] * 2


def test_cards_of_one_width_are_equally_high_however_little_is_on_one() -> None:
    assert columns(panel(LEFT, 100), panel(RIGHT, 500)) == [(100, 500)] * 2


def test_columns_that_end_above_the_fullest_one_end_together() -> None:
    between = box(940, 100, 300, 500)
    heights = columns(panel(NARROW, 300), panel(BROAD, 500), panel(between, 200))
    assert heights == [(100, 312), (100, 500), (100, 312)]


def test_cards_side_by_side_are_equally_high_where_there_is_room() -> None:
    wishes = (*map(panel, PAIR, (100, 200)), panel(ABOVE, 180), panel(BELOW, 120))
    assert columns(*wishes) == [(100, 184), (304, 204)] * 2


def test_cards_side_by_side_keep_their_own_heights_where_there_is_none() -> None:
    wishes = (*map(panel, PAIR, (180, 300)), panel(ABOVE, 260), panel(BELOW, 200))
    left, right = columns(*wishes)[:2], columns(*wishes)[2:]
    assert [height for _, height in left] != [height for _, height in right]
    assert left[-1][0] + left[-1][1] == right[-1][0] + right[-1][1] == 600


def test_groups_of_an_open_column_are_a_little_higher_than_their_words_and_the_last_ends_it() -> (
    None
):
    assert columns(ruled(HIGH, 300), ruled(ABOVE, 150), ruled(BELOW, 60)) == [
        (100, 500),
        (100, 182),
        (302, 298),
    ]


def test_open_columns_hang_from_the_top_of_the_room_that_they_mostly_fill() -> None:
    assert columns(ruled(LEFT, 50), ruled(RIGHT, 300)) == [(100, 500)] * 2


def test_open_columns_that_leave_most_of_the_room_have_a_third_of_it_above_them() -> None:
    assert columns(ruled(LEFT, 50), ruled(RIGHT, 200)) == [(200, 400)] * 2
    assert columns(ruled(LEFT, 50), ruled(RIGHT, 240)) == [(100, 500)] * 2


def test_the_share_that_columns_leave_free_is_that_below_the_fullest() -> None:
    wishes = [ruled(LEFT, 50), ruled(RIGHT, 200)]
    assert free_below(wishes, from_px(100), FLOOR) == pytest.approx(0.6)


def test_lines_of_open_groups_side_by_side_are_level() -> None:
    wishes = (*map(ruled, PAIR, (100, 120)), ruled(ABOVE, 180), ruled(BELOW, 90))
    (_, left), (top, _), (_, right), (level, _) = columns(*wishes)
    assert (left, right) == (212, 212)
    assert top == level == 332


def test_an_open_column_that_is_too_full_has_its_lines_closer_so_that_it_is_noticed() -> None:
    assert columns(ruled(ABOVE, 600), ruled(BELOW, 360)) == [(100, 300), (420, 180)]
