from __future__ import annotations

import pytest
from msgspec.structs import replace
from tests.layout.factories import (
    CHROME,
    LAYOUTS,
    SPAN,
    box,
    laid_out_slide,
    layout,
    prose,
    region,
    slide,
    table,
    theme,
)

from diptych.blocks.table import Table
from diptych.layout.ruled import sharp
from diptych.model.block import Block
from diptych.model.deck import Placed
from diptych.model.drawn_shapes import Rectangle
from diptych.model.geometry import EMU_PER_PX, Box, Emu, from_px
from diptych.model.laid_out import LaidOutSlide
from diptych.model.theme import Panel

LINE = Panel(line="ink", inset=from_px(7), form="upper-edge")
TICK = replace(LINE, line="accent")
THICK = from_px(2)
ROWS = theme(
    *LAYOUTS,
    layout(
        "rows",
        replace(region("lead", at=box(64, 120, 960, 480)), is_optional=True),
        replace(region("label", at=box(64, 120, 240, 240)), panel=TICK),
        replace(region("points", at=box(324, 120, 700, 240)), panel=LINE),
        replace(region("label-2", at=box(64, 360, 240, 240)), panel=TICK),
        replace(region("points-2", at=box(324, 360, 700, 240)), panel=LINE),
        *CHROME,
    ),
)


def above_rows(*lead: Block) -> LaidOutSlide:
    """Return a slide of one row with a head and its points, and others above it."""
    contents = {"lead": lead, "label": (prose("Head"),), "points": (prose("Points"),)}
    placed = tuple(Placed(name, blocks, SPAN) for name, blocks in contents.items())
    made, found = laid_out_slide(slide(layout="rows", placed=placed), using=ROWS)
    assert found == []
    return made


def left_of(made: LaidOutSlide, name: str) -> int:
    return next(frame.box.x for frame in made.frames if frame.region == name)


def second_column(made: LaidOutSlide) -> int:
    (one,) = made.tables
    return one.box.x + one.columns[0].width + one.columns[1].left


def short() -> Table:
    return table("a | b | c", "d | e | f")


def test_a_table_above_rows_is_set_as_their_points_are() -> None:
    made = above_rows(short())
    sizes = {p.size for frame in made.frames if frame.region == "points" for p in frame.paragraphs}
    assert {p.size for p in made.tables[0].paragraphs} == sizes


@pytest.mark.parametrize("last", ["word", "so many words " * 8])
def test_its_second_column_begins_where_the_points_do(last: str) -> None:
    made = above_rows(table("a | b | c", f"d | e | {last}"))
    assert second_column(made) == left_of(made, "points") == from_px(324)


def test_points_begin_further_right_where_its_first_column_needs_more() -> None:
    made = above_rows(table("a name of thirty letters or so | b", "c | d"))
    assert second_column(made) == left_of(made, "points") > from_px(324)


def test_heads_keep_their_width_below_a_table_whose_first_column_takes_most() -> None:
    made = above_rows(table(f"{'a name of twenty five ' * 2} | b", "c | d"))
    assert left_of(made, "points") == from_px(324)


def test_it_is_below_the_lines_that_rows_are_below() -> None:
    made = above_rows(short())
    (one,) = made.tables
    heads, points = (shape for shape in made.shapes if isinstance(shape, Rectangle))
    assert (heads.panel.fill, points.panel.fill) == ("accent", "ink")
    assert (heads.box.x, heads.box.width) == (from_px(64), from_px(240))
    assert (points.box.x, points.box.right) == (from_px(324), from_px(1024))
    assert heads.box.y == points.box.y == one.box.y - from_px(7)


def test_above_open_columns_it_is_a_table_of_its_own_further_away() -> None:
    def columns(panel: Panel | None) -> LaidOutSlide:
        parts = (
            replace(region("lead", at=box(64, 120, 960, 480)), is_optional=True),
            replace(region("narrow", at=box(64, 120, 300, 480)), panel=panel),
            replace(region("wide", at=box(400, 120, 624, 480)), panel=panel),
        )
        using = theme(*LAYOUTS, layout("open", *parts, *CHROME))
        contents = {"lead": (short(),), "narrow": (prose("One"),), "wide": (prose("Other"),)}
        placed = tuple(Placed(name, blocks, SPAN) for name, blocks in contents.items())
        made, found = laid_out_slide(slide(layout="open", placed=placed), using=using)
        assert found == []
        return made

    def gap(made: LaidOutSlide) -> int:
        below = next(one.box.y for one in made.frames if one.region == "narrow")
        return below - made.tables[0].box.bottom

    opened = columns(replace(LINE, beside=Emu(-LINE.inset)))
    assert opened.tables[0].is_closed
    assert 0 <= 2 * gap(columns(None)) - gap(opened) < EMU_PER_PX


def test_a_line_is_all_that_is_above_a_table_in_an_open_column() -> None:
    card = replace(region("card", at=box(64, 120, 960, 480)), panel=replace(TICK, thickness=THICK))
    using = theme(*LAYOUTS, layout("open", card, *CHROME))
    placed = (Placed("card", (short(),), SPAN),)
    made, _ = laid_out_slide(slide(layout="open", placed=placed), using=using)
    (line,) = (shape for shape in made.shapes if isinstance(shape, Rectangle))
    assert line.box == replace(card.box, height=THICK)
    assert line.panel == Panel(fill="accent")


def test_its_head_has_no_stronger_line_than_its_rows() -> None:
    (one,) = above_rows(table("c | d", header="a | b")).tables
    assert one.head_line == one.row_line


def test_it_has_no_line_below_as_the_rows_have_one() -> None:
    assert not above_rows(short()).tables[0].is_closed


def test_a_table_that_is_not_the_last_above_rows_is_as_any_other() -> None:
    made = above_rows(short(), prose())
    assert made.tables[0].is_closed
    assert left_of(made, "points") == from_px(324)


def test_a_table_with_a_caption_is_closed() -> None:
    assert above_rows(table("a | b", caption="Said of it")).tables[0].is_closed


def test_a_box_below_a_line_has_its_edges_at_whole_px() -> None:
    uneven = Box(from_px(64), Emu(from_px(120) + 1000), from_px(200), Emu(from_px(90) + 4000))
    ruled = replace(region("label", at=uneven), panel=LINE)
    assert sharp(ruled, uneven) == uneven.rows(from_px(120), from_px(90))
    assert sharp(region("body", at=uneven), uneven) == uneven


def test_rows_on_a_page_begin_at_whole_px_and_do_not_overlap() -> None:
    names = ("label", "points", "label-2", "points-2")
    placed = tuple(Placed(name, (prose("Some words"),), SPAN) for name in names)
    made, found = laid_out_slide(slide(layout="rows", placed=placed), using=ROWS)
    assert found == []
    boxes = {frame.region: frame.box for frame in made.frames if frame.region in names}
    assert [boxes[name].y % EMU_PER_PX for name in names] == [0, 0, 0, 0]
    assert boxes["label"].bottom <= boxes["label-2"].y
