"""In which direction a paragraph runs."""

from __future__ import annotations

from functools import lru_cache

from diptych.model.paragraph import Paragraph
from diptych.model.text import Run
from diptych.model.theme import Align
from diptych.typography.language import begins_right_to_left, is_right_to_left

_of_language = lru_cache(maxsize=64)(is_right_to_left)


def runs_right_to_left(paragraph: Paragraph) -> bool:
    """Return whether a paragraph runs from right to left, as its language does or its words begin.

    Code never does (UAX #9, HL1).
    """
    if paragraph.kind == "code" or paragraph.font == "mono":
        return False
    if _of_language(paragraph.locale):
        return True
    words = (one.text for one in paragraph.runs if isinstance(one, Run))
    if all(map(str.isascii, words)):  # as most are
        return False
    return begins_right_to_left("".join(one.text for one in paragraph.runs if isinstance(one, Run)))


def side_of(paragraph: Paragraph) -> Align:
    """Return on which side a paragraph stands: where its lines begin, unless it is said."""
    if paragraph.align == "left" and runs_right_to_left(paragraph):
        return "right"
    return paragraph.align
