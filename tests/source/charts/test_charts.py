"""What is wrong with charts, and where."""

# ruff: noqa: E501 - tables

from __future__ import annotations

import time
from pathlib import Path

import pytest
from tests.authoring import authored, document, only, said, slide_of

from diptych.blocks.chart import Chart
from diptych.model.shapes import ChartShape

WRONG = {
    ("kind: colum", "data: {a: 1}"): "SRC104 4:7 `kind` cannot be `colum`",
    ("data: {a: 1, b: many}",): "SRC351 4:17 `many` is not a number",
    ("data: {a: 1, b: 45%}",): "SRC351 4:11 `1` has no `%`, but `45%` has",
    ("data: {a: 1 kg, b: 45 g}",): "SRC351 4:20 `45 g` is in another unit than `1 kg`",
    ("data: {x: [a], A: [1 kg], B: [2 g]}",): "SRC352 4:31 `B` is in `g`, and `A` in `kg`",
    ("data: {a: 5%}", "unit: GW"): "SRC351 4:11 the numbers are in `%`, but `unit` is `GW`",
    ("data: {a: $5}", "currency: EUR"): "SRC351 4:11 the numbers are in `USD`, but `currency` is `EUR`",
    ("data: {a: 2023-01-02, b: 3}",): "SRC351 4:11 `2023-01-02` is not a number",
    ("data: {a: 1e30}",): "SRC351 4:11 `1e30` is too large or too small to be shown",
    ("data: [[x, y], [a, 1], [b]]",): "SRC352 4:25 this row has 1 cell, but there are 2 columns",
    ("data: [[x, y], [a, 1, 5]]",): "SRC352 4:23 this row has 3 cells, but there are 2 columns",
    ("data: {x: [a, b], y: [1]}",): "SRC352 4:19 column `y` has 1 cells, and the first 2",
    ("data: [{x: a, y: 1}, {x: b, z: 2}]",): "SRC352 4:29 there is no column `z`",
    ("data: [1, 2]",): "SRC352 4:7 the data of a chart is not a table, but a list",
    ("data: {a: b}",): "SRC351 4:11 `b` is not a number",
    ("kind: pie", "data: {a: 1, b: -2}"): "SRC351 5:17 a slice cannot be below 0, as `-2` is",
    ("kind: pie", "data: {a: 0}"): "SRC352 5:8 the slices add up to 0",
    ("kind: pie", "data: {x: [a], y: [1], z: [2]}"): "SRC352 5:28 a pie shows one column",
    ("kind: area", "data: {x: [a, b], y: [1, 2]}", "highlight: a"): "SRC352 6:12 an area chart cannot show that `a` is highlighted",
    ("data: {x: [a], y: [1]}", "highlight: Z"): "SRC352 5:12 the data has no series or category `Z`",
    ("data: {x: [a], Year: [1]}", "series: [Yaer]"): "SRC352 5:10 the data has no column `Yaer`",
    ("data: {a: 1}", "stacked: maybe"): "SRC352 5:10 `stacked` cannot be `maybe`",
    ("kind: line", "data: {a: 1}", "stacked: true"): "SRC352 6:10 a line chart cannot be stacked",
    ("kind: bar", "data: {x: [a], y: [1], z: [2]}", "second: z"): "SRC352 6:9 a bar chart has no `second`",
    ("data: {x: [a], y: [1]}", "second: y"): "SRC352 5:9 all series are along the second axis",
    ("data: {x: [a, b], y: [1, 2], Where: [Oslo, Rome]}",): "SRC351 4:38 column `Where` has words, such as `Oslo`",
    ("data: [[x, S, S], [a, 1, 2]]",): "SRC352 4:15 two series are called `S`",
    ("data: {a: [1, [2]], b: [3, 4]}",): "SRC352 4:15 a cell must be a number or a text, not a list",
    ("data: {a: '1,5', b: 1.5}",): "SRC351 4:12 `1,5` is not a number",
    ("data: {a: 5}", "min: 3"): "SRC111 5:6 bars and areas that begin at 3 look longer",
    ("kind: line", "data: {a: 5}", "max: 3"): "SRC111 6:6 some numbers are outside the scale",
    ("data: {a: 5}", "currency: EURO"): "SRC352 5:11 `EURO` is not a currency code",
    ("kind: line", "data: {a: 5, b: 0}", "scale: log"): "SRC351 5:17 `0` has no place along a logarithmic scale",
    ("data: {a: 5}", "scale: log"): "SRC352 5:8 bars and areas along a logarithmic scale",
    ("kind: line", "data: {a: 5}", "scale: logg"): "SRC104 6:8 `scale` cannot be `logg`",
    ("kind: line", "data: {a: 5}", "scale: log", "min: 2"): "SRC111 7:6 a logarithmic scale begins and ends at a power of ten",
    ("kind: line", "data: {a: 5}", "x_scale: log"): "SRC352 6:10 a line chart has names along that axis",
    ("kind: pie", "data: {a: 5}", "scale: log"): "SRC352 6:8 a pie has no scale",
    ("kind: scatter", "data: {x: [-1], y: [1]}", "x_scale: log"): "SRC351 5:12 `-1` has no place",
    ("data: {x: [a], N: [b], y: [1]}", "names: N"): "SRC352 5:8 only the points of a `scatter` have names",
    ("kind: scatter", "data: {x: [1], y: [1]}", "names: N"): "SRC352 6:8 the data has no column `N`",
    ("kind: bar", "data: {a: 5, b: 6}", "target: 3"): "SRC352 6:9 a bar chart has no `target`",
    ("stacked: 100%", "data: {x: [a, b], y: [1, 2]}", "target: 3"): "SRC352 6:9 a chart of shares has no `target`",
    ("data: {a: 5}", "target: 3"): "SRC352 5:9 a target is a line across several categories",
    ("data: {a: 5, b: 6}", "target: 5"): "SRC352 5:9 a chart with a target names its series",
    ("data: {a: 5, b: 6}", "target: many"): "SRC104 5:9 `target` must be a number",
    ("data: {a: 5, b: 6}", "target_name: Goal"): "SRC352 5:14 `target_name` is the name of a `target`",
    ("kind: line", "data: {a: 5, b: 6}", "scale: log", "target: 0"): "SRC111 7:9 0 has no place",
    ("data: {a: 5, b: 6}", "target: 9", "max: 8"): "SRC111 6:6 some numbers are outside the scale",
    ("kind: area", "data: {x: [a], A: [1], B: [-2]}"): "SRC351 5:28 a part of a stack of areas cannot be below 0",
    ("data: {a: 5}", "width: 0"): "SRC111 5:8 `width` cannot be 0",
    ("data: {a: 5}", "decimals: 9"): "SRC111 5:11 `decimals` cannot be 9",
    ("kind: pie", f"data: {{{', '.join(f'a{at}: 1' for at in range(13))}}}"): "SRC353 5:8 the colours of 13 slices cannot be told apart",
    ("kind: pie", "highlight: [a0, a1, a2, a3, a4, a5, a6]", f"data: {{{', '.join(f'a{at}: 1' for at in range(8))}}}"): "SRC353 6:8 the colours of 7 highlighted slices cannot be told apart",
    (f"data: {{{', '.join(f'a{at}: 1' for at in range(41))}}}",): "SRC353 4:",
    ("file: gone.csv",): "SRC107 4:7 file `gone.csv` does not exist",
    ("file: data.txt",): "SRC352 4:7 `data.txt` is not a data file",
    ("file: https://example.org/a.csv",): "SRC403 4:7 file `https://example.org/a.csv` is not in",
    ("file: ../../etc/passwd.csv",): "SRC403 4:7",
    ("file: .secret.csv",): "SRC403 4:7 file `.secret.csv` is hidden, and charts show no hidden files",
    ("file: a.csv", "data: {a: 1}"): "SRC352 4:7 the data of this chart is given twice",
    ("kind: scatter", "data: {x: [a, 2], y: [1, 2]}"): "SRC351 5:12 `a` in column `x` is not a number",
}  # fmt: skip


