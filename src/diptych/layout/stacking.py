"""Blocks of one region stacked from top to bottom: text flows together, shapes stay separate."""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial

from msgspec import Struct, field
from msgspec.structs import replace

from diptych.diagnostics import Span
from diptych.layout.display import balanced, display_density
from diptych.layout.head_icons import HeadIcon, with_icon_above
from diptych.layout.placing import Filled
from diptych.layout.ruled import rows_below
from diptych.model.density import Density
from diptych.model.drawn_shapes import Rectangle
from diptych.model.geometry import Box, Emu, Pt, emu
from diptych.model.grounds import ground_in
from diptych.model.paragraph import Paragraph
from diptych.model.setting import Extent, Fitted, Hung
from diptych.model.shapes import Shape
from diptych.model.style import Style
from diptych.model.text_frame import TextFrame
from diptych.model.theme import Layout, Panel, Region, Theme
from diptych.typography.flows import flows
from diptych.typography.framed_text import FramedText
from diptych.typography.measured_text import MeasuredText

_LEAST_EM = 8.5
"""The smallest width of a panel in em of its text: narrower ones have barely two words a line."""
_LEAST_EM_LARGE = 11.5
"""The least width, some 22 letters, at which text that is larger than its own size may have more
than `_FEW_LINES` a paragraph: large type in a narrow card breaks every few words."""
_ENOUGH_EM = 10.0
"""The least width at which it may have one line more than that."""
_FEW_LINES = 3
_APART = 0.6
"""The gap between text and another block as a multiple of the text's line height, if that is more
than the theme's gap: what is below large type by a gap for small type looks glued to it."""


class TextGroup(Struct, frozen=True):
    """Adjacent text blocks, which share one frame, at its own sizes."""

    measured: MeasuredText
    region: Region
    gap: Emu
    """The gap to the group above it."""
    lead: Paragraph | None
    """Its first paragraph if the text continues that of the frame above: its space above then
    applies, so that the two are as far apart as in one frame."""
    fills_placeholder: bool
    apart: Paragraph | None = None
    """Its first paragraph if a block that is no text is above it."""
    icon: HeadIcon | None = None
    """What stands above its text."""

    @property
    def paragraphs(self) -> Sequence[Paragraph]:
        """Return its text."""
        return self.measured.paragraphs

    def fitted(self, width: Emu, density: Density) -> Fitted:
        """Return it at `width` and a density; its height is fixed, and it is never too wide.

        A word that is too long for a line is split.
        """
        height = Emu(self.measured.height(width, density) + self.above(density))
        made = Fitted(Extent(height, height), partial(self._draw, density))
        return _set_apart(made, self.apart, self.gap, density)

    def above(self, density: Density) -> Emu:
        """Return the height above its text: that of an icon, and what exceeds the usual gap."""
        icon = self.icon.at(density).height if self.icon is not None else 0
        return Emu(self.shift(density) + icon)

    def shift(self, density: Density) -> Emu:
        """Return by how much the space above its text exceeds the usual gap."""
        if self.lead is None:
            return Emu(0)
        return Emu(emu(self.lead.sizes(density).space_before) - self.gap)

    def _draw(self, density: Density, room: Box) -> Sequence[Shape]:
        shift = self.shift(density)
        is_display = self.region.display
        slack = balanced(self.measured, room.width, density) if is_display else Emu(0)
        frame = TextFrame(
            box=room.rows(Emu(room.y + shift), Emu(room.height - shift)),
            paragraphs=self.measured.solved(Emu(room.width - slack), density),
            slack=slack,
            role="text",
            region=self.region.name,
            fills_placeholder=self.fills_placeholder,
            anchor=self.region.anchor,
            icon=self.icon.at(density) if self.icon is not None else None,
        )
        return (frame,)


class BlockGroup(Struct, frozen=True):
    """A block that is drawn as shapes of its own."""

    hung: Hung
    has_all_height: bool
    """Whether it gets all of the available height rather than its natural height."""
    gap: Emu
    """The gap to the group above it."""
    apart: Paragraph | None = None
    """The last paragraph of the text above it, or its own first if another block is; None for no
    text in either."""

    @property
    def paragraphs(self) -> Sequence[Paragraph]:
        """Return its text, without captions."""
        return self.hung.setting.paragraphs

    def fitted(self, width: Emu, density: Density) -> Fitted:
        """Return it at `width` less its indent."""
        indent = density.indent(self.hung.indent)
        within = Emu(max(1, width - indent))
        fitted = self.hung.setting.fitted(within, density)
        made = fitted._replace(draw=partial(self._draw, fitted, indent))
        return _set_apart(made, self.apart, self.gap, density)

    def _draw(self, fitted: Fitted, indent: Emu, room: Box) -> Sequence[Shape]:
        natural = room.height if self.has_all_height else fitted.extent.natural
        height = Emu(min(room.height, natural))
        return fitted.draw(
            Box(Emu(room.x + indent), room.y, Emu(max(1, room.width - indent)), height)
        )


