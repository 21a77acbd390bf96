"""Marks that a slide's texts make: footnotes mentioned in reading order."""

from __future__ import annotations

from collections.abc import Iterator

from diptych.model.deck import Slide
from diptych.model.text import FootnoteMark
from diptych.model.walk import texts


def footnote_marks(slide: Slide) -> Iterator[FootnoteMark]:
    """Yield every mention of a footnote."""
    for part in (slide.title, slide.kicker, slide.body, slide.columns, slide.placed):
        for text in texts(part):
            yield from (mark for mark in text.inlines if isinstance(mark, FootnoteMark))
