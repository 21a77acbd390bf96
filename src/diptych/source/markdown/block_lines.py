"""The lines of a document as markdown-it's block rules see them."""

from __future__ import annotations

from markdown_it.rules_block import StateBlock


def begins_with(state: StateBlock, number: int, *starts: str) -> bool:
    """Return whether a line begins with one of `starts`, without copying the line."""
    return state.src.startswith(starts, state.bMarks[number] + state.tShift[number])


def line_text(state: StateBlock, number: int) -> str:
    """Return a line without its indentation and without enclosing markers, such as `>`."""
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]