class RegionStack(Struct, frozen=True):
    """The content of one region, measured once for every width and density."""

    filled: Filled
    groups: tuple[TextGroup | BlockGroup, ...]
    gap: Emu
    """The gap between two groups."""
    tried: dict[tuple[Emu, Density], tuple[Fitted, ...]] = field(default_factory=dict)
    """Its groups at widths and densities that were tried, also for other boxes of its region."""

    @property
    def paragraphs(self) -> Iterator[Paragraph]:
        """Yield its text at its own sizes, without captions."""
        return (paragraph for group in self.groups for paragraph in group.paragraphs)

    @property
    def is_text(self) -> bool:
        """Return whether it is one text, without other blocks."""
        return all(isinstance(group, TextGroup) for group in self.groups)

    @property
    def _framed(self) -> Iterator[FramedText]:
        """Yield its texts that have frames of their own, such as big numbers."""
        for group in self.groups:
            if isinstance(group, BlockGroup) and isinstance(group.hung.setting, FramedText):
                yield group.hung.setting

    def fitted(self, width: Emu, density: Density) -> FittedStack:
        """Return it at `width` and a density; the inset of its panel is taken from the width."""
        region = self.filled.region
        inner = Emu(max(1, width - 2 * region.across))
        if region.display:
            whole = [one.text for one in self._framed if one.kept_lines]
            texts = [one.measured for one in self.groups if isinstance(one, TextGroup)]
            density = display_density(region, [*texts, *whole], inner, density, whole=whole)
        parts = self.tried.get((inner, density))
        if parts is None:
            parts = tuple(group.fitted(inner, density) for group in self.groups)
            self.tried[inner, density] = parts
        return FittedStack(self, density, parts)


