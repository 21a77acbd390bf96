"""Columns share a width: all of it, each according to its needs."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.model.geometry import Emu
from diptych.typography.columns import Widths, divided, levelled, relaxed

Share = Callable[[Emu, Sequence[Emu], Sequence[Emu]], Widths]

bounds = st.lists(st.tuples(st.integers(1, 500), st.integers(1, 4000)), min_size=1, max_size=8)


def emus(*widths: int) -> tuple[Emu, ...]:
    return tuple(map(Emu, widths))


def test_what_is_left_over_goes_to_each_in_proportion() -> None:
    assert divided(Emu(600), [100, 200]) == (200, 400)


def test_columns_of_nothing_are_alike() -> None:
    assert divided(Emu(600), [0, 0, 0]) == (200, 200, 200)


def test_only_the_widest_column_gives_way() -> None:
    assert levelled(Emu(600), emus(50, 50, 50), emus(100, 150, 900)) == (100, 150, 350)


def test_each_column_gives_way_in_proportion_to_what_it_can_spare() -> None:
    assert relaxed(Emu(600), emus(100, 100), emus(200, 900)) == (144, 456)


@pytest.mark.parametrize("share", [levelled, relaxed])
@given(columns=bounds, part=st.floats(0.01, 0.99))
def test_all_of_the_width_is_used_and_no_column_is_below_its_least(
    share: Share, columns: list[tuple[int, int]], part: float
) -> None:
    least = emus(*(low for low, _ in columns))
    natural = emus(*(low + more for low, more in columns))
    width = Emu(round(sum(least) + (sum(natural) - sum(least)) * part))
    if not sum(least) < width < sum(natural):
        return
    widths = share(width, least, natural)
    assert sum(widths) == width
    assert all(wide >= low - 1 for wide, low in zip(widths, least, strict=True))
    assert all(wide <= high + len(columns) for wide, high in zip(widths, natural, strict=True))
