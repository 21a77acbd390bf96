"""Adds layout variants for the ways in which slides divide them, so that no slide moves boxes.

A layout in the mode that is not its own is in the file if a slide is in it, and so is one with a
running title.

Columns of other widths, more lines of sources or a picture of another shape give a slide boxes that
differ from those of its layout. If they were set on the slide, PowerPoint's Reset would undo them,
so the file has a layout for each division that occurs, below those of the theme.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import assert_never

from msgspec import Struct
from msgspec.structs import replace

from diptych.memo import NO_MEMO, Form, Memo
from diptych.model.drawn_shapes import Drawing, Rectangle
from diptych.model.forms import form_of
from diptych.model.geometry import Box, Emu, emu, from_px
from diptych.model.laid_out import LaidOutSlide, LaidOutTalk
from diptych.model.shapes import ChartShape, FormulaShape, Group, PictureShape, Shape
from diptych.model.table_shape import TableShape
from diptych.model.text_frame import TextFrame
from diptych.model.theme import RUNNING_TITLE, Layout, Region, RegionRole, Theme
from diptych.render.pptx.names import VARIANT
from diptych.render.pptx.placeholder import off_slide
from diptych.render.pptx.words import office_words

_CONTENT = ("text", "picture")
_Division = tuple[str, tuple[tuple[str, Box], ...]]
"""The name of a theme's layout, with the boxes of its regions by name."""
_UNSEEN = from_px(8)
"""Columns whose widths differ by less are equally wide."""
_ROOM_FOR = 2
"""How many lines of sources fit on a new slide."""


class _Boxes(Struct, frozen=True):
    """The parts of a slide that decide which variant of its layout it has."""

    boxes: tuple[tuple[str, Box], ...]
    """The names of regions with the box of the first shape that fills each."""
    sources: tuple[str, ...]
    """The names of the regions that have sources."""


_FORM: Form[list[_Boxes]] = form_of(list[_Boxes])


def fit_layouts(talk: LaidOutTalk, memo: Memo = NO_MEMO) -> LaidOutTalk:
    """Return `talk` with variants of its layouts for its slides, after those of its theme.

    A layout of a slide whose sources overlap its text is offered without and with sources.
    """
    made = _Layouts(_with_modes(talk), talk.locale)
    filled = iter(memo.recall_all("boxes", talk.talk.name, _boxes, talk, _FORM))
    sections = tuple(
        replace(
            section,
            slides=tuple(
                replace(slide, layout=made.of(slide, next(filled))) for slide in section.slides
            ),
        )
        for section in talk.sections
    )
    return replace(talk, sections=sections, theme=replace(made.theme, layouts=made.all()))


def _with_modes(talk: LaidOutTalk) -> Theme:
    """Return the theme with those layouts in other modes that slides have, below their own.

    So are those with running titles.
    """
    shown = {slide.layout.name for slide in talk}
    theme, layouts = talk.theme, dict[str, Layout]()
    for name, layout in theme.layouts.items():
        layouts[name] = layout
        running = f"{name}{RUNNING_TITLE}"
        others = (
            theme.counterparts.get(name),
            theme.running.get(running),
            theme.counterparts.get(running),
        )
        layouts |= {one.name: one for one in others if one is not None and one.name in shown}
    return replace(theme, layouts=layouts)


