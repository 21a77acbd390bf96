"""A block as somebody would add it, and the same as a fence."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec.structs import replace

from diptych.model.block import TextBlock
from diptych.model.paragraph import Paragraph
from diptych.model.roles import Main, Role
from diptych.model.style import Style
from diptych.model.text import Link, Run, Text
from diptych.model.theme import BlockStyle, StandIn


class Badge(TextBlock, frozen=True, kw_only=True):
    """A few words on a badge.

    In YAML:

        badge:
          said: Sold out
          hint: since spring

    In Markdown:

        ::: {.badge tone=loud}
        Sold out

        since spring
        :::
    """

    noun = "a badge"
    styles = (BlockStyle("badge", StandIn("heading", times=2.0, floor=0.5)),)

    said: Annotated[Text, Main("badge")]
    hint: Text | None = None
    alt: Annotated[Text | None, Role("alt", markup="plain")] = None
    code: Annotated[Text | None, Role("code", markup="none")] = None
    tone: Literal["calm", "loud"] = "calm"
    count: int = 1
    share: float = 1.0
    is_new: bool = False
    by: str = ""
    more: Link | None = None

    def draw(self, style: Style) -> tuple[Paragraph, ...]:
        """Return a paragraph of its words, one of its hint, and one of all the rest."""
        look = style.block("badge")
        data = f"{self.tone} {self.count} {self.share:g} {self.is_new} {self.by}".rstrip()
        texts = (self.said, self.hint, self.alt, self.code, Text(data, (Run(data),), self.span))
        paragraphs = (style.paragraph(text, look) for text in texts if text is not None)
        return tuple(replace(one, step=self.step, block_id=self.id) for one in paragraphs)


class Plate(Badge, frozen=True, kw_only=True):
    """A badge that is written as a fence.

    In YAML:

        plate: Sold out

    In Markdown:

        ```plate
        said: Sold out
        hint: since spring
        ```
    """

    noun = "a plate"
    in_markdown = "fence"
