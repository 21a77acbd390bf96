"""Small laid-out talks, made by hand: a theme as a person would draw it, slides, shapes, text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace
from tests.render.factory import COLORS, SANS, SPAN, asset, box, png

from diptych.model.asset import Asset
from diptych.model.deck import Person, Slide, Talk
from diptych.model.density import OWN, Density
from diptych.model.geometry import Emu, Pt, from_px
from diptych.model.laid_out import LaidOutSection, LaidOutSlide, LaidOutTalk
from diptych.model.paragraph import Bullet, Paragraph
from diptych.model.shapes import PictureShape, Shape
from diptych.model.style import Style
from diptych.model.supplies import Supplies
from diptych.model.text import Run, SetInline, literal
from diptych.model.text_frame import TextFrame
from diptych.model.theme import (
    Decoration,
    Font,
    Layout,
    Region,
    TextStyle,
    Theme,
)

NOTHING = literal("", SPAN)
MONO = Font(latin="JetBrains Mono", east_asian="D2Coding", fallback=("monospace",))


def style(size: float, color: str = "ink", **rest: Any) -> TextStyle:
    """Return a text style; its floor plays no part here."""
    leading = {"latin": 1.3, "hangul": 1.4}
    settings: dict[str, Any] = {"name": "any", "floor": Pt(9), "leading": leading}
    return TextStyle(size=Pt(size), color=color, **(settings | rest))


def level(size: float, depth: int, color: str = "ink", sign: str = "•") -> TextStyle:
    """Return the style of a list level."""
    return style(
        size,
        color,
        name=f"level{depth + 1}",
        bullet=sign,
        bullet_color="accent",
        indent=from_px(26 * (depth + 1)),
        hanging=from_px(26),
        space_before=0.5 if depth == 0 else 0.25,
    )


SMALLER = Density(name="smaller", sizes={"level1": Pt(19), "level2": Pt(16), "level3": Pt(13.5)})
LEVELS = (level(21, 0), level(18, 1, sign="–"), level(15, 2, "muted", sign="–"))
TITLE = Region(
    name="title",
    role="title",
    box=box(80, 72, 1120, 60),
    styles=(style(30, font="heading", weight=700, leading={"latin": 1.15, "hangul": 1.25}),),
    anchor="bottom",
    prompt="What this slide says",
)
KICKER = Region(
    name="kicker",
    role="kicker",
    box=box(80, 44, 1120, 24),
    styles=(style(13, "accent", weight=700),),
    anchor="bottom",
    prompt="Topic",
)
SOURCES = Region(
    name="sources",
    role="sources",
    box=box(80, 632, 1120, 40),
    styles=(style(9.5, "muted"),),
    anchor="bottom",
    prompt="Sources",
)
FOOTER = Region(
    name="footer", role="footer", box=box(80, 684, 900, 20), styles=(style(9, "muted"),)
)
NUMBER = Region(
    name="number",
    role="number",
    box=box(1100, 684, 100, 20),
    styles=(style(9, "muted"),),
    align="right",
)
BODY = Region(
    name="body", role="text", box=box(80, 160, 1120, 450), styles=LEVELS, prompt="Say it here"
)
LEFT = replace(BODY, name="left", box=box(80, 160, 540, 450))
RIGHT = replace(BODY, name="right", box=box(660, 160, 540, 450))
PICTURE = Region(
    name="figure", role="picture", box=box(660, 160, 540, 400), styles=(style(13, "muted"),)
)
CAPTION = Region(
    name="caption", role="caption", box=box(660, 570, 540, 40), styles=(style(13, "muted"),)
)
FULL = replace(PICTURE, name="picture", box=box(0, 0, 1280, 720))
COVER_TITLE = replace(
    TITLE, box=box(80, 220, 1000, 150), styles=(style(44, "paper", font="heading", weight=700),)
)
COVER_TEXT = replace(BODY, box=box(80, 400, 1000, 160), styles=(style(20, "mist"),))
CHROME = (SOURCES, FOOTER, NUMBER)
BAR = Decoration(box=box(80, 32, 64, 4), color="accent")


def _layout(name: str, title: str, *regions: Region, background: str = "paper") -> Layout:
    decorations = (BAR,) if background == "paper" else ()
    return Layout(
        name=name, title=title, background=background, regions=regions, decorations=decorations
    )


LAYOUTS = {
    layout.name: layout
    for layout in (
        _layout("cover", "Cover", COVER_TITLE, COVER_TEXT, background="night"),
        _layout("section", "Section", TITLE, NUMBER, background="mist"),
        _layout("content", "Title and text", KICKER, TITLE, BODY, *CHROME),
        _layout("columns", "Two columns", KICKER, TITLE, LEFT, RIGHT, *CHROME),
        _layout("figure", "Text and picture", KICKER, TITLE, LEFT, PICTURE, CAPTION, *CHROME),
        _layout("picture", "Full picture", FULL, NUMBER, background="night"),
    )
}
THEME = Theme(
    name="plain",
    title="Plain & simple",
    colors=COLORS,
    fonts={"heading": SANS, "body": SANS, "mono": MONO},
    layouts=LAYOUTS,
    block_styles={
        "code": style(14, font="mono"),
        "table": style(16, bold_heads=True, rule="muted"),
    },
    densities=(Density(name="normal"),),
    gap=from_px(16),
    words={},
)


PHOTO = asset("photo.png", png())
FIGURE = asset(
    "figure.svg",
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 12 8"><path fill="#0b5fae"'
    b' d="M0 8 4 2l3 4 2-3 3 5z"/></svg>',
)
DRAWN = {FIGURE.sha256: png(tint=(90, 160, 90))}
SUPPLIES = Supplies(draw=lambda *_: DRAWN)


def runs(*parts: str | SetInline) -> tuple[SetInline, ...]:
    """Return runs; bare strings are plain ones."""
    return tuple(Run(part) if isinstance(part, str) else part for part in parts)


def line(region: Region, *parts: str | SetInline, locale: str = "en", **rest: Any) -> Paragraph:
    """Return a paragraph without a bullet, set as `region` would at its own size."""
    made = Style(theme=THEME, region=region, locale=locale)
    return replace(made.paragraph(NOTHING, made.level(0), runs=runs(*parts)), **rest)


def item(
    *parts: str | SetInline,
    depth: int = 0,
    number: int | None = None,
    region: Region = BODY,
    density: Density = OWN,
    locale: str = "en",
    **rest: Any,
) -> Paragraph:
    """Return a list item as the bullet block draws it."""
    made = Style(theme=THEME, region=region, locale=locale)
    look = made.level(depth)
    color = look.bullet_color or look.color
    bullet = Bullet(look.bullet or "•", color) if number is None else None
    drawn = made.paragraph(
        NOTHING,
        look,
        kind="item",
        level=depth,
        bullet=bullet or Bullet(f"{number}.", color, number),
        runs=runs(*parts),
    )
    return replace(drawn.solved(density, b""), **rest)


def frame(region: Region, *paragraphs: Paragraph, **rest: Any) -> TextFrame:
    """Return a frame in its region's own box."""
    settings: dict[str, Any] = {"box": region.box, "anchor": region.anchor} | rest
    first = replace(paragraphs[0], space_before=Pt(0))
    return TextFrame(
        paragraphs=(first, *paragraphs[1:]),
        role=region.role,
        region=region.name,
        **settings,
    )


