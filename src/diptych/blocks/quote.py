"""A quotation, with its source."""

from __future__ import annotations

from typing import Annotated

from msgspec.structs import replace

from diptych.model.block import TextBlock
from diptych.model.paragraph import Paragraph
from diptych.model.roles import Main, Role
from diptych.model.style import Style
from diptych.model.text import Text
from diptych.model.theme import BlockStyle, StandIn

_DASHES = ("\u2014", "\u2013", "\u2015")
"""What a line that names a source begins with: `---`, `--`, or a horizontal bar."""
_BELOW = 0.5
"""Space above the source, in em."""


class Quote(TextBlock, frozen=True, kw_only=True):
    """A quotation, with one entry for each paragraph, and its source.

    In YAML:

        quote:
          paragraphs: Everything should be made as simple as possible.
          source: --- attributed to Albert Einstein

    In Markdown:

        > Everything should be made as simple as possible.
        >
        > --- attributed to Albert Einstein
    """

    noun = "a quotation"
    in_markdown = "own"
    styles = (
        BlockStyle("quote"),
        BlockStyle("quote-source", StandIn("quote", times=0.75)),
    )

    paragraphs: Annotated[tuple[Text, ...], Main("quote")]
    source: Annotated[Text | None, Role("source")] = None
    """Who said it and where, as it is shown: a dash before it is the author's."""

    def draw(self, style: Style) -> tuple[Paragraph, ...]:
        """Return its paragraphs, the source in the quiet colour of asides."""
        quote = style.block("quote")
        shown = [
            style.paragraph(text, quote, kind="quote", step=self.step, block_id=self.id)
            for text in self.paragraphs
        ]
        if self.source is not None:
            look = style.block("quote-source")
            quiet = replace(
                look, color=style.aside_color(look), indent=quote.indent, space_before=_BELOW
            )
            shown.append(style.paragraph(self.source, quiet, kind="quote", step=self.step))
        return tuple(shown)


def is_source(text: Text) -> bool:
    """Return whether a paragraph names the source of the quotation above it."""
    return text.plain.startswith(_DASHES)
