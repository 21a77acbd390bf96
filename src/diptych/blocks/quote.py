"""A quotation."""

from __future__ import annotations

from typing import Annotated

from diptych.model.block import TextBlock
from diptych.model.roles import Main
from diptych.model.shapes import Paragraph
from diptych.model.style import Style
from diptych.model.text import Text
from diptych.model.theme import BlockStyle


class Quote(TextBlock, frozen=True, kw_only=True):
    """A quotation, with one entry for each paragraph.

    In YAML:

        quote:
          - Everything should be made as simple as possible.
          - Attributed to Albert Einstein

    In Markdown:

        > Everything should be made as simple as possible.
    """

    noun = "a quotation"
    in_markdown = "own"
    styles = (BlockStyle("quote"),)

    paragraphs: Annotated[tuple[Text, ...], Main("quote")]

    def draw(self, style: Style) -> tuple[Paragraph, ...]:
        """Return its paragraphs."""
        quote = style.block("quote")
        return tuple(
            style.paragraph(text, quote, kind="quote", step=self.step, block_id=self.id)
            for text in self.paragraphs
        )
