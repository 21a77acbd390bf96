from __future__ import annotations

import random
from typing import Any

import pytest
from msgspec.structs import replace
from tests.layout.factories import (
    BLOCK_STYLES,
    BODY,
    PICTURE,
    SPAN,
    WIDE,
    box,
    height,
    laid_out_slide,
    slide,
    style,
    table,
    text,
    theme,
    times,
)
from tests.solved import line_counts

from diptych.blocks.table import Table
from diptych.model.cells import CellSpan
from diptych.model.density import OWN, Density
from diptych.model.formula import Formula, Node
from diptych.model.geometry import Emu, from_px, to_px
from diptych.model.shapes import steps_of
from diptych.model.table_shape import Cell, TableShape
from diptych.model.text import FORMULA, Run, RunStyle, Text
from diptych.model.theme import Palette

WIDTH = from_px(600)
HIGH = 9_000
"""More than any table here needs, in px."""


def drawn(
    one: Table, width: float = 600, tall: float = HIGH, density: Density = OWN, **rest: Any
) -> TableShape:
    room = box(64, 120, width, tall)
    (shape,) = one.set(style(**rest)).fitted(room.width, density).draw(room)
    assert isinstance(shape, TableShape)
    return shape


def widths(shape: TableShape) -> list[float]:
    return [round(to_px(column.width)) for column in shape.columns]


def lines(shape: TableShape) -> list[list[int]]:
    return [[line_counts(cell)[0] for cell in row.cells] for row in shape.rows]


def words(shape: TableShape) -> list[list[str]]:
    return [
        ["".join(run.text for run in cell.paragraphs[0].runs if isinstance(run, Run)) for cell in r]
        for r in (row.cells for row in shape.rows)
    ]


def test_has_a_header_and_rows() -> None:
    shape = drawn(table("1 | 2", "3 | 4", header="a | b"))
    assert words(shape) == [["a", "b"], ["1", "2"], ["3", "4"]]
    assert shape.header_rows == 1
    assert [p.bold for p in shape.paragraphs] == [True, True, False, False, False, False]


def test_may_have_no_header() -> None:
    shape = drawn(table("1 | 2"))
    assert not shape.header_rows
    assert not any(paragraph.bold for paragraph in shape.paragraphs)


def test_the_first_column_may_name_the_rows() -> None:
    shape = drawn(table("1 | 2", header="a | b", row_heads=True))
    assert shape.has_row_heads
    assert [paragraph.bold for paragraph in shape.paragraphs] == [True, True, True, False]


def test_is_as_wide_as_there_is_room() -> None:
    shape = drawn(table("a | bbb"))
    assert sum(column.width for column in shape.columns) == shape.box.width == WIDTH


def test_columns_take_what_is_left_over_in_proportion() -> None:
    small, large = widths(drawn(table("aa | aaaaaa")))
    assert small + large == 600
    assert 2 < large / small < 3


def test_columns_of_figures_are_alike() -> None:
    _, one, other, last = drawn(
        table("a | 1 | 1,000 | c", align=("left", "right", "right", "left"))
    ).columns
    assert abs(one.width - other.width) <= 1
    assert last.width < one.width


GRID = table("A | seven | eight | nines", "B | fives | sixteen | eight", row_heads=True)
"""A table whose rows have names and whose columns have none."""


def test_columns_of_a_grid_are_alike() -> None:
    _, *columns = widths(drawn(GRID))
    assert max(columns) - min(columns) <= 1


def test_columns_that_have_names_or_are_not_alike_are_no_grid() -> None:
    _, *named = widths(drawn(replace(GRID, header=(GRID.rows[0],))))
    assert max(named) - min(named) > 20
    long = table("A | seven | eight | nine", f"B | five | six and {'x' * 9} | 8", row_heads=True)
    _, *unlike = widths(drawn(long))
    assert max(unlike) - min(unlike) > 50


def test_a_title_over_a_grid_and_what_covers_two_of_its_columns_leave_them_alike() -> None:
    titled = table("A | 1 | 2 | 3", "B | 5 | six 7 |", header="Title | | |", row_heads=True)
    spans = (CellSpan(0, 0, columns=4), CellSpan(2, 2, columns=2))
    _, *columns = widths(drawn(replace(titled, spans=spans)))
    assert max(columns) - min(columns) <= 1


def test_type_is_smaller_rather_than_that_columns_of_a_grid_differ() -> None:
    assert GRID.set(style()).fitted(from_px(350), OWN).wraps == 1
    assert GRID.set(style()).fitted(WIDTH, OWN).wraps == 0


