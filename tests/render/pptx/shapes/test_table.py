"""Tables: native ones, in their placeholder, set as solved and styled as a person would."""

from __future__ import annotations

from msgspec.structs import replace
from tests.render.factory import bold, box, table
from tests.render.pptx.factory import BODY, CAPTION, THEME, frame, line, talk, with_title
from tests.render.pptx.reading import SLIDE, Package, opened_slide, slide_xml

from diptych.model.geometry import from_px
from diptych.model.shapes import Shape
from diptych.model.style import head_line, row_line
from diptych.model.table_shape import TableShape

LOOK = THEME.block_styles["table"]
HEADS = (line(BODY, "Vendor", weight=700), line(BODY, "2023", weight=700, align="right"))
ROW = (line(BODY, bold("NVIDIA"), " sells"), line(BODY, "47,525", align="right"))
CELL = "//a:tc[1]"


def found(path: str, *shapes: Shape) -> list[str]:
    return slide_xml(with_title("one", "One", *shapes)).find(SLIDE, path)


def test_a_table_is_one_that_can_be_edited() -> None:
    made = opened_slide(with_title("one", "One", table(HEADS, ROW))).shapes[1]
    assert made.has_table
    assert (made.name.partition(" src:")[0], made.left, made.height) == (
        "Table",
        from_px(80),
        from_px(80),
    )
    assert [[cell.text for cell in row.cells] for row in made.table.rows] == [
        ["Vendor", "2023"],
        ["NVIDIA sells", "47,525"],
    ]
    assert [column.width for column in made.table.columns] == [from_px(200)] * 2
    assert [row.height for row in made.table.rows] == [from_px(40)] * 2
    assert (made.table.first_row, made.table.first_col, made.table.horz_banding) == (
        True,
        False,
        False,
    )


def test_a_table_says_what_it_shows() -> None:
    assert found("//p:graphicFrame//p:cNvPr/@descr", table(HEADS, ROW)) == ["Figures"]


def test_a_table_alone_fills_the_placeholder_of_its_region() -> None:
    assert found("//p:graphicFrame//p:ph/@idx", table(HEADS, ROW)) == ["1"]


def test_text_comes_before_a_table_as_to_the_placeholder() -> None:
    text = frame(BODY, line(BODY, "text"))
    assert found("//p:graphicFrame//p:ph/@idx", table(HEADS, ROW), text) == []
    assert found("//p:sp//p:ph[@idx='1']/@idx", table(HEADS, ROW), text) == ["1"]


def test_cells_say_language_size_and_alignment_and_leave_the_rest_to_the_style() -> None:
    path = "//a:tr[2]/a:tc[1]//a:rPr"
    made = table(HEADS, ROW, head_line=head_line(LOOK), row_line=row_line(LOOK))
    assert found(f"{path}/@lang", made) == ["en-US", "en-US"]
    assert found(f"{path}/@sz", made) == ["2100", "2100"]
    assert found("//a:tr[2]/a:tc[2]//a:pPr/@algn", made) == ["r"]
    assert not found("//a:tc//a:rPr/*", made)
    assert not found("//a:tcPr/*", made)
    assert found("//a:tc//a:rPr/@b", made) == ["1"], "what the author emphasised"


def test_the_style_has_what_the_cells_leave_to_it() -> None:
    package = slide_xml(with_title("one", "One", table(HEADS, ROW)))
    style = "ppt/tableStyles.xml"
    parts = package.find(style, "//a:tblStyle/*")
    assert [part.tag.rpartition("}")[2] for part in parts] == [
        *("wholeTbl", "band1H", "band2H", "band1V"),
        *("lastCol", "firstCol", "lastRow", "firstRow"),
    ]
    bold = package.find(style, "//a:tblStyle/*[a:tcTxStyle/@b='on']")
    assert [part.tag.rpartition("}")[2] for part in bold] == [
        *("lastCol", "firstCol", "lastRow", "firstRow"),
    ]
    assert set(package.find(style, "//a:tcTxStyle/a:schemeClr/@val")) == {"tx1"}
    assert package.find(style, "//a:wholeTbl//a:insideH//a:schemeClr/@val") == ["accent2"]


def test_without_a_style_in_the_theme_cells_say_all_themselves() -> None:
    bare = replace(THEME, block_styles={})
    made = Package(talk(with_title("one", "One", table(HEADS, ROW)), theme=bare))
    path = "//a:tr[2]/a:tc[1]//a:rPr/a:solidFill/a:schemeClr/@val"
    assert made.find(SLIDE, path) == ["tx1", "tx1"]
    assert made.find(SLIDE, "//a:tr[1]//a:rPr/@b") == ["1", "1"]
    assert len(made.find(SLIDE, "//a:tcPr/a:lnB")) == 4


def test_an_empty_cell_keeps_the_size_of_its_row() -> None:
    empty = table(HEADS, (ROW[0], line(BODY)))
    assert found("//a:tr[2]/a:tc[2]//a:endParaRPr/@sz", empty) == ["2100"]
    assert found("//a:tr[2]/a:tc[2]//a:lnSpc/a:spcPct/@val", empty) == ["108300"]