@pytest.mark.parametrize("lines", WRONG, ids=" ".join)
def test_what_a_chart_cannot_show_is_reported_where_it_is(
    lines: tuple[str, ...], tmp_path: Path
) -> None:
    (tmp_path / "data.txt").write_text("x", "utf-8")
    (tmp_path / ".secret.csv").write_text("x,y\na,1\n", "utf-8")
    body = "\n".join(lines)
    prepared = document(tmp_path, f"# A\n\n```chart\n{body}\n```\n")
    reported = said(prepared.found)
    assert any(WRONG[lines] in one for one in reported), reported
    assert any(one.is_error for one in prepared.found)


def test_a_mistyped_column_of_numbers_is_the_only_thing_wrong(tmp_path: Path) -> None:
    body = "data: {x: [a], Year: [1]}\nseries: [Yaer]"
    (found,) = said(document(tmp_path, f"# A\n\n```chart\n{body}\n```\n").found)
    assert found == "SRC352 5:10 the data has no column `Yaer`"


CSV = {
    "Name,Orders\nAda,3\nBob,many\n": "data.csv:3:5 `many` in column `Orders` is not a number",
    "Name,Orders\nAda,3,4\n": "data.csv:2:7 this row has 3 cells, but there are 2 columns",
    'Name,Orders\n"Ada,3\n': "data.csv:2:1 this cell has quotes that are not closed",
    "Name,Orders\n": "data.csv:1:1 the data of a chart has no rows below its header",
    "": "data.csv:1:1 the data of a chart is empty",
    "Name;Orders\nAda;1,5\n": "data.csv:1:1 the columns are separated by semicolons",
    "| Name | Orders |\n|---|--:|\n| Ada | 1 |\n": (
        "data.csv:1:1 this is a table of Markdown, but the data of a chart is CSV"
    ),
    "Name\nAda, 3\n": "data.csv:2:6 this row has 2 cells, but there is 1 column",
    "Name\nAda\n": "data.csv:1:1 a chart needs a column of numbers",
}


