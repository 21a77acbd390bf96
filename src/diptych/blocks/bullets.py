"""A list, bulleted or numbered, nested as deep as the theme has styles for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from diptych.blocks.prose import Prose
from diptych.diagnostics import Span
from diptych.model.deck import TextBlock
from diptych.model.shapes import Bullet, Paragraph
from diptych.model.style import Style
from diptych.model.text import Text
from diptych.model.theme import TextStyle


@dataclass(frozen=True, kw_only=True)
class Item:
    """One line of a list, and what hangs below it."""

    text: Text
    span: Span
    content: tuple[Bullets | Prose, ...] = ()
    id: str | None = None
    step: int = 0


@dataclass(frozen=True, kw_only=True)
class Bullets(TextBlock):
    """A list, numbered under the key `numbered:`; an item with items is `text:` and `items:`.

    bullets:
      - Revenue grew **18 %**
      - text: Churn fell
        items:
          - most of it in spring
    """

    items: tuple[Item, ...] = field(default=())
    start: int | None = None
    """The first number of a numbered list; None for bullets."""

    def draw(self, style: Style) -> tuple[Paragraph, ...]:
        """Return a paragraph for each item, its level with it."""
        return tuple(self._draw(style, 0))

    def _draw(self, style: Style, level: int) -> Iterator[Paragraph]:
        look = style.level(level)
        heads = look.bold_heads and any(item.content for item in self.items)
        look = replace(look, bold=look.bold or heads)
        for index, item in enumerate(self.items):
            bullet = self._bullet(look, index)
            yield style.paragraph(
                item.text,
                look,
                kind="item",
                level=level,
                bullet=bullet,
                step=item.step or self.step,
                block_id=item.id,
            )
            for below in item.content:
                yield from _draw_below(below, style, level, item.step or self.step)

    def _bullet(self, look: TextStyle, index: int) -> Bullet:
        color = look.bullet_color or look.color
        if self.start is None:
            return Bullet(look.bullet or "\u2022", color)
        number = self.start + index
        return Bullet(f"{number}.", color, number)


def _draw_below(below: Bullets | Prose, style: Style, level: int, step: int) -> Iterator[Paragraph]:
    match below:
        case Bullets():
            yield from below._draw(style, level + 1)  # noqa: SLF001 - its own kind
        case Prose():
            look = replace(style.level(level), space_before=0.25)
            yield style.paragraph(
                below.text, look, level=level, step=below.step or step, block_id=below.id
            )
