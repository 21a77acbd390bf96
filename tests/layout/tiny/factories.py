"""A theme small enough to reckon with in one's head, and slides for it.

Every glyph is half an em wide and every line one and a half times as high as its type, so that a
line of 20 pt type is 40 px high and holds a character in 10 pt. The body is twelve lines high.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from diptych.blocks.bullets import Bullets, Item
from diptych.blocks.picture import Picture
from diptych.blocks.prose import Prose
from diptych.diagnostics import Span
from diptych.model.asset import Asset
from diptych.model.deck import Block, Column, Placed, Section, Slide, Source, Talk
from diptych.model.geometry import Box, Emu, Pt, from_px
from diptych.model.metrics import Face, Metrics
from diptych.model.style import Style
from diptych.model.text import LineBreak, Run, SetInline, Text, literal
from diptych.model.theme import (
    Anchor,
    Color,
    Font,
    FontRole,
    Layout,
    Region,
    RegionRole,
    TextStyle,
    Theme,
)

FILE = "deck/slides/a.md"


def at(line: int) -> Span:
    """Return a place in the slide's file."""
    return Span(FILE, line)


def text(words: str, *, line: int = 1) -> Text:
    """Return `words` as they stand in a line of the slide's file."""
    return literal(words, at(line))


def rows(count: int, *, line: int = 1) -> Text:
    """Return text that takes `count` lines at every size: the author broke it."""
    inlines: list[SetInline] = []
    for number in range(1, count + 1):
        inlines += [LineBreak()] if inlines else []
        inlines.append(Run(f"row {number}"))
    return Text("\\\n".join(f"row {n}" for n in range(1, count + 1)), tuple(inlines), at(line))


def box(x: float, y: float, width: float, height: float) -> Box:
    """Return a box given in px."""
    return Box(from_px(x), from_px(y), from_px(width), from_px(height))


def look(
    name: str,
    size: float,
    floor: float,
    *,
    leading: float = 1.5,
    indent: Emu = Emu(0),
    space_before: float = 0.0,
) -> TextStyle:
    """Return a style of type."""
    return TextStyle(
        name=name,
        size=Pt(size),
        floor=Pt(floor),
        leading={"latin": leading, "hangul": leading},
        color="ink",
        indent=indent,
        hanging=indent,
        space_before=space_before,
        bullet="•",
    )


LEVELS = (
    replace(look("level1", 20, 15, indent=from_px(20)), bold_heads=True),
    look("level2", 16, 12, indent=from_px(40)),
)
_HEADLINE = (look("title", 40, 30, leading=1.0),)
_SMALL = (look("small", 10, 10),)
_STYLES: Mapping[RegionRole, tuple[TextStyle, ...]] = {
    "title": _HEADLINE,
    "text": LEVELS,
    "picture": LEVELS,
}


def region(name: str, role: RegionRole, where: Box, *, anchor: Anchor = "top") -> Region:
    """Return a region set in the styles of its role."""
    styles = _STYLES.get(role, _SMALL)
    return Region(name=name, role=role, box=where, styles=styles, anchor=anchor)


TITLE = region("title", "title", box(40, 20, 1200, 80))
KICKER = region("kicker", "kicker", box(40, 0, 1200, 20))
BODY = region("body", "text", box(40, 120, 1200, 480))
LEFT = region("left", "text", box(40, 120, 590, 480))
RIGHT = region("right", "text", box(650, 120, 590, 480))
SOURCES = region("sources", "sources", box(40, 610, 1200, 60))
FOOTER = region("footer", "footer", box(40, 680, 1000, 30))
NUMBER = region("number", "number", box(1140, 680, 100, 30))


def _layout(name: str, *regions: Region) -> Layout:
    return Layout(name=name, title=name.title(), background="paper", regions=regions)


def _framed(name: str, *content: Region) -> Layout:
    """Return a layout with all that may stand around its content."""
    return _layout(name, TITLE, KICKER, *content, SOURCES, FOOTER, NUMBER)


_LAYOUTS = (
    _layout(
        "cover",
        region("title", "title", box(40, 200, 1200, 80)),
        region("subtitle", "text", box(40, 300, 1200, 80)),
        region("speaker", "text", box(40, 400, 1200, 200), anchor="bottom"),
    ),
    _framed("body", BODY),
    _framed("columns", LEFT, RIGHT),
    _framed("picture-text", region("picture", "picture", LEFT.box), replace(RIGHT, name="text")),
    _layout("picture", region("picture", "picture", box(0, 0, 1280, 720))),
)

