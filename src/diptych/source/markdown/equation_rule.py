"""The block rule for formulas on lines of their own, `$$ ... $$`."""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock

from diptych.source.markdown.block_lines import begins_with, line_text

_CLOSED = re.compile(r"(?<!\\)\$\$")
_AFTER = re.compile(r"\s*+(?:\{[^{}]*+\})?\s*+$")
"""What may follow the formula on its last line: attributes, as in pandoc-crossref and Quarto."""


def display_math(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - a rule's signature
    """Read `$$` up to the next `$$`, between which no line is empty, as Pandoc requires.

    Marp, reveal-md and Slidev permit empty lines. A formula that something else follows on its
    last line is part of a paragraph.
    """
    if not begins_with(state, start, "$$") or state.is_code_block(start):
        return False
    lines: list[str] = []
    for number in range(start, end):
        if state.isEmpty(number):
            if not state.md.options.get("has_slides_apart"):
                return False
            lines.append("")
            continue
        line = line_text(state, number)
        if state.sCount[number] < state.blkIndent or line.rstrip() == "---":
            return False
        lines.append(line[2:] if number == start else line)
        closed = _CLOSED.search(lines[-1])
        if closed is None:
            continue
        written = lines[-1][: closed.start()]
        after = lines[-1][closed.end() :]
        if not _AFTER.match(after):
            return False
        if not silent:
            lines[-1] = written
            token = state.push("equation", "", 0)
            token.map, token.content = [start, number + 1], "\n".join(lines)
            token.meta = {"attributes": after.strip()}
        state.line = number + 1 if not silent else state.line
        return True
    return False
