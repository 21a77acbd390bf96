"""What is decided about a slide before it is laid out, the same in all languages."""

from typing import NamedTuple

from msgspec import Struct

from diptych.model.deck import ArrangementName, Talk
from diptych.model.theme import Theme

ON_PAGES = {"pages", "statement"}
"""Arrangements that divide content, or may: what is below a statement has a page of its own."""


class Version(NamedTuple):
    """A talk as shown in one locale."""

    talk: Talk
    theme: Theme
    locale: str


class Choice(Struct, frozen=True):
    """How a slide is laid out in all languages."""

    density: int = 0
    """The index of the largest density that it may have."""
    arrangement: ArrangementName | None = None
    """None if its content is laid out as written."""
    way: int = 0
    """Which of the ways of this arrangement."""
    is_centred: bool = False
    """Whether its body is in the middle of its region, since it leaves most of that free."""
    pages: "tuple[Choice, ...]" = ()
    """How each page is laid out, if the arrangement divides the content."""


AS_WRITTEN = Choice()