def test_what_covers_columns_that_are_aligned_differently_begins_where_they_begin() -> None:
    two = table("A | 1 | x", "B | many |", align=("left", "right", "left"))
    shape = drawn(replace(two, spans=(CellSpan(1, 1, columns=2),)))
    assert [cell.paragraphs[0].align for row in shape.rows for cell in row.cells][1::3] == [
        "right",
        "left",
    ]


def test_only_a_long_cell_takes_several_lines() -> None:
    shape = drawn(table(f"short one | {'word ' * 30} | 12,000"))
    assert lines(shape) == [[1, lines(shape)[0][1], 1]]
    assert lines(shape)[0][1] > 2


def test_of_two_ways_to_share_the_width_the_lower_is_taken() -> None:
    shape = drawn(table(f"{'word ' * 6} | {'word ' * 10}"))
    assert lines(shape) == [[2, 2]]


def test_a_long_head_takes_two_lines_if_the_table_is_lower_so() -> None:
    wordy = "word " * 15
    rows = (f"a | {wordy} | b", f"a | b | {wordy}", f"a | {wordy} | b")
    shape = drawn(table(*rows, header="A head as long as this | b | c"))
    first, second, third = widths(shape)
    assert lines(shape)[0] == [2, 1, 1]
    assert first < second
    assert second == pytest.approx(third, abs=30)


def test_no_word_is_parted_as_long_as_there_is_room() -> None:
    shape = drawn(table(f"{'x' * 30} | {'word ' * 30}"))
    assert lines(shape)[0][0] == 1


def test_no_number_is_apart_from_its_unit_as_long_as_there_is_room() -> None:
    narrow = drawn(table(f"+40.5 % | {'word ' * 30}"), width=200)
    assert lines(narrow)[0][0] == 1


def test_a_cell_takes_as_many_lines_as_it_may_take_elsewhere() -> None:
    using = theme(substitute=WIDE)
    words = "word " * 8
    (kept, beside), *_ = lines(drawn(table(f"{words} | b"), width=590, using=using))
    assert (kept, beside) == (2, 1)
    assert drawn(table(f"{words} | b"), width=590, using=using).rows[0].cells[0].after > 0


def test_smaller_type_has_less_space_beside_it() -> None:
    sides = [drawn(table("a | b"), density=one).columns[1].left for one in (OWN, times(0.5))]
    assert sides == [from_px(10), from_px(5)]


def test_what_is_bold_in_a_cell_points_but_not_in_heads() -> None:
    roles = Palette(roles={"accent": "accent"}, block_styles=BLOCK_STYLES)
    using = replace(theme(), palettes={"light": roles})
    bold = Text("**9**", (Run("9", RunStyle(bold=True)), Run(" GPUs")), SPAN)
    one = Table(header=((bold,),), rows=((bold,),), span=SPAN)
    head, cell = drawn(one, using=using, mode="light", ground="paper").paragraphs
    colors = [run.style.color for run in (*head.runs, *cell.runs) if isinstance(run, Run)]
    assert colors == ["", "", "accent", ""]


def test_columns_stand_flush_at_both_sides() -> None:
    columns = drawn(table("a | b | c")).columns
    side = from_px(10)
    assert [(c.left, c.right) for c in columns] == [(0, side), (side, side), (side, 0)]


def test_cells_stand_as_their_column_is_declared_whatever_the_region() -> None:
    shape = drawn(table("a | b | c", header="A | B | C", align=("right", "center")), at=PICTURE)
    assert [p.align for p in shape.paragraphs] == ["right", "center", "left"] * 2


def test_rows_are_as_high_as_their_lines_and_the_space_around_them() -> None:
    shape = drawn(table("a | b", header="A | B"))
    head, row = shape.rows
    assert (head.above, head.below, row.above, row.below) == (0, *[height(10)] * 3)
    assert [head.height, row.height] == [height(30), height(40)]
    assert shape.box.height == height(70)


def test_an_empty_cell_is_as_high_as_a_line() -> None:
    shape = drawn(table(" | ", header="A | B"))
    assert shape.rows[1].height == height(40)
    assert [cell.paragraphs[0].runs for cell in shape.rows[1].cells] == [(), ()]


