"""Small slides and a plain theme whose letters are half an em wide, so that one can count."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec.structs import replace

from diptych.blocks.bullets import Bullets, Item
from diptych.blocks.code import Code
from diptych.blocks.heading import Heading
from diptych.blocks.picture import Picture
from diptych.blocks.prose import Prose
from diptych.blocks.quote import Quote
from diptych.blocks.table import Table
from diptych.diagnostics import Span
from diptych.layout.choice import Version
from diptych.layout.talk import lay_out
from diptych.model.asset import Asset
from diptych.model.block import Block
from diptych.model.deck import Column, Section, Slide, Source, Talk
from diptych.model.density import Density, built_in_series
from diptych.model.geometry import Box, Emu, Pt, from_px, scaled
from diptych.model.laid_out import LaidOutSlide, LaidOutTalk
from diptych.model.metrics import Face, FaceTable, Metrics, Typeface
from diptych.model.style import Style
from diptych.model.text import ICON, Run, Text, literal
from diptych.model.theme import (
    Align,
    Anchor,
    Color,
    Font,
    Layout,
    Region,
    RegionRole,
    TextStyle,
    Theme,
)

SPAN = Span("deck/slides/one.md", 3)
GAP = from_px(16)
EVEN = Face(
    upem=1000,
    ascent=900,
    descent=300,
    hangul=1000,
    missing=600,
    advances=dict.fromkeys(range(32, 127), 500),
    kern={},
)
"""A face in which a letter is half an em, a Hangul syllable an em."""
WIDE = replace(EVEN, advances=dict.fromkeys(range(32, 127), 600))
"""The same, a fifth wider."""
COLORS = {
    "ink": Color("dk1", "#101010"),
    "paper": Color("lt1", "#FAFAFA"),
    "slate": Color("dk2", "#404040"),
    "mist": Color("lt2", "#E0E0E0"),
    "accent": Color("accent1", "#A02010"),
    "night": Color("accent2", "#081020"),
}


def box(x: float, y: float, width: float, height: float) -> Box:
    """Return a box given in px."""
    return Box(from_px(x), from_px(y), from_px(width), from_px(height))


def look(name: str, size: float, floor: float | None = None, **rest: Any) -> TextStyle:
    """Return a style; lines are set solid, so that heights are sizes."""
    settings: dict[str, Any] = {"leading": {"latin": 1.0, "hangul": 1.5}, "color": "ink", **rest}
    least = Pt(size if floor is None else floor)
    return TextStyle(name=name, size=Pt(size), floor=least, **settings)


LEVELS = (
    look(
        "level1", 24, 18, bullet="•", bullet_color="accent", indent=from_px(24), hanging=from_px(24)
    ),
    look("level2", 20, 16, bullet="–", indent=from_px(48), hanging=from_px(24)),
    look("level3", 16, 14, indent=from_px(72), hanging=from_px(24)),
)
BLOCK_STYLES = {
    "heading": look("heading", 20, 16, color="accent", weight=700, space_before=0.5),
    "quote": look("quote", 24, 18, color="slate"),
    "quote-source": look("quote-source", 18, 14, color="slate"),
    "code": look("code", 16, 12, font="mono"),
    "code-title": look("code-title", 13, 10, font="mono"),
    "qr-caption": look("qr-caption", 18, 13),
    "chart-title": look("chart-title", 20, 16),
    "chart-label": look("chart-label", 15, 12),
    "callout": look("callout", 20, 16),
    "diagram": look("diagram", 24, 12),
    "equation": look("equation", 28, 16),
    "equation-number": look("equation-number", 18, 12),
    "table": look(
        "table", 20, 10, bold_heads=True, rule="mist", indent=from_px(10), space_before=0.5
    ),
    "caption": look("caption", 12, color="slate", space_before=1.0),
    "notes": look("notes", 12),
}


DENSE = Density(
    name="dense",
    sizes={"level1": Pt(16), "level2": Pt(14), "level3": Pt(12)},
    step=1.0,
    on_request=True,
)


def times(factor: float, *more: TextStyle) -> Density:
    """Return a density of which every size is `factor` times a style's own."""
    looks = (*LEVELS, *BLOCK_STYLES.values(), *more)
    return Density(name="x", sizes={one.name: scaled(one.size, factor) for one in looks})


