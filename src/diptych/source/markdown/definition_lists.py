"""Pandoc's definition lists as a block rule for markdown-it (Pandoc manual, "Definition lists")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from textwrap import dedent

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token
from msgspec import Struct

from diptych.source.markdown.block_lines import line_text
from diptych.source.markdown.drawn_tables import begins_drawn_table
from diptych.source.markdown.pipe_tables import begins_table
from diptych.source.markdown.unclosed import closing_fence

TOKEN = "definition_list"  # noqa: S105 - the name of a kind of token

_MARKER = re.compile(r"[:~][ \t]+(?=\S)")
_FENCE = re.compile(r"(`{3,}|~{3,})")
BLOCK = re.compile(r"(?:[-+*]|\d{1,9}[.)]|#{1,6})[ \t]|```|~~~|[>|]")
"""The beginning of another block than a paragraph."""
_MOST_INDENT = 3
"""Spaces before a marker or a term; with more, it is a listing."""
_WITHIN = 2
"""Spaces before a further paragraph of a definition."""


class WrittenTerm(Struct, frozen=True):
    """A term and its definitions as written, each with its content and lines."""

    term: Token
    definitions: Sequence[Token]


def definition_list(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - a rule's signature
    """Read terms, each a line, with definitions below them."""
    if silent:
        return False
    terms: list[WrittenTerm] = []
    number, after = start, start
    while (found := _term(state, number, end, is_first=not terms)) is not None:
        one, after = found
        terms.append(one)
        number = _filled(state, after, end)
    if not terms or _is_caption(state, terms, after, end):
        return False
    token = state.push(TOKEN, "dl", 0)
    token.map = [start, after]
    token.meta = {"terms": terms}
    state.line = after
    return True


def announces(state: StateBlock, number: int, end: int) -> bool:
    """Return whether a definition is on a line, or on that after an empty one."""
    number += number < end and state.isEmpty(number)
    return number < end and _is_definition(state, number)


def _term(
    state: StateBlock, number: int, end: int, *, is_first: bool
) -> tuple[WrittenTerm, int] | None:
    """Return the term on a line and the line after its definitions; None if there is none."""
    if not _is_term(state, number, end) or not (is_first or _is_text(state, number, end)):
        return None
    term = _token([line_text(state, number).strip()], number)
    definitions: list[Token] = []
    after = number + 1
    at = _filled(state, number + 1, end)
    while at < end and (_is_definition(state, at) or _is_further(state, at)):
        first, lines = at, [_MARKER.sub("", line_text(state, at), count=1).strip()]
        fence = _FENCE.match(lines[0])
        closing = fence and closing_fence(state, at, end, fence[1])
        at += 1
        while at < end and not state.isEmpty(at) and not _ends(state, at, end):
            lines.append(line_text(state, at).strip())
            at += 1
        if closing or BLOCK.match(lines[0]):
            at = max(at, closing + 1) if closing else at
            lines = list(_dedented(state, first, at))
        definitions.append(_token(lines, first))
        after, at = at, _filled(state, at, end)
    return WrittenTerm(term, definitions), after


def _is_term(state: StateBlock, number: int, end: int) -> bool:
    """Return whether a line is a term: a definition is below it, at most an empty line between."""
    if number >= end or state.isEmpty(number) or not 0 <= _indent(state, number) <= _MOST_INDENT:
        return False
    return not _is_definition(state, number) and announces(state, number + 1, end)


def _is_text(state: StateBlock, number: int, end: int) -> bool:
    """Return whether a line begins no other block."""
    rules = state.md.block.ruler.getRules("reference")
    return not any(rule(state, number, end, True) for rule in rules)


def _is_definition(state: StateBlock, number: int) -> bool:
    if state.isEmpty(number) or not 0 <= _indent(state, number) <= _MOST_INDENT:
        return False
    return _MARKER.match(line_text(state, number)) is not None


def _is_further(state: StateBlock, number: int) -> bool:
    """Return whether a line begins a further paragraph of a definition."""
    return not state.isEmpty(number) and _indent(state, number) >= _WITHIN


def _ends(state: StateBlock, number: int, end: int) -> bool:
    """Return whether a line ends the definition above it: another one, a term, its item."""
    if _is_definition(state, number) or _indent(state, number) < 0:
        return True
    below = number + 1
    return below < end and not state.isEmpty(below) and _is_definition(state, below)


def _indent(state: StateBlock, number: int) -> int:
    """Return the indentation of a line within the list item that it is in; negative after it."""
    return state.sCount[number] - state.blkIndent


def _is_caption(state: StateBlock, terms: Sequence[WrittenTerm], after: int, end: int) -> bool:
    """Return whether it is a paragraph and below it the caption of the table that follows."""
    if len(terms) > 1 or len(terms[0].definitions) > 1:
        return False
    below = _filled(state, after, end)
    return begins_table(state, below, end) or begins_drawn_table(state, below, end)


def _token(lines: Sequence[str], first: int) -> Token:
    return Token("inline", "", 0, content="\n".join(lines), map=[first, first + len(lines)])


def _dedented(state: StateBlock, start: int, end: int) -> Sequence[str]:
    """Return lines of a definition as if they were at the margin, without the sign before them."""
    lines = [state.src[state.bMarks[at] : state.eMarks[at]] for at in range(start, end)]
    if _is_definition(state, start):
        lines[0] = re.sub(r"[:~]", " ", lines[0], count=1)
    return dedent("\n".join(lines)).split("\n")


def _filled(state: StateBlock, number: int, end: int) -> int:
    """Return the first non-empty line from `number` on."""
    while number < end and state.isEmpty(number):
        number += 1
    return number
