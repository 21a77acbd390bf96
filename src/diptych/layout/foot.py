"""What the foot of slides says: the footer, the date, and the section of the talk."""

from collections.abc import Iterator
from itertools import repeat
from typing import NamedTuple

from diptych.model.deck import Section, Talk
from diptych.model.text import Text

_COVER = "cover"
_MOST_TICKS = 200
"""Each slide says the names of all; with their gaps, more have no room on 2,000 px."""


class FootWords(NamedTuple):
    """What the foot of slides says in one section of a talk."""

    footer: Text
    dates: tuple[str, ...]
    """The date, and what takes its place where there is less room, the longest first."""
    sections: tuple[str, ...]
    """The titles of the sections that have a tick; none if there is no line of ticks."""
    current: int
    """The place of its own among them."""


def foot_words(talk: Talk) -> Iterator[FootWords]:
    """Yield what the foot of each slide says, which those of a section share."""
    ticked = ticked_sections(talk)
    titles = tuple(one.title.plain for one in ticked)
    dates = (talk.shown_date, *talk.shorter_dates)
    for section in talk.sections:
        words = FootWords(talk.foot, dates, (), 0)  # without a tick it has none at all
        if section in ticked:
            words = FootWords(talk.foot, dates, titles, ticked.index(section))
        yield from repeat(words, len(section.slides))


def ticked_sections(talk: Talk) -> tuple[Section, ...]:
    """Return the sections that have a tick: those with a title before the end of the talk.

    What only has the cover is the beginning, not a part. A talk of a single part has none, nor has
    one of very many.
    """
    if not talk.at_foot.has_ticks:
        return ()
    named = [section for section in talk.sections if not section.title.is_empty]
    shown = tuple(
        section
        for section in named
        if not all(one.backup or one.layout == _COVER for one in section.slides)
    )
    return shown if 1 < len(shown) <= _MOST_TICKS else ()
