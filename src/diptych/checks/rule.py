"""What a check is: a function that yields diagnostics for a whole build."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property

from msgspec import Struct

from diptych.diagnostics import Diagnostic
from diptych.memo import NO_MEMO, Memo
from diptych.model.deck import Slide, Talk
from diptych.model.laid_out import LaidOutTalk
from diptych.model.text import Text
from diptych.model.walk import texts


class Build(Struct, frozen=True, dict=True):
    """One talk as authored, and laid out in each of its locales."""

    talk: Talk
    laid_out: tuple[LaidOutTalk, ...]
    memo: Memo = NO_MEMO

    def texts_that(self, hold: Callable[[Text], bool]) -> Iterator[Text]:
        """Yield the texts of the talk's slides for which `hold` is true, in authored order.

        They are remembered for each slide, so those of an unchanged slide are not looked at again.
        """

        def found(slide: Slide) -> tuple[Text, ...]:
            return tuple([text for text in self._texts_of(slide) if hold(text)])

        for slide in self.talk.slides:
            yield from self.memo.recall(("texts", hold, self.talk.name, slide.id), found, slide)

    def _texts_of(self, slide: Slide) -> list[Text]:
        """Return the texts of a slide, found once for all checks."""
        known = self._texts
        if slide.id not in known:
            known[slide.id] = texts(slide)
        return known[slide.id]

    @cached_property
    def _texts(self) -> dict[str, list[Text]]:
        return {}


Check = Callable[[Build], Iterable[Diagnostic]]
