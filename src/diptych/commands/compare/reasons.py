"""Why LibreOffice breaks a paragraph elsewhere."""

from __future__ import annotations

from collections.abc import Collection
from itertools import accumulate

from diptych.commands.compare.comparing import TextDifference
from diptych.commands.compare.matching import DrawnParagraph
from diptych.commands.compare.solved import signs_of
from diptych.model.paragraph import Paragraph
from diptych.model.text import LineBreak

_OF_PAGE = "OTS-derived-font"
"""What Chromium calls fonts that a page brings with it."""
_SPREAD = 0.002
"""Share by which widths may differ from rounding alone."""


def reason(one: TextDifference, families: Collection[str]) -> str:
    """Return why a paragraph breaks elsewhere than in the reference, in a phrase.

    `families` are those of the theme, whose widths the reference has.
    """
    drawn, reference = one.drawn, one.reference
    if drawn is None or reference is None or drawn.words == reference.words:
        return ""
    others = sorted({letter.font for letter in drawn.letters if not _is_of(letter.font, families)})
    if others:
        return f"it is set in {', '.join(others)}, whose widths differ"
    word = _parted(one.solved.paragraph, _first_difference(drawn.words, reference.words))
    if word:
        return f"it breaks within `{word}`, which Diptych keeps together"
    wider = _wider(drawn, reference)
    if abs(wider) > _SPREAD:
        return f"its letters are {abs(wider):.1%} {'wider' if wider > 0 else 'narrower'}"
    return "the line is full but for the rounding of widths"


def _is_of(font: str, families: Collection[str]) -> bool:
    name = font.partition("-")[0].replace(" ", "").lower()
    return font == _OF_PAGE or name in {family.replace(" ", "").lower() for family in families}


def _first_difference(drawn: tuple[str, ...], reference: tuple[str, ...]) -> int:
    """Return after how many signs the output ends the first line that has other signs."""
    pairs = zip(accumulate(map(len, drawn)), accumulate(map(len, reference)), strict=False)
    return next(end for end, other in pairs if end != other)


def _parted(paragraph: Paragraph, at: int) -> str:
    """Return the word in which a break after `at` signs is; empty if it is between two words."""
    text = "".join("\n" if isinstance(run, LineBreak) else run.text for run in paragraph.runs)
    end = 0
    for word in text.split():
        start, end = end, end + len(signs_of(word))
        if start < at < end:
            return word
    return ""


def _wider(drawn: DrawnParagraph, reference: DrawnParagraph) -> float:
    """Return how much wider the first line is than in the reference, as a share."""
    count = min(len(drawn.lines[0]), len(reference.lines[0]))
    here, there = drawn.lines[0][:count], reference.lines[0][:count]
    width = there[-1].x - there[0].x
    return (here[-1].x - here[0].x) / width - 1 if width else 0.0
