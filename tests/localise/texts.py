"""Texts as a slide has them."""

from __future__ import annotations

from diptych.markup.inline import parse_inline
from diptych.model.source_text import one_line
from diptych.model.text import Text


def text(source: str) -> Text:
    """Return inline Markdown as a text."""
    return parse_inline(one_line("a.md", source, 1, 1)).text
