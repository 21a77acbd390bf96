"""What a check is: a function that yields diagnostics for a whole build."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct

from diptych.diagnostics import Diagnostic
from diptych.memo import NO_MEMO, Form, Memo
from diptych.model.deck import Slide, Talk
from diptych.model.forms import form_of
from diptych.model.laid_out import LaidOutTalk
from diptych.model.text import Text
from diptych.model.walk import texts_of


class Build(Struct, frozen=True):
    """One talk as authored, and laid out in each of its locales."""

    talk: Talk
    laid_out: tuple[LaidOutTalk, ...]
    memo: Memo = NO_MEMO

    def texts_that(self, hold: Callable[[Text], bool]) -> Iterator[Text]:
        """Yield the texts of the talk's slides for which `hold` is true, in authored order.

        They are remembered for each slide, so those of an unchanged slide are not looked at again.
        """

        def found(slide: Slide) -> tuple[Text, ...]:
            return tuple([text for text in texts_of(slide) if hold(text)])

        what = f"texts for {hold.__module__}.{hold.__qualname__}"
        for texts in self.memo.recall_all(what, self.talk.name, found, self.talk.slides, _FORM):
            yield from texts


_FORM: Form[list[tuple[Text, ...]]] = form_of(list[tuple[Text, ...]])

Check = Callable[[Build], Iterable[Diagnostic]]
