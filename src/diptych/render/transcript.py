"""The words of a talk, slide by slide in reading order, for those who read it or listen to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, assert_never

from msgspec import Struct

from diptych.model.laid_out import LaidOutSlide, LaidOutTalk
from diptych.model.shapes import (
    Paragraph,
    PictureShape,
    Rectangle,
    Shape,
    TableShape,
    TextFrame,
)
from diptych.model.text import LineBreak, Run
from diptych.render.links import anchor_in, is_safe

PassageKind = Literal[
    "title", "text", "item", "heading", "quote", "code", "picture", "table", "source"
]


class Words(Struct, frozen=True, omit_defaults=True):
    """Consecutive words with the same link."""

    text: str
    link: str | None = None
    """An address, or `#` and the anchor of a slide."""


class Passage(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A paragraph, a picture's alternative text, or a table."""

    kind: PassageKind
    words: tuple[Words, ...] = ()
    level: int = 0
    """The depth of an item in its list, 0 for the first."""
    sign: str = ""
    """The number or box of an item, `3.` or `☐`; empty for a bullet."""
    begins: bool = False
    """Whether an item is the first of a list, rather than continuing the one before."""
    language: str = ""
    """Its language, if different from that of the talk."""
    rows: tuple[tuple[tuple[Words, ...], ...], ...] = ()
    """The cells of a table."""
    has_header: bool = False
    """Whether the first row of a table names its columns."""


class SlideTranscript(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The words of a slide."""

    number: str
    """As the slide shows it."""
    anchor: str
    title: str
    section: str = ""
    """The title of its section, if the talk has several."""
    passages: tuple[Passage, ...] = ()
    notes: tuple[Passage, ...] = ()


class Transcript(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The words of a talk in one language."""

    title: str
    language: str
    speakers: tuple[str, ...] = ()
    slides: tuple[SlideTranscript, ...]


def transcript(talk: LaidOutTalk, *, with_notes: bool = False) -> Transcript:
    """Return the words of all slides that are not hidden; notes only if asked for."""
    is_divided = len(talk.sections) > 1
    return Transcript(
        title=talk.title,
        language=talk.locale.replace("_", "-"),
        speakers=tuple(person.name for person in talk.talk.speakers),
        slides=tuple(
            _slide(slide, talk, section.title if is_divided else "", with_notes=with_notes)
            for section in talk.sections
            for slide in section.slides
            if not slide.slide.hidden
        ),
    )


def _slide(
    slide: LaidOutSlide, talk: LaidOutTalk, section: str, *, with_notes: bool
) -> SlideTranscript:
    notes = tuple(_passages(slide.notes, talk.locale, "text")) if with_notes else ()
    return SlideTranscript(
        number=slide.shown_number or str(slide.number),
        anchor=slide.anchor,
        title=slide.slide.title.plain,
        section=section,
        passages=tuple(
            passage for shape in slide.parts for passage in _of_shape(shape, talk.locale)
        ),
        notes=notes,
    )


def _of_shape(shape: Shape, locale: str) -> Iterator[Passage]:
    match shape:
        case TextFrame():
            if shape.role not in {"footer", "number"}:
                kind: PassageKind = "source" if shape.role == "sources" else "text"
                yield from _passages(shape.paragraphs, locale, kind, is_title=shape.role == "title")
        case PictureShape():
            if shape.alt:
                yield Passage(kind="picture", words=(Words(shape.alt),))
        case TableShape():
            rows = tuple(
                tuple(_joined(cell.paragraphs) for cell in row.cells) for row in shape.rows
            )
            yield Passage(kind="table", rows=rows, has_header=shape.has_header)
        case Rectangle():
            pass
        case _:
            assert_never(shape)


def _passages(
    paragraphs: Iterable[Paragraph], locale: str, kind: PassageKind, *, is_title: bool = False
) -> Iterator[Passage]:
    for number, paragraph in enumerate(paragraphs):
        if paragraph.runs:
            own: PassageKind = paragraph.kind if kind == "text" else kind
            yield Passage(
                kind="title" if is_title and number == 0 else own,
                words=_words(paragraph),
                level=paragraph.level,
                sign=_sign(paragraph),
                begins=paragraph.bullet is not None and paragraph.bullet.begins,
                language=paragraph.locale if paragraph.locale != locale else "",
            )


def _sign(paragraph: Paragraph) -> str:
    bullet = paragraph.bullet
    return bullet.sign if bullet is not None and bullet.is_label else ""


def _joined(paragraphs: Iterable[Paragraph]) -> tuple[Words, ...]:
    return tuple(words for paragraph in paragraphs for words in _words(paragraph))


def _words(paragraph: Paragraph) -> tuple[Words, ...]:
    """Return the words of a paragraph, adjacent ones with the same link joined."""
    made: list[Words] = []
    breaks = "\n" if paragraph.kind == "code" else " "
    for run in paragraph.runs:
        text, link = _told(run, breaks)
        if made and made[-1].link == link:
            text = made.pop().text + text
        made.append(Words(text, link))
    return tuple(made)


def _told(run: Run | LineBreak, breaks: str) -> tuple[str, str | None]:
    if isinstance(run, LineBreak):
        return breaks, None
    if run.role == "citation":
        return f"[{run.text.strip('[]')}]", None
    if run.link is None or not is_safe(run.link):
        return run.text, None
    anchor = anchor_in(run.link)
    return run.text, run.link if anchor is None else f"#{anchor}"