class _Layouts:
    """The layouts of a theme and their variants, each made once."""

    def __init__(self, theme: Theme, locale: str) -> None:
        self.theme = theme
        self.words = office_words(locale)
        self.locale = locale
        self.plain = {
            name: replace(_without_optional(one), title=self._named(one))
            for name, one in theme.layouts.items()
        }
        self.made: dict[_Division, Layout] = {}
        self.shown: set[str] = set()
        """The names of the theme's layouts that slides have."""
        self.fitted: dict[tuple[str, _Boxes], Layout] = {}
        """By the theme's layout and what fills it, which many slides have in common."""
        self.titles = {layout.title for layout in self.plain.values()}

    def of(self, slide: LaidOutSlide, filled: _Boxes) -> Layout:
        """Return the layout of `slide` with the boxes that it has filled."""
        self.shown.add(slide.layout.name)
        key = slide.layout.name, filled
        if key not in self.fitted:
            plain = self.plain[slide.layout.name]
            regions = _divided(slide.layout, filled, plain, self.theme)
            self.fitted[key] = self._with(slide.layout, tuple(regions))
        return self.fitted[key]

    def all(self) -> Mapping[str, Layout]:
        """Return all layouts by name, the theme's first."""
        for name, layout in self.theme.layouts.items():
            if name not in self.shown:
                continue  # *New Slide* would be twice as long
            if layout.with_role("sources") and not self._has_sources(name):
                self._with(layout, tuple(_new(layout, self.theme, self.locale)))
        names = list(self.plain)
        made = sorted(self.made.items(), key=lambda one: names.index(one[0][0]))
        return self.plain | {layout.name: layout for _, layout in made}

    def _has_sources(self, name: str) -> bool:
        """Return whether a variant has sources and the theme's division of the width."""
        made = (layout for (base, _), layout in self.made.items() if base == name)
        return any(
            layout.with_role("sources") and _is_divided_as(self.theme.layouts[name], layout)
            for layout in (self.plain[name], *made)
        )

    def _named(self, layout: Layout) -> str:
        """Return a layout's title, with its mode if that is not its own."""
        title = layout.title_in(self.locale)
        if not layout.authored:
            return title
        return f"{title}, {self.words.dark if layout.mode == 'dark' else self.words.light}"

    def _with(self, layout: Layout, regions: tuple[Region, ...]) -> Layout:
        plain = self.plain[layout.name]
        if regions == plain.regions:
            return plain
        division = (layout.name, tuple((region.name, region.box) for region in regions))
        if division not in self.made:
            name = f"{layout.name}{VARIANT}{len(self.made) + 1}"
            made = replace(layout, name=name, authored=layout.authored_name, regions=regions)
            self.made[division] = replace(made, title=self._title(made, layout))
        return self.made[division]

    def _title(self, made: Layout, layout: Layout) -> str:
        """Return a title that describes the variant: the shares of the width, or the sources."""
        plain_title = self.plain[layout.name].title
        marks = list(filter(None, (_shares(made, layout),)))
        if made.with_role("sources") and not self.plain[layout.name].with_role("sources"):
            count = _lines(made, self.locale)
            words = self.words.line if count == 1 else self.words.lines
            marks.append(words.format(count=count))
        title = base = ", ".join((plain_title, *marks))
        number = 1
        while title in self.titles:
            number += 1
            title = f"{base} {number}"
        self.titles.add(title)
        return title


def _shares(made: Layout, layout: Layout) -> str:
    """Return how the contents of `made` share its width, if they do so unlike those of `layout`.

    Empty if that is not worth a title: they are equally wide, or not beside each other.
    """
    columns = sorted({(box.x, box.width) for box in _contents(made)})
    widths = [width for _, width in columns]
    overlap = any(x + width > after for (x, width), (after, _) in pairwise(columns))
    is_usual = _is_divided_as(_with_regions_of(layout, made), made)
    if is_usual or overlap or max(widths) - min(widths) < _UNSEEN:
        return ""
    return ":".join(f"{round(100 * width / sum(widths))}" for width in widths)


def _with_regions_of(layout: Layout, made: Layout) -> Layout:
    """Return a layout with only those of its regions that a variant of it has."""
    names = {region.name for region in made.regions}
    return replace(layout, regions=tuple(one for one in layout.regions if one.name in names))


def _is_divided_as(layout: Layout, made: Layout) -> bool:
    """Return whether the contents of two layouts share the width in the same way."""
    ours, theirs = ([(box.x, box.width) for box in _contents(one)] for one in (made, layout))
    return ours == theirs


