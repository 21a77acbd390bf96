"""What a comparison finds: diagnostics at the author's lines, and the figures of each output."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import accumulate

from msgspec import Struct

from diptych.commands.compare.comparing import (
    MOST_BROKEN,
    MOST_PX,
    ComparedSlide,
    PictureDifference,
    SlideDifference,
    TextDifference,
)
from diptych.commands.compare.matching import DrawnParagraph
from diptych.commands.compare.reasons import reason
from diptych.commands.compare.solved import text_lines
from diptych.comparison_kinds import ABSENT, BROKEN_ELSEWHERE, MOVED
from diptych.diagnostics import Diagnostic
from diptych.model.laid_out import LaidOutTalk
from diptych.render import HTML
from diptych.tabular import aligned

_LONG = 80
"""Characters of a text that a message quotes."""


def findings(one: ComparedSlide, talk: LaidOutTalk) -> Iterator[Diagnostic]:
    """Yield what is found on a slide; of several moved texts of an output, the farthest."""
    families = {
        family for font in talk.theme.fonts.values() for family in (font.latin, font.east_asian)
    }
    for output, difference in one.differences.items():
        place = f"{output.upper()} in {talk.locale}, slide {one.slide.number}"
        yield from _of_texts(difference, place, families)
        if output == HTML.name and difference.px > MOST_PX:
            yield _moved(one, difference, place)


def _of_texts(
    difference: SlideDifference, place: str, families: Collection[str]
) -> Iterator[Diagnostic]:
    for one in difference.texts:
        paragraph = one.solved.paragraph
        if one.drawn is None or one.reference is None:
            words = _short(" ".join(text_lines(paragraph)))
            where = "" if one.drawn is None else " in the PDF"
            yield ABSENT.at(paragraph.span, f"{place}: `{words}` is not shown{where}")
        elif one.is_broken:
            message = f"{place}: it breaks `{_around_break(one, one.drawn, one.reference)}`"
            yield BROKEN_ELSEWHERE.at(paragraph.span, message, hint=reason(one, families))


def _moved(one: ComparedSlide, difference: SlideDifference, place: str) -> Diagnostic:
    farthest = difference.farthest
    span, what = one.slide.slide.span, "a picture"
    if isinstance(farthest, TextDifference):
        span = farthest.solved.paragraph.span
        what = f"`{_short(' '.join(text_lines(farthest.solved.paragraph)))}`"
    elif isinstance(farthest, PictureDifference) and farthest.alt:
        what = f"the picture `{_short(farthest.alt)}`"
    message = f"{place}: {what} is {difference.px:.1f} px from its place in the PDF"
    return MOVED.at(span, message)


def _around_break(one: TextDifference, drawn: DrawnParagraph, reference: DrawnParagraph) -> str:
    """Return the words around the first break that the reference does not have."""
    lines = text_lines(one.solved.paragraph, drawn.words)
    ends = set(accumulate(map(len, reference.words)))
    other = next(
        (i for i, end in enumerate(accumulate(map(len, drawn.words))) if end not in ends), 0
    )
    before, after = lines[other], lines[other + 1] if other + 1 < len(lines) else ""
    half = _LONG // 2
    before = before if len(before) <= half else f"…{before[1 - half :]}"
    return f"{before} / {_short(after, half)}"


def _short(text: str, most: int = _LONG) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


class Tally(Struct):
    """The figures of one output of a talk in one locale, counted up slide by slide."""

    talk: str
    locale: str
    output: str
    slides: int = 0
    paragraphs: int = 0
    broken: int = 0
    absent: int = 0
    px: float = 0.0
    """The largest deviation."""
    number: int = 0
    """The number of the slide that has it."""

    def add(self, one: ComparedSlide) -> None:
        """Count a slide."""
        difference: SlideDifference = one.differences[self.output]
        self.slides += 1
        self.paragraphs += len(difference.texts)
        self.broken += len(difference.broken)
        self.absent += len(difference.absent)
        if difference.px > self.px:
            self.px, self.number = difference.px, one.slide.number


def is_within_bounds(tallies: Iterable[Tally]) -> bool:
    """Return whether all outputs agree with the PDF within the limits.

    A PPTX may break 1 paragraph in 100 elsewhere, of all that were compared: those who show it set
    it anew.
    """
    known = tuple(tallies)
    if any(one.absent for one in known):
        return False
    html = [one for one in known if one.output == HTML.name]
    others = [one for one in known if one.output != HTML.name]
    broken, paragraphs = sum(one.broken for one in others), sum(one.paragraphs for one in others)
    return (
        not any(one.broken or one.px > MOST_PX for one in html)
        and broken <= MOST_BROKEN * paragraphs
    )


def table(tallies: Iterable[Tally]) -> Iterator[str]:
    """Yield lines for the terminal."""
    head = (
        "TALK",
        "LANGUAGE",
        "OUTPUT",
        "SLIDES",
        "PARAGRAPHS",
        "BREAK ELSEWHERE",
        "MISSING",
        "FARTHEST",
    )
    rows = [
        (
            one.talk,
            one.locale,
            one.output.upper(),
            str(one.slides),
            str(one.paragraphs),
            str(one.broken),
            str(one.absent or ""),
            f"{one.px:.1f} px" + (f" on slide {one.number}" if one.number else ""),
        )
        for one in tallies
    ]
    if rows:
        yield from aligned(head, rows)