def test_cells_have_the_solved_margins() -> None:
    made = table(HEADS, ROW)
    inner = str(from_px(12))
    assert found("//a:tr[2]//a:tcPr/@marL", made) == ["0", inner]
    assert found("//a:tr[2]//a:tcPr/@marR", made) == [inner, "0"]
    assert found(f"{CELL}/a:tcPr/@marT", made) == ["0", str(from_px(8))]
    assert found("//a:tr[1]//a:tcPr/@anchor", made) == ["b", "b"]


def test_a_row_of_higher_lines_has_room_for_them_below_its_text() -> None:
    assert found("//a:tr[2]//a:tcPr/@marB", table(HEADS, ROW)) == [str(round(from_px(8) * 0.4))] * 2


def test_lines_that_the_style_has_not_stand_between_rows_and_at_no_side() -> None:
    made = table(HEADS, ROW, ROW, ROW)
    widths = found(f"{CELL}/a:tcPr/a:lnB/@w", made)
    strong, quiet = str(from_px(2)), str(from_px(1))
    assert widths == [strong, quiet, quiet, strong]
    assert found(f"{CELL}/a:tcPr/a:lnT/@w", made) == ["0", *widths[:-1]]
    assert found("//a:lnL/a:solidFill", made) == []


def test_a_caption_is_a_text_box_below() -> None:
    below = frame(
        CAPTION, line(CAPTION, "In millions"), box=box(80, 250, 400, 20), fills_placeholder=False
    )
    made = with_title("one", "One", table(HEADS, ROW, caption=below))
    names = [one.name.partition(" src:")[0] for one in opened_slide(made).shapes]
    assert names == ["Title", "Table", "Caption"]


def test_a_table_appears_as_a_whole_with_its_caption() -> None:
    said = line(CAPTION, "In millions", step=1)
    below = frame(CAPTION, said, box=box(80, 250, 400, 20), fills_placeholder=False)
    made = with_title("one", "One", replace(table(HEADS, ROW, caption=below), step=1))
    package = slide_xml(made)
    assert package.find(SLIDE, "//p:spTgt/@spid") == ["3", "4"]
    assert package.find(SLIDE, "//p:bldP/@spid") == ["4"]


def test_the_theme_has_a_style_for_tables_that_are_inserted_later() -> None:
    package = slide_xml(with_title("one", "One", table(HEADS, ROW)))
    (used,) = package.find(SLIDE, "//a:tableStyleId/text()")
    assert package.find("ppt/tableStyles.xml", "//a:tblStyle/@styleId") == [used]
    assert package.find("ppt/tableStyles.xml", "/a:tblStyleLst/@def") == [used]


def spanning() -> TableShape:
    """Return a table whose first cell spans two columns and whose second row two rows."""
    made = table(HEADS, ROW, ROW)
    first, second, third = made.rows
    joined = replace(first.cells[1], joins_left=True)
    rows = (
        replace(first, cells=(replace(first.cells[0], columns=2), joined)),
        replace(second, cells=(replace(second.cells[0], rows=2), second.cells[1])),
        replace(third, cells=(replace(third.cells[0], joins_above=True), third.cells[1])),
    )
    return replace(made, rows=rows)


def test_cells_of_several_columns_and_rows_are_merged() -> None:
    made = opened_slide(with_title("one", "One", spanning())).shapes[1].table
    first, second = made.cell(0, 0), made.cell(1, 0)
    assert (first.is_merge_origin, first.span_width, first.span_height) == (True, 2, 1)
    assert (second.is_merge_origin, second.span_width, second.span_height) == (True, 1, 2)
    assert made.cell(0, 1).is_spanned
    assert made.cell(2, 0).is_spanned


def test_the_total_is_the_last_row_of_the_style() -> None:
    made = replace(table(HEADS, ROW), has_total=True)
    assert opened_slide(with_title("one", "One", made)).shapes[1].table.last_row


def test_a_highlighted_cell_has_a_background_and_nothing_else_of_its_own() -> None:
    made = table(HEADS, ROW, head_line=head_line(LOOK), row_line=row_line(LOOK))
    first, second = made.rows
    cells = (replace(second.cells[0], fill="mist"), second.cells[1])
    filled = replace(made, rows=(first, replace(second, cells=cells)))
    assert found("//a:tcPr/a:solidFill/a:schemeClr/@val", filled) == ["bg2"]
    assert len(found("//a:tcPr/*", filled)) == 1


def test_decimal_points_are_aligned_by_the_margins_of_cells() -> None:
    made = table(HEADS, ROW)
    first, second = made.rows
    cells = (second.cells[0], replace(second.cells[1], after=from_px(5)))
    padded = replace(made, rows=(first, replace(second, cells=cells)))
    assert found("//a:tr[2]/a:tc[2]/a:tcPr/@marR", padded) == [str(from_px(5))]


def test_a_header_of_several_rows_has_lines_of_its_own() -> None:
    made = replace(spanning(), header_rows=2, head_line=head_line(LOOK), row_line=row_line(LOOK))
    assert len(found("//a:tcPr/a:lnB/a:solidFill", made)) == 6
    assert found("//a:tcPr/@anchor", made) == ["b"] * 4


def test_a_table_that_is_not_closed_has_no_line_below_its_last_row() -> None:
    made = table(HEADS, ROW, ROW, is_closed=False)
    strong, quiet = str(from_px(2)), str(from_px(1))
    assert found(f"{CELL}/a:tcPr/a:lnB/@w", made) == [strong, quiet, "0"]
