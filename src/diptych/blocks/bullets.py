"""A list, bulleted or numbered, nested as deep as the theme has styles for."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct, field
from msgspec.structs import replace

from diptych.blocks.prose import Prose
from diptych.diagnostics import Span
from diptych.model.deck import TextBlock
from diptych.model.geometry import Emu, emu
from diptych.model.shapes import Bullet, Paragraph
from diptych.model.style import Style
from diptych.model.text import Text
from diptych.model.theme import TextStyle
from diptych.typography.measure import own_ruler

_GAP = 0.35
"""Between a number and the text after it, in em."""
_FOLLOWS = 0.25
"""Space above text that goes on below an item, as a multiple of its size."""


class Item(Struct, frozen=True, kw_only=True):
    """One line of a list, and what hangs below it."""

    text: Text
    span: Span
    content: tuple[Bullets | Prose, ...] = ()
    id: str | None = None
    step: int = 0


class Bullets(TextBlock, frozen=True, kw_only=True):
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
        return tuple(self._draw(style, _Place()))

    def _draw(self, style: Style, place: _Place) -> Iterator[Paragraph]:
        look = self._look(style, place)
        for index, item in enumerate(self.items):
            step = item.step or self.step or place.step
            yield style.paragraph(
                item.text,
                look,
                kind="item",
                level=place.level,
                bullet=self._bullet(look, index),
                step=step,
                block_id=item.id,
            )
            for below in item.content:
                yield from _draw_below(below, style, look, _Place(place.level, step, place.shift))

    def _look(self, style: Style, place: _Place) -> TextStyle:
        """Return the style of the items, hanging far enough for the signs before them."""
        look = style.level(place.level)
        if look.bold_heads and not look.bold and any(item.content for item in self.items):
            look = replace(look, bold=True)
        pushed = max(0, self._sign_width(look, style) - look.hanging)
        if not pushed and not place.shift:
            return look
        indent = Emu(look.indent + place.shift + pushed)
        return replace(look, indent=indent, hanging=Emu(look.hanging + pushed))

    def _sign_width(self, look: TextStyle, style: Style) -> Emu:
        """Return how much room the widest sign needs; what the theme gives its own is enough."""
        if self.start is None and look.hanging:
            return Emu(0)
        steps = own_ruler(style.theme).steps(look.font, bold=look.bold)
        signs = (self._bullet(look, index).sign for index in range(len(self.items)))
        widest = max((sum(steps.along(sign)) for sign in signs), default=0.0)
        return emu(look.size * (widest + _GAP))

    def _bullet(self, look: TextStyle, index: int) -> Bullet:
        color = look.bullet_color or look.color
        if self.start is None:
            return Bullet(look.bullet or "\u2022", color)
        number = self.start + index
        return Bullet(f"{number}.", color, number)


class _Place(Struct, frozen=True):
    """What a list hangs below."""

    level: int = 0
    step: int = 0
    shift: Emu = Emu(0)
    """How far it is pushed to the right by signs that need more room than the theme gives them."""


def _draw_below(
    below: Bullets | Prose, style: Style, look: TextStyle, place: _Place
) -> Iterator[Paragraph]:
    """Yield what hangs below an item that is set as `look`."""
    match below:
        case Bullets():
            shift = Emu(look.indent - style.level(place.level).indent)
            deeper = _Place(place.level + 1, place.step, shift)
            yield from below._draw(style, deeper)  # noqa: SLF001 - its own kind
        case Prose():
            own_weight = style.level(place.level).bold
            follows = replace(look, bold=own_weight, space_before=_FOLLOWS)
            step = below.step or place.step
            yield style.paragraph(
                below.text, follows, level=place.level, step=step, block_id=below.id
            )
