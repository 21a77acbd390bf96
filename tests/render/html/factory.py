"""Small laid-out talks, made by hand: what the renderer is given, without the program."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from tests.render.factory import COLORS, SANS, SPAN, asset, box, png

from diptych.model.abstract import Abstract, AbstractParagraph
from diptych.model.asset import Asset
from diptych.model.deck import Person, Slide, Source, Talk
from diptych.model.density import Density
from diptych.model.geometry import Box, Pt, from_px
from diptych.model.laid_out import LaidOutSection, LaidOutSlide, LaidOutTalk
from diptych.model.paragraph import Bullet, Paragraph
from diptych.model.shapes import PictureShape, Shape
from diptych.model.supplies import Supplies
from diptych.model.text import Run, RunStyle, SetInline, literal
from diptych.model.text_frame import TextFrame
from diptych.model.theme import Decoration, Font, Layout, Region, TextStyle, Theme

REPOSITORY = Path(__file__).parents[3]
TEMPLATES = REPOSITORY / "templates" / "html"
MONO = Font(latin="JetBrains Mono", east_asian="Pretendard", fallback=("monospace",))


def region(name: str, role: str, place: Box) -> Region:
    """Return a region whose style plays no part here: the paragraphs are set already."""
    style = TextStyle(name="level1", size=Pt(18), floor=Pt(14), leading={"latin": 1.3}, color="ink")
    return Region(name=name, role=role, box=place, styles=(style,))  # type: ignore[arg-type]


def layout(name: str, *, background: str = "paper", bar: str = "accent") -> Layout:
    """Return a layout with a bar at its left edge."""
    return Layout(
        name=name,
        title=name.title(),
        background=background,
        regions=(region("body", "text", box(80, 160, 1120, 460)),),
        decorations=(Decoration(box=box(0, 0, 12, 720), color=bar),),
    )


LAYOUTS = {
    "cover": layout("cover", background="night"),
    "content": layout("content"),
    "picture": layout("picture", background="mist"),
}
THEME = Theme(
    name="plain",
    title="Plain",
    colors=COLORS,
    fonts={"heading": SANS, "body": SANS, "mono": MONO},
    layouts=LAYOUTS,
    block_styles={},
    densities=(Density(name="normal"),),
    gap=from_px(16),
    words={"sources": "Sources"},
)


FIGURE = asset(
    "figure one.svg",
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 6"><path fill="#0b5fae"'
    b' d="M0 6 3 1l2 3 1-2 2 4z"/></svg>',
    (8, 6),
)
PHOTO = asset("photo.png", png(1, 1), (1, 1))


def paragraph(
    *runs: str | SetInline,
    size: float = 18,
    line_height: float = 24,
    locale: str = "en",
    **rest: object,
) -> Paragraph:
    """Return a paragraph; bare strings are plain runs."""
    return Paragraph(
        runs=tuple(Run(run) if isinstance(run, str) else run for run in runs),
        size=Pt(size),
        line_height=Pt(line_height),
        locale=locale,
        span=SPAN,
        **{"color": "ink", **rest},  # type: ignore[arg-type]
    )


def item(
    *runs: str | SetInline, level: int = 0, number: int | None = None, **rest: object
) -> Paragraph:
    """Return a list item; its text is indented by 24 px for each level."""
    sign = "•" if number is None else f"{number}."
    settings: dict[str, object] = {
        "kind": "item",
        "level": level,
        "bullet": Bullet(sign, "accent", number),
        "indent": from_px(24 * (level + 1)),
        "hanging": from_px(24),
        "space_before": Pt(6),
    }
    return paragraph(*runs, **(settings | rest))  # type: ignore[arg-type]


def citation(number: int) -> Run:
    """Return the mark of a citation."""
    return Run(str(number), RunStyle(raised="super"), role="citation")


def code_line(text: str, **rest: object) -> Paragraph:
    """Return a line of a listing."""
    return paragraph(text, kind="code", font="mono", size=12, line_height=16, **rest)  # type: ignore[arg-type]


def frame(
    *paragraphs: Paragraph,
    at: Box | None = None,
    role: str = "text",
    **rest: object,
) -> TextFrame:
    """Return a text frame."""
    return TextFrame(
        box=at or box(80, 160, 1120, 400),
        paragraphs=paragraphs,
        role=role,  # type: ignore[arg-type]
        region="body",
        **rest,  # type: ignore[arg-type]
    )


def title(text: str, *, locale: str = "en", color: str = "ink") -> TextFrame:
    """Return the frame of a slide's title."""
    heading = paragraph(
        text, size=30, line_height=36, font="heading", weight=700, locale=locale, color=color
    )
    return frame(heading, at=box(80, 64, 1120, 56), role="title", anchor="bottom")


