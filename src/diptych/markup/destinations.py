"""Destinations of links and pictures, which may contain spaces in Pandoc's Markdown."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from markdown_it import helpers

_CLOSING = {'"': '"', "'": "'", "(": ")"}
_ENDS = frozenset("\"')")
"""What may follow after spaces: a title, or the end."""


def spaced_destinations(
    blanks: str, label_end: Callable[..., int] = helpers.parseLinkLabel
) -> SimpleNamespace:
    """Return markdown-it's helpers, changed to read `my file.pdf` as one destination like Pandoc.

    `blanks` are the characters that may occur within one; consecutive ones become one space.
    `label_end` finds the end of a link's text.
    """

    def parse(source: str, start: int, end: int) -> Any:
        found = helpers.parseLinkDestination(source, start, end)
        if not found.ok or source[start] == "<":
            return found
        while (after := _after_blanks(source, found.pos, end, blanks)) > found.pos:
            more = helpers.parseLinkDestination(source, after, end)
            if after == end or source[after] in _ENDS or not more.ok:
                break
            found.str, found.pos = f"{found.str} {more.str}", more.pos
        return found

    def title(source: str, start: int, end: int, *more: Any) -> Any:
        """Return a title; do not scan the text for one that is never closed."""
        close = _CLOSING.get(source[start : start + 1], "")
        is_unclosed = not more and close and source.find(close, start + 1, end) < 0
        return helpers.parseLinkTitle(source, start, start if is_unclosed else end, *more)

    return SimpleNamespace(
        parseLinkDestination=parse,
        parseLinkLabel=label_end,
        parseLinkTitle=title,
    )


def _after_blanks(source: str, start: int, end: int, blanks: str) -> int:
    """Return where the blanks that begin at `start` end, including escaped spaces."""
    at = start
    while at < end:
        if source.startswith("\\ ", at, end):
            at += 2
        elif source[at] in blanks:
            at += 1
        else:
            break
    return at