def region(
    name: str,
    role: RegionRole = "text",
    *,
    at: Box,
    styles: Sequence[TextStyle] = LEVELS,
    anchor: Anchor = "top",
    align: Align = "left",
) -> Region:
    """Return a region."""
    return Region(name=name, role=role, box=at, styles=tuple(styles), anchor=anchor, align=align)


BODY = region("body", at=box(64, 120, 960, 480))
LEFT = region("left", at=box(64, 120, 460, 480))
RIGHT = region("right", at=box(564, 120, 460, 480))
PICTURE = region("picture", "picture", at=box(564, 120, 460, 480), styles=[BLOCK_STYLES["caption"]])
TITLE = region("title", "title", at=box(64, 40, 960, 64), styles=[look("title", 32, 24)])
KICKER = region("kicker", "kicker", at=box(64, 16, 960, 20), styles=[look("kicker", 12)])
SOURCES = region(
    "sources", "sources", at=box(64, 500, 960, 100), styles=[look("sources", 9)], anchor="bottom"
)
FOOTER = region("footer", "footer", at=box(64, 680, 640, 16), styles=[look("footer", 9)])
NUMBER = region(
    "number", "number", at=box(984, 680, 40, 16), styles=[look("number", 9)], align="right"
)
CHROME = (TITLE, KICKER, SOURCES, FOOTER, NUMBER)


def layout(name: str, *regions: Region, background: str = "paper") -> Layout:
    """Return a layout."""
    return Layout(name=name, title=name.title(), background=background, regions=regions)


LAYOUTS = (
    layout("body", BODY, *CHROME),
    layout("columns", LEFT, RIGHT, *CHROME),
    layout("picture-text", replace(LEFT, name="body"), PICTURE, *CHROME),
    layout(
        "picture", replace(PICTURE, box=box(0, 0, 1280, 720), align="center"), background="night"
    ),
    layout("cover", TITLE, region("event", at=box(64, 200, 960, 60)), background="night"),
)


def measured(face: Face) -> dict[int, FaceTable]:
    """Return the metrics of a family that has only a regular face."""
    return {400: FaceTable(str(id(face)), "", lambda: face, Typeface("", 0, 0))}


def theme(*layouts: Layout, face: Face = EVEN, substitute: Face | None = None) -> Theme:
    """Return a theme of these layouts, or else of those above."""
    other = "Other" if substitute else ""
    font = Font(latin="Even", east_asian="Even", fallback=(), substitute=other)
    mono = replace(font, substitute="")
    families = {"Even": measured(face)} | ({"Other": measured(substitute)} if substitute else {})
    return Theme(
        name="plain",
        title="Plain",
        colors=COLORS,
        fonts={"heading": font, "body": font, "mono": mono},
        layouts={one.name: one for one in layouts or LAYOUTS},
        block_styles=BLOCK_STYLES,
        densities=(*built_in_series(), DENSE),
        gap=GAP,
        words={},
        metrics=Metrics(families),
    )


PLAIN = theme()


def style(at: Region = BODY, *, locale: str = "en", using: Theme = PLAIN, **rest: Any) -> Style:
    """Return the style of a region."""
    return Style(theme=using, region=at, locale=locale, **rest)


def text(words: str, *, line: int = SPAN.line) -> Text:
    """Return plain text on a line of the source."""
    return literal(words, replace(SPAN, line=line))


def with_icon(words: str, *content: Block) -> Item:
    """Return an item that begins with an icon, an anchor."""
    shown = (Run(ICON, icon="anchor"), Run(f" {words}"))
    text = Text(f":icon-anchor: {words}", shown, SPAN)
    return Item(text=text, span=SPAN, content=content)


