"""The site of a project: where it is published, and the talks that it has."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from diptych.model.deck import Talk
from diptych.model.theme import Theme, in_language


class TalkHead(Struct, frozen=True, kw_only=True):
    """A talk without its slides, in one of its languages."""

    talk: Talk
    theme: Theme
    locale: str


class Site(Struct, frozen=True, kw_only=True):
    """What pages need to know besides their talk; the same whichever talks a build makes."""

    url: str = ""
    """The URL at which the folder `site/` is published, with a trailing slash; empty if unknown."""
    titles: Mapping[str, str] = {}
    """The name of the site by locale; empty if it has none."""
    heads: tuple[TalkHead, ...] = ()
    """Every talk of the project in each of its languages."""
    absent: frozenset[tuple[str, str]] = frozenset()
    """Talks and locales without a page, as long as no build has made it: nothing leads to them."""
    has_list: bool = True
    """Whether there is a list of all talks; a single-file talk knows of no others."""

    @property
    def shown(self) -> tuple[TalkHead, ...]:
        """Return the talks in the languages in which they have a page."""
        return tuple(one for one in self.heads if (one.talk.name, one.locale) not in self.absent)

    def title(self, locale: str) -> str:
        """Return the name of the site in a language, or else in any; empty if it has none."""
        return in_language(locale, self.titles) or next(iter(self.titles.values()), "")
