"""The format of a text level, as far as PPTX distinguishes it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from diptych.diagnostics import Span
from diptych.model.density import Density
from diptych.model.geometry import Emu, Pt
from diptych.model.paragraph import Bullet, Paragraph
from diptych.model.style import Style
from diptych.model.text import literal
from diptych.model.theme import Align, FontRole, Region, TextStyle, Theme
from diptych.typography.direction import runs_right_to_left, side_of

LEVELS = 9
"""The number of text levels (ECMA-376-1, 21.1.2.4.12, CT_TextListStyle)."""
_LEFT_OVER = LEVELS - 2
"""A level that no list reaches; below the last one, nothing could be indented further."""
_LINE = 1.2
"""The line height at 100 %, as a multiple of the type size, in PowerPoint and LibreOffice."""

_LISTED = frozenset({"item", "text"})
"""Kinds of paragraphs that count for the size of a level."""
_NOTHING = literal("", Span("", 1))


class LevelFormat(Struct, frozen=True, kw_only=True):
    """Everything that a paragraph can inherit from its level; sizes are in points / 100."""

    size: int
    spacing: int
    """Line spacing in thousandths of a percent, so that it follows the size of edited text.

    It is rounded down to tenths of a percent, so that text that fits as solved never gets too high.
    LibreOffice drops these, so a page full of text ends a few pixels higher there."""
    space_before: int
    color: str
    font: FontRole
    weight: int
    align: Align
    bullet: Bullet | None
    """With the number at which its list starts, if it is a numbered one, and whether to say so."""
    indent: Emu
    hanging: Emu
    tracking: float = 0.0
    """Additional space between letters, as a multiple of the size."""
    rtl: bool = False
    """Whether it runs from right to left."""

    def resized(self, size: int) -> LevelFormat:
        """Return it in another size, with the space above in proportion, as in `Paragraph.sizes`.

        `size` is in hundredths of a point.
        """
        if size == self.size:
            return self
        space = round(self.space_before / 100 * (size / self.size), 2)
        return replace(self, size=size, space_before=hundredths(space))

    def at(self, density: Density, style: TextStyle) -> LevelFormat:
        """Return it at a density, if it is the format of `style`."""
        size = density.size_of(style.name, Pt(self.size / 100), style.floor)
        indent, hanging = density.indent(self.indent), density.indent(self.hanging)
        made = replace(self.resized(hundredths(size)), indent=indent, hanging=hanging)
        if density.leading == density.air == 1:
            return made
        return made.spaced(density.leading, density.air)

    def spaced(self, leading: float, air: float) -> LevelFormat:
        """Return it with line spacing and the space above multiplied, as at a density."""
        return replace(
            self,
            spacing=int(self.spacing * leading / 100) * 100,
            space_before=round(self.space_before * leading * air),
        )


def hundredths(points: float) -> int:
    """Return `points` in hundredths of a point (ST_TextFontSize, ST_TextSpacingPoint)."""
    return round(points * 100)


@lru_cache(maxsize=256)
def _spacing(size: Pt, line_height: Pt) -> int:
    """Return the line spacing in thousandths of a percent of a line of `size`."""
    return int(round(line_height / size, 3) / _LINE * 1000) * 100


def paragraph_format(paragraph: Paragraph) -> LevelFormat:
    """Return the format of `paragraph`."""
    rtl = runs_right_to_left(paragraph)
    return _format(
        paragraph.size,
        paragraph.line_height,
        paragraph.space_before,
        paragraph.indent,
        paragraph.hanging,
        paragraph.font,
        side_of(paragraph, is_right_to_left=rtl),
        paragraph.color,
        paragraph.weight,
        paragraph.bullet,
        paragraph.tracking,
        rtl,
    )


@lru_cache(maxsize=1024)
def _format(  # noqa: PLR0917 - everything that distinguishes paragraphs; keywords take twice as long
    size: Pt,
    line_height: Pt,
    space_before: Pt,
    indent: Emu,
    hanging: Emu,
    font: FontRole,
    align: Align,
    color: str,
    weight: int,
    bullet: Bullet | None,
    tracking: float,
    rtl: bool,  # noqa: FBT001 - as above
) -> LevelFormat:
    """Return a format; cached, since a talk has only a few."""
    return LevelFormat(
        size=hundredths(size),
        spacing=_spacing(size, line_height),
        space_before=hundredths(space_before),
        color=color,
        font=font,
        weight=weight,
        align=align,
        bullet=_not_begun(bullet),
        indent=indent,
        hanging=hanging,
        tracking=tracking,
        rtl=rtl,
    )


def _not_begun(bullet: Bullet | None) -> Bullet | None:
    return replace(bullet, begins=False) if bullet is not None and bullet.begins else bullet


def frame_formats(paragraphs: tuple[Paragraph, ...]) -> tuple[LevelFormat, ...]:
    """Return the format of each paragraph of a frame: no space above the first, lists numbered."""
    starts = _list_starts(paragraphs)
    formats = []
    for paragraph, start in zip(paragraphs, starts, strict=True):
        own = paragraph_format(paragraph)
        if start is not None and own.bullet is not None:
            own = replace(own, bullet=_counted(own.bullet, start))
        formats.append(own)
    return (replace(formats[0], space_before=0), *formats[1:]) if formats else ()


def with_own_levels(
    paragraphs: tuple[Paragraph, ...], formats: Sequence[LevelFormat]
) -> tuple[Paragraph, ...]:
    """Return paragraphs, with those larger than the others of their level on one that is left over.

    So their size is that of a level, too, and what somebody types beside them is no larger.
    """
    if len(paragraphs) < 2:  # noqa: PLR2004 - one is alone on its level
        return paragraphs
    listed = [
        (list_level(paragraph), own.size)
        for paragraph, own in zip(paragraphs, formats, strict=True)
        if paragraph.kind in _LISTED
    ]
    if len(set(listed)) == len({level for level, _ in listed}):
        return paragraphs
    counts = Counter(listed)
    usual = {
        level: min((-counts[level, size], size) for one, size in counts if one == level)[1]
        for level, _ in listed
    }
    larger = max(size for level, size in listed if size != usual[level])
    return tuple(
        replace(paragraph, level=_LEFT_OVER)
        if paragraph.kind in _LISTED and own.size == larger > usual[list_level(paragraph)]
        else paragraph
        for paragraph, own in zip(paragraphs, formats, strict=True)
    )


def sized_levels(
    paragraphs: tuple[Paragraph, ...],
    formats: Sequence[LevelFormat],
    levels: tuple[LevelFormat, ...],
) -> tuple[LevelFormat, ...]:
    """Return `levels` in the sizes of a frame, so that its runs need not set them.

    A level gets the size of most of its text, not counting headings and the like.
    """
    used = [
        (list_level(paragraph), own.size)
        for paragraph, own in zip(paragraphs, formats, strict=True)
        if paragraph.kind in _LISTED
    ]
    if all(levels[level].size == size for level, size in used):
        return levels
    usual = Counter(used).most_common()
    sizes = {level: size for (level, size), _ in reversed(usual)}
    return tuple(
        level.resized(sizes.get(number, level.size)) for number, level in enumerate(levels)
    )


def levels_at(
    density: Density, levels: tuple[LevelFormat, ...], styles: tuple[TextStyle, ...]
) -> tuple[LevelFormat, ...]:
    """Return the levels of a region with these `styles` at a density; the last one is repeated."""
    if density.is_plain:
        return levels
    made = [level.at(density, style) for level, style in zip(levels, styles, strict=False)]
    return (*made, *made[-1:] * (len(levels) - len(made)))


def list_level(paragraph: Paragraph) -> int:
    """Return the paragraph's level, 0 to 8."""
    level = paragraph.level
    return level if level < LEVELS else LEVELS - 1


