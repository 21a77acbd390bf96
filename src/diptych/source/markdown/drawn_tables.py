"""Tables drawn with lines of dashes, as a block rule for markdown-it (Pandoc manual, "Tables").

Grid tables have borders around their cells; in simple and multiline tables, cells stand below the
dashes of their column. Their lines are compared as they look: wide letters, such as Hangul, take
two columns, or one if only that makes a table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from markdown_it.rules_block import StateBlock

from diptych.source.markdown.block_lines import begins_with, line_text
from diptych.source.markdown.drawn_cells import DrawnLine, DrawnTable, drawn_line
from diptych.source.markdown.grid_tables import read_grid_table
from diptych.source.markdown.pipe_tables import caption_lines, filled_line
from diptych.source.markdown.simple_tables import COLUMNS, RULE, read_simple_table

TOKEN = "drawn_table"  # noqa: S105 - the name of a kind of token
WITH_DASHES = "has_tables_of_dashes"
"""The option of a parser that reads simple and multiline tables, too."""

_MOST_LINES = 400
"""Maximum lines of a table, since each line of a document may seem to begin one."""
_MOST_HEADS = 20
"""Maximum lines of a header."""
_CAPTION = (":", "Table:", "table:")
"""What a caption begins with."""


def drawn_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - a rule's signature
    """Read a table with its caption below it, or above it with an empty line in between."""
    if silent:
        return False
    caption = caption_lines(state, start, end) if begins_with(state, start, *_CAPTION) else ()
    top = filled_line(state, start + len(caption), end) if caption else start
    table = _table(state, top, end)
    if table is None:
        return False
    bottom = top + table.height
    if not caption:
        below = filled_line(state, bottom, end)
        caption = caption_lines(state, below, end)
        bottom = below + len(caption) if caption else bottom
    token = state.push(TOKEN, "table", 0)
    token.map = [top, bottom]
    token.meta = {"table": table, "caption": caption}
    state.line = bottom
    return True


def begins_drawn_table(state: StateBlock, number: int, end: int) -> bool:
    """Return whether such a table begins at a line."""
    return _table(state, number, end) is not None


def _table(state: StateBlock, top: int, end: int) -> DrawnTable | None:
    if top >= end or state.isEmpty(top) or state.sCount[top] < state.blkIndent:
        return None
    if begins_with(state, top, "+-", "+=", "+:") and not state.is_code_block(top):
        return _read(read_grid_table, list(_bordered(state, top, end)))
    if not state.md.options.get(WITH_DASHES) or not _has_dashes(state, top, end):
        return None
    return _read(read_simple_table, list(_below(state, top, end)))


def _read(
    read: Callable[[Sequence[DrawnLine]], DrawnTable | None], lines: Sequence[tuple[str, int, int]]
) -> DrawnTable | None:
    table = read([drawn_line(*one, by_width=True) for one in lines])
    if table is not None or all(line.isascii() for line, _, _ in lines):
        return table
    return read([drawn_line(*one, by_width=False) for one in lines])


def _has_dashes(state: StateBlock, top: int, end: int) -> bool:
    """Return whether the dashes of columns are on a line or right below it.

    Below a rule they may be below the lines of a header, too, with no empty line in between.
    """
    if _is_columns(state, top):
        return True
    is_rule = begins_with(state, top, "---") and RULE.fullmatch(line_text(state, top))
    last = min(end, top + (_MOST_HEADS if is_rule else 2))
    for number in range(top + 1, last):
        if state.isEmpty(number):
            return False
        if _is_columns(state, number):
            return True
    return False


def _is_columns(state: StateBlock, number: int) -> bool:
    is_dashes = begins_with(state, number, "--")
    return is_dashes and COLUMNS.fullmatch(line_text(state, number)) is not None


def _bordered(state: StateBlock, top: int, end: int) -> Iterator[tuple[str, int, int]]:
    """Yield the lines from `top` on that begin with borders, each with its number and column."""
    for number in range(top, min(end, top + _MOST_LINES)):
        if state.isEmpty(number) or not begins_with(state, number, "+", "|"):
            return
        if state.sCount[number] < state.blkIndent:
            return
        at = state.bMarks[number] + state.tShift[number]
        yield line_text(state, number).rstrip(), number, at - state.src.rfind("\n", 0, at)


def _below(state: StateBlock, top: int, end: int) -> Iterator[tuple[str, int, int]]:
    """Yield the lines from `top` on within the block around them, with their indentation."""
    for number in range(top, min(end, top + _MOST_LINES)):
        if state.isEmpty(number):
            yield "", number, 1
            continue
        if state.sCount[number] < state.blkIndent:
            return
        at = state.bMarks[number] + min(state.blkIndent, state.tShift[number])
        yield (
            state.src[at : state.eMarks[number]].rstrip(),
            number,
            at - state.src.rfind("\n", 0, at),
        )
