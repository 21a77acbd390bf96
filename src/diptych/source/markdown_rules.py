"""The block rules that Pandoc's Markdown has and CommonMark does not, for markdown-it."""

from __future__ import annotations

import re
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from diptych.markup.attributes import Attributes, read_attributes

_OPENING = re.compile(r":{3,}\s*(\{.*\}|[\w.-]+)\s*:*\s*$")
_CLOSING = re.compile(r":{3,}\s*$")
_FENCE = re.compile(r"(`{3,}|~{3,})")
_FOOTNOTE = re.compile(r"\[\^([^\]\s]+)\]:\s*(.*)$")


@cache
def block_parser() -> MarkdownIt:
    """Return a parser for Pandoc's block Markdown; only its block half is meant to be used."""
    md = MarkdownIt("commonmark").enable("table")
    interrupts = ["paragraph", "reference", "blockquote", "list"]
    md.block.ruler.before("fence", "fenced_div", _fenced_div, {"alt": interrupts})
    md.block.ruler.before("reference", "footnote", _footnote, {"alt": ["paragraph", "reference"]})
    # A slide's links are written where they are used; a stray definition would vanish.
    md.block.ruler.disable("reference")
    return md


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]


def _fenced_div(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - a rule's signature
    """Read `::: {.name key=val}` or `::: name` to its `:::` (Pandoc manual, "Divs and Spans")."""
    opening = _OPENING.match(_line(state, start))
    if opening is None or state.is_code_block(start):
        return False
    if silent:
        return True
    close = _closing_line(state, start, end)
    token = state.push("div_open", "div", 1)
    token.map = [start, start + 1]
    token.meta = {"attributes": _div_attributes(opening[1]), "closed": close is not None}
    parent, line_max = state.parentType, state.lineMax
    state.parentType, state.lineMax = "div", end if close is None else close
    state.md.block.tokenize(state, start + 1, state.lineMax)
    state.parentType, state.lineMax = parent, line_max
    state.push("div_close", "div", -1)
    state.line = end if close is None else close + 1
    return True


def _div_attributes(written: str) -> Attributes | None:
    if not written.startswith("{"):
        return Attributes(None, (written,), {})
    read = read_attributes(written.strip())
    return read[0] if read else None


def _closing_line(state: StateBlock, start: int, end: int) -> int | None:
    depth, fence = 1, ""
    for number in range(start + 1, end):
        line = _line(state, number)
        if found := _FENCE.match(line):
            if not fence:
                fence = found[1]
            elif line.startswith(fence):
                fence = ""
        elif not fence and _CLOSING.match(line):
            depth -= 1
            if depth == 0:
                return number
        elif not fence and _OPENING.match(line):
            depth += 1
    return None


def _footnote(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: ARG001, FBT001 - a rule's signature
    """Read `[^label]: text`, on as many lines as follow without a blank one."""
    found = _FOOTNOTE.match(_line(state, start))
    if found is None or state.is_code_block(start):
        return False
    if silent:
        return True
    last = start + 1
    while last < end and not state.isEmpty(last) and not _FOOTNOTE.match(_line(state, last)):
        last += 1
    token = state.push("footnote", "", 0)
    token.map = [start, last]
    token.meta = {"label": found[1]}
    rest = [_line(state, number) for number in range(start + 1, last)]
    token.content = "\n".join([found[2], *rest])
    state.line = last
    return True
