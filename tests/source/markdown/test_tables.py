"""Pipe tables as Pandoc reads them: cells, alignments, captions; and the same in YAML."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.authoring import authored, document, project, said, slide_of
from tests.source.markdown.slides import parsed

from diptych.blocks.prose import Prose
from diptych.blocks.table import Table
from diptych.diagnostics import Span
from diptych.model.cells import CellSpan
from diptych.model.text import Citation, Text, Variable


def table(text: str) -> Table:
    """Return the one table of a slide."""
    (found,) = (block for block in parsed(text).body if isinstance(block, Table))
    return found


def cells(row: tuple[Text, ...]) -> list[str]:
    return [text.plain for text in row]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("| a | b |\n|---|---|\n| 1 | 2 |", ["ab", "12"]),
        ("a | b\n-|-\n1 | 2", ["ab", "12"]),
        ("| a | b\n|---|---\n| 1 | 2", ["ab", "12"]),
        ("a | b |\n---+---\n1 | 2 |", ["ab", "12"]),
        ("| a |\n|---|\n| 1 |", ["a", "1"]),
        ("  | a | b |\n  |---|---|\n      | 1 | 2 |", ["ab", "12"]),
        ("| a | b |\n|---|---|", ["ab"]),
        ("| a | b |\n|---|---|\n| 1 |\n|", ["ab", "1-", "--"]),
        ("| a |\n|---|---|\n| 1 | 2 |", ["a-", "12"]),
        ("|  |  |\n|---|---|\n| 1 | 2 |", ["12"]),
        ("| a || b |\n|---|---|---|", ["a-b"]),
    ],
)
def test_reads_rows_of_cells(text: str, rows: list[str]) -> None:
    made = table(text)
    found = [*made.header, *made.rows]
    assert ["".join(cell or "-" for cell in cells(row)) for row in found] == rows


def test_dashes_say_how_columns_stand_and_not_how_wide_they_are() -> None:
    made = table("| a | b | c | d |\n|:-|:--:|-----:|-|\n| 1 | 2 | 3 | 4 |")
    assert made.align == ("left", "center", "right", "left")


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        (r"a \| b", "a | b"),
        ("`a | b`", "a | b"),
        ("``a ` | b``", "a ` | b"),
        ("**a** and *b*", "a and b"),
        ("a<br>b", "a b"),
        (r"`a \` b", r"a \ b"),
    ],
)
def test_a_bar_that_is_escaped_or_code_is_no_border(cell: str, words: str) -> None:
    made = table(f"| a | b |\n|---|---|\n| {cell} | 2 |")
    assert cells(made.rows[0]) == [words, "2"]


def test_variables_and_citations_are_whole_before_cells_are_split() -> None:
    (row,) = table("| a | b |\n|---|---|\n| {{ name | upper }} | x [@kim; @lee] |").rows
    variable, citation = row[0].inlines[0], row[1].inlines[-1]
    assert isinstance(variable, Variable)
    assert variable.expression == "name | upper"
    assert isinstance(citation, Citation)
    assert citation.keys == ("kim", "lee")


@pytest.mark.parametrize(
    "text",
    [
        "{0}\n\n: A *caption*",
        "{0}\n: A *caption*",
        "{0}\n\nTable: A *caption*",
        "{0}\n\n: A\n*caption*",
        ": A *caption*\n\n{0}",
        "table: A *caption*\n\n{0}",
    ],
)
def test_a_caption_stands_below_or_above(text: str) -> None:
    caption = table(text.format("| a |\n|---|\n| 1 |")).caption
    assert caption is not None
    assert caption.plain == "A caption"


def test_of_two_tables_the_first_takes_the_caption_between_them() -> None:
    one = "| a |\n|---|\n| 1 |"
    first, second = parsed(f"{one}\n\n: Between\n\n{one}").body
    assert isinstance(first, Table)
    assert isinstance(second, Table)
    assert (first.caption is not None, second.caption) == (True, None)


def test_a_caption_carries_the_attributes_of_its_table() -> None:
    made = table("| a |\n|---|\n| 1 |\n\n: A caption {#sales .row-heads}")
    assert (made.id, made.row_heads) == ("sales", True)
    made = table("| a |\n|---|\n| 1 |\n\n: {#sales}")
    assert (made.id, made.caption) == ("sales", None)


def test_a_line_without_a_bar_ends_a_table() -> None:
    made, text = parsed("| a |\n|---|\n| 1 |\nOn it goes.").body
    assert isinstance(made, Table)
    assert isinstance(text, Prose)
    assert (len(made.rows), text.text.plain) == (1, "On it goes.")


def test_a_table_ends_the_paragraph_above() -> None:
    text, made = parsed("As follows\n| a |\n|---|\n| 1 |").body
    assert isinstance(text, Prose)
    assert isinstance(made, Table)


def test_every_cell_knows_where_it_stands() -> None:
    made = table("text\n\n| 1 | 1 |\n|--|--|\n|   1 | `1` |\n|1\n\n: Ca\nption")
    assert [text.span for row in (*made.header, *made.rows) for text in row][:5] == [
        Span("a.md", 3, 3, 1),
        Span("a.md", 3, 7, 1),
        Span("a.md", 5, 5, 1),
        Span("a.md", 5, 9, 3),
        Span("a.md", 6, 2, 1),
    ]
    assert made.caption is not None
    assert made.caption.span == Span("a.md", 8, 3, 2)
    assert made.span.line == 3


def test_appears_after_a_pause() -> None:
    (made,) = parsed("::: fragment\n| a |\n|---|\n| 1 |\n:::").body
    assert made.step == 1


def test_in_yaml_rows_are_lists(tmp_path: Path) -> None:
    slide = (
        "title: A\nbody:\n  - table:\n      header: [Model, Year]\n      rows:\n"
        "        - [GPT-3, 2020]\n        - ['**Llama** {{ product | upper }}']\n"
        "        - [~, 1.50]\n      align: [left, right]\n      row_heads: true\n"
        "      caption: Models\n      id: models\n"
    )
    files = {"deck/slides/a.yaml": slide, "deck/slides/a.md": None}
    (written,) = authored(project(tmp_path, files))
    (made,) = written.body
    assert isinstance(made, Table)
    assert [cells(row) for row in made.header] == [["Model", "Year"]]
    assert [cells(row) for row in made.rows] == [
        ["GPT-3", "2020"],
        ["Llama DIPTYCH", ""],
        ["", "1.50"],
    ]
    assert (made.align, made.row_heads, made.id) == (("left", "right"), True, "models")
    assert made.caption is not None
    assert made.caption.plain == "Models"


def test_in_yaml_a_table_may_have_no_header(tmp_path: Path) -> None:
    slide = "title: A\nbody:\n  - table: {rows: [[a], [b, c]]}\n"
    files = {"deck/slides/a.yaml": slide, "deck/slides/a.md": None}
    (written,) = authored(project(tmp_path, files))
    (made,) = written.body
    assert isinstance(made, Table)
    assert (made.header, [cells(row) for row in made.rows]) == ((), [["a", ""], ["b", "c"]])


GROUPS = (
    "| Region | 2023 || 2024 ||\n| ^^ | A | B | A | B |\n"
    "|---|--:|--:|--:|--:|\n| x | 1 | 2 | 3 | 4 |"
)


def test_several_lines_above_the_dashes_name_groups_of_columns() -> None:
    made = table(GROUPS)
    assert [cells(row) for row in made.header] == [
        ["Region", "2023", "", "2024", ""],
        ["", "A", "B", "A", "B"],
    ]
    assert made.spans == (
        CellSpan(0, 0, rows=2),
        CellSpan(0, 1, columns=2),
        CellSpan(0, 3, columns=2),
    )


def test_carets_join_a_cell_to_the_one_above() -> None:
    made = table("| a | b | c |\n|---|---|---|\n| x || 1 |\n| ^^ || 2 |\n| y | z | 3 |")
    assert made.spans == (CellSpan(1, 0, rows=2, columns=2),)
    assert [cells(row) for row in made.rows] == [["x", "", "1"], ["", "", "2"], ["y", "z", "3"]]


def test_cells_have_attributes() -> None:
    made = table(
        "| a | b |\n|---|---|\n| x {colspan=2} | |\n| y | z {.highlight} |\n| ^^ | {{ v }} |"
    )
    assert made.spans == (CellSpan(1, 0, columns=2), CellSpan(2, 0, rows=2))
    assert made.highlighted == ((2, 1),)
    assert made.rows[1][1].plain == "z"


def test_a_table_has_attributes_for_its_rows_and_columns() -> None:
    made = table(
        "| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |\n| 4 | 6 |\n\n"
        ': {.total .incremental highlight-rows=1 highlight-columns="b"}'
    )
    assert made.has_total
    assert made.row_steps == (1, 2, 3)
    assert made.highlighted == ((0, 1), (1, 0), (1, 1), (2, 1), (3, 1))


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        (
            "| a |\n|---|\n| ^^ |",
            "SRC362 5:3 there is no cell above `^^` for it to belong to",
        ),
        (
            "| a | b |\n|---|---|\n| x ||\n| ^^ | y |",
            "SRC362 5:3 the cells that belong to this one do not form a rectangle with it",
        ),
        (
            "| a | b |\n|---|---|\n| x {colspan=2} | y |",
            "SRC362 5:19 this cell is covered by one beside or above it",
        ),
        (
            "| a |\n|---|\n| x {.hilight} |",
            "SRC203 5:3 attribute `hilight` of a cell has no meaning",
        ),
        (
            "| a |\n|---|\n| x |\n\n: {highlight-columns=c}",
            "SRC361 7:3 the table has no column `c`",
        ),
    ],
)
def test_cells_that_do_not_fit_together_are_reported(
    text: str, finding: str, tmp_path: Path
) -> None:
    found = said(slide_of(tmp_path, f"# A\n\n{text}\n").found)
    assert any(one.startswith(finding) for one in found), found


def test_a_table_of_nothing_but_an_empty_header_is_laid_out(tmp_path: Path) -> None:
    assert said(document(tmp_path, "# A\n\n|   |   |\n|---|---|\n").found) == []


def test_a_cell_beyond_the_columns_is_left_out_with_a_warning_that_quotes_it(
    tmp_path: Path,
) -> None:
    prepared = document(tmp_path, "# A\n\n| a | b |\n|---|---|\n| 1 | 2 | 3\n| 4 | 5 | |\n")
    (found,) = prepared.found
    assert (found.kind.code, found.is_error, found.subject) == ("SRC369", False, "3")
