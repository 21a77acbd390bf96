"""Tables in YAML: cells of several columns, totals, formats, and rows from data files."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.authoring import authored, document, only, said, slide_of

from diptych.blocks.table import Table
from diptych.model.cells import CellSpan
from diptych.model.table_shape import TableShape
from diptych.pipeline import Prepared

GDP = """Country,Continent,GDP,Growth
Germany,Europe,4500,0.003
South Korea,Asia,1710,0.014
Nigeria,Africa,363,0.029
Japan,Asia,4200,0.0155
"""


def of_yaml(root: Path, *lines: str) -> Prepared:
    """Return what comes of a slide with the table of these lines, and a data file beside it."""
    inner = "\n".join(f"      {line}" for line in lines)
    text = f"title: A\nbody:\n  - table:\n{inner}\n"
    (root / "deck/slides").mkdir(parents=True)
    (root / "deck/slides/gdp.csv").write_text(GDP)
    return slide_of(root, text, suffix=".yaml")


def table_of(prepared: Prepared) -> Table:
    """Return the only table, in which nothing is wrong."""
    assert said(prepared.found) == []
    (slide,) = authored(prepared)
    (found,) = (block for block in slide.body if isinstance(block, Table))
    return found


def words(prepared: Prepared) -> list[list[str]]:
    """Return the words of the only table, row by row."""
    (slide,) = only(prepared)
    return [[_plain(cell) for cell in row.cells] for row in slide.tables[0].rows]


def _plain(cell: object) -> str:
    return "".join(run.text for one in cell.paragraphs for run in one.runs)  # type: ignore[attr-defined]


def test_cells_span_columns_and_rows(tmp_path: Path) -> None:
    made = table_of(
        of_yaml(
            tmp_path,
            "header:",
            "  - [{text: Model, rows: 2}, {text: Score, columns: 2}]",
            "  - [Easy, Hard]",
            "rows: [[{text: A, rows: 2}, 1, 2], [3, 4]]",
        )
    )
    assert made.spans == (
        CellSpan(0, 0, rows=2),
        CellSpan(0, 1, columns=2),
        CellSpan(2, 0, rows=2),
    )
    assert [[text.plain for text in row] for row in (*made.header, *made.rows)] == [
        ["Model", "Score", ""],
        ["", "Easy", "Hard"],
        ["A", "1", "2"],
        ["", "3", "4"],
    ]


def test_chosen_rows_columns_and_cells_are_highlighted(tmp_path: Path) -> None:
    made = table_of(
        of_yaml(
            tmp_path,
            "header: [a, b]",
            "rows: [[1, 2], [3, {text: 4, highlight: true}], [5, 6]]",
            "highlight_rows: [1]",
            "highlight_columns: [a]",
        )
    )
    assert made.highlighted == ((0, 0), (1, 0), (1, 1), (2, 0), (2, 1), (3, 0))


def test_rows_may_appear_one_by_one_but_for_those_of_one_cell(tmp_path: Path) -> None:
    made = table_of(
        of_yaml(tmp_path, "rows: [[{text: a, rows: 2}, 1], [2], [b, 3]]", "incremental: true")
    )
    assert made.row_steps == (1, 1, 2)


def test_figures_are_written_as_in_the_language(tmp_path: Path) -> None:
    prepared = of_yaml(
        tmp_path,
        "rows: [[a, 1234.5, 0.031, 2026-11-29], [b, –, 0.5, ~]]",
        "format: [~, number(1), percent(1), date('medium')]",
    )
    assert words(prepared) == [["a", "1,234.5", "3.1%", "Nov 29, 2026"], ["b", "–", "50.0%", ""]]
    assert table_of(prepared).align == ("left", "right", "right", "left")


def test_the_sums_of_columns_of_numbers_are_the_total(tmp_path: Path) -> None:
    prepared = of_yaml(
        tmp_path,
        "rows: [[{text: a, rows: 2}, 1.5, 0.1, x], [2, 0.2, y]]",
        "format: [~, number(2), percent]",
        "total: Sum",
    )
    assert words(prepared)[-1] == ["Sum", "3.50", "", ""], "shares are not added up"
    assert table_of(prepared).has_total


def test_columns_of_prices_and_percentages_of_a_file_are_aligned_right(tmp_path: Path) -> None:
    cells = 'Year,Share,Loss,Price,Part\n2024,13.8%,(1.7),$3.20,B2\n2025,-1.3%,0.4,"$1,200",7\n'
    text = "# A\n\n```{.table}\nfile: a.csv\n```\n"
    made = table_of(document(tmp_path, text, {"a.csv": cells}))
    assert made.align == ("right", "right", "right", "right", "left")


def test_the_total_may_be_written(tmp_path: Path) -> None:
    prepared = of_yaml(tmp_path, "rows: [[a, 1]]", "total: [All, many]")
    assert words(prepared) == [["a", "1"], ["All", "many"]]


def test_rows_of_a_file_are_chosen_filtered_and_sorted(tmp_path: Path) -> None:
    prepared = of_yaml(
        tmp_path,
        "file: gdp.csv",
        "columns: [Country, GDP]",
        "filter: [Continent != Africa, GDP >= 1710]",
        "sort: -GDP",
        "limit: 2",
        "total: Both",
    )
    assert words(prepared) == [
        ["Country", "GDP"],
        ["Germany", "4500"],
        ["Japan", "4200"],
        ["Both", "8700"],
    ]
    made = table_of(prepared)
    assert made.align == ("left", "right")
    assert made.source is not None
    assert (made.source.file, made.source.line) == ("deck/slides/gdp.csv", 2)
    assert made.rows[1][0].span.line == 5


NUMBERS = """Name,Price,Loss,Share
a,"$1,200",(1.7),9%
b,$30,0.4,12.5%
c,"$1,000,000",-2,-1%
"""


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ("sort: -Price", "cab"),
        ("sort: Loss", "cab"),
        ("sort: -Share", "bac"),
        ("filter: Price > 1000", "ac"),
        ("filter: Share >= 9%", "ab"),
        ("filter: Loss < 0", "ac"),
    ],
)
def test_numbers_with_separators_and_signs_are_compared_as_numbers(
    chosen: str, expected: str, tmp_path: Path
) -> None:
    text = f"# A\n\n```{{.table}}\nfile: a.csv\n{chosen}\n```\n"
    made = table_of(document(tmp_path, text, {"a.csv": NUMBERS}))
    assert "".join(row[0].plain for row in made.rows) == expected


def test_numbers_with_separators_have_formats_and_sums(tmp_path: Path) -> None:
    prepared = of_yaml(
        tmp_path,
        'rows: [[a, "1,250,000.5"], [b, 990000]]',
        "format: [~, number(1)]",
        "total: Sum",
    )
    assert words(prepared) == [["a", "1,250,000.5"], ["b", "990,000.0"], ["Sum", "2,240,000.5"]]


def test_a_file_is_shown_whole_if_nothing_is_chosen(tmp_path: Path) -> None:
    assert len(words(of_yaml(tmp_path, "file: gdp.csv"))) == 5


def test_a_fence_in_markdown_has_the_same_keys(tmp_path: Path) -> None:
    text = "# A\n\n```{.table #gdp}\nfile: gdp.csv\ncolumns: [Country]\n```\n"
    made = document(tmp_path, text, {"gdp.csv": GDP})
    assert table_of(made).id == "gdp"
    assert [row[0] for row in words(made)][1:] == ["Germany", "South Korea", "Nigeria", "Japan"]


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("wealth", "did you mean `WEALTH`?"),
        ("Lnad", "did you mean `Land`?"),
        ("GDP", "the header calls it `WEALTH`"),
        ("Zzz", "available: `Land`, `WEALTH`"),
    ],
)
def test_columns_are_named_as_in_the_header(name: str, hint: str, tmp_path: Path) -> None:
    table = ["file: gdp.csv", "columns: [Country, GDP]", "header: [Land, WEALTH]"]
    prepared = of_yaml(tmp_path, *table, f"highlight_columns: [{name}]")
    assert [one.hint for one in prepared.found] == [hint]


@pytest.mark.parametrize(
    ("lines", "finding"),
    [
        (["file: gdp.csv", "columns: [Contry]"], "SRC361 5:17 `gdp.csv` has no column `Contry`"),
        (["file: gdp.csv", "sort: Size"], "SRC361 5:13 `gdp.csv` has no column `Size`"),
        (["file: gdp.csv", "filter: GDP"], "SRC364 5:15 `GDP` is not a condition"),
        (
            ["file: gdp.csv", "filter: GDP > 9999"],
            "SRC364 5:15 no row of `gdp.csv` meets `GDP > 9999`",
        ),
        (
            ["file: .env.csv"],
            "SRC403 4:13 file `.env.csv` is hidden, and tables show no hidden files",
        ),
        (["rows: [[a, b]]", "highlight_columns: [c]"], "SRC361 5:27 the table has no column `c`"),
        (["rows: [[a, b]]", "highlight_rows: [2]"], "SRC361 5:24 the table has no row 2"),
        (
            ["rows: [[a, x]]", "format: [~, number]"],
            "SRC363 4:18 `x` is not a plain number, as the format of its column needs",
        ),
        (["rows: [[a, 1]]", "format: [~, numbr]"], "SRC104 5:19 `numbr` is not a format"),
        (
            ["rows: [[a, x]]", "total: Sum"],
            "SRC363 5:14 no column of the table has only numbers, so there are no sums",
        ),
        (
            ["header: [a, b]", "rows: [[{text: c, columns: 3}]]"],
            "SRC362 5:22 this cell spans 3 columns, but only 2 are left",
        ),
        (
            ["rows: [[a, {text: b, rows: 2}]]"],
            "SRC362 4:25 this cell spans 2 rows, but only 1 are left",
        ),
        (
            ["rows: [[a, {text: b, rows: 2}], [{text: c, columns: 2}]]"],
            "SRC362 4:47 this cell and one above it would cover the same place",
        ),
        (
            ["header: [a, b]", "rows: [[c, d, e]]"],
            "SRC369 5:21 this cell is beyond the 2 columns of its table",
        ),
        (["rows: []"], "SRC105 4:13 this table has no rows"),
        (["rows: [[a]]", "sort: a"], "SRC103 5:13 `sort` chooses from the rows of a file"),
        (["rows: [[a]]", "file: gdp.csv"], "SRC104 4:13 a table has either `rows` or a `file`"),
    ],
)
def test_what_is_wrong_is_reported_where_it_is(
    lines: list[str], finding: str, tmp_path: Path
) -> None:
    found = said(of_yaml(tmp_path, *lines).found)
    assert any(one.startswith(finding) for one in found), found


def test_a_format_that_no_cell_can_have_is_reported_once_where_it_is(tmp_path: Path) -> None:
    lines = ["header: [a, Growth]", "rows: [[a, 9.5], [b, 8], [c, '-']]", "format: [~, date]"]
    (found,) = said(of_yaml(tmp_path, *lines).found)
    assert found == (
        "SRC363 6:19 no cell of this column is a date such as `2026-11-23`, as its format needs:"
        " `9.5` …"
    )


def test_a_cell_that_others_differ_from_is_reported_with_its_column(tmp_path: Path) -> None:
    lines = ["header: [a, Growth]", "rows: [[a, 9.5], [b, x]]", "format: [~, number]"]
    (found,) = said(of_yaml(tmp_path, *lines).found)
    assert found.endswith(" `x` is not a plain number, as the format of column `Growth` needs")


def test_a_file_whose_columns_are_separated_by_semicolons_is_refused(tmp_path: Path) -> None:
    prepared = of_yaml(tmp_path, "file: gdp.csv")
    (tmp_path / "deck/slides/gdp.csv").write_text("Country;GDP\nJapan;4,2\n")
    prepared = slide_of(tmp_path, "title: A\nbody:\n- table: {file: gdp.csv}\n", suffix=".yaml")
    (found,) = prepared.found
    assert found.message == "the columns are separated by semicolons"


def test_a_row_may_be_covered_as_a_whole(tmp_path: Path) -> None:
    made = of_yaml(tmp_path, "rows: [[{text: a, rows: 2}, {text: b, rows: 2}], []]")
    assert said(made.found) == []
    assert words(made) == [["a", "b"], ["", ""]]


def test_shortened_figures_of_a_column_are_told_apart(tmp_path: Path) -> None:
    prepared = of_yaml(
        tmp_path,
        "rows: [[1234000, 0.001, 10.001], [1231000, 0.04, 10.002], [5000000, 1000000, 3]]",
        "format: [compact, compact(), currency('USD')]",
    )
    assert words(prepared) == [
        ["1.234M", "0.001", "$10.001"],
        ["1.231M", "0.04", "$10.002"],
        ["5M", "1M", "$3.00"],
    ]


def test_decimals_that_the_author_asks_for_are_kept(tmp_path: Path) -> None:
    prepared = of_yaml(
        tmp_path,
        "rows: [[1234000, 10.001], [1231000, 10.002]]",
        "format: [compact(1), \"currency('USD', decimals=2)\"]",
    )
    assert words(prepared) == [["1.2M", "$10.00"], ["1.2M", "$10.00"]]


def test_a_wrong_argument_of_a_format_is_reported_at_the_format(tmp_path: Path) -> None:
    prepared = of_yaml(tmp_path, "rows: [[a, 1]]", "format: [~, number(99)]")
    assert [one.span.line for one in prepared.found if one.span] == [5]


def test_the_shape_has_the_spans_of_the_block(tmp_path: Path) -> None:
    (slide,) = only(of_yaml(tmp_path, "rows: [[{text: a, columns: 2}], [b, c]]"))
    shape = slide.tables[0]
    assert isinstance(shape, TableShape)
    first, second = shape.rows[0].cells
    assert (first.columns, first.is_covered, second.joins_left) == (2, False, True)
