"""Where links and pictures lead to, which in Pandoc's Markdown may have spaces in it."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from markdown_it import helpers

_CLOSING = {'"': '"', "'": "'", "(": ")"}
_ENDS = frozenset("\"')")
"""What may follow behind spaces: a title, or the end."""


def spaced_destinations(
    blanks: str, label_end: Callable[..., int] = helpers.parseLinkLabel
) -> SimpleNamespace:
    """Return markdown-it's helpers, reading `my file.pdf` as one destination, as Pandoc does.

    `blanks` are the characters that may stand within one; together they are one space. `label_end`
    finds the end of a link's text.
    """

    def parse(source: str, start: int, end: int) -> Any:
        found = helpers.parseLinkDestination(source, start, end)
        if not found.ok or source[start] == "<":
            return found
        while (behind := _behind_blanks(source, found.pos, end, blanks)) > found.pos:
            more = helpers.parseLinkDestination(source, behind, end)
            if behind == end or source[behind] in _ENDS or not more.ok:
                break
            found.str, found.pos = f"{found.str} {more.str}", more.pos
        return found

    def title(source: str, start: int, end: int, *more: Any) -> Any:
        """Return a title; one that never ends need not be read to the end to know."""
        close = _CLOSING.get(source[start : start + 1], "")
        never = not more and close and source.find(close, start + 1, end) < 0
        return helpers.parseLinkTitle(source, start, start if never else end, *more)

    return SimpleNamespace(
        parseLinkDestination=parse,
        parseLinkLabel=label_end,
        parseLinkTitle=title,
    )


def _behind_blanks(source: str, start: int, end: int, blanks: str) -> int:
    """Return where the blanks end that begin at `start`, escaped spaces among them."""
    at = start
    while at < end:
        if source.startswith("\\ ", at, end):
            at += 2
        elif source[at] in blanks:
            at += 1
        else:
            break
    return at
