"""Ends of scales: round, around all numbers, and level with each other."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.charting.apart import apart
from diptych.charting.scales import ends_of, ends_of_log, ends_with
from diptych.model.chart import log_ticks

REAL = st.floats(-1e9, 1e9).filter(lambda x: x == 0 or abs(x) > 1e-6)
NUMBERS = st.lists(REAL, min_size=1, max_size=20)


@pytest.mark.parametrize(
    ("values", "from_zero", "ends"),
    [
        ((150, 50), True, (0, 150, 50)),
        ((4, -3, 5), True, (-4, 6, 2)),
        ((0.1, 0.3), True, (0, 0.3, 0.1)),
        ((97, 99), False, (97, 99, 0.5)),
        ((12, 86), False, (0, 100, 20)),
        ((7, 7), False, (0, 15, 5)),
        ((-7, -7), False, (-15, 0, 5)),
        ((0, 0), False, (0, 1, 0.2)),
        ((), True, (0, 1, 0.2)),
    ],
)
def test_scales_are_round(
    values: tuple[float, ...],
    from_zero: bool,  # noqa: FBT001 - a case
    ends: tuple[float, float, float],
) -> None:
    assert ends_of(values, from_zero=from_zero) == ends


@given(NUMBERS, st.booleans())
def test_every_number_is_on_its_scale_and_the_ends_are_ticks(
    values: list[float],
    from_zero: bool,  # noqa: FBT001 - a case
) -> None:
    low, high, unit = ends_of(values, from_zero=from_zero)
    assert low <= min(values) + unit * 1e-6
    assert high >= max(values) - unit * 1e-6
    count = (high - low) / unit
    assert count == pytest.approx(round(count), abs=1e-3)
    assert 1 <= round(count) <= 12


@pytest.mark.parametrize(
    ("values", "ends"),
    [
        ((0.2, 300), (0.1, 1000, 10)),
        ((1, 1000), (1, 1000, 10)),
        ((5,), (1, 10, 10)),
        ((10,), (10, 100, 10)),
        ((1e-9, 1e15), (1e-9, 1e15, 1000)),
        ((), (1, 10, 10)),
    ],
)
def test_logarithmic_scales_end_at_powers_of_ten(
    values: tuple[float, ...], ends: tuple[float, float, float]
) -> None:
    assert ends_of_log(values) == ends


@pytest.mark.parametrize(
    ("years", "ends"),
    [
        ((2019, 2020), (2019, 2020, 1)),
        ((2014, 2025), (2010, 2025, 5)),
        ((1980, 2022), (1980, 2030, 10)),
    ],
)
def test_years_have_ticks_at_whole_numbers(
    years: tuple[int, int], ends: tuple[int, int, int]
) -> None:
    assert ends_of(years, from_zero=False, is_whole=True) == ends


def test_the_author_chooses_the_ends_of_a_logarithmic_scale() -> None:
    assert ends_of_log((5, 20), least=0.01, most=1e4) == (0.01, 1e4, 10)
    assert ends_of_log((5, 20), least=100) == (100, 1000, 10)
    assert ends_of_log((5, 20), most=1) == (0.1, 1, 10)


@given(st.lists(st.floats(1e-9, 1e15), min_size=1))
def test_every_number_is_between_the_ticks_of_a_logarithmic_scale(values: list[float]) -> None:
    least, most, factor = ends_of_log(values)
    ticks = log_ticks(least, most, factor)
    assert (ticks[0], ticks[-1]) == (least, most)
    assert least <= min(values) * (1 + 1e-6)
    assert most >= max(values) * (1 - 1e-6)
    assert 2 <= len(ticks) <= 9


@given(NUMBERS, st.integers(1, 10))
def test_a_second_scale_has_the_ticks_of_the_first(values: list[float], count: int) -> None:
    low, high, unit = ends_with(values, count)
    assert (high - low) / unit == pytest.approx(count, rel=1e-6)
    assert low <= min(values) + unit * 1e-6
    assert high >= max(values) - unit * 1e-6


@given(st.lists(st.tuples(st.floats(0, 400), st.floats(5, 40)), max_size=9))
def test_labels_are_apart_in_order_and_in_their_room(labels: list[tuple[float, float]]) -> None:
    wanted, heights = [w for w, _ in labels], [h for _, h in labels]
    placed = apart(wanted, heights, 0, 400)
    order = sorted(range(len(labels)), key=lambda at: wanted[at])
    for one, other in pairwise(order):
        assert placed[other] - placed[one] >= (heights[one] + heights[other]) / 2 - 1e-6
    if labels and sum(heights) < 400:
        assert all(p - h / 2 + 1e-6 >= 0 for p, h in zip(placed, heights, strict=True))
        assert all(p + h / 2 <= 400 + 1e-6 for p, h in zip(placed, heights, strict=True))


def test_labels_that_have_room_stay_where_they_are() -> None:
    assert apart([300, 100], [20, 20], 0, 400) == [300, 100]
    assert apart([100, 102], [20, 20], 0, 400) == [91, 111]
