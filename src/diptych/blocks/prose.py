"""A paragraph of running text."""

from __future__ import annotations

from typing import Annotated

from msgspec.structs import replace

from diptych.model.block import TextBlock
from diptych.model.geometry import Emu
from diptych.model.paragraph import Paragraph
from diptych.model.roles import Main
from diptych.model.style import Style
from diptych.model.text import Text


class Prose(TextBlock, frozen=True, kw_only=True):
    """A paragraph of text.

    In YAML:

        paragraph: Large models are trained **once** and used many times.

    In Markdown:

        Large models are trained **once** and used many times.
    """

    noun = "a paragraph"
    in_markdown = "own"

    text: Annotated[Text, Main("paragraph")]

    def draw(self, style: Style) -> tuple[Paragraph, ...]:
        """Return its paragraph, flush with the frame."""
        first = replace(style.level(0), indent=Emu(0), hanging=Emu(0))
        return (style.paragraph(self.text, first, step=self.step, block_id=self.id),)
