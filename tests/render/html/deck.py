"""The deck that browsers look at: five slides with one of everything, in two languages."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace
from tests.render.factory import SPAN, bold, box, table
from tests.render.files import files_of
from tests.render.html.factory import (
    PHOTO,
    citation,
    code_line,
    frame,
    item,
    paragraph,
    picture,
    slide,
    sources_frame,
    talk,
    title,
    with_runtime,
)

from diptych.model.deck import Source
from diptych.model.drawn_shapes import Rectangle
from diptych.model.geometry import Box, from_px
from diptych.model.laid_out import LaidOutSlide, LaidOutTalk
from diptych.model.paragraph import Paragraph
from diptych.model.table_shape import TableShape
from diptych.model.text import LineBreak, Run, RunStyle, SetInline, literal
from diptych.model.text_frame import TextFrame
from diptych.model.theme import Panel
from diptych.render.html import render_html
from diptych.render.subsetting import Subsets
from diptych.storage.cache import user_cache

LOCALES = ("en", "ko")
SOURCES = (
    Source(
        "yang",
        1,
        literal("Yang et al., Harnessing the Power of LLMs in Practice, 2023", SPAN),
        "https://arxiv.org/pdf/2304.13712.pdf",
    ),
    Source("talk", 2, literal("Overheard at the conference", SPAN)),
)
LONG = {
    "en": "Large models read and write very long sentences, which is why this one (GPT-4 would have"
    " done it better) goes on until it has to be broken somewhere near the edge of its box",
    "ko": "그래도 계산기(또는 주판)를 쓰던 시절보다 오차가 1~2%면 충분하다는 평가가 나오고, 대규모"
    " 언어 모델(LLM)은 아주 긴 문장도 이해하므로 이 문장도 여러 줄로 넘어가게 된다",
}
TITLE = {"en": "What has changed since then?", "ko": "그 뒤로 무엇이 바뀌었나"}


def deck(locale: str) -> LaidOutTalk:
    """Return the deck in one language."""
    slides = (_cover(locale), _text(locale), _pictures(locale), _code(locale), _full())
    return talk(*slides, locale=locale, locales=LOCALES)


def write(made: LaidOutTalk, folder: Path, vendor: Path) -> None:
    """Write a talk below `folder`, with the files of reveal.js and the fonts below `vendor`.

    The fonts are cut, as builds do: reading whole ones is a third of a browser's work on a page.
    """
    supplies = replace(with_runtime(vendor), cut=Subsets(user_cache(), lambda _: None).woff2)
    for path, data in files_of(render_html(made, supplies)).items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)


def _cover(locale: str) -> LaidOutSlide:
    heading = paragraph(
        "Generative AI Frontline",
        LineBreak(),
        "2023/24",
        size=48,
        line_height=56,
        font="heading",
        weight=700,
        color="paper",
        locale=locale,
    )
    kicker = paragraph("Babbage Day, London", color="paper", locale=locale)
    return slide(
        "cover",
        frame(heading, at=box(80, 250, 1000, 160), role="title"),
        frame(kicker, at=box(80, 200, 800, 32), role="kicker"),
        heading="Generative AI Frontline 2023/24",
        layout_name="cover",
        notes=(paragraph("Welcome, everybody.", locale=locale), item("Smile", locale=locale)),
        time=90,
    )


def _text(locale: str) -> LaidOutSlide:
    rows = (
        item(LONG[locale], citation(1), locale=locale),
        item(
            bold("Bold"),
            ", ",
            Run("italic", RunStyle(italic=True)),
            ", ",
            Run("code_span()", RunStyle(code=True)),
            ", H",
            Run("2", RunStyle(raised="sub")),
            "O, ",
            Run("gone", RunStyle(strike=True)),
            " and ",
            Run("a link", link="https://example.org/x?y=1&z=2"),
            level=1,
            locale=locale,
        ),
        item("Numbered from three", number=3, locale=locale),
        item("And on", number=4, locale=locale),
        paragraph("Back ", Run("to the cover", link="#cover"), ".", space_before=12, locale=locale),
    )
    return slide(
        "topic/text",
        title(TITLE[locale], locale=locale),
        frame(
            paragraph("Then and now", size=13, line_height=16, color="muted", locale=locale),
            at=box(80, 44, 1120, 24),
            role="kicker",
        ),
        frame(*rows, at=box(80, 160, 1000, 400)),
        sources_frame(*SOURCES, locale=locale),
        _chrome("footer", "A small talk", locale, box(80, 696, 400, 20)),
        _chrome("number", "2", locale, box(1160, 680, 40, 20)),
        sources=SOURCES,
        number=2,
    )


def _chrome(role: str, text: str, locale: str, at: Box) -> TextFrame:
    return frame(
        paragraph(text, size=10, line_height=12, color="muted", locale=locale), at=at, role=role
    )


def _pictures(locale: str) -> LaidOutSlide:
    steps = (item("First", step=1, locale=locale), item("Then", step=2, locale=locale))
    quote = paragraph("We may say most aptly …", kind="quote", locale=locale)
    caption = paragraph("A figure", size=12, line_height=16, color="muted", locale=locale)
    return slide(
        "topic/pictures",
        title("Pictures", locale=locale),
        frame(*steps, at=box(80, 160, 560, 200)),
        Rectangle(box=box(80, 380, 6, 80), panel=Panel(fill="accent"), region="body"),
        frame(quote, at=box(100, 380, 500, 80), anchor="middle"),
        picture(step=2),
        frame(caption, at=box(720, 530, 480, 24), role="caption"),
        picture(PHOTO, alt="", at=box(80, 560, 40, 40)),
        heading="Pictures",
        number=3,
    )


def _code(locale: str) -> LaidOutSlide:
    lines: tuple[Paragraph, ...] = tuple(
        code_line(text, locale=locale) for text in ("def f(x):", "    return x < 1", "", "f(1)")
    )
    heading = paragraph("A listing", kind="heading", weight=700, locale=locale)
    return slide(
        "topic/code",
        title("Code", locale=locale),
        frame(heading, at=box(80, 160, 560, 32)),
        _table(locale),
        frame(*lines, at=box(80, 200, 560, 120), panel=Panel(fill="mist", inset=from_px(16))),
        heading="Code",
        number=4,
    )


def _table(locale: str) -> TableShape:
    def cell(*runs: str | SetInline, **rest: object) -> Paragraph:
        return paragraph(*runs, size=14, line_height=20, locale=locale, **rest)

    heads = (cell("Vendor", weight=700), cell("2023", weight=700, align="right"), cell())
    rows = (
        (cell("NVIDIA", weight=700), cell("47,525", align="right"), cell(bold("sold"), " out")),
        (cell("Intel", weight=700), cell("15,521", align="right"), cell()),
    )
    said = paragraph("In millions", size=12, line_height=16, color="muted", locale=locale)
    below = frame(said, at=box(720, 328, 480, 16), role="caption", fills_placeholder=False)
    at = box(720, 200, 480, 120)
    return table(heads, *rows, at=at, caption=below, has_row_heads=True)


def _full() -> LaidOutSlide:
    whole = picture(PHOTO, alt="Blue all over", at=box(0, 0, 1280, 720))
    return slide("topic/full", whole, heading="All blue", layout_name="picture", number=5)
