"""Pandoc's pipe tables as a block rule for markdown-it (Pandoc manual, "Tables").

`{{ }}`, code and escaped characters are kept whole when cells are split: a `|` in them is not a
border. The dashes only set the alignment of columns; their widths depend on their content.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from markdown_it.rules_block import StateBlock
from msgspec import Struct
from msgspec.structs import replace

from diptych.model.theme import Align
from diptych.source.markdown.block_lines import line_text

TOKEN = "pipe_table"  # noqa: S105 - the name of a kind of token

_ATOM = r"""
    \{\{.*?\}\}                                          # a variable
  | (?P<ticks>`+)(?!`) .*? (?<!`)(?P=ticks)(?!`)         # code
  | (?<!\w)\$(?=\S)[^$\n]*?(?<=[^\s\\])\$(?!\d)          # a formula
  | \\.                                                  # an escaped character
  """
_OPENINGS = re.compile(r"\{\{|`|\$")
_MOST_OPENINGS = 1_000_000
"""Maximum of a line's variables, code spans and formulas times its length, since the end of each
may be searched in the whole line. A line beyond that is not a row."""
_MOST_HEADS = 4
"""Maximum rows of a header, since each line of a paragraph may begin a table."""
_MAY_HOLD_BORDERS = re.compile(r"\{\{|[`$\\]")
"""What an atom begins with, in which a bar is no border."""
_BORDER = re.compile(rf"(?P<atom>{_ATOM})|(?P<border>\|)", re.VERBOSE)
_DASHES = re.compile(r"[ \t]*(:?)-+(:?)[ \t]*")
_RULE = re.compile(r"\|?[ \t]*+:?-++:?[ \t]*+(?:[|+][ \t]*+:?-++:?[ \t]*+)*+\|?[ \t]*+$")
_CAPTION = re.compile(r"(?:[Tt]able)?:(?![!-/:-@\[-^_`|}~])[ \t]*")
"""A colon that does not begin an emoticon, div or attribute; `{` may follow, for attributes."""
_ALIGNS: dict[tuple[str, str], Align] = {(":", ":"): "center", ("", ":"): "right"}


class PipeCell(Struct, frozen=True):
    """A cell as written."""

    text: str
    column: int
    """The column in its source line at which it begins, from 1."""
    is_joined: bool = False
    """Whether it belongs to the cell at its left: there is nothing between two borders, `||`."""


class PipeRow(NamedTuple):
    """One line of a table."""

    line: int
    """Its line in the parsed text, from 0."""
    cells: tuple[PipeCell, ...]


class PipeTable(Struct, frozen=True):
    """A table as written."""

    align: tuple[Align, ...]
    header: tuple[PipeRow, ...]
    rows: tuple[PipeRow, ...]


def pipe_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - a rule's signature
    """Read a table with its caption below it, or above it with an empty line in between."""
    if silent:  # called to see if it ends a paragraph, which a caption does not
        return _table(state, start, end) is not None
    caption = caption_lines(state, start, end)
    top = filled_line(state, start + len(caption), end)
    table = _table(state, top, end)
    if table is None:
        return False
    header, align, rows = table
    bottom = top + len(header) + 1 + len(rows)
    if not caption:
        below = filled_line(state, bottom, end)
        caption = caption_lines(state, below, end)
        bottom = below + len(caption) if caption else bottom
    token = state.push(TOKEN, "table", 0)
    token.map = [top, bottom]
    token.meta = {"table": PipeTable(align, header, rows), "caption": caption}
    state.line = bottom
    return True


def begins_table(state: StateBlock, number: int, end: int) -> bool:
    """Return whether a table begins at a line."""
    return _table(state, number, end) is not None


def filled_line(state: StateBlock, number: int, end: int) -> int:
    """Return the first non-empty line from `number` on."""
    while number < end and state.isEmpty(number):
        number += 1
    return number


def _table(
    state: StateBlock, top: int, end: int
) -> tuple[tuple[PipeRow, ...], tuple[Align, ...], tuple[PipeRow, ...]] | None:
    """Return header, alignments and rows of the table at a line; None if there is none.

    The header may have several rows (MultiMarkdown, "Tables"), which Pandoc does not support.
    """
    if top + 1 >= end or state.is_code_block(top):
        return None
    header: list[PipeRow] = []
    align = None
    while align is None:
        number = top + len(header)
        align = _aligns(_line(state, number)) if header and number < end else None
        if align is None:
            row = _row(state, number) if number < end and len(header) < _MOST_HEADS else None
            if row is None:
                return None
            header.append(row)
    rows: list[PipeRow] = []
    for number in range(top + len(header) + 1, end):
        row = _row(state, number)
        if row is None:
            break
        rows.append(row)
    return tuple(header), align, tuple(rows)


def _line(state: StateBlock, number: int) -> str:
    return line_text(state, number).rstrip()


def _column(state: StateBlock, number: int) -> int:
    """Return the column in its source line at which a line begins, from 1."""
    first = state.bMarks[number] + state.tShift[number]
    return first - state.src.rfind("\n", 0, first)


def _aligns(line: str) -> tuple[Align, ...] | None:
    """Return the alignments given by a line of dashes; None if it is not such a line."""
    if not _RULE.fullmatch(line) or ("|" not in line and "+" not in line):
        return None
    dashes = (_DASHES.fullmatch(part) for part in re.split(r"[|+]", line.strip("|")))
    return tuple(_ALIGNS.get((found[1], found[2]), "left") for found in dashes if found)


def _row(state: StateBlock, number: int) -> PipeRow | None:
    """Return the cells of a line; None if it has no borders."""
    if state.isEmpty(number) or state.sCount[number] < state.blkIndent:
        return None
    line, begin = _line(state, number), _column(state, number)
    if "|" not in line or len(_OPENINGS.findall(line)) * len(line) > _MOST_OPENINGS:
        return None
    ranges = list(split_at_bars(line))
    if len(ranges) == 1:
        return None
    if not line[: ranges[0][1]].strip():
        del ranges[0]
    if len(ranges) > 1 and not line[ranges[-1][0] :].strip():
        del ranges[-1]
    cells = [_cell(line, first, last, begin) for first, last in ranges]
    if "||" in line:
        cells[1:] = (
            replace(cell, is_joined=first == last)
            for cell, (first, last) in zip(cells[1:], ranges[1:], strict=True)
        )
    return PipeRow(number, tuple(cells))


def split_at_bars(line: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each part of a line between borders."""
    at = 0
    if not _MAY_HOLD_BORDERS.search(line):  # as most
        for part in line.split("|"):
            end = at + len(part)
            yield at, end
            at = end + 1
        return
    for found in _BORDER.finditer(line):
        if found["border"]:
            yield at, found.start()
            at = found.end()
    yield at, len(line)


def _cell(line: str, first: int, last: int, begin: int) -> PipeCell:
    text = line[first:last]
    return PipeCell(text.strip(), begin + first + len(text) - len(text.lstrip()))


def caption_lines(state: StateBlock, number: int, end: int) -> tuple[PipeRow, ...]:
    """Return the lines of the caption that begins at a line, each as a row of one cell.

    There are none if no caption begins there.
    """
    if number >= end or state.is_code_block(number) or state.sCount[number] < state.blkIndent:
        return ()
    opening = _CAPTION.match(_line(state, number))
    if opening is None:
        return ()
    rows: list[PipeRow] = []
    for below in range(number, end):
        if state.isEmpty(below) or state.sCount[below] < state.blkIndent:
            break
        skipped = opening.end() if below == number else 0
        cell = PipeCell(_line(state, below)[skipped:], _column(state, below) + skipped)
        rows.append(PipeRow(below, (cell,)))
    return tuple(rows)