@pytest.mark.parametrize("text", CSV)
def test_a_file_is_wrong_where_its_cell_is(text: str, tmp_path: Path) -> None:
    (tmp_path / "data.csv").write_text(text, "utf-8")
    (found,) = document(tmp_path, "# A\n\n```{.chart file=data.csv}\n```\n").found
    assert found.span is not None
    place = f"{found.span.file}:{found.span.line}:{found.span.column}"
    assert f"{place} {found.message}".startswith(CSV[text])


def test_a_file_in_another_folder_is_named_without_the_way_there(tmp_path: Path) -> None:
    (tmp_path / "deck/data").mkdir(parents=True)
    (tmp_path / "deck/data/a.csv").write_text("Name,Orders\nAda,x\n", "utf-8")
    body = "title: A\nbody:\n- chart: {file: ../data/a.csv}\n"
    (found,) = slide_of(tmp_path, body, suffix=".yaml").found
    assert found.span is not None
    assert found.span.file.endswith("deck/data/a.csv")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("," * 1_000_000, "SRC353 1:51 this row has more than 50 cells"),
        ("a,b\n" * 1_000_000, "SRC353 1:1 the data of a chart has 1,000,000 lines"),
        ("\n" * 1_000_000, "SRC353 1:1 the data of a chart has 1,000,000 lines"),
        ("a,b\n" + "c,1\n" * 2001, "SRC353 1:1 the data of a chart has 2,001 rows and 2 columns"),
    ],
    ids=["columns", "rows", "empty", "many"],
)
def test_what_no_chart_can_show_is_refused_before_its_cells_are_made(
    tmp_path: Path, text: str, message: str
) -> None:
    (tmp_path / "data.csv").write_text(text, "utf-8")
    begun = time.process_time()
    found = document(tmp_path, "# A\n\n```{.chart file=data.csv}\n```\n").found
    assert said(found) == [message]
    assert time.process_time() - begun < 5  # a million cells take ten