def headline(text: str, region: Region = TITLE, **rest: Any) -> TextFrame:
    """Return the frame of a slide's title."""
    return frame(region, line(region, text, **rest))


def picture(
    source: Asset = PHOTO, region: Region = PICTURE, alt: str = "A rising line", **rest: Any
) -> PictureShape:
    """Return a picture, by default as wide as its region and centred in it."""
    settings: dict[str, Any] = {"box": region.box.inset(Emu(0))} | rest
    return PictureShape(asset=source, alt=alt, span=SPAN, region=region.name, **settings)


def chrome(number: int, words: str = "A small talk") -> tuple[TextFrame, TextFrame]:
    """Return footer and slide number."""
    counted = Run(str(number), role="slide-number")
    return frame(FOOTER, line(FOOTER, words)), frame(NUMBER, line(NUMBER, counted))


def slide(
    name: str,
    *shapes: Shape,
    title: str = "A title",
    layout: str = "content",
    notes: tuple[Paragraph, ...] = (),
    **rest: Any,
) -> LaidOutSlide:
    """Return a laid-out slide; `rest` are further fields of the authored slide."""
    return LaidOutSlide(
        slide=Slide(id=name, title=literal(title, SPAN), span=SPAN, **rest),
        part=1,
        number=1,
        layout=LAYOUTS[layout],
        shapes=shapes,
        notes=notes,
    )


def with_title(
    name: str, title: str, *shapes: Shape, layout: str = "content", **rest: Any
) -> LaidOutSlide:
    """Return a slide whose title is shown."""
    return slide(name, headline(title), *shapes, title=title, layout=layout, **rest)


def talk(
    *slides: LaidOutSlide,
    sections: Mapping[str, tuple[LaidOutSlide, ...]] | None = None,
    locale: str = "en",
    theme: Theme = THEME,
    **rest: Any,
) -> LaidOutTalk:
    """Return a laid-out talk: of one section without a title, or of several `sections`."""
    named = {"": slides} if sections is None else sections
    settings: dict[str, Any] = {
        "name": "demo",
        "title": literal("A small talk", SPAN),
        "locale": "en",
        "span": SPAN,
        "sections": (),
        "speakers": (Person(name="Ada Lovelace"), Person(name="Charles Babbage")),
    } | rest
    return LaidOutTalk(
        talk=Talk(**settings),
        locale=locale,
        locales=(locale,),
        theme=theme,
        title="A small talk",
        sections=tuple(LaidOutSection(title=name, slides=held) for name, held in named.items()),
    )
