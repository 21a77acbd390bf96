"""Slides that have marks in their texts: most have none, and are passed over by later stages."""

from __future__ import annotations

from diptych.memo import Form, Memo
from diptych.model.deck import Slide, Talk
from diptych.model.forms import form_of
from diptych.model.walk import texts_of

_FORM: Form[list[bool]] = form_of(list[bool])


def are_marked(talk: Talk, memo: Memo) -> list[bool]:
    """Return for each slide whether any text has citations, variables, or its own language."""
    return memo.recall_all("marks", talk.name, _is_marked, talk.slides, _FORM)


def _is_marked(slide: Slide) -> bool:
    for text in texts_of(slide):  # noqa: SIM110 - faster, and called for every text
        if text.has_marks or text.locale:
            return True
    return False