def test_csv_in_a_fence_is_wrong_where_its_cell_is(tmp_path: Path) -> None:
    written = "# A\n\n- item\n\n  ```{.chart kind=pie}\n  Name, Orders\n  Ada, x\n  ```\n"
    assert (
        "SRC351 7:8 `x` in column `Orders` is not a number"
        in said(document(tmp_path, written).found)[0]
    )


def test_unknown_attributes_are_named_with_the_nearest(tmp_path: Path) -> None:
    written = "# A\n\n```{.chart knid=pie .fast}\nName, Orders\nAda, 3\n```\n"
    found = document(tmp_path, written).found
    assert "unknown key `knid` in a chart" in "\n".join(said(found))
    assert "class `.fast` of a chart has no meaning here" in "\n".join(said(found))


@pytest.mark.parametrize(
    ("asked", "highlighted"),
    [
        ("""highlight='"Ada, B.",Total'""", ["Ada, B.", "Total"]),
        ("""highlight='"Ada, B."'""", ["Ada, B."]),
        ('highlight=\'"He said ""no"""\'', ['He said "no"']),
        ("highlight=Total", ["Total"]),
    ],
)
def test_a_name_with_a_comma_is_quoted_as_in_csv(
    asked: str, highlighted: list[str], tmp_path: Path
) -> None:
    rows = 'Year, "Ada, B.", Total, "He said ""no"""\n2025, 1, 2, 3\n'
    prepared = document(tmp_path, f"# A\n\n```{{.chart {asked}}}\n{rows}```\n")
    assert said(prepared.found) == []
    (chart,) = authored(prepared)[0].body
    assert [one.name.plain for one in chart.series if one.is_highlighted] == highlighted  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("asked", "where", "says"),
    [
        ('highlight="Ada, B."', "3:23", "the data has no series or category `Ada`"),
        ("""second='"Ada, B.'""", "3:20", "a name in `second` has quotes that are not closed"),
    ],
)
def test_a_name_with_a_comma_that_has_no_quotes_is_told_how(
    asked: str, where: str, says: str, tmp_path: Path
) -> None:
    rows = 'Year, "Ada, B.", Total\n2025, 1, 2\n'
    found = document(tmp_path, f"# A\n\n```{{.chart {asked}}}\n{rows}```\n").found[0]
    assert f"{where} {says}" in said([found])[0]
    assert "put quotes around a name with a comma" in (found.hint or "")


def test_a_column_has_the_names_of_points(tmp_path: Path) -> None:
    rows = "Model, Year, Size\nGPT-2, 2019, 1.5\nGPT-3, 2020, 175\n"
    fence = "{.chart kind=scatter names=Model x=Year highlight=GPT-3 scale=log}"
    prepared = document(tmp_path, f"# A\n\n```{fence}\n{rows}```\n")
    assert said(prepared.found) == []
    (chart,) = authored(prepared)[0].body
    assert [one.plain for one in chart.categories] == ["GPT-2", "GPT-3"]  # type: ignore[attr-defined]
    assert chart.xs == (2019, 2020)  # type: ignore[attr-defined]
    assert [one.name.plain for one in chart.series] == ["Size"]  # type: ignore[attr-defined]
    assert chart.highlighted == (1,)  # type: ignore[attr-defined]


