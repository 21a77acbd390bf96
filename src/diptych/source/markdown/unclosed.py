"""Fences and comments that are never closed: their first line is reported, and the rest is read.

In CommonMark both extend to the end of the document, swallowing every slide that follows; Pandoc
treats their first line as text.
"""

from __future__ import annotations

import re
from itertools import accumulate

from markdown_it.rules_block import StateBlock, fence, html_block

from diptych.source.markdown.block_lines import begins_with, line_text

_ENDINGS = "fence_endings"
"""The key in the environment of the counts of fence characters, which are computed once."""
_FENCE = re.compile(r"(`{3,}(?=[^`]*$)|~{3,})")


def whole_fence(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - a rule's signature
    """Read a fenced listing; if it is not closed, only its first line, as `unclosed_fence`."""
    if not begins_with(state, start, "```", "~~~"):
        return False
    opening = _FENCE.match(line_text(state, start))
    if opening is None or state.is_code_block(start):
        return False
    if closing_fence(state, start, end, opening[1]) is not None:
        # In Pandoc backticks end any paragraph, tildes only that of an item that they are outside.
        is_lazy = state.sCount[start] < state.blkIndent
        interrupts = opening[1][0] == "`" or state.parentType != "paragraph" or is_lazy
        return interrupts and fence(state, start, end, silent)
    if not silent:
        _push_line(state, "unclosed_fence", start)
    return not silent


def closing_fence(state: StateBlock, start: int, end: int, opening: str) -> int | None:
    """Return the line that closes the fence opened at a line; None if there is none."""
    if len(opening) > _longest_below(state, start, opening[0]):
        return None
    closing = re.compile(rf"{re.escape(opening)}{re.escape(opening[0])}*[ \t]*$")
    depth = min(state.blkIndent, state.sCount[start])  # it may end the list item above it
    is_in_item = state.is_code_block(start)  # which is not read yet
    for number in range(start + 1, end):
        if state.sCount[number] < depth and not state.isEmpty(number):
            return None
        if closing.match(line_text(state, number)) and (
            is_in_item or not state.is_code_block(number)
        ):
            return number
    return None


def _longest_below(state: StateBlock, start: int, sign: str) -> int:
    """Return the length of the longest possible closing fence below a line.

    It is computed once for all lines, since each of many may open a fence.
    """
    key = f"{_ENDINGS} {sign}"
    if key not in state.env:
        lines = (line.rstrip() for line in state.src.split("\n"))
        counts = [len(line) - len(line.rstrip(sign)) for line in lines]
        state.env[key] = list(accumulate(reversed(counts), max))[::-1]
    longest: list[int] = state.env[key]
    return longest[start + 1] if start + 1 < len(longest) else 0


def whole_html(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - a rule's signature
    """Read raw HTML; of an unclosed comment only the first line, as `unclosed_comment`."""
    is_comment = begins_with(state, start, "<!--") and not state.is_code_block(start)
    if not is_comment or _is_closed(state, start, end):
        return html_block(state, start, end, silent)
    if not silent:
        _push_line(state, "unclosed_comment", start)
    return True


def _is_closed(state: StateBlock, start: int, end: int) -> bool:
    if state.src.find("-->", state.bMarks[start]) < 0:
        return False
    for number in range(start, end):
        if state.sCount[number] < state.blkIndent and not state.isEmpty(number):
            return False
        if "-->" in line_text(state, number):
            return True
    return False


def _push_line(state: StateBlock, kind: str, number: int) -> None:
    token = state.push(kind, "", 0)
    token.map = [number, number + 1]
    token.content = line_text(state, number)
    state.line = number + 1