def sources_frame(*sources: Source, locale: str = "en") -> TextFrame:
    """Return the foot of a slide."""
    rows = tuple(
        item(
            Run(source.text.plain, link=source.link),
            number=source.number,
            size=9,
            line_height=12,
            color="muted",
            locale=locale,
        )
        for source in sources
    )
    return frame(*rows, at=box(80, 640, 1040, 48), role="sources", anchor="bottom")


def picture(
    source: Asset = FIGURE, *, alt: str = "A rising line", at: Box | None = None, **rest: object
) -> PictureShape:
    """Return a picture."""
    place = at or box(720, 160, 480, 360)
    return PictureShape(box=place, asset=source, alt=alt, span=SPAN, region="figure", **rest)  # type: ignore[arg-type]


def slide(
    name: str = "one",
    *shapes: Shape,
    heading: str = "One",
    layout_name: str = "content",
    notes: tuple[Paragraph, ...] = (),
    sources: tuple[Source, ...] = (),
    part: int = 1,
    number: int = 1,
    hidden: bool = False,
    backup: bool = False,
    time: int | None = None,
) -> LaidOutSlide:
    """Return a laid-out slide."""
    return LaidOutSlide(
        slide=Slide(
            id=name,
            title=literal(heading, SPAN),
            span=SPAN,
            sources=sources,
            hidden=hidden,
            backup=backup,
            time=time,
        ),
        part=part,
        number=number,
        layout=LAYOUTS[layout_name],
        shapes=shapes,
        notes=notes,
    )


def talk(
    *slides: LaidOutSlide,
    locale: str = "en",
    locales: tuple[str, ...] = ("en",),
    name: str = "demo",
    heading: str = "A small talk",
) -> LaidOutTalk:
    """Return a laid-out talk of one section."""
    authored = Talk(
        name=name,
        title=literal(heading, SPAN),
        locale="en",
        span=SPAN,
        sections=(),
        speakers=(Person(name="Ada Lovelace"),),
        event="Babbage Day",
        abstract={
            "en": Abstract(
                "What the engine could do.",
                (AbstractParagraph(text=literal("What the engine could do.", SPAN)),),
            )
        },
    )
    return LaidOutTalk(
        talk=authored,
        locale=locale,
        locales=locales,
        theme=THEME,
        title=heading,
        sections=(LaidOutSection(title="All", slides=slides),),
    )


def supplies(**rest: Any) -> Supplies:
    """Return the built-in templates and `rest`."""
    return Supplies(**{"templates": templates(), **rest})


def with_runtime(vendor: Path) -> Supplies:
    """Return the files of reveal.js and the fonts below `vendor` too."""
    return supplies(runtime=_runtime(vendor))


@cache
def templates() -> dict[str, str]:
    """Return the built-in templates, which a project without a page of its own uses."""
    paths = (path for path in sorted(TEMPLATES.iterdir()) if path.name != "page.html.j2")
    return {path.name: path.read_text("utf-8") for path in paths}


@cache
def _runtime(vendor: Path) -> dict[str, Asset]:
    wanted = (".css", ".js", ".woff2", ".ttf", "")
    files = sorted(path for path in vendor.rglob("*") if path.is_file() and path.suffix in wanted)
    return {
        path.relative_to(vendor).as_posix(): asset(path.name, path.read_bytes()) for path in files
    }
