"""A heading inside a slide, above a group of its content."""

from __future__ import annotations

from typing import Annotated

from diptych.model.block import TextBlock
from diptych.model.paragraph import Paragraph
from diptych.model.roles import Main
from diptych.model.style import Style
from diptych.model.text import Text
from diptych.model.theme import BlockStyle


class Heading(TextBlock, frozen=True, kw_only=True):
    """A heading within a slide, as opposed to the slide's title.

    In YAML:

        heading: What changed

    In Markdown:

        ## What changed
    """

    noun = "a heading"
    in_markdown = "own"
    styles = (BlockStyle("heading"),)

    text: Annotated[Text, Main("heading")]

    def draw(self, style: Style) -> tuple[Paragraph, ...]:
        """Return its paragraph."""
        from diptych.typography.asides import with_asides

        heading = style.block("heading")
        return (
            style.paragraph(
                self.text,
                heading,
                kind="heading",
                step=self.step,
                block_id=self.id,
                runs=with_asides(self.text.runs, bold=style.theme.aside.bold),
            ),
        )
