"""The slides of a talk as HTML, each made once for all builds in which it is the same."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from diptych.memo import NO_MEMO, Form, Memo
from diptych.model.forms import read, written
from diptych.model.laid_out import LaidOutTalk

_FORM: Form[str] = Form(
    written,
    lambda data, *_: read(data, str),
    lambda *made_of: (*made_of[:-1], " ".join(made_of[-1])),
)


def render_slides(talk: LaidOutTalk, memo: Memo = NO_MEMO) -> Iterator[str]:
    """Yield each slide of a talk, with one line per shape."""
    is_divided = len(talk.sections) > 1
    motions = iter(talk.motions)
    for section in talk.sections:
        title = section.title if is_divided else ""
        for slide in section.slides:
            place = ("html", talk.talk.name, talk.locale, slide.anchor)
            made_of = (slide, talk.locale, talk.theme, title, next(motions))
            yield memo.recall(place, _made, *made_of, form=_FORM)


def _made(*made_of: Any) -> str:
    from diptych.render.html.slide import render_slide  # not needed for cached slides

    return render_slide(*made_of)
