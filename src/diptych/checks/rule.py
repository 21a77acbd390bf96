"""What a check is: a function that yields diagnostics for a whole build."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property

from msgspec import Struct

from diptych.checks.slide_texts import SlideTexts, slide_texts
from diptych.diagnostics import Diagnostic
from diptych.memo import NO_MEMO, Memo
from diptych.model.deck import Talk
from diptych.model.laid_out import LaidOutSlide, LaidOutTalk
from diptych.model.shapes import PictureShape


class Build(Struct, frozen=True, dict=True):
    """One talk as authored, and laid out in each of its locales."""

    talk: Talk
    laid_out: tuple[LaidOutTalk, ...]
    memo: Memo = NO_MEMO

    @cached_property
    def texts(self) -> tuple[SlideTexts, ...]:
        """Return the texts of each slide that checks look at."""
        recall, talk = self.memo.recall, self.talk
        return tuple([recall(("texts", talk.name, s.id), slide_texts, s) for s in talk.slides])

    @cached_property
    def linked_pictures(self) -> tuple[PictureShape, ...]:
        """Return the pictures that are links, in each language."""
        recall = self.memo.recall
        return tuple(
            picture
            for talk in self.laid_out
            for slide in talk
            for picture in recall(
                ("linked pictures", talk.talk.name, talk.locale, slide.anchor),
                _linked_pictures,
                slide,
            )
        )


def _linked_pictures(slide: LaidOutSlide) -> tuple[PictureShape, ...]:
    return tuple([picture for picture in slide.pictures if picture.link is not None])


Check = Callable[[Build], Iterable[Diagnostic]]
