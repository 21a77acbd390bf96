"""Titles and kickers, each at the largest size at which it fits."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from diptych.diagnostics import Diagnostic
from diptych.layout.diagnostic_kinds import NO_PLACE, SMALL_TITLE, TITLE_OVERFLOW
from diptych.layout.display import balanced, sizes_of
from diptych.layout.framing import framed
from diptych.model.deck import Slide
from diptych.model.density import Density
from diptych.model.geometry import EMU_PER_PT, Box, Emu, Pt, emu
from diptych.model.grounds import ground_in
from diptych.model.style import Style
from diptych.model.text import Run, Text
from diptych.model.text_frame import TextFrame
from diptych.model.theme import Layout, Region, RegionRole, TextStyle, Theme
from diptych.typography.measured_text import MeasuredText, set_text

Found = tuple[Diagnostic, ...]

_LEAST_TITLE = 0.65
"""How far below the floor of its style a title may be set, as a share of that."""
_NEARLY = 0.875
"""A box this share of two lines high is made for two, as letters of another script are higher."""
_HIDING = "set `show_title: false`, after a heading `{show_title=false}`, or choose another layout"


def title_frames(
    slide: Slide, layout: Layout, theme: Theme, locale: str
) -> tuple[tuple[TextFrame, ...], Found]:
    """Return the frames of title and kicker, each at the largest size at which it fits."""
    shown: tuple[tuple[RegionRole, Text | None], ...] = (
        ("title", slide.title if slide.show_title else None),
        ("kicker", slide.kicker),
    )
    frames: list[TextFrame] = []
    found: list[Diagnostic] = []
    for role, text in shown:
        if text is None or text.is_empty:
            continue
        regions = layout.with_role(role)
        if not regions:
            found.append(_no_place(role, text, layout))
            continue
        mark = slide.mark if role == "title" else ""
        headline = _headline(text, regions[0], layout, theme, locale, mark)
        density = headline.density()
        frames.append(headline.frame(density))
        found += headline.found(density)
    return tuple(frames), tuple(found)


def _no_place(role: str, text: Text, layout: Layout) -> Diagnostic:
    message = f"layout `{layout.name}` has no place for a {role}"
    another = f"choose another layout, or leave the {role} out"
    hint = _HIDING if role == "title" else another
    return NO_PLACE.at(text.span, message, hint=hint)


class _Headline(Struct, frozen=True, kw_only=True):
    """A title or kicker, measured, with the sizes at which it may be set, largest first."""

    text: Text
    region: Region
    measured: MeasuredText
    bare: MeasuredText
    """The same without its mark."""
    grows: bool
    """Whether it may take a second line, which makes its box higher."""
    usual: tuple[Density, ...]
    """At the sizes of its style."""
    smaller: tuple[Density, ...]
    """At sizes below the floor of its style."""

    @property
    def is_marked(self) -> bool:
        """Return whether there is a mark after its last word."""
        return self.measured is not self.bare

    @property
    def width(self) -> Emu:
        """Return the width of its box."""
        return self.region.box.width

    def room(self, density: Density) -> Emu:
        """Return the height that it may have at a density."""
        if not self.grows:
            return self.region.box.height
        two_lines = emu(2 * self.measured.paragraphs[0].sizes(density).line_height)
        return Emu(max(self.region.box.height, two_lines))

    def best(self, among: Iterable[Density]) -> Density | None:
        """Return the first at which it fits without a broken word, or else at which it fits."""
        fitting = None
        for one in among:
            if self.measured.height(self.width, one) <= self.room(one):
                fitting = fitting or one
                if self.measured.keeps_words(self.width, one):
                    return one
        return fitting

    def density(self) -> Density:
        """Return the density at which it is set: the floor of its style if it fits at none."""
        found = self.best((*self.usual, *self.smaller)) or self.usual[-1]
        if not self.is_marked:
            return found
        lines = _lines(self.bare, self.width, self.usual[0])
        whole = self.best(one for one in self.usual if self._lines(one) <= lines)
        if whole is None:
            return found
        breaks_words = not self.measured.keeps_words(self.width, whole)
        return found if breaks_words and self.measured.keeps_words(self.width, found) else whole

    def frame(self, density: Density) -> TextFrame:
        """Return its frame, which is as high as its text if that is higher than its box."""
        height = min(self.measured.height(self.width, density), self.room(density))
        whole = self.region.box
        box = whole.rows(whole.y, Emu(max(whole.height, height)))
        is_title = self.region.role == "title"
        slack = balanced(self.measured, self.width, density) if is_title else Emu(0)
        return framed(self.measured, self.region, box, density, slack)

    def found(self, density: Density) -> Found:
        """Return diagnostics of a size that is smaller than usual, or of lines that do not fit."""
        excess = self.measured.height(self.width, density) - self.room(density)
        if excess > 0:
            return (self._too_long(density, excess),)
        first_small = 1 if self.grows and not self.is_marked else len(self.usual)
        if density in (*self.usual, *self.smaller)[:first_small]:
            return ()
        return (self._smaller(density),)

    def _too_long(self, density: Density, excess: int) -> Diagnostic:
        size, line_height, _ = self.measured.paragraphs[0].sizes(density)
        over = math.ceil(excess / EMU_PER_PT / line_height)
        count = "1 line" if over == 1 else f"{over} lines"
        role = self.region.role
        message = f"{role} overflows by {count} at {size:g} pt"
        return TITLE_OVERFLOW.at(self.text.span, message, hint=f"shorten the {role}")

    def _smaller(self, density: Density) -> Diagnostic:
        size, usual = self.measured.paragraphs[0].sizes(density).size, self.usual[0]
        if not self.measured.keeps_words(self.width, usual):
            room = "a line without breaking a word"
        elif self.grows and self._lines(density) <= 2:  # noqa: PLR2004 - as said
            room = "two lines"
        else:
            room = "its place"
        own = self.measured.paragraphs[0].size
        message = (
            f"the title is set at {size:g} pt instead of {own:g} pt, as it is too long for {room}"
        )
        return SMALL_TITLE.at(self.text.span, message, hint="shorten the title")

    def _lines(self, density: Density) -> int:
        return _lines(self.measured, self.width, density)


def _headline(  # noqa: PLR0917 - of one function only
    text: Text, region: Region, layout: Layout, theme: Theme, locale: str, mark: str
) -> _Headline:
    """Return a title or kicker with a `mark` on the same line as its last word.

    Titles have the same size on all slides, so one that takes a second line makes its box higher.
    Only one that would need a third is set smaller, at the floor of its style, and so is one that
    its mark alone would give another line. Where the box is made for several lines, as on a cover,
    or a line of the layout is in the way of a second one, the largest size is taken at which the
    title fits. A title that does not fit at the floor is set below it, with a warning, if that is
    enough. No word is broken if another size keeps it whole.
    """
    look = region.styles[0]
    ground = ground_in(region, layout)
    style = Style(theme=theme, region=region, locale=locale, ground=ground, mode=layout.mode)
    bare = set_text((style.paragraph(text, look),), theme)
    measured = set_text((style.paragraph(_marked(text, mark), look),), theme) if mark else bare
    first = measured.paragraphs[0]
    two_lines = emu(2 * first.line_height)
    nearly = max(_NEARLY, look.floor / look.size)
    grows = region.role == "title" and region.box.height < two_lines * nearly
    grows = grows and not _is_in_the_way(layout, region.box, two_lines)
    usual = tuple(dict.fromkeys((look.size, look.floor)) if grows else sizes_of(look))
    smaller = tuple(_below(look)) if region.role == "title" else ()
    return _Headline(
        text=text,
        region=region,
        measured=measured,
        bare=bare,
        grows=grows,
        usual=tuple(Density(sizes={look.name: size}) for size in usual),
        smaller=tuple(Density(sizes={look.name: size}) for size in smaller),
    )


def _is_in_the_way(layout: Layout, title: Box, height: Emu) -> bool:
    """Return whether a title as high as `height` would cover a decoration that is below its box."""
    grown = title.rows(title.y, height)
    below = (one.box for one in layout.decorations if one.box.y >= title.bottom)
    return any(grown.meets(box) for box in below)


def _marked(text: Text, mark: str) -> Text:
    return replace(text, inlines=(*text.inlines, Run(mark.replace(" ", "\u00a0"), role="aside")))


def _lines(measured: MeasuredText, width: Emu, density: Density) -> int:
    return sum(one.line_count for one in measured.solved(width, density))


def _below(look: TextStyle) -> Iterator[Pt]:
    """Yield sizes below the floor, in steps of one point, for titles that fit at none above."""
    for size in range(math.ceil(look.floor) - 1, math.floor(look.floor * _LEAST_TITLE), -1):
        yield Pt(size)
