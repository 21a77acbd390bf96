"""Pandoc's line blocks as a block rule for markdown-it (its manual, "Line blocks")."""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock

from diptych.source.markdown.block_lines import line_text
from diptych.source.markdown.drawn_cells import Fragment

TOKEN = "line_block"  # noqa: S105 - the name of a kind of token

_LINE = re.compile(r"\|(?:[ \t](?P<words>.*)|$)")
_ROW = re.compile(r"\|\s.*\|\s*")
"""A line that is rather a row of a table whose header has no line of dashes below it."""
_KEPT = "\u00a0"


def line_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - a rule's signature
    """Read lines that begin with `|`, whose breaks and leading spaces are kept."""
    first = line_text(state, start)
    if not _LINE.match(first) or _ROW.fullmatch(first) or state.is_code_block(start):
        return False
    if silent:
        return True
    lines: list[Fragment] = []
    number = start
    while number < end and not state.isEmpty(number) and state.sCount[number] >= state.blkIndent:
        text = line_text(state, number)
        column = state.bMarks[number] + state.tShift[number]
        column -= state.src.rfind("\n", 0, column)
        found = _LINE.match(text)
        if found is not None:
            words = (found["words"] or "").rstrip()
            bare = words.lstrip()
            kept = _KEPT * (len(words) - len(bare)) + bare or _KEPT
            if lines:
                lines[-1] = lines[-1]._replace(text=f"{lines[-1].text}\\")
            lines.append(Fragment(kept, number, column + 2))
        elif state.sCount[number] > state.blkIndent:
            lines.append(Fragment(text.strip(), number, column))
        else:
            break
        number += 1
    token = state.push(TOKEN, "p", 0)
    token.map = [start, number]
    token.meta = {"lines": tuple(lines)}
    state.line = number
    return True