def runs(*parts: Run) -> Text:
    """Return text of runs."""
    return Text("".join(part.text for part in parts), parts, SPAN)


def prose(words: str = "Words", **rest: Any) -> Prose:
    """Return a paragraph."""
    return Prose(text=text(words), span=SPAN, **rest)


def heading(words: str = "Heading") -> Heading:
    """Return a heading."""
    return Heading(text=text(words), span=SPAN)


def quote(*paragraphs: str) -> Quote:
    """Return a quotation."""
    return Quote(paragraphs=tuple(text(words) for words in paragraphs), span=SPAN)


def code(*lines: str, **rest: Any) -> Code:
    """Return a listing."""
    return Code(lines=lines, span=SPAN, **rest)


def table(*rows: str, header: str = "", caption: str | None = None, **rest: Any) -> Table:
    """Return a table; the cells of a row stand between bars."""
    return Table(
        header=(_cells(header),) if header else (),
        rows=tuple(map(_cells, rows)),
        caption=text(caption) if caption is not None else None,
        span=SPAN,
        **rest,
    )


def _cells(row: str) -> tuple[Text, ...]:
    return tuple(text(cell.strip()) for cell in row.split("|"))


def bullets(*items: str | Item, start: int | None = None, step: int = 0) -> Bullets:
    """Return a list; its items stand one below the other in the source, from line 10."""
    made = (one if isinstance(one, Item) else item(one, line=10 + i) for i, one in enumerate(items))
    return Bullets(items=tuple(made), start=start, span=SPAN, step=step)


def item(
    words: str, *content: Bullets | Code | Picture | Prose | Table, line: int = 10, step: int = 0
) -> Item:
    """Return an item with what hangs below it."""
    span = replace(SPAN, line=line)
    return Item(text=text(words, line=line), span=span, content=content, step=step)


def lines(count: int) -> Bullets:
    """Return a list of so many lines."""
    return bullets(*(f"line {number}" for number in range(count)))


def picture(aspect: float = 1.0, *, caption: str | None = None, **rest: Any) -> Picture:
    """Return a picture."""
    asset = Asset(
        name="p.png",
        sha256="0" * 64,
        media_type="image/png",
        read=lambda: b"",
        size_px=(aspect * 100, 100),
    )
    told = text(caption) if caption is not None else None
    return Picture(asset=asset, alt=text("Alt"), caption=told, span=SPAN, **rest)


def column(*blocks: Block, width: float | None = None) -> Column:
    """Return a column."""
    return Column(blocks, width, SPAN)


def source(key: str, label: str, number: int | None = None, link: str | None = None) -> Source:
    """Return a source at the foot of a slide."""
    return Source(key, number, text(label), link)


def slide(*body: Block, title: str = "Title", **rest: Any) -> Slide:
    """Return a slide."""
    return Slide(id="one", title=text(title, line=1), span=SPAN, body=body, **rest)


def talk(*slides: Slide, title: str = "Talk", **rest: Any) -> Talk:
    """Return a talk of one section."""
    section = Section(text("Section"), slides)
    return Talk(
        name="talk",
        title=text(title),
        locale="en",
        span=SPAN,
        sections=(section,),
        **rest,
    )


def laid_out(
    *slides: Slide, using: Theme = PLAIN, locale: str = "en"
) -> tuple[LaidOutTalk, list[str]]:
    """Return a talk laid out, and the messages of what was found."""
    ((made, found),) = lay_out((Version(talk(*slides), using, locale),), ("en",))
    return made, [one.message for one in found]


def laid_out_slide(
    one: Slide, *, using: Theme = PLAIN, locale: str = "en"
) -> tuple[LaidOutSlide, list[str]]:
    """Return a slide laid out, and the messages of what was found."""
    made, found = laid_out(one, using=using, locale=locale)
    return made.slides[0], found


def height(points: float) -> Emu:
    """Return a height of type."""
    return Emu(round(points * 12_700))
