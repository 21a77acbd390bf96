"""A list, bulleted or numbered, nested as deep as the theme has styles for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from msgspec import Struct, field
from msgspec.structs import replace

from diptych.blocks.prose import Prose
from diptych.diagnostics import Span
from diptych.model.block import AnyBlock, Block, ShapeBlock, TextBlock
from diptych.model.geometry import Emu, emu
from diptych.model.numbering import ARABIC, Numbering
from diptych.model.paragraph import TASK_SIGNS, Bullet, Paragraph
from diptych.model.roles import Main
from diptych.model.setting import Hung
from diptych.model.style import Style
from diptych.model.text import ICON, Run, SetInline, Text, Variable
from diptych.model.theme import BOLD, TextStyle

_BOX = 0.75
"""The width of a task's box, as multiple of the type."""
_GAP = 0.35
"""Space between a number and the text after it, in em."""
_FOLLOWS = 0.25
"""Space above a further paragraph of an item, as a multiple of its size."""
_ROUND = "\u2022"
_PLACEHOLDER = Run("\u00a0")
"""The content of an item without text: PowerPoint neither shows nor counts an empty one."""


class Item(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One item of a list, and the content below it."""

    text: Annotated[Text, Main("bullet")]
    span: Span
    content: tuple[AnyBlock, ...] = ()
    id: str | None = None
    step: int = 0
    done: bool | None = None
    """Whether a task is done; None if the item is not a task."""
    label: str | None = None
    """The label by which an example is referred to, `(@label)`."""

    @property
    def has_list(self) -> bool:
        """Return whether it has a list below it."""
        return any(isinstance(below, Bullets) for below in self.content)

    @property
    def icon(self) -> str:
        """Return the name of the icon with which it begins; empty if it begins with none."""
        return leading_icon(self.text)

    @property
    def has_emphasis(self) -> bool:
        """Return whether the author made some of its text bold, and gave it no colour."""
        styles = (one.style for one in self.text.inlines if isinstance(one, Run | Variable))
        return any(style.bold and not style.accent for style in styles)


class Bullets(TextBlock, frozen=True, kw_only=True):
    """A list, numbered under the key `numbered:`; an item with more than text is a mapping.

    In YAML:

        bullets:
          - Revenue grew **18 %**
          - text: Churn fell
            items:
              - most of it in spring

    In Markdown:

        - Revenue grew **18 %**
        - Churn fell
          - most of it in spring

        1. or numbered
    """

    noun = "a list"
    in_markdown = "own"

    items: tuple[Item, ...] = field(default=())
    start: int | None = None
    """The first number of a numbered list; None for bullets."""
    numbering: Numbering = ARABIC
    examples: int = 0
    """For a list of examples, `(@)`, its position among those of its slide, from 1; otherwise 0.
    Examples are numbered through the talk, so numbering sets the first number."""

    def draw(self, style: Style) -> tuple[Paragraph, ...]:
        """Return a paragraph for each item, with its level; non-text content is left out."""
        return tuple(part for part in self.parts(style) if isinstance(part, Paragraph))

    def parts(self, style: Style) -> Iterator[Paragraph | Hung]:
        """Yield a paragraph for each item, and the content below it."""
        return self._parts(style, _Place())

    def _parts(self, style: Style, place: _Place) -> Iterator[Paragraph | Hung]:
        look = self._look(style, place)
        head = replace(look, indent=Emu(0))
        icon_color = style.icon_color(look)
        is_head = self._has_heads(look, place)
        has_lead_ins = self._has_lead_ins(look)
        for index, item in enumerate(self.items):
            step = item.step or self.step or place.step
            if not self._is_shape(item):
                yield style.paragraph(
                    item.text,
                    head if is_head else look,
                    kind="item",
                    level=place.level,
                    bullet=None if is_head else self._bullet(look, index, icon_color),
                    step=step,
                    block_id=item.id,
                    runs=self._runs(item, style, has_icon=is_head, has_lead_in=has_lead_ins),
                )
            for below in item.content:
                at = _Place(place.level, step, place.shift, is_flush=is_head)
                yield from _below(below, style, look, at)

    def _is_shape(self, item: Item) -> bool:
        """Return whether an item is nothing but a picture or the like, which needs no bullet."""
        is_bare = item.text.is_empty and self.start is None and item.done is None
        return is_bare and bool(item.content) and isinstance(item.content[0], ShapeBlock)

    def _has_heads(self, look: TextStyle, place: _Place) -> bool:
        """Return whether its items are set as heads of what is below them: all of them, or none.

        So are points without bullets, unless each has an icon, beside which its lines begin.
        """
        if not look.heads or self._has_signs_to_read:
            return False
        if look.bullet is None:
            return not all(self._icon(one) and not one.content for one in self.items)
        return not place.level and all(one.has_list for one in self.items)

    def _has_lead_ins(self, look: TextStyle) -> bool:
        """Return whether all items begin with words before a colon that are bold in `look`."""
        if not look.bold_lead_ins or look.bold:
            return False
        from diptych.typography.lead_ins import have_lead_ins

        has_emphasis = any(item.has_emphasis for item in self.items)
        return not has_emphasis and have_lead_ins([item.text.runs for item in self.items])

    def _runs(
        self, item: Item, style: Style, *, has_icon: bool, has_lead_in: bool
    ) -> tuple[SetInline, ...]:
        """Return the runs of an item; a numbered task has its checkbox among them, as in Pandoc.

        An icon at its beginning is among them only if the item `has_icon`, else in its bullet.
        """
        from diptych.typography.asides import with_asides

        shown = item.text.runs if has_icon or not self._icon(item) else after_icon(item.text.runs)
        if has_lead_in:
            from diptych.typography.lead_ins import with_lead_in

            shown = with_lead_in(shown)
        own = with_asides(shown, bold=style.theme.aside.bold)
        runs = own or (_PLACEHOLDER,)
        if item.done is None or self.start is None:
            return runs
        return (Run(f"{TASK_SIGNS[item.done]} "), *runs)

    def _look(self, style: Style, place: _Place) -> TextStyle:
        """Return the style of the items, with enough hanging indent for their signs."""
        look = style.level(place.level)
        if self._has_signs_to_read:
            look = replace(look, bullet_color=style.number_color(look))
        if look.bold_heads and self._has_plain_heads:
            look = replace(look, weight=BOLD)
        pushed = max(0, self._sign_width(look, style, place) - look.hanging)
        if not pushed and not place.shift:
            return look
        indent = Emu(look.indent + place.shift + pushed)
        return replace(look, indent=indent, hanging=Emu(look.hanging + pushed))

    @property
    def _has_plain_heads(self) -> bool:
        """Return whether all items have nested lists and no item has bold text.

        If the author made something bold, only that is: it would be lost among bold items.
        """
        heads = all(item.has_list for item in self.items)
        return heads and not any(item.has_emphasis for item in self.items)

    @property
    def _has_signs_to_read(self) -> bool:
        """Return whether items have numbers or checkboxes, which must be as readable as text."""
        return self.start is not None or any(item.done is not None for item in self.items)

    def _sign_width(self, look: TextStyle, style: Style, place: _Place) -> Emu:
        """Return the width of the widest sign; the theme has left enough for its own bullet."""
        from diptych.typography.measure import own_ruler

        shown = () if self._has_heads(look, place) else range(len(self.items))
        signs = [self._bullet(look, index, "") for index in shown]
        if look.hanging:
            signs = [one for one in signs if one.sign != (look.bullet or _ROUND)]
        steps = own_ruler(style.theme).faces[look.font, look.weight].steps
        widths = ((max(sum(steps.along(one.sign)), _least(one.sign)), one.times) for one in signs)
        room = ((width + _GAP) * times for width, times in widths)
        return emu(look.size * max(room, default=0.0))

    def _icon(self, item: Item) -> str:
        """Return the name of the icon that an item has in place of a bullet; empty if it has none.

        Numbers and boxes say something, so that an icon stands beside them.
        """
        return item.icon if self.start is None and item.done is None else ""

    def _bullet(self, look: TextStyle, index: int, icon_color: str) -> Bullet:
        if icon := self._icon(self.items[index]):
            times = look.icon_beside
            return Bullet(ICON, icon_color, begins=index == 0, icon=icon, times=times)
        color = look.bullet_color or look.color
        begins = index == 0
        if self.start is not None:
            number = self.start + index
            sign = self.numbering.sign(number)
            return Bullet(sign, color, number, self.numbering, begins=begins)
        done = self.items[index].done
        sign = (look.bullet or _ROUND) if done is None else TASK_SIGNS[done]
        return Bullet(sign, color, begins=begins)


def _least(sign: str) -> float:
    """Return how wide a sign is at least: few fonts have boxes, which are drawn in all outputs."""
    return _BOX if sign in TASK_SIGNS else 0.0


def leading_icon(text: Text) -> str:
    """Return the name of the icon with which a text begins; empty if it begins with none."""
    runs = text.runs
    first = runs[0] if runs else None
    return first.icon if isinstance(first, Run) and first.text == ICON else ""


def after_icon(runs: tuple[SetInline, ...]) -> tuple[SetInline, ...]:
    """Return runs without the icon at their beginning, and the space after it."""
    rest = runs[1:]
    if rest and isinstance(first := rest[0], Run) and not first.icon:
        text = first.text.removeprefix(" ")
        rest = (*((replace(first, text=text),) if text else ()), *rest[1:])
    return rest


def shapes_in(block: Block) -> Iterator[ShapeBlock]:
    """Yield the shapes of a block: itself, or those below the items of a list."""
    if isinstance(block, ShapeBlock):
        yield block
    elif isinstance(block, Bullets):
        for item in block.items:
            for below in item.content:
                yield from shapes_in(below)


class _Place(Struct, frozen=True):
    """The context of a list: the item it is nested in."""

    level: int = 0
    step: int = 0
    shift: Emu = Emu(0)
    """How far it is shifted right because signs need more room than the theme provides."""
    is_flush: bool = False
    """Whether the item is a head without a sign, with which the theme's next level is aligned."""


def _below(
    below: Block, style: Style, look: TextStyle, place: _Place
) -> Iterator[Paragraph | Hung]:
    """Yield what is below an item that is set in `look`, aligned with its text."""
    if isinstance(below, Bullets):
        shift = Emu(look.indent - style.level(place.level).indent)
        if look.heads and not place.level and not place.is_flush:
            level = style.level(1)
            shift = max(shift, Emu(look.indent + level.hanging - level.indent))
        deeper = _Place(place.level + 1, place.step, shift)
        yield from below._parts(style, deeper)  # noqa: SLF001 - of the same class
    elif isinstance(below, Prose):
        follows = replace(look, weight=style.level(place.level).weight, space_before=_FOLLOWS)
        step = below.step or place.step
        yield style.paragraph(below.text, follows, level=place.level, step=step, block_id=below.id)
    elif isinstance(below, TextBlock):
        for paragraph in below.draw(style):
            indent = Emu(look.indent + paragraph.indent)
            step = paragraph.step or place.step
            below_level = place.level + paragraph.level
            yield replace(paragraph, level=below_level, indent=indent, step=step)
    elif isinstance(below, ShapeBlock):
        hung = replace(below, step=below.step or place.step)
        yield Hung(hung.set(style), look.indent)