def _contents(layout: Layout) -> list[Box]:
    return [region.box for region in layout.regions if region.role in _CONTENT]


def _without_optional(layout: Layout) -> Layout:
    """Return the layout without what few slides have: optional regions, and its sources.

    Sources stay if they do not overlap the content above them.
    """
    contents = [region.box for region in layout.regions if region.role in _CONTENT]
    regions = tuple(
        region
        for region in layout.regions
        if not region.is_optional
        and (region.role != "sources" or all(box.bottom <= region.box.y for box in contents))
    )
    return layout if regions == layout.regions else replace(layout, regions=regions)


def _line_height(region: Region, locale: str) -> float:
    look = region.styles[0]
    return look.size * look.leading["hangul" if locale.startswith("ko") else "latin"]


def _lines(layout: Layout, locale: str) -> int:
    """Return how many lines of sources fit in a layout."""
    (region, *_) = layout.with_role("sources")
    return round(region.box.height / emu(_line_height(region, locale)))


def _new(layout: Layout, theme: Theme, locale: str) -> Iterator[Region]:
    """Yield the regions for a new slide with sources."""
    (region, *_) = layout.with_role("sources")
    height = min(region.box.height, emu(_ROOM_FOR * _line_height(region, locale)))
    sources = region.box.rows(Emu(region.box.bottom - height), Emu(height))
    usual = (one for one in layout.regions if not one.is_optional)
    yield from _above(usual, {region.name: sources}, Emu(sources.y - theme.gap))


def _divided(layout: Layout, filled: _Boxes, plain: Layout, theme: Theme) -> Iterator[Region]:
    """Yield the regions of a slide's layout (`plain`: without sources) with their boxes on it."""
    boxes = dict(filled.boxes)
    usual = {region.name for region in plain.regions}
    regions = [r for r in layout.regions if r.name in usual or r.name in boxes]
    tops = [boxes[name].y for name in filled.sources if name in boxes]
    floor = Emu(min(tops) - theme.gap) if tops else None
    yield from _above(regions, boxes, floor)


def _boxes(slide: LaidOutSlide) -> _Boxes:
    sources = {frame.region for frame in slide.frames if frame.role == "sources"}
    return _Boxes(tuple(_filled(slide)), tuple(sorted(sources)))


def _filled(slide: LaidOutSlide) -> Iterator[tuple[str, Box]]:
    """Yield the names of regions with the box of the first shape that fills each."""
    regions = {region.name: region for region in slide.layout.regions}
    filled: set[str] = set()
    shown = any(frame.role == "title" and frame.fills_placeholder for frame in slide.frames)
    for region in slide.layout.with_role("title") if not shown else ():
        yield region.name, off_slide(region.box)
    for shape in slide.shapes:
        name = shape.region
        if name not in regions or name in filled:
            continue
        if _fills(shape, regions[name].role):
            filled.add(name)
            yield name, shape.box


def _fills(shape: Shape, role: RegionRole) -> bool:
    """Return whether a region of this role is meant for a shape.

    Text and pictures fill theirs; anything else takes what text leaves over, and has its own box.
    """
    match shape:
        case TextFrame():
            return role != "picture" and shape.fills_placeholder
        case PictureShape():
            recording = shape.recording
            return role == "picture" and (recording is None or not recording.in_powerpoint)
        case TableShape() | ChartShape() | Drawing() | FormulaShape() | Group() | Rectangle():
            return False
        case _:
            assert_never(shape)


def _above(
    regions: Iterable[Region], boxes: Mapping[str, Box], floor: Emu | None
) -> Iterator[Region]:
    """Yield the regions in `boxes`; other content regions are cut off at y `floor`."""
    for region in regions:
        box = boxes.get(region.name, region.box)
        if floor is not None and region.name not in boxes and region.role in _CONTENT:
            box = box.rows(box.y, Emu(max(0, min(box.bottom, floor) - box.y)))
        yield region if box == region.box else replace(region, box=box)
