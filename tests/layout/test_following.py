"""Regions that follow others: what leads to a statement is right above it."""

from __future__ import annotations

from msgspec.structs import replace
from tests.layout.factories import (
    CHROME,
    LAYOUTS,
    SPAN,
    box,
    laid_out_slide,
    layout,
    lines,
    prose,
    region,
    slide,
    theme,
)

from diptych.model.block import Block
from diptych.model.deck import Placed
from diptych.model.geometry import to_px

ABOVE = region("above", at=box(64, 120, 960, 200))
CLAIM = replace(region("claim", at=box(64, 350, 960, 100)), follows="above")
BELOW = replace(region("below", at=box(64, 470, 960, 130)), follows="claim")
THEME = theme(*LAYOUTS, layout("claim", ABOVE, CLAIM, BELOW, *CHROME))


def edges(**content: Block) -> dict[str, tuple[int, int]]:
    """Return the top and the lower edge, in px, of each region with content."""
    placed = tuple(Placed(name, (block,), SPAN) for name, block in content.items())
    made, found = laid_out_slide(slide(layout="claim", placed=placed), using=THEME)
    assert found == []
    frames = [frame for frame in made.frames if frame.role == "text"]
    return {one.region: (round(to_px(one.box.y)), round(to_px(one.box.bottom))) for one in frames}


def test_a_region_moves_up_to_the_content_above_it_at_the_distance_of_their_boxes() -> None:
    assert edges(above=lines(2), claim=prose())["claim"] == (120 + 2 * 32 + 30, 450)


def test_what_it_follows_ends_with_its_content() -> None:
    assert edges(above=lines(2), claim=prose())["above"] == (120, 120 + 2 * 32)
    assert edges(above=lines(2))["above"] == (136, 320)


def test_it_never_moves_down() -> None:
    assert edges(above=lines(6), claim=prose())["claim"][0] == 120 + 6 * 32 + 30
    assert edges(above=lines(6), claim=prose())["claim"][0] <= 350


def test_what_follows_a_region_that_moved_moves_too() -> None:
    top = 120 + 32 + 30 + 32 + 20
    assert edges(above=lines(1), claim=prose(), below=prose())["below"] == (top, 600)


def test_a_region_stays_where_there_is_nothing_to_follow() -> None:
    assert edges(claim=prose()) == {"claim": (350, 450)}
