"""Tables: real ones, with a caption, heads with a scope, and solved sizes."""

from __future__ import annotations

import re

from msgspec.structs import replace
from tests.render.factory import box, table
from tests.render.html.factory import citation, frame, paragraph

from diptych.model.deck import Source
from diptych.model.geometry import Emu, from_px
from diptych.model.table_shape import Cell, TableShape
from diptych.model.text import Run, literal
from diptych.render.html.shapes import render_shape
from diptych.render.html.shapes.scene import Scene

SCENE = Scene(locale="en", sources={}, sources_label="Sources")
HEADS = (paragraph("Vendor", weight=700), paragraph("2023", weight=700, align="right"))
ROW = (paragraph("NVIDIA"), paragraph("47,525", align="right"))


def rendered(shape: TableShape, scene: Scene = SCENE) -> str:
    return render_shape(3, shape, scene)


def test_a_caption_is_the_tables_own() -> None:
    said = frame(paragraph("In millions", size=12, line_height=16), at=box(80, 248, 400, 16))
    html = rendered(table(HEADS, ROW, caption=said))
    assert '<table><caption style="padding-top:8px"><p data-p="0"' in html


def test_a_table_stands_at_its_box() -> None:
    html = rendered(table(HEADS, ROW, at=box(80, 160, 400, 80)))
    assert html.startswith('<div class="frame table" data-frame="3" data-region="body"')
    assert 'style="left:80px;top:160px;width:400px;height:80px"' in html


def test_heads_say_what_they_name() -> None:
    html = rendered(table(HEADS, ROW, has_row_heads=True))
    assert html.count('<th scope="col"') == 2
    assert html.count('<th scope="row"') == 1
    assert html.count("<td") == 1


def test_a_table_without_a_header_has_none() -> None:
    html = rendered(table(HEADS, ROW, header_rows=0))
    assert "<thead" not in html
    assert "<th" not in html


def test_a_header_alone_has_no_body() -> None:
    assert "<tbody" not in rendered(table(HEADS))


def test_an_empty_cell_heads_nothing() -> None:
    html = rendered(table((paragraph(), HEADS[1]), ROW))
    assert html.count("<th ") == 1
    assert '<td style="padding-right:12px"></td>' in html


def test_a_table_appears_as_a_whole() -> None:
    html = rendered(table(HEADS, ROW, step=2))
    assert 'class="frame table fragment"' in html
    assert html.count('data-fragment-index="1"') == 1


def test_a_citation_in_a_cell_leads_to_its_source() -> None:
    source = Source("k", 1, literal("Kim", ROW[0].span), "https://example.org")
    scene = Scene(locale="en", sources={1: source}, sources_label="Sources")
    html = rendered(table(HEADS, (paragraph(Run("a"), citation(1)), ROW[1])), scene)
    assert '<a href="https://example.org"' in html


def grouped() -> TableShape:
    """Return a table with a group of columns above their names, a cell of two rows and a total."""
    made = table((HEADS[0], paragraph()), HEADS, ROW, (paragraph(), ROW[1]), ROW, header_rows=2)
    first, second, third, fourth, fifth = made.rows
    rows = (
        replace(first, cells=(replace(first.cells[0], columns=2), JOINED_LEFT)),
        second,
        replace(third, cells=(replace(third.cells[0], rows=2), third.cells[1])),
        replace(fourth, cells=(replace(fourth.cells[0], joins_above=True), fourth.cells[1])),
        replace(
            fifth, cells=(fifth.cells[0], replace(fifth.cells[1], fill="mist", after=Emu(9525)))
        ),
    )
    return replace(made, rows=rows, has_total=True)


JOINED_LEFT = Cell((paragraph(),), joins_left=True)


def test_cells_span_others_which_are_not_written() -> None:
    html = rendered(grouped())
    assert '<th scope="colgroup" colspan="2"' in html
    assert ' rowspan="2"' in html
    assert len(re.findall("<t[dh][ >]", html)) == 8


def test_the_parts_of_a_table_are_told_apart() -> None:
    html = rendered(grouped())
    counts = [part.count("<tr") for part in re.split("<t(?:head|body|foot)>", html)[1:]]
    assert counts == [2, 2, 1]


def test_a_cell_may_have_a_background_and_space_after_its_text() -> None:
    assert "padding-left:12px;padding-right:1px;background:var(--mist)" in rendered(grouped())


def test_there_is_no_line_within_a_cell() -> None:
    made = grouped()
    joined = replace(made.rows[1], cells=(made.rows[1].cells[0], JOINED_LEFT))
    html = rendered(replace(made, rows=(joined, *made.rows[1:])))
    assert html.count("border-bottom-color:transparent") == 1


def test_the_line_below_a_group_of_columns_is_narrower_than_its_cell() -> None:
    made = grouped()
    columns = tuple(replace(one, left=from_px(12), right=from_px(8)) for one in made.columns)
    html = rendered(replace(made, columns=columns))
    line = "linear-gradient(var(--line),var(--line)) 12px 100%/calc(100% - 20px) var(--rule)"
    assert f"border-bottom-color:transparent;background:{line} no-repeat border-box" in html


def test_a_table_that_is_not_closed_has_no_line_below_its_last_row() -> None:
    ends = [
        row.count("border-bottom-color:transparent")
        for row in rendered(table(HEADS, ROW, ROW, is_closed=False)).split("<tr")[1:]
    ]
    assert ends == [0, 0, 2]


def test_rows_appear_one_after_the_other() -> None:
    made = table(HEADS, ROW)
    html = rendered(replace(made, rows=(made.rows[0], replace(made.rows[1], step=1))))
    assert '<tr class="fragment" data-fragment-index="0" style=' in html
    assert html.count("fragment-index") == 1
