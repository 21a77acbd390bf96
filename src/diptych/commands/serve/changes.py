"""The changes from one build to the next, if they are only in the contents of slides."""

from __future__ import annotations

from collections.abc import Mapping

_START, _END = b"\n<section ", b"\n</section>"
"""How the writer begins and ends a slide; text has neither, since its `<` is escaped."""
_LARGEST = 200_000
"""Most bytes of slides that are sent with an event; if there are more, the page requests them."""

Changes = Mapping[int, str]
"""The contents of slides, as HTML, by position."""


def changes(before: bytes, after: bytes) -> Changes | None:
    """Return the changed slides of a page; None if anything else has changed."""
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