def region_levels(theme: Theme, region: Region, locale: str) -> tuple[LevelFormat, ...]:
    """Return the levels of a region in their own sizes, for `locale`."""
    style = Style(theme=theme, region=region, locale=locale)
    return tuple(_level(style, level) for level in region.styles)


def _level(style: Style, level: TextStyle) -> LevelFormat:
    bullet = Bullet(level.bullet, level.bullet_color or level.color) if level.bullet else None
    return paragraph_format(style.paragraph(_NOTHING, level, bullet=bullet))


class _Start(Struct, frozen=True):
    """The start of a numbered paragraph's list."""

    number: int
    is_another: bool
    """Whether there is another list above it in its frame, from which it must be distinguished."""


class _OpenList(Struct, frozen=True):
    start: _Start
    last: Bullet


def _counted(bullet: Bullet, start: _Start) -> Bullet:
    """Return the bullet that all items of a list share, so that PowerPoint numbers them itself."""
    return replace(bullet, sign="", number=start.number, begins=start.is_another)


def _list_starts(paragraphs: tuple[Paragraph, ...]) -> list[_Start | None]:
    """Return the start of each numbered paragraph's list, so that PowerPoint continues counting.

    Deeper paragraphs do not interrupt a list; others on its level and shallower ones do.
    """
    if all(one.bullet is None or one.bullet.number is None for one in paragraphs):
        return [None] * len(paragraphs)
    starts: list[_Start | None] = []
    open_lists: dict[int, _OpenList] = {}
    levels: set[int] = set()
    for paragraph in paragraphs:
        level, bullet = paragraph.level, paragraph.bullet
        open_lists = {depth: one for depth, one in open_lists.items() if depth <= level}
        above = open_lists.pop(level, None)
        if bullet is None or bullet.number is None:
            starts.append(None)
            continue
        if above is not None and _continues(bullet, above.last):
            start = above.start
        else:
            start = _Start(bullet.number, level in levels)
        levels.add(level)
        open_lists[level] = _OpenList(start, bullet)
        starts.append(start)
    return starts


def _continues(bullet: Bullet, last: Bullet) -> bool:
    """Return whether an item belongs to the list of the one before it."""
    follows = (bullet.number or 0) == (last.number or 0) + 1
    return follows and not bullet.begins and bullet.numbering == last.numbering
