"""A talk that shows everything the writer supports, for validators, LibreOffice and the eye."""

from __future__ import annotations

import datetime as dt

from tests.render.factory import bold, box, table
from tests.render.pptx.factory import (
    BODY,
    CAPTION,
    COVER_TEXT,
    COVER_TITLE,
    FIGURE,
    FULL,
    KICKER,
    LEFT,
    PHOTO,
    RIGHT,
    SMALLER,
    SOURCES,
    chrome,
    frame,
    headline,
    item,
    line,
    picture,
    slide,
    style,
    talk,
    with_title,
)

from diptych.diagnostics import Span
from diptych.model.abstract import Abstract, AbstractParagraph
from diptych.model.drawn_shapes import Rectangle
from diptych.model.geometry import Pt, from_px
from diptych.model.laid_out import LaidOutSlide, LaidOutTalk
from diptych.model.text import LineBreak, Run, RunStyle, literal
from diptych.model.text_frame import TextFrame
from diptych.model.theme import Panel

_ABSTRACT = literal("What the engine <could> do.", Span("talk.yaml", 1))


def gallery() -> LaidOutTalk:
    """Return the talk: ten slides in two sections."""
    first = (_cover(), _lists(), _columns(), _figure())
    second = (_full_picture(), _code(), _table(), _steps(), _korean(), _small())
    return talk(
        sections={"Opening": first, "Everything & more": second},
        event="Babbage Day",
        dates={"delivered": dt.date(2024, 1, 11)},
        abstract={"en": Abstract("", (AbstractParagraph(text=_ABSTRACT),))},
    )


def _table() -> LaidOutSlide:
    said = line(CAPTION, "In millions of dollars", step=1)
    below = frame(CAPTION, said, box=box(80, 300, 600, 24), fills_placeholder=False)
    made = table(
        (line(BODY, "Vendor", weight=700), line(BODY, "2023", weight=700, align="right")),
        (line(BODY, bold("NVIDIA")), line(BODY, "47,525", align="right")),
        (line(BODY, Run("Intel", link="https://example.com")), line(BODY)),
        at=box(80, 160, 600, 120),
        caption=below,
        has_row_heads=True,
        step=1,
    )
    return with_title("table", "A table", made, *chrome(3))


def _cover() -> LaidOutSlide:
    return slide(
        "cover",
        headline("Generative AI Frontline in 2023/24", COVER_TITLE),
        frame(COVER_TEXT, line(COVER_TEXT, "Jeongkyu Shin, Lablup Inc."), line(COVER_TEXT, "CES")),
        title="Generative AI Frontline in 2023/24",
        layout="cover",
        tags=("ai", "keynote"),
    )


def _lists() -> LaidOutSlide:
    body = frame(
        BODY,
        item(
            "Market: ",
            bold("Hopper H100"),
            " is short until 2025 ",
            Run("1", RunStyle(raised="super"), link="https://example.com/a b", role="citation"),
        ),
        item("A3 is delivered with NVIDIA, at 26 exaFLOPS", depth=1),
        item("a third level recedes", depth=2),
        item("US: export ban, see ", Run("the columns", link="#columns")),
        item(
            "Written as ",
            Run("H", RunStyle()),
            Run("2", RunStyle(raised="sub")),
            "O, ",
            Run("struck", RunStyle(strike=True)),
            Run("marked", RunStyle(mark=True, underline=True)),
            ", ",
            Run("slanted", RunStyle(italic=True)),
            ", ",
            Run("model.load()", RunStyle(code=True)),
            LineBreak(),
            "on a second line",
        ),
        item("First of all", number=1),
        item("deeper", depth=1),
        item("Secondly", number=2),
    )
    sources = frame(
        SOURCES,
        line(SOURCES, bold("1\u2002"), Run("HPCwire, 2023", link="https://www.hpcwire.com/2023/")),
        line(SOURCES, bold("2\u2002"), Run("CNBC, 2023", link="https://www.cnbc.com/?a=1&b=2")),
        box=box(80, 640, 1120, 33),
    )
    return with_title(
        "gpu/market",
        "Battleground: GPU",
        frame(KICKER, line(KICKER, "Hardware market")),
        body,
        sources,
        *chrome(2),
        notes=(
            line(BODY, "Speak slowly, and ", bold("breathe")),
            item("the H100 numbers"),
            item("are from 2023", depth=1),
        ),
    )


def _columns() -> LaidOutSlide:
    return with_title(
        "columns",
        "Two columns rather than small type",
        frame(LEFT, item("Left one", region=LEFT), item("Left two", region=LEFT, depth=1)),
        frame(RIGHT, item("Right one", region=RIGHT), item("Right two", region=RIGHT)),
        *chrome(3),
        layout="columns",
    )


def _figure() -> LaidOutSlide:
    return with_title(
        "figure",
        "A picture with text beside it",
        frame(LEFT, item("What it shows", region=LEFT)),
        picture(FIGURE),
        frame(CAPTION, line(CAPTION, "Generative fountain, steam punk style")),
        *chrome(4),
        layout="figure",
        notes=(line(BODY, "사진을 설명한다"),),
    )


def _full_picture() -> LaidOutSlide:
    return slide(
        "full",
        picture(PHOTO, FULL, alt=""),
        *chrome(5)[1:],
        title="The whole picture",
        layout="picture",
        show_title=False,
    )


def _code() -> LaidOutSlide:
    words = frame(BODY, item("Three lines load a model"), box=box(80, 160, 1120, 40))
    look = style(14, font="mono")
    lines = ("model = load('llama-2-7b')", "", 'model.generate("<b>안녕</b> & more")')
    code = TextFrame(
        box=box(80, 220, 700, 120),
        paragraphs=tuple(
            line(
                BODY,
                *([text] if text else []),
                kind="code",
                font="mono",
                size=look.size,
                line_height=Pt(18.2),
                step=1,
                indent=from_px(0),
                space_before=Pt(0),
            )
            for text in lines
        ),
        role="text",
        region="body",
        fills_placeholder=False,
        panel=Panel(fill="mist", inset=from_px(16)),
    )
    quote = frame(
        BODY,
        line(BODY, "A quotation, of which a bar stands at the left", indent=from_px(0)),
        fills_placeholder=False,
        box=box(110, 380, 700, 60),
    )
    bar = Rectangle(box=box(80, 380, 4, 60), panel=Panel(fill="accent"), region="body", step=2)
    return with_title("code", "Code on a panel", words, code, bar, quote, *chrome(6))


def _steps() -> LaidOutSlide:
    return with_title(
        "steps",
        "One after another",
        frame(
            LEFT,
            item("First", region=LEFT, step=1),
            item("with it", region=LEFT, depth=1, step=1),
            item("Then", region=LEFT, step=2),
        ),
        picture(PHOTO, step=2),
        frame(CAPTION, line(CAPTION, "At last", step=3)),
        layout="figure",
    )


def _korean() -> LaidOutSlide:
    return with_title(
        "korean",
        "생성형 AI의 최전선",
        frame(
            BODY,
            item("GPU 부족은 2024년에도 이어진다", locale="ko"),
            item("Gemini와 ", bold("PaLM 2"), "가 서로 겨룬다", depth=1, locale="ko"),
        ),
        layout="content",
    )


def _small() -> LaidOutSlide:
    return with_title(
        "small",
        "Smaller to fit",
        frame(
            BODY,
            item("Smaller by one step", density=SMALLER),
            item("as is this", depth=1, density=SMALLER),
        ),
        density=SMALLER,
    )
