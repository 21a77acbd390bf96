"""The texts of a slide that checks look at, found in one walk, once until the slide changes."""

from __future__ import annotations

from msgspec import Struct

from diptych.model.deck import Slide
from diptych.model.text import Run, Text
from diptych.model.walk import texts
from diptych.typography.language import begins_right_to_left


class SlideTexts(Struct, frozen=True):
    """Texts in authored order."""

    linked: tuple[Text, ...]
    """Those with a link."""
    right_to_left: tuple[Text, ...]
    """Those that begin with letters of a right-to-left script."""


def slide_texts(slide: Slide) -> SlideTexts:
    """Return the texts of a slide that may be wrong."""
    linked: list[Text] = []
    right_to_left: list[Text] = []
    for text in texts(slide):
        is_ascii = True
        has_link = False
        for inline in text.inlines:
            if isinstance(inline, Run):
                is_ascii = is_ascii and inline.text.isascii()
                has_link = has_link or inline.link is not None
        if has_link:
            linked.append(text)
        if not is_ascii and begins_right_to_left(text.plain):
            right_to_left.append(text)
    return SlideTexts(tuple(linked), tuple(right_to_left))
