"""What has changed from one build to the next, where that is no more than what slides show."""

from __future__ import annotations

from collections.abc import Mapping

_START, _END = b"\n<section ", b"\n</section>"
"""How the writer begins and ends a slide; no text has either, whose `<` is escaped."""
_LARGEST = 200_000
"""Bytes of slides that are sent with the news; for more, a page asks by itself."""

Changes = Mapping[int, str]
"""What is within slides, as HTML, by their place."""


def changes(before: bytes, after: bytes) -> Changes | None:
    """Return which slides of a page show something new; None if more than that has changed."""
    old, new = before.split(_START), after.split(_START)
    if len(old) != len(new) or old[0] != new[0]:
        return None
    changed: dict[int, str] = {}
    for place, (was, now) in enumerate(zip(old[1:], new[1:], strict=True)):
        if was != now:
            (old_start, _, old_rest), (start, _, rest) = was.partition(b">"), now.partition(b">")
            old_end = old_rest.rpartition(_END)[2]
            shown, _, end = rest.rpartition(_END)
            if (old_start, old_end) != (start, end):
                return None
            changed[place] = f"{shown.decode()}\n"
    return changed if sum(map(len, changed.values())) <= _LARGEST else None
