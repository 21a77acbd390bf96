"""Heads of groups side by side: what is below them begins at one height."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from tests.layout.factories import (
    CHROME,
    LAYOUTS,
    LEVELS,
    SPAN,
    box,
    bullets,
    item,
    laid_out_slide,
    layout,
    lines,
    look,
    region,
    slide,
    table,
    theme,
)

from diptych.blocks.bullets import Item
from diptych.model.deck import Placed, Track
from diptych.model.geometry import Emu, Pt, from_px, to_px
from diptych.model.text import Run
from diptych.model.text_frame import TextFrame
from diptych.model.theme import Panel, Theme
from diptych.resolve.arrangements import arrangements

PANEL = Panel(fill="panel", inset=from_px(20))
HEAD = look("head", 24, heads=True)


def with_cards(count: int, panel: Panel | None = PANEL) -> Theme:
    """Return a theme with a layout of cards side by side, 320 px wide."""
    cards = [
        replace(
            region(f"card-{n}", at=box(64 + 340 * (n - 1), 120, 320, 480), styles=(HEAD, *LEVELS)),
            panel=panel,
        )
        for n in range(1, count + 1)
    ]
    return theme(*LAYOUTS, layout(f"cards-{count}", *cards, *CHROME))


def frames(
    *heads: str, counts: tuple[int, ...] = (), panel: Panel | None = PANEL
) -> list[TextFrame]:
    """Return cards with these heads, in columns of so many; in a row if nothing is said."""
    items = [item(head, lines(2)) for head in heads]
    return drawn(*items, counts=counts or (1,) * len(heads), panel=panel)


def drawn(*items: Item, counts: tuple[int, ...], panel: Panel | None = PANEL) -> list[TextFrame]:
    way = arrangements(slide(bullets(*items)))["cards"][0]
    tracks = tuple(Track(count, 1 / len(counts)) for count in counts)
    made = replace(way, tracks=tracks, layout=f"cards-{len(items)}")
    laid_out, _ = laid_out_slide(made, using=with_cards(len(items), panel))
    return [one for one in laid_out.frames if one.region.startswith("card-")]


def first_point(frame: TextFrame, at: int = 1) -> int:
    """Return how far below the top of the page the first point stands, in px; `at` is its index."""
    inset = frame.panel.inset if frame.panel is not None else Emu(0)
    return round(to_px(Emu(frame.box.y + inset + frame.paragraphs[at].lines[0].baseline)))


TWO_LINES = "Words that need a second line"


def test_points_of_cards_in_a_row_begin_at_one_height() -> None:
    short, long, _ = frames("Short", TWO_LINES, "Other")
    assert [one.paragraphs[0].line_count for one in (short, long)] == [1, 2]
    assert first_point(short) == first_point(long)


def test_the_room_below_a_short_head_is_space_above_the_first_point_alone() -> None:
    short, long, _ = frames("Short", TWO_LINES, "Other")
    line = long.paragraphs[0].line_height
    own, other = short.paragraphs, long.paragraphs
    assert [one.space_before for one in own] == [
        0,
        other[1].space_before + line,
        own[2].space_before,
    ]
    assert own[2].space_before == other[2].space_before


def test_heads_of_equally_many_lines_have_no_room_below_them() -> None:
    first, second, _ = frames("Short", "Other", "Last")
    assert first.paragraphs[1].space_before == second.paragraphs[1].space_before == Pt(0)


def test_cards_below_each_other_do_not_wait_for_each_other() -> None:
    upper, lower = frames("Short", TWO_LINES, counts=(2,))
    assert upper.paragraphs[1].space_before == lower.paragraphs[1].space_before


@pytest.mark.parametrize("counts", [(2, 2), (1, 3)])
def test_in_several_rows_each_card_begins_below_its_own_head(counts: tuple[int, int]) -> None:
    made = frames("Short", "Other", 2 * TWO_LINES, "Last", counts=counts)
    assert len({one.paragraphs[1].space_before for one in made}) == 1


def test_two_cards_do_not_wait_for_each_other() -> None:
    short, long = frames("Short", TWO_LINES)
    assert short.paragraphs[1].space_before == long.paragraphs[1].space_before


def test_the_room_counts_for_the_height_of_a_card() -> None:
    others = [item("Short", lines(12)), item("Other", lines(1))]
    full = drawn(*others, item("Last", lines(1)), counts=(1, 1, 1))
    assert full[0].paragraphs[1].size == Pt(24)
    long = drawn(*others, item(TWO_LINES, lines(1)), counts=(1, 1, 1))
    assert long[0].paragraphs[1].size < Pt(24)


def test_a_table_below_a_head_needs_no_paragraph_to_stand_lower() -> None:
    with_table = item("Short", table("a | b"))
    others = (item(TWO_LINES, lines(2)), item("Other", lines(2)))
    first, second, _ = drawn(with_table, *others, counts=(1, 1, 1))
    assert len(first.paragraphs) == 1
    assert second.paragraphs[1].space_before == Pt(0)


def test_notes_of_heads_stand_below_them_and_points_begin_below_both() -> None:
    short, long, _ = frames("Short (2022)", f"{TWO_LINES} (2023)", "Other (2024)")
    assert [one.paragraphs[0].line_count for one in (short, long)] == [1, 2]
    notes = [one.paragraphs[1] for one in (short, long)]
    assert [note.authored for note in notes] == [
        (Run(f"({year})", role="aside"),) for year in (2022, 2023)
    ]
    assert notes[0].space_before == notes[1].space_before
    assert first_point(short, 2) == first_point(long, 2)


LINE = Panel(line="ink", inset=from_px(10), beside=Emu(-from_px(10)), form="upper-edge")


def test_points_of_two_columns_below_lines_begin_at_one_height() -> None:
    short, long = frames("Short", TWO_LINES, panel=LINE)
    assert [one.paragraphs[0].line_count for one in (short, long)] == [1, 2]
    assert first_point(short) == first_point(long)


def test_columns_of_which_one_has_a_much_longer_head_do_not_wait_for_it() -> None:
    short, long = frames("Short", TWO_LINES + " " + TWO_LINES, panel=LINE)
    assert [one.paragraphs[0].line_count for one in (short, long)] == [1, 4]
    assert short.paragraphs[1].space_before == long.paragraphs[1].space_before


def test_names_of_rows_do_not_wait_for_the_points_beside_them() -> None:
    regions = (
        region("label-1", at=box(64, 120, 200, 480), styles=(HEAD, *LEVELS)),
        region("points-1", at=box(300, 120, 320, 480), styles=(HEAD, *LEVELS)),
    )
    ruled = (replace(one, panel=LINE) for one in regions)
    using = theme(*LAYOUTS, layout("rows-1", *ruled, *CHROME))
    heads = {"label-1": "Short", "points-1": TWO_LINES}
    placed = tuple(
        Placed(name, (bullets(item(head, lines(2))),), SPAN) for name, head in heads.items()
    )
    laid_out, _ = laid_out_slide(slide(layout="rows-1", placed=placed), using=using)
    label, points = (one for one in laid_out.frames if one.region in heads)
    assert [one.paragraphs[0].line_count for one in (label, points)] == [1, 2]
    assert label.paragraphs[1].space_before == points.paragraphs[1].space_before


def test_text_without_cards_is_left_alone() -> None:
    short, long, _ = frames("Short", TWO_LINES, "Other", panel=None)
    assert short.paragraphs[1].space_before == long.paragraphs[1].space_before