class FittedStack(Struct, frozen=True):
    """The content of one region at one width and density; boxes passed to it have that width."""

    stack: RegionStack
    density: Density
    parts: tuple[Fitted, ...]
    """One for each group."""

    @property
    def extent(self) -> Extent:
        """Return its height, with gaps and the inset of its panel."""
        around = self._gaps + 2 * self._inset
        return Extent(
            Emu(sum([part.extent.natural for part in self.parts]) + around),
            Emu(sum([part.extent.least for part in self.parts]) + around),
        )

    def fits(self, box: Box) -> bool:
        """Return whether all of it fits in `box`."""
        if self.excess(box) or any(part.missing_width for part in self.parts):
            return False
        return self.stack.filled.region.panel is None or not self._is_cramped(box)

    def _is_cramped(self, box: Box) -> bool:
        """Return whether lines would have so few words that they are hard to read.

        The largest of several sizes is that of its head, which may be as short as a title.
        """
        room = box.width - 2 * self.stack.filled.region.across
        sizes = {p.sizes(self.density).size: p.size for p in self.stack.paragraphs}
        if not sizes:
            return False
        size = sorted(sizes, reverse=True)[min(1, len(sizes) - 1)]
        if room < emu(_LEAST_EM * size):
            return True
        is_narrow = size > sizes[size] and room < emu(_LEAST_EM_LARGE * size)
        few = _FEW_LINES + (room >= emu(_ENOUGH_EM * size))
        return is_narrow and self._most_lines(Emu(room)) > few

    def _most_lines(self, width: Emu) -> int:
        """Return how many lines its longest paragraph has at a width."""
        texts = (group.measured for group in self.stack.groups if isinstance(group, TextGroup))
        lines = (line for text in texts for line, _ in text.ends(width, self.density))
        return max(Counter(map(id, lines)).values(), default=0)

    def excess(self, box: Box) -> Emu:
        """Return by how much it is too high for `box` when shrunk as far as possible."""
        return Emu(max(0, self.extent.least - box.height))

    @property
    def tallest_line(self) -> Pt:
        """Return the greatest line height of its text, 0 if it has none."""
        heights = (p.sizes(self.density).line_height for p in self.stack.paragraphs)
        return max(heights, default=Pt(0))

    @property
    def head_lines(self) -> int:
        """Return how many lines its first paragraph has as it is drawn; 0 if it is no text."""
        region, groups = self.stack.filled.region, self.stack.groups
        if not groups or not isinstance(groups[0], TextGroup):
            return 0
        room = Emu(max(1, region.box.width - 2 * region.across))
        return groups[0].measured.first_lines(room, self.density)

    @property
    def broken_words(self) -> int:
        """Return how many paragraphs of its text have a word that is longer than its line."""
        region = self.stack.filled.region
        room = Emu(max(1, region.box.width - 2 * region.across))
        texts = (group.measured for group in self.stack.groups if isinstance(group, TextGroup))
        return sum(text.broken_words(room, self.density) for text in texts)

    def draw(self, box: Box) -> Iterator[Shape]:
        """Yield its shapes in `box`, in reading order; its panel, if any, has all of the box."""
        rooms = self._rooms(self._inner(box))
        panel = self.stack.filled.region.panel
        shapes = [s for part, room in zip(self.parts, rooms, strict=True) for s in part.draw(room)]
        if panel is not None:
            shapes = _on_panel(shapes, panel, box, self.stack.filled.region.name)
        return iter(shapes)

    def overflow(self, box: Box) -> Overflow | None:
        """Return what does not fit in `box`; None if all of it does."""
        excess = self.excess(box)
        if not excess:
            return self._too_wide()
        below = list(self._lines_below(box))
        if (crowded := self._crowded(excess)) is not None:
            return crowded
        if not below:
            return Overflow(self.stack.filled.blocks[-1].span, 0, 0.0, excess)
        return Overflow(below[0].span, len(below), below[0].sizes(self.density).size, excess)

    @property
    def _inset(self) -> Emu:
        return self.stack.filled.region.inset

    def _inner(self, box: Box) -> Box:
        """Return the box of its content."""
        return box.inset(self._inset, self.stack.filled.region.across)

    @property
    def _gaps(self) -> int:
        return self.stack.gap * max(0, len(self.parts) - 1)

    def _rooms(self, box: Box) -> list[Box]:
        """Return the box of each group: a single one gets all of it, the last one what is left."""
        if len(self.parts) < 2 and not self._floats:  # noqa: PLR2004 - a single group
            return [box for _ in self.parts]
        heights = self._heights(box)
        rooms = [
            box.rows(top, height)
            for top, height in zip(self._tops(heights, box), heights, strict=True)
        ]
        if self.stack.filled.region.anchor == "top":
            top = rooms[-1].y
            rooms[-1] = box.rows(top, Emu(max(heights[-1], box.bottom - top)))
        return rooms

    @property
    def _floats(self) -> bool:
        """Return whether a single group is placed by the region's anchor; text does so itself."""
        groups = self.stack.groups
        is_block = any(isinstance(one, BlockGroup) and not one.has_all_height for one in groups)
        return is_block and self.stack.filled.region.anchor != "top"

    def _heights(self, box: Box) -> Sequence[Emu]:
        """Return the height of each group; those that can shrink do so in proportion."""
        extents = [part.extent for part in self.parts]
        surplus = sum(extent.natural for extent in extents) + self._gaps - box.height
        slack = sum(extent.natural - extent.least for extent in extents)
        share = min(1.0, max(0, surplus) / slack) if slack else 0.0
        return [
            Emu(extent.natural - math.ceil((extent.natural - extent.least) * share))
            for extent in extents
        ]

    def _tops(self, heights: Sequence[Emu], box: Box) -> list[Emu]:
        gap = self.stack.gap
        free = max(0, box.height - sum(heights) - self._gaps)
        offset = {"top": 0, "middle": free // 2, "bottom": free}[self.stack.filled.region.anchor]
        steps = (height + gap for height in heights[:-1])
        return [Emu(top) for top in itertools.accumulate(steps, initial=box.y + offset)]

    def _lines_below(self, box: Box) -> Iterator[Paragraph]:
        """Yield the paragraph of each line of text that ends below `box`, less its inset."""
        box = self._inner(box)
        tops = self._tops(self._heights(box), box)
        for group, top in zip(self.stack.groups, tops, strict=True):
            if isinstance(group, TextGroup):
                begin = top + group.above(self.density)
                for paragraph, end in group.measured.ends(box.width, self.density):
                    if begin + end > box.bottom:
                        yield paragraph

    def _crowded(self, excess: Emu) -> Overflow | None:
        """Return the first block that itself says what to do if there is too little height."""
        settings = (one.hung.setting for one in self.stack.groups if isinstance(one, BlockGroup))
        advised = next((setting for setting in settings if setting.advice is not None), None)
        if advised is None:
            return None
        return Overflow(advised.span, 0, 0.0, excess, advice=advised.advice)

    def _too_wide(self) -> Overflow | None:
        """Return the first block whose words are too long; None if there is none."""
        for group, part in zip(self.stack.groups, self.parts, strict=True):
            if part.missing_width and isinstance(group, BlockGroup):
                setting = group.hung.setting
                return Overflow(
                    setting.span,
                    0,
                    0.0,
                    part.missing_width,
                    is_wide=True,
                    advice=setting.advice_if_wide,
                )
        return None


class Overflow(Struct, frozen=True):
    """The part of a region that does not fit in its box: where it begins, and its extent."""

    span: Span
    lines: int
    """The number of lines below the box; 0 if a block other than text does not fit."""
    size: float
    """The type size of the first of these lines."""
    excess: Emu
    is_wide: bool = False
    """Whether the excess is in width rather than height."""
    advice: tuple[str, str] | None = None
    """What a block itself says of that, and a hint."""


def _on_panel(shapes: Sequence[Shape], panel: Panel, box: Box, region: str) -> list[Shape]:
    """Return the shapes of a region with a panel behind them that has all of `box`.

    If the first is text, it is also that of the panel, as of a card in PowerPoint; the others are
    on it.
    """
    if not shapes or not isinstance(shapes[0], TextFrame) or shapes[0].panel is not None:
        if panel.form == "upper-edge":
            box, panel = panel.upper_edge(box)
        return [Rectangle(box=box, region=region, panel=panel), *shapes]
    anchor = shapes[0].anchor if len(shapes) == 1 else "top"
    return [replace(shapes[0], box=box, panel=panel, anchor=anchor), *shapes[1:]]


class Contents:
    """What the regions of a slide hold in one locale, set and measured once for all their boxes.

    Arrangements try the same blocks in the same regions at other places and widths. So content is
    set without a box, of which it depends only on the colour behind it.
    """

    def __init__(self, theme: Theme, locale: str) -> None:
        self.theme, self.locale = theme, locale
        self._known: dict[tuple[object, ...], RegionStack] = {}
        """By what identifies them; they hold the blocks that are identified by their address."""

    def stack(self, filled: Filled, layout: Layout) -> RegionStack:
        """Return the content of a region of a layout."""
        region, ground = filled.region, ground_in(filled.region, layout)
        blocks = map(id, filled.blocks)
        key = (layout.name, region.name, filled.fills_placeholder, ground, *blocks)
        known = self._known.get(key)
        if known is None:
            style = Style(
                theme=self.theme,
                region=replace(region, box=self.theme.page),
                locale=self.locale,
                ground=ground,
                mode=layout.mode,
                rows_below=rows_below(region, layout),
            )
            known = self._known[key] = gather(filled, style)
        return replace(known, filled=filled)


def gather(filled: Filled, style: Style) -> RegionStack:
    """Return the blocks of a region, grouped, set in `style` and measured."""
    groups = list(_groups(filled, style))
    return RegionStack(filled, (*groups[:1], *_beside_text(groups)), style.theme.gap)


def _beside_text(
    groups: Sequence[TextGroup | BlockGroup],
) -> Iterator[TextGroup | BlockGroup]:
    """Yield all groups but the first, with the text that is to be apart from what is beside it."""
    for above, group in itertools.pairwise(groups):
        if isinstance(above, TextGroup) and isinstance(group, BlockGroup):
            yield replace(group, apart=above.paragraphs[-1])
        elif isinstance(above, BlockGroup) and group.paragraphs:
            yield replace(group, apart=group.paragraphs[0])
        else:
            yield group


def _set_apart(fitted: Fitted, text: Paragraph | None, gap: Emu, density: Density) -> Fitted:
    """Return a block with what is missing above it for a gap that suits the type of `text`.

    That gives way where height is short.
    """
    if text is None:
        return fitted
    more = Emu(max(0, emu(_APART * text.sizes(density).line_height) - gap))
    natural, least = fitted.extent

    def draw(room: Box) -> Sequence[Shape]:
        spare = max(0, min(1, (room.height - least) / max(1, natural + more - least)))
        space = int(more * spare)
        return fitted.draw(room.rows(Emu(room.y + space), Emu(room.height - space)))

    return fitted._replace(extent=Extent(Emu(natural + more), least), draw=draw)


def _groups(filled: Filled, style: Style) -> Iterator[TextGroup | BlockGroup]:
    """Yield adjacent text as one group, and each other block as its own."""
    role = filled.region.role
    inner = replace(style, rows_below=None) if style.rows_below is not None else style
    last = len(filled.blocks) - 1
    parts = (
        part
        for number, block in enumerate(filled.blocks)
        for part in block.parts(style if number == last else inner)
    )
    fills_placeholder = filled.fills_placeholder and role == "text"
    is_first = True
    for is_text, group in itertools.groupby(parts, lambda part: isinstance(part, Paragraph)):
        if is_text:
            paragraphs = [part for part in group if isinstance(part, Paragraph)]
            icon = None
            if is_first:
                icon, paragraphs = with_icon_above(paragraphs, style)
            for measured, lead in flows(paragraphs, style.theme):
                yield TextGroup(
                    *(measured, filled.region, style.theme.gap, lead, fills_placeholder), icon=icon
                )
                fills_placeholder, icon = False, None
        else:
            blocks = (part for part in group if isinstance(part, Hung))
            yield from (BlockGroup(one, role == "picture", style.theme.gap) for one in blocks)
        is_first = False
