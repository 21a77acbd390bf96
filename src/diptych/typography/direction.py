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
    runs = paragraph.runs
    if len(runs) == 1 and isinstance(run := runs[0], Run):  # as most have
        return not run.text.isascii() and begins_right_to_left(run.text)
    return begins_right_to_left("".join([one.text for one in runs if isinstance(one, Run)]))


def side_of(paragraph: Paragraph, *, is_right_to_left: bool) -> Align:
    """Return on which side a paragraph stands: where its lines begin, unless it is said."""
    return "right" if is_right_to_left and paragraph.align == "left" else paragraph.align