def test_the_axis_of_a_scatter_is_called_as_its_column_unless_it_says_otherwise(
    tmp_path: Path,
) -> None:
    rows = "Year,Size\n2019,1\n2020,2\n"
    fences = (
        "kind=scatter",
        "kind=scatter category_title=When",
        'kind=scatter category_title=""',
        "",
    )
    text = "".join(
        f"# A{at}\n\n```{{.chart {one}}}\n{rows}```\n\n" for at, one in enumerate(fences)
    )
    titles = [slide.body[0].category_axis for slide in authored(document(tmp_path, text))]  # type: ignore[attr-defined]
    assert [one.plain if one is not None else "" for one in titles] == ["Year", "When", "", ""]


def test_a_target_is_a_series_at_one_number(tmp_path: Path) -> None:
    fence = '{.chart target=2.5 target_name="As planned"}'
    prepared = document(tmp_path, f"# A\n\n```{fence}\nName, Orders\nAda, 3\nBob, 1\n```\n")
    assert said(prepared.found) == []
    (chart,) = authored(prepared)[0].body
    target = chart.series[-1]  # type: ignore[attr-defined]
    assert (target.name.plain, target.values, target.is_target) == ("As planned", (2.5, 2.5), True)


def test_all_categories_of_a_name_are_highlighted(tmp_path: Path) -> None:
    written = "# A\n\n```{.chart highlight=Q1}\nQuarter, Sales\nQ1, 3\nQ2, 4\nQ1, 5\n```\n"
    (chart,) = authored(document(tmp_path, written))[0].body
    assert chart.highlighted == (0, 2)  # type: ignore[attr-defined]


def test_cells_may_be_pasted_from_a_spreadsheet(tmp_path: Path) -> None:
    written = "# A\n\n```{.chart}\nName\tOrders\nAda, B.\t3\n```\n"
    prepared = document(tmp_path, written)
    assert prepared.found == ()
    (chart,) = authored(prepared)[0].body
    assert chart.categories[0].plain == "Ada, B."  # type: ignore[attr-defined]


def test_numbers_are_read_as_people_write_them(tmp_path: Path) -> None:
    written = '# A\n\n```{.chart}\nName, Orders\nAda, "1,200"\nBob, −3\nCy,\nDi, +.5\n```\n'
    prepared = document(tmp_path, written)
    assert prepared.found == ()


def test_a_number_may_say_how_uncertain_it_is(tmp_path: Path) -> None:
    data = "data: {a: 82.1% ± 0.2, b: 80% +/- 1%, c: 7%}"
    prepared = document(tmp_path, f"# A\n\n```chart\n{data}\nformat: percent\n```\n")
    assert prepared.found == ()
    (chart,) = authored(prepared)[0].body
    assert isinstance(chart, Chart)
    assert chart.series[0].errors == (0.002, 0.01, None)
    (shape,) = (one for one in only(prepared)[0].shapes if isinstance(one, ChartShape))
    assert shape.alt == "Column chart. a 82.1% ± 0.2%; b 80.0% ± 1.0%; c 7.0%"


@pytest.mark.parametrize(
    ("lines", "report"),
    [
        (("kind: pie", "data: {a: 1 ± 1}"), "SRC352 5:11 a pie chart has no error bars"),
        (("stacked: true", "data: {a: 1 ± 1}"), "SRC352 5:11 what is stacked has no error bars"),
        (("kind: scatter", "data: {x: [1 ± 1], y: [2]}"), "SRC352 5:12 `1 ± 1` is a position"),
        (("data: {a: 1 ± b}",), "SRC351 4:11 `1 ± b` is not a number"),
        (("data: {a: 1 ± -2}",), "SRC351 4:11 `1 ± -2` is not a number"),
        (("data: {a: 1 kg ± 2 g}",), "SRC351 4:11 `1 kg ± 2 g` is not a number"),
    ],
)
def test_an_error_that_cannot_be_shown_is_reported(
    lines: tuple[str, ...], report: str, tmp_path: Path
) -> None:
    text = "\n".join(lines)
    (found,) = said(slide_of(tmp_path, f"# A\n\n```chart\n{text}\n```\n").found)
    assert found.startswith(report)
