"""Native charts: valid, with a workbook whose cells are those that they name, and editable."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

import pytest
from lxml import etree
from msgspec.structs import replace
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from tests.charting.factory import EVERY, TWO, chart, shapes
from tests.render.pptx.factory import talk, with_title
from tests.render.pptx.reading import written

from diptych.blocks.chart import Chart
from diptych.model.chart import Plan
from diptych.model.shapes import ChartShape

MAIN = {"s": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
C = {"c": "http://schemas.openxmlformats.org/drawingml/2006/chart"}


def shape_of(one: Chart) -> ChartShape:
    (shape,) = (s for s in shapes(one) if isinstance(s, ChartShape))
    return shape


def package(one: Chart) -> bytes:
    return written(talk(with_title("one", "One", shape_of(one))))


def part(file: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(file)) as opened:
        return opened.read(name)


def native(file: bytes) -> Any:
    slide = Presentation(io.BytesIO(file)).slides[0]
    return next(shape for shape in slide.shapes if shape.has_chart).chart


def cells(book: bytes) -> dict[str, str | float]:
    """Return the cells of a workbook by their places."""
    found: dict[str, str | float] = {}
    for cell in etree.fromstring(part(book, "xl/worksheets/sheet1.xml")).iterfind(".//s:c", MAIN):
        text = cell.findtext("s:is/s:t", None, MAIN)
        value = cell.findtext("s:v", None, MAIN)
        found[cell.attrib["r"]] = text if text is not None else float(value or "nan")
    return found


def places(reference: str) -> list[str]:
    """Return the cells of a reference such as `Sheet1!$B$2:$B$4`."""
    found = re.fullmatch(r"Sheet1!\$(\w+)\$(\d+)(?::\$\1\$(\d+))?", reference)
    assert found is not None
    column, first, last = found.groups()
    return [f"{column}{row}" for row in range(int(first), int(last or first) + 1)]


@pytest.mark.parametrize("name", EVERY)
def test_the_cells_of_the_workbook_are_those_that_the_chart_names(name: str) -> None:
    file = package(EVERY[name])
    book = cells(part(file, "ppt/embeddings/chart1-1.xlsx"))
    tree = etree.fromstring(part(file, "ppt/charts/chart1-1.xml"))
    references = [*tree.iterfind(".//c:strRef", C), *tree.iterfind(".//c:numRef", C)]
    assert references
    for reference in references:
        named = places(reference.findtext("c:f", "", C))
        for point in reference.iterfind(".//c:pt", C):
            cached = point.findtext("c:v", "", C)
            value = book.get(named[int(point.attrib["idx"])], "")
            assert str(value) == cached or value == float(cached)


@pytest.mark.parametrize(
    "name", sorted(EVERY.keys() - {"scatter", "named", "log-log", "compact", "errors of points"})
)
def test_python_pptx_reads_the_numbers_and_replaces_them(name: str) -> None:
    file = package(EVERY[name])
    made = native(file)
    series = [tuple(one.values) for plot in made.plots for one in plot.series]
    assert series == [one.values for one in EVERY[name].series]
    assert list(made.plots[0].categories) == ["Ada", "Bob", "Cy"]
    data: Any = CategoryChartData()  # type: ignore[no-untyped-call]
    data.categories = ["x", "y"]
    for one in EVERY[name].series:
        data.add_series(one.name.plain, (7, 8))
    made.replace_data(data)
    assert tuple(made.plots[0].series[0].values) == (7, 8)


def test_error_bars_are_native_and_have_their_column_of_the_workbook() -> None:
    made = xml("errors")
    assert '<c:errBarType val="both"/><c:errValType val="cust"/><c:noEndCap val="0"/>' in made
    assert made.count("<c:f>Sheet1!$C$2:$C$4</c:f>") == 2
    book = cells(part(package(EVERY["errors"]), "ppt/embeddings/chart1-1.xlsx"))
    assert (book["C1"], book["C2"], book["C4"]) == ("± Orders", 0.5, 0.25)
    assert "C3" not in book
    assert "Sheet1!$D$2:$D$4" in xml("errors of points")  # after the names of the points


def xml(name: str) -> str:
    return part(package(EVERY[name]), "ppt/charts/chart1-1.xml").decode()


def plan(name: str) -> Plan:
    return shape_of(EVERY[name]).plan


def test_nothing_is_left_for_powerpoint_to_choose() -> None:
    solved, made = plan("column"), xml("column")
    assert solved.scale is not None
    assert f'<c:max val="{solved.scale.most:g}"/><c:min val="0"/>' in made
    assert f'<c:majorUnit val="{solved.scale.unit:g}"/>' in made
    assert f'<c:gapWidth val="{solved.gap}"/><c:overlap val="{solved.overlap}"/>' in made
    places = "".join(f'<c:{one} val="(.*?)"/>' for one in "xywh")
    inner = re.search(f'<c:layoutTarget val="inner"/>.*?{places}', made)
    assert inner is not None
    shares = [float(one) for one in inner.groups()]
    box = shape_of(EVERY["column"]).box
    width, height = box.width / 9525, box.height / 9525
    wanted = (solved.plot.x, solved.plot.y, solved.plot.width, solved.plot.height)
    lengths = (width, height, width, height)
    assert [one * of for one, of in zip(shares, lengths, strict=True)] == pytest.approx(
        wanted, abs=0.05
    )


def test_colours_are_those_of_the_theme() -> None:
    assert "srgbClr" not in xml("column")
    assert '<a:schemeClr val="tx1"' in xml("column")


def test_a_highlighted_point_has_its_own_colour_and_label() -> None:
    made = xml("highlighted")
    assert made.count("<c:dLbl>") == 3
    assert made.count('b="1"') == 1


def test_columns_beside_a_highlighted_one_have_outlines_in_the_colour_of_their_series() -> None:
    shape = shape_of(chart(TWO, highlighted=["Bob"]))
    series = [replace(one, point_colors=("paper", "ink", "paper")) for one in shape.plan.series]
    shape = replace(shape, plan=replace(shape.plan, series=tuple(series)))
    file = written(talk(with_title("one", "One", shape)))
    found = part(file, "ppt/charts/chart1-1.xml").decode()
    assert found.count("<c:dPt>") == 4
    point = found.partition("<c:dPt>")[2].partition("</c:dPt>")[0]
    assert '<c:idx val="0"/>' in point
    assert '<a:ln w="14288">' in point


def test_the_highlighted_point_of_a_line_has_a_marker_of_its_own() -> None:
    one = chart({"A": (1, 2, 3)}, kind="line", highlighted=["Bob"])
    found = part(package(one), "ppt/charts/chart1-1.xml").decode()
    assert found.count('<c:symbol val="none"/>') == 1
    point = found.partition("<c:dPt>")[2].partition("</c:dPt>")[0]
    assert '<c:idx val="1"/><c:marker><c:symbol val="circle"/>' in point


def test_a_point_of_a_line_that_stands_alone_has_a_marker_and_the_others_have_none() -> None:
    one = chart({"A": (1, None, 3), "B": (3, 2, 1)}, kind="line")
    found = part(package(one), "ppt/charts/chart1-1.xml").decode()
    assert found.count('<c:symbol val="none"/>') == 2
    points = re.findall(r'<c:dPt><c:idx val="(.)"/><c:marker><c:symbol val="circle"/>', found)
    assert points == ["0", "2"]


def test_lines_run_from_edge_to_edge_and_their_names_are_not_broken() -> None:
    names = chart({"A": (1, 2, 3), "B": (3, 2, 1)}, kind="line")
    found = part(package(names), "ppt/charts/chart1-1.xml").decode()
    assert 'crossBetween val="midCat"' in found
    assert found.count('wrap="none"') == 2


def test_numbers_at_bars_are_not_broken_as_they_would_be_where_they_are_long() -> None:
    long = part(package(chart({"A": (1_500_000_000, 2, 3)})), "ppt/charts/chart1-1.xml").decode()
    labels = long.partition("<c:dLbls>")[2].partition("</c:dLbls>")[0]
    assert 'wrap="none"' in labels


def test_series_that_appear_later_are_built_one_by_one() -> None:
    slide = part(package(EVERY["steps"]), "ppt/slides/slide1.xml").decode()
    assert '<a:chart seriesIdx="0" categoryIdx="-4" bldStep="series"/>' in slide
    assert '<a:chart seriesIdx="1" categoryIdx="-4" bldStep="series"/>' in slide
    assert '<p:bldSub><a:bldChart bld="series" animBg="0"/></p:bldSub>' in slide


def test_charts_of_a_slide_are_parts_of_their_own_and_the_same_each_time() -> None:
    two = with_title("one", "One", shape_of(EVERY["pie"]), shape_of(EVERY["bar"]))
    first, again = written(talk(two)), written(talk(two))
    assert first == again
    with zipfile.ZipFile(io.BytesIO(first)) as opened:
        names = [name for name in opened.namelist() if "chart" in name]
    assert [name for name in names if not name.endswith(".rels")] == [
        "ppt/charts/chart1-1.xml",
        "ppt/embeddings/chart1-1.xlsx",
        "ppt/charts/chart1-2.xml",
        "ppt/embeddings/chart1-2.xlsx",
    ]


def test_a_logarithmic_axis_is_one_in_powerpoint() -> None:
    made = xml("log")
    scaling = (
        '<c:scaling><c:logBase val="10"/><c:orientation val="minMax"/>'
        '<c:max val="10000"/><c:min val="0.1"/></c:scaling>'
    )
    assert scaling in made
    assert '<c:majorUnit val="10"/>' in made
    assert 'formatCode="[&gt;=1]#,##0;0.#"' in made
    assert made.count('<c:crosses val="min"/>') == 1
    assert xml("log-log").count("<c:logBase") == 2


def test_a_target_is_a_series_that_is_extended_to_the_edges() -> None:
    made = xml("target")
    assert '<c:trendline><c:name>Goal</c:name><c:spPr><a:ln w="19050" cap="flat">' in made
    assert '<c:forward val="0.5"/><c:backward val="0.5"/>' in made
    assert '<c:legendEntry><c:idx val="2"/><c:delete val="1"/></c:legendEntry>' in made
    assert native(package(EVERY["target"])).plots[1].series[0].values == (2.5, 2.5, 2.5)
    assert "<c:trendline>" not in xml("target of lines")


def test_a_target_beside_a_second_axis_has_no_trend_line_that_legends_number() -> None:
    one = chart(TWO, second=["B"], target=2.5)
    made = part(package(one), "ppt/charts/chart1-1.xml").decode()
    assert "<c:trendline>" not in made
    assert "<c:legendEntry>" not in made
    plan = shape_of(one).plan
    middle = plan.plot.width / 6
    starts = [mark.path.partition(" ")[0] for mark in plan.marks if mark.width == 2]
    assert f"M{plan.plot.x + middle:.2f}" in starts


def test_names_of_points_are_cells_of_the_workbook() -> None:
    file, made = package(EVERY["named"]), xml("named")
    book = cells(part(file, "ppt/embeddings/chart1-1.xlsx"))
    named = re.search(r"<c15:f>(.*?)</c15:f>", made)
    assert named is not None
    assert [book[one] for one in places(named[1])] == ["Ada", "Bob", "Cy"]
    assert made.count('type="CELLRANGE"') == made.count("<c15:showDataLabelsRange") == 3
    assert re.findall(r"<a:t>(\w+)</a:t></a:fld>", made) == ["Ada", "Bob", "Cy"]


def test_a_highlighted_point_of_a_scatter_has_a_marker_of_its_own() -> None:
    shape = shape_of(EVERY["named"])
    (series,) = shape.plan.series
    colored = replace(series, point_colors=(series.color, "paper", series.color))
    shape = replace(shape, plan=replace(shape.plan, series=(colored,)))
    made = part(written(talk(with_title("one", "One", shape))), "ppt/charts/chart1-1.xml").decode()
    (point,) = re.findall("<c:dPt>(.*?)</c:dPt>", made)
    assert point.startswith('<c:idx val="1"/><c:marker><c:symbol val="circle"/>')


def test_a_number_that_needs_more_digits_has_a_format_of_its_own() -> None:
    one = chart({"A": (1e11, -2.5e6)}, ("Big", "Small"), style="compact", labels=True)
    made = part(package(one), "ppt/charts/chart1-1.xml").decode()
    labels = re.findall(r'<c:dLbl><c:idx val="(\d)"/><c:numFmt formatCode="(.*?)"', made)
    assert labels == [("0", "#,##0,,,&quot;B&quot;"), ("1", "#,##0.0000,,,&quot;B&quot;")]


def test_numbers_that_formats_cannot_divide_are_divided_in_the_sheet() -> None:
    one = chart({"A": (150_000, 50_000, 20_000)}, style="compact")
    (shape,) = (s for s in shapes(one, locale="ko") if isinstance(s, ChartShape))
    file = written(talk(with_title("one", "One", shape)))
    assert cells(part(file, "ppt/embeddings/chart1-1.xlsx"))["B2"] == 15
    assert "#,##0&quot;만&quot;" in part(file, "ppt/charts/chart1-1.xml").decode()


def test_names_without_room_are_turned_by_as_much_as_elsewhere() -> None:
    shape = shape_of(chart())
    turned = replace(shape, plan=replace(shape.plan, turn=45))
    xml = part(written(talk(with_title("one", "One", turned))), "ppt/charts/chart1-1.xml").decode()
    assert "<c:catAx>" in xml
    assert '<a:bodyPr rot="-2700000" vert="horz"/>' in xml.partition("<c:catAx>")[2]


def test_days_are_days_in_the_workbook_and_along_a_date_axis() -> None:
    days = tuple(738_886 + at for at in (0, 1, 10))  # from 2024-01-01 on
    one = replace(chart({"A": (1, 2, 3)}, ("a", "b", "c"), kind="line"), dates=days)
    file = package(one)
    xml = part(file, "ppt/charts/chart1-1.xml").decode()
    assert "<c:dateAx>" in xml
    assert '<c:max val="45302"/><c:min val="45292"/>' in xml
    book = native(file).part.chart_workbook.xlsx_part.blob
    assert [cells(book)[f"A{row}"] for row in (2, 3, 4)] == [45292, 45293, 45302]
    assert b'r="A2" s="1"' in part(book, "xl/worksheets/sheet1.xml")
    assert b'formatCode="yyyy-mm-dd"' in part(book, "xl/styles.xml")
