"""Grid, simple and multiline tables, and line blocks, as Pandoc reads them."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from tests.authoring import authored, codes, document, said
from tests.source.markdown.slides import parsed

from diptych.blocks.prose import Prose
from diptych.blocks.table import Table
from diptych.diagnostics import Span
from diptych.model.cells import CellSpan
from diptych.model.text import LineBreak, Run, Text
from diptych.model.walk import texts
from diptych.source.markdown.rules import parse_blocks


def table(text: str) -> Table:
    """Return the one table of a slide."""
    (found,) = parsed(text).body
    assert isinstance(found, Table)
    return found


def rows_of(made: Table) -> list[list[str]]:
    """Return header and rows, with `/` for line breaks."""
    return [[lines(text) for text in row] for row in (*made.header, *made.rows)]


def lines(text: Text) -> str:
    return "".join(
        "/" if isinstance(one, LineBreak) else one.text
        for one in text.inlines
        if isinstance(one, LineBreak | Run)
    )


GRID = """\
+---------+-------+
| Fruit   | Price |
+:========+======:+
| Bananas | $1.34 |
| ripe    |       |
+---------+-------+
| Oranges | $2.10 |
+---------+-------+
"""


def test_a_grid_has_cells_of_several_lines_and_columns_aligned_by_its_colons() -> None:
    made = table(GRID)
    assert rows_of(made) == [["Fruit", "Price"], ["Bananas ripe", "$1.34"], ["Oranges", "$2.10"]]
    assert (len(made.header), made.align) == (1, ("left", "right"))


def test_a_grid_without_a_header_is_aligned_by_its_first_line() -> None:
    made = table("+:-:+--:+\n| a | b |\n+---+---+\n| c | d |\n+---+---+\n")
    assert made.header == ()
    assert rows_of(made) == [["a", "b"], ["c", "d"]]
    assert made.align == ("center", "right")


@pytest.mark.parametrize(
    "text", [f"{GRID}\n: Prices *now*", f"Table: Prices *now*\n\n{GRID}", f"{GRID}: Prices *now*"]
)
def test_a_caption_stands_below_or_above(text: str) -> None:
    caption = table(text).caption
    assert caption is not None
    assert caption.plain == "Prices now"


def test_cells_of_a_grid_span_columns_and_rows_where_borders_are_missing() -> None:
    made = table(
        "+-------------+------+\n"
        "| Property    | Deg  |\n"
        "+======+======+======+\n"
        "| Temp | min  | -89  |\n"
        "| 1990 +------+------+\n"
        "|      | max  | 56   |\n"
        "+------+------+------+\n"
    )
    assert made.spans == (CellSpan(0, 0, 1, 2), CellSpan(1, 0, 2, 1))
    assert rows_of(made)[1:] == [["Temp 1990", "min", "-89"], ["", "max", "56"]]


def test_a_last_row_between_lines_of_equals_signs_is_the_total() -> None:
    made = table("+---+\n| a |\n+===+\n| 1 |\n+---+\n| 2 |\n+===+\n| 3 |\n+===+\n")
    assert made.has_total
    assert rows_of(made) == [["a"], ["1"], ["2"], ["3"]]


def test_lists_paragraphs_and_code_in_a_cell_keep_their_lines_and_every_word() -> None:
    made = table(
        "+-------------------+\n"
        "| - one thing       |\n"
        "|   that goes on    |\n"
        "|     - within      |\n"
        "| - two             |\n"
        "|                   |\n"
        "| A *paragraph*     |\n"
        "|                   |\n"
        "| ```python         |\n"
        "| x = 1             |\n"
        "| y = 2             |\n"
        "| ```               |\n"
        "+-------------------+\n"
    )
    assert rows_of(made) == [
        ["• one thing that goes on/– within/• two/A paragraph/x = 1/y = 2"],
    ]


def test_hangul_takes_two_columns_but_borders_by_letters_are_read_too() -> None:
    words = [["이름", "값"], ["가나다", "하나와 둘"]]
    by_width = "+--------+-----------+\n| 이름   | 값        |\n+========+===========+\n"
    by_width += "| 가나다 | 하나와 둘 |\n+--------+-----------+\n"
    by_letters = "+------+--------+\n| 이름   | 값     |\n+======+========+\n"
    by_letters += "| 가나다 | 하나와 둘 |\n+------+--------+\n"
    assert rows_of(table(by_width)) == rows_of(table(by_letters)) == words


def test_a_simple_table_is_aligned_by_its_header_against_the_dashes() -> None:
    made = table(
        "  Right     Left     Center     Default\n"
        "-------     ------ ----------   -------\n"
        "     12     12        12            12\n"
        "    123     1 3       123          123\n"
        "\n"
        "Table: Numbers\n"
    )
    assert made.align == ("right", "left", "center", "left")
    assert rows_of(made)[1:] == [["12"] * 4, ["123", "1 3", "123", "123"]]
    assert made.caption is not None


def test_a_simple_table_without_a_header_ends_with_dashes() -> None:
    made = table("-----  ----\n   12  a\n    1  b\n-----  ----\n")
    assert made.header == ()
    assert rows_of(made) == [["12", "a"], ["1", "b"]]
    assert made.align == ("right", "left")


def test_in_a_multiline_table_empty_lines_part_the_rows() -> None:
    made = table(
        "----------------------------\n"
        " Centered    Right Left\n"
        "  Header   Aligned Aligned\n"
        "---------- ------- ---------\n"
        "  First       12.0 A row of\n"
        "                   two lines\n"
        "\n"
        "  Second       5.0 Another\n"
        "----------------------------\n"
    )
    assert rows_of(made) == [
        ["Centered Header", "Right Aligned", "Left Aligned"],
        ["First", "12.0", "A row of two lines"],
        ["Second", "5.0", "Another"],
    ]


def test_hangul_in_simple_tables_takes_two_columns() -> None:
    made = table("이름      값\n--------  ------\n가나다    하나\n라마바    둘\n")
    assert rows_of(made) == [["이름", "값"], ["가나다", "하나"], ["라마바", "둘"]]


def test_cells_know_where_they_stand() -> None:
    made = table("+----+-----+\n| 가 | x   |\n|    | - y |\n+----+-----+\n")
    (first, second), *_ = made.rows
    assert (first.span, second.span) == (Span("a.md", 2, 3, 1), Span("a.md", 2, 7, 2))
    made = table("a    b\n---- ---\n1    `2`\n")
    assert made.rows[0][1].span == Span("a.md", 3, 6, 3)


def test_dashes_still_divide_slides_and_tables_may_follow_them(tmp_path: Path) -> None:
    prepared = document(tmp_path, f"one\n\n---\n\n{GRID}\n\n----------\n\na   b\n--- ---\n1   2\n")
    (talk,) = prepared.talks
    assert [type(slide.slide.body[0]) for slide in talk.slides] == [Prose, Table, Table]


@pytest.mark.parametrize(
    "text",
    [
        "+---+---+\n| a |\n+---+---+\n",
        "+---+---+\n| a | b |\n",
        "a   b\n--- ---\nlonger than its column\n",
    ],
)
def test_a_table_whose_columns_do_not_line_up_is_an_error(tmp_path: Path, text: str) -> None:
    (found,) = said(document(tmp_path, f"# A\n\n{text}").found)
    assert found.startswith("SRC368 3:1 this looks like a table, but its columns do not line up")


def test_many_lines_that_seem_to_begin_a_table_are_read_in_time() -> None:
    start = time.process_time()
    parse_blocks("+--+\n| a\n\n" * 2_000)
    parse_blocks("-- --\na\n\n" * 2_000)
    parse_blocks("----\na\n" * 2_000)
    parse_blocks("+-" * 3_000 + "+\n" + "| " * 3_000 + "|\n" + "+-" * 3_000 + "+\n")
    assert time.process_time() - start < 5


def test_a_line_block_keeps_its_lines_and_the_spaces_before_them() -> None:
    (block,) = parsed("| One **bold**\n|    two\n|\n| three\n  goes on\n").body
    assert isinstance(block, Prose)
    assert lines(block.text) == "One bold/\u00a0\u00a0\u00a0two/\u00a0/three goes on"
    assert block.text.span.line == 1


def test_a_div_in_a_cell_is_its_content_and_reported(tmp_path: Path) -> None:
    table = (
        "+----------------------+---+\n| ::: {.callout-note}  | b |\n| One rule             |   |\n"
        "| :::                  |   |\n+----------------------+---+\n"
    )
    prepared = document(tmp_path, f"# A\n\n{table}")
    (table_block,) = authored(prepared)[0].body
    assert [text.plain for text in texts(table_block)] == ["One rule", "b"]
    assert codes(prepared.found) == ["SRC302 4:3"]
    assert not prepared.found[0].is_error