def test_rows_draw_closer_where_there_is_less_room() -> None:
    one = table("a", "b")
    natural, least = one.set(style()).fitted(WIDTH, OWN).extent
    assert (natural, least) == (height(2 * 20 + 3 * 10), height(2 * 20 + 3 * 4))
    assert drawn(one, tall=to_px(least)).box.height == least
    between = Emu((natural + least) // 2)
    assert 0 <= between - drawn(one, tall=to_px(between)).box.height < 3


def test_shrinks_with_the_slide() -> None:
    natural, _ = table("a").set(style()).fitted(WIDTH, times(0.5)).extent
    assert natural == height(10 + 5)
    assert [p.size for p in drawn(table("a"), density=times(0.5)).paragraphs] == [10.0]


def test_a_caption_stands_below_it_at_its_own_size() -> None:
    one = table("a", caption="Said of it")
    shape = drawn(one, density=times(0.5))
    assert shape.caption is not None
    assert shape.caption.box.y == shape.box.bottom + height(12)
    assert [(p.size, p.align) for p in shape.caption.paragraphs] == [(12.0, "left")]
    natural, _ = one.set(style()).fitted(WIDTH, times(0.5)).extent
    assert natural == shape.caption.box.bottom - shape.box.y


@pytest.mark.parametrize(
    ("one", "alt"),
    [
        (table("a | b", header="A | B", caption="Said"), "Said"),
        (table("a | b", header=" | B"), "B"),
        (table("a | b", "c | d"), "a, c"),
    ],
)
def test_says_what_it_shows(one: Table, alt: str) -> None:
    assert drawn(one).alt == alt


def test_lines_are_quiet_between_rows_and_stronger_at_the_ends() -> None:
    shape = drawn(table("a", "b", "c", header="A"))
    assert [shape.line_below(row).color for row in range(4)] == ["ink", "mist", "mist", "ink"]
    assert shape.head_line.width > shape.row_line.width


def test_appears_as_a_whole() -> None:
    shape = drawn(table("a", caption="Said", step=2))
    assert shape.caption is not None
    assert (shape.step, shape.caption.paragraphs[0].step) == (2, 2)
    assert not any(paragraph.step for paragraph in shape.paragraphs)


def test_each_cell_points_at_itself_in_the_source() -> None:
    assert {paragraph.span for paragraph in drawn(table("a | b")).paragraphs} == {SPAN}


def test_leaves_room_for_wider_fonts() -> None:
    one = table(f"{'x' * 20} | {'y' * 20}")
    assert lines(drawn(one, using=theme(substitute=WIDE))) == [[1, 1]]
    setting = one.set(style(using=theme(substitute=WIDE)))
    assert setting.fitted(from_px(680), OWN).missing_width == 0
    assert setting.fitted(from_px(640), OWN).missing_width > 0


def test_the_slide_shrinks_until_no_word_is_parted() -> None:
    one = slide(table(f"{'x' * 40} | {'y' * 40}"))
    made, found = laid_out_slide(one)
    assert found == []
    assert made.density.name == "compact"
    assert lines(made.tables[0]) == [[1, 1]]


def test_words_that_are_too_long_at_any_size_are_an_error() -> None:
    made, found = laid_out_slide(slide(table(f"{'x' * 100} | {'y' * 100}")))
    assert found == ["region `body` is too narrow by 396 px for the longest words of this"]
    assert words(made.tables[0]) == [["x" * 100, "y" * 100]]


def test_a_table_that_is_too_high_is_an_error() -> None:
    _, found = laid_out_slide(slide(table(*["a | b"] * 40)))
    assert len(found) == 1
    assert found[0].startswith("region `body` overflows by ")


def test_no_type_is_smaller_than_its_floor() -> None:
    made, _ = laid_out_slide(slide(table(*["a | b"] * 40)))
    assert made.tables[0].paragraphs[0].size >= 10.0
    assert BODY.name == made.tables[0].region


def test_decimal_points_of_a_column_aligned_right_stand_below_each_other() -> None:
    made = drawn(table("a | 1.25", "b | 10", "c | 3.5 %", "d | -", align=("left", "right")))
    columns = [row.cells[1] for row in made.rows]
    ends = [cell.after + _tail(cell) for cell in columns[:3]]
    assert len({round(to_px(Emu(end))) for end in ends}) == 1
    assert columns[3].after == 0, "what is no figure"


def _tail(cell: Cell) -> int:
    """Return the width of what follows the whole figure; all signs are equally wide here."""
    (line,) = cell.paragraphs[0].lines
    (run,) = cell.paragraphs[0].runs
    assert isinstance(run, Run)
    whole = len(run.text.split(".")[0])
    return line.width * (len(run.text) - whole) // len(run.text)


def test_whole_figures_and_text_aligned_right_end_together() -> None:
    made = drawn(table("10", "200", align=("right",)))
    assert {cell.after for row in made.rows for cell in row.cells} == {0}


def test_figures_that_all_end_in_a_unit_end_together() -> None:
    made = drawn(table("$349M", "$132.5M", "12.25 %", align=("right",)))
    assert {row.cells[0].after for row in made.rows} == {0}


def test_a_comma_parts_decimals_where_the_language_writes_so() -> None:
    one = table("1,25", "10", "1.250", align=("right",))
    afters = [row.cells[0].after > 0 for row in drawn(one, locale="de").rows]
    assert afters == [False, True, True]


def test_a_cell_of_several_columns_widens_them_if_it_must() -> None:
    plain = table("a | b | c")
    wide = table("a | b | c", f"{'x' * 30} | | c", spans=(CellSpan(1, 0, columns=2),))
    (first, second, _), (one, other, _) = widths(drawn(wide)), widths(drawn(plain))
    assert first + second > one + other
    assert lines(drawn(wide))[1][0] == 1


def test_a_cell_of_several_rows_heightens_the_last_if_it_must() -> None:
    tall = "a " * 40
    made = drawn(table(f"{tall} | b", " | c", spans=(CellSpan(0, 0, rows=2),)), width=120)
    place = next(made.places())
    (paragraph,) = place.cell.paragraphs
    needed = paragraph.line_count * paragraph.line_height
    assert to_px(place.text.height) >= needed * 4 / 3
    assert made.rows[1].height > made.rows[0].height


def test_a_head_of_some_columns_is_in_their_middle_and_one_of_all_begins_where_they_do() -> None:
    def head(columns: int) -> str:
        span = CellSpan(0, 0, columns=columns)
        made = drawn(table("a | b | c", header="Title | |", spans=(span,)))
        return made.rows[0].cells[0].paragraphs[0].align

    assert (head(2), head(3)) == ("center", "left")


def test_a_highlighted_cell_is_bold_on_a_panel_and_has_room_at_the_edge() -> None:
    made = drawn(table("a | b", "c | d", highlighted=((1, 0),)))
    cell = made.rows[1].cells[0]
    assert (cell.fill, cell.paragraphs[0].bold) == ("mist", True)
    assert made.columns[0].left > 0 == made.columns[1].right


def test_lines_spare_cells_of_several_rows_and_part_groups_of_columns() -> None:
    header = ((text("a"), text("g"), text("")), (text("b"), text("c"), text("d")))
    rows = ((text("x"), text("1"), text("2")), (text(""), text("3"), text("4")))
    one = Table(
        header=header,
        rows=rows,
        spans=(CellSpan(0, 1, columns=2), CellSpan(2, 0, rows=2)),
        has_total=True,
        span=SPAN,
    )
    made = drawn(one)
    found = [[made.has_line_below(row, at) for at in range(3)] for row in range(4)]
    assert found == [[False, True, True], [True] * 3, [False, True, True], [True] * 3]
    assert [made.line_below(row) == made.head_line for row in range(4)] == [False, True, True, True]
    (stretch,) = made.lines_below(2)
    assert stretch == (made.box.x + made.columns[0].width, made.box.width - made.columns[0].width)


def test_lines_below_groups_of_columns_are_as_wide_as_their_content() -> None:
    header = (
        (text("a"), text("g"), text(""), text("h"), text("")),
        tuple(map(text, "bcdef")),
    )
    spans = (CellSpan(0, 1, columns=2), CellSpan(0, 3, columns=2))
    made = drawn(Table(header=header, rows=(tuple(map(text, "12345")),), spans=spans, span=SPAN))
    lefts = [sum(one.width for one in made.columns[:at]) for at in range(6)]
    side = made.columns[1].left
    assert [(start - made.box.x, width) for start, width in made.lines_below(0)] == [
        (lefts[1] + side, lefts[3] - lefts[1] - 2 * side),
        (lefts[3] + side, lefts[5] - lefts[3] - side),
    ]
    assert list(made.lines_below(1)) == [(made.box.x, made.box.width)]


def test_pages_repeat_all_of_the_header_and_part_no_cell() -> None:
    rows = tuple((text(""), text(str(at))) for at in range(6))
    one = Table(
        header=((text("g"), text("")), (text("a"), text("b"))),
        rows=rows,
        spans=(CellSpan(0, 0, columns=2), CellSpan(3, 0, rows=3)),
        span=SPAN,
    )
    pieces = one.set(style()).pieces(WIDTH, OWN, WIDTH)
    assert pieces is not None
    assert [piece.holds_next for piece in pieces.pieces] == [True, True, True, False, True, False]
    part = pieces.part(4, 6).fitted(WIDTH, OWN).draw(box(0, 0, 600, HIGH))[0]
    assert isinstance(part, TableShape)
    assert words(part) == [["g", ""], ["a", "b"], ["", "4"], ["", "5"]]


def test_rows_may_appear_one_after_the_other() -> None:
    made = drawn(table("a", "b", header="h", row_steps=(1, 2)))
    assert [row.step for row in made.rows] == [0, 1, 2]
    assert steps_of(made) == (0, 0, 1, 2)


def test_a_formula_alone_in_a_cell_has_the_line_that_it_needs_and_others_keep_theirs() -> None:
    formula = Formula(tex="", tree=Node("math"), width=1, ascent=2, depth=1)
    shown = Text("", (Run(FORMULA, formula=formula),), SPAN)
    one = Table(rows=((shown,), (text("a"),)), span=SPAN)
    high, low = (row.cells[0].paragraphs[0].line_height for row in drawn(one).rows)
    assert high > 2 * low


def test_a_cell_of_many_rows_goes_on_on_the_next_page_without_its_words() -> None:
    rows = tuple((text("tall" if at == 0 else ""), text(str(at))) for at in range(12))
    one = Table(rows=rows, spans=(CellSpan(0, 0, rows=12),), span=SPAN)
    pieces = one.set(style()).pieces(WIDTH, OWN, WIDTH)
    assert pieces is not None
    assert not any(piece.holds_next for piece in pieces.pieces[1:-2])
    parts = [pieces.part(*ends).fitted(WIDTH, OWN).draw(box(0, 0, 600, HIGH))[0] for ends in PAGES]
    tables = [part for part in parts if isinstance(part, TableShape)]
    assert [made.rows[0].cells[0].rows for made in tables] == [5, 7]
    assert [words(made)[0][0] for made in tables] == ["tall", ""]
    assert all(row.cells[0].joins_above for made in tables for row in made.rows[1:])


PAGES = ((0, 5), (5, 12))


def test_a_row_may_have_only_cells_from_above() -> None:
    spans = (CellSpan(0, 0, rows=2), CellSpan(0, 1, rows=2))
    made = drawn(table("a | b", " | ", spans=spans))
    assert len(made.rows) == 2
    assert len(list(made.places())) == 2


def test_texts_that_begin_with_figures_are_not_aligned_at_their_points() -> None:
    made = drawn(table("1.5 and many more words", "10", align=("right",)))
    assert {cell.after for row in made.rows for cell in row.cells} == {0}


@pytest.mark.parametrize("seed", range(30))
def test_whatever_cells_span_every_word_is_on_one_page_once_and_in_order(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    rows, columns = chance.randint(4, 20), chance.randint(1, 5)
    free = {(row, column) for row in range(rows) for column in range(columns)}
    spans: list[CellSpan] = []
    named: dict[tuple[int, int], str] = {}
    for row, column in sorted(free):
        if (row, column) not in free:
            continue
        named[row, column] = f"w{len(named)}"
        down, across = chance.choice([1, 1, 2, 9]), chance.choice([1, 1, 2])
        taken = {(row + r, column + c) for r in range(down) for c in range(across)}
        if len(taken) > 1 and taken <= free:
            spans.append(CellSpan(row, column, down, across))
            free -= taken
    texts = tuple(
        tuple(text(named.get((row, column), "")) for column in range(columns))
        for row in range(rows)
    )
    pieces = Table(rows=texts, spans=tuple(spans), span=SPAN).set(style()).pieces(WIDTH, OWN, WIDTH)
    assert pieces is not None
    cut = chance.randint(1, rows - 1)
    shown: list[str] = []
    for start, end in ((0, cut), (cut, rows)):
        (made,) = pieces.part(start, end).fitted(WIDTH, OWN).draw(box(0, 0, 600, HIGH))
        assert isinstance(made, TableShape)
        places = list(made.places())
        assert (
            sum(place.cell.rows * place.cell.columns for place in places) == (end - start) * columns
        )
        shown += [word for row in words(made) for word in row if word]
    assert shown == [named[place] for place in sorted(named)]