_FAMILY = Font(latin="Half", east_asian="Half", fallback=("sans-serif",), substitute="Half")
_ROLES: tuple[FontRole, ...] = ("heading", "body", "mono")
_HALF = Face(upem=1000, hangul=500, missing=500, advances={}, kern={})

THEME = Theme(
    name="tiny",
    title="Tiny",
    colors={
        "ink": Color("dk1", "#111111"),
        "paper": Color("lt1", "#FFFFFF"),
        "panel": Color("lt2", "#EEEEEE"),
    },
    fonts=dict.fromkeys(_ROLES, _FAMILY),
    layouts={layout.name: layout for layout in _LAYOUTS},
    block_styles={
        "heading": look("heading", 20, 15, space_before=0.5),
        "quote": look("quote", 20, 15),
        "code": look("code", 16, 12),
        "caption": look("caption", 12, 12, leading=1.0, space_before=0.5),
        "notes": look("notes", 12, 12),
    },
    densities={"dense": {"level1": Pt(12), "level2": Pt(9)}, "airy": {"level1": Pt(18)}},
    gap=from_px(20),
    words={},
    metrics=Metrics({("Half", False): _HALF}),
)


def style(where: Region = BODY, *, scale: float = 1.0) -> Style:
    """Return how blocks of a region are set."""
    return Style(theme=THEME, region=where, locale="en", scale=scale)


def prose(count: int = 1, *, line: int = 1) -> Prose:
    """Return a paragraph of `count` lines."""
    return Prose(text=rows(count, line=line), span=at(line))


def item(words: str, *content: Bullets | Prose, line: int = 1, step: int = 0) -> Item:
    """Return an item of a list, with what hangs below it."""
    return Item(text=text(words, line=line), span=at(line), content=content, step=step)


def bullets(*items: Item | str, line: int = 1, start: int | None = None, step: int = 0) -> Bullets:
    """Return a list."""
    made = tuple(item(one, line=line) if isinstance(one, str) else one for one in items)
    return Bullets(items=made, span=at(line), start=start, step=step)


def asset(width: float = 400, height: float = 300) -> Asset:
    """Return a picture's file."""
    return Asset(
        name="p.png",
        sha256="0" * 64,
        media_type="image/png",
        read=bytes,
        size_px=(width, height),
    )


def picture(
    width: float = 400,
    height: float = 300,
    *,
    alt: str | None = "What it shows",
    caption: Text | None = None,
    share: float | None = None,
    line: int = 1,
) -> Picture:
    """Return a picture of a size in px; `share` is of the region's width."""
    return Picture(
        asset=asset(width, height),
        alt=None if alt is None else text(alt, line=line),
        caption=caption,
        width=share,
        span=at(line),
    )


def column(*blocks: Block, width: float | None = None, line: int = 1) -> Column:
    """Return a column."""
    return Column(blocks, width, at(line))


def placed(name: str, *blocks: Block, line: int = 1) -> Placed:
    """Return what the author puts into the region called `name`."""
    return Placed(name, blocks, at(line))


def source(number: int | None, words: str = "Doe 2024", *, link: str | None = None) -> Source:
    """Return a source, numbered or not."""
    return Source(f"key{number}", number, text(words), link)


def slide(
    *body: Block,
    name: str = "a/one",
    title: Text | str = "A title",
    show_title: bool = True,
    kicker: Text | None = None,
    layout: str | None = None,
    density: str | None = None,
    columns: Sequence[Column] = (),
    into: Sequence[Placed] = (),
    notes: Sequence[Block] = (),
    sources: Sequence[Source] = (),
    broken: bool = False,
) -> Slide:
    """Return a slide of `body`; its layout, if named, is named in line 2."""
    return Slide(
        id=name,
        title=text(title) if isinstance(title, str) else title,
        span=at(1),
        show_title=show_title,
        kicker=kicker,
        layout=layout,
        layout_span=at(2) if layout else None,
        density=density,
        body=body,
        columns=tuple(columns),
        placed=tuple(into),
        notes=tuple(notes),
        sources=tuple(sources),
        broken=broken,
    )


def talk(*sections: Sequence[Slide], title: str = "A talk") -> Talk:
    """Return a talk of sections."""
    return Talk(
        name="talk",
        title=text(title),
        locale="en",
        span=Span("deck/talks/talk.yaml", 1),
        sections=tuple(
            Section(text(f"Section {number}"), tuple(slides))
            for number, slides in enumerate(sections, start=1)
        ),
    )
