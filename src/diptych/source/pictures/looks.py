"""How pictures are cut, as their authors write it: `aspect=16/9`, `focus="top left"`."""

from __future__ import annotations

import re

from diptych.diagnostics import Span
from diptych.source.pictures.diagnostic_kinds import BAD_LOOK
from diptych.source.reading.attribute_places import report_attribute
from diptych.source.reading.source_reader import SourceReader

_RATIO = re.compile(r"\s*(\d{1,4}(?:\.\d{1,4})?)\s*(?:[/:x]\s*(\d{1,4}(?:\.\d{1,4})?))?\s*")
_SHARE = re.compile(r"(\d{1,3}(?:\.\d{1,2})?)%")
_ACROSS = {"left": 0.0, "right": 1.0}
_DOWN = {"top": 0.0, "bottom": 1.0}
_EXTREME = 20
"""The greatest ratio of two sides."""

_FILLS = {"fill": True, "cover": True, "fit": False, "contain": False}
"""PowerPoint's words, and those of CSS: what `fill` means there stretches a picture, which is
never done."""

Focus = tuple[float, float]
MIDDLE: Focus = (0.5, 0.5)


def read_aspect(written: str, span: Span, reader: SourceReader) -> float | None:
    """Return a ratio of width to height; None, with a report, if it is none."""
    found = _RATIO.fullmatch(written)
    if found is not None:
        wide, high = float(found[1]), float(found[2] or 1)
        if wide and high and 1 / _EXTREME <= wide / high <= _EXTREME:
            return wide / high
    message = f"`{written}` is not a ratio of width to height"
    hint = "write `16/9`, or `1` for a square"
    report_attribute(reader, BAD_LOOK, span, f"aspect={written}", message, hint)
    return None


def read_focus(written: str, span: Span, reader: SourceReader) -> Focus:
    """Return the point that stays in view, as shares of width and height from the top left."""
    words = written.replace(",", " ").split()
    shares = [_SHARE.fullmatch(word) for word in words]
    if len(words) == 2 and all(shares):  # noqa: PLR2004 - across and down
        across, down = (min(1.0, float(share[1]) / 100) for share in shares if share is not None)
        return across, down
    across = next((_ACROSS[word] for word in words if word in _ACROSS), 0.5)
    down = next((_DOWN[word] for word in words if word in _DOWN), 0.5)
    if not words or any(word not in {*_ACROSS, *_DOWN, "center"} for word in words):
        message = f"`{written}` is not a point of a picture"
        hint = "write `30% 20%`, from the left and from the top, or `top left`"
        report_attribute(reader, BAD_LOOK, span, f"focus={written}", message, hint)
    return across, down


def read_fit(
    written: str | None, span: Span | None, reader: SourceReader, *, has_own_shape: bool
) -> bool:
    """Return whether a picture takes all of its place instead of being shown whole.

    One that `has_own_shape`, a ratio or a circle, cannot.
    """
    if written is None:
        return False
    if written not in _FILLS:
        message = f"`{written}` is not a way to fit a picture into its place"
        hint = "write `fill`, to cut it to the shape of its place, or `fit`, to show all of it"
        report_attribute(reader, BAD_LOOK, span, f"fit={written}", message, hint)
        return False
    if _FILLS[written] and has_own_shape:
        message = f"`{written}` gives the picture the shape of its place, but it has one of its own"
        report_attribute(reader, BAD_LOOK, span, f"fit={written}", message, "leave out either")
        return False
    return _FILLS[written]
