"""The words of a talk, slide by slide in reading order, for those who read it or listen to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import assert_never

from msgspec import Struct
from msgspec.structs import replace

from diptych.model.deck import Talk
from diptych.model.drawn_shapes import Drawing, Rectangle
from diptych.model.laid_out import LaidOutSlide, LaidOutTalk
from diptych.model.paragraph import Paragraph
from diptych.model.shapes import ChartShape, FormulaShape, Group, PictureShape, Shape, parts_of
from diptych.model.table_shape import TableRow, TableShape
from diptych.model.text import PLAIN, plain_text
from diptych.model.text_frame import TextFrame
from diptych.model.theme import FOOT_ROLES, Align
from diptych.model.walk import map_values
from diptych.render.abstract import abstract_passages
from diptych.render.passages import Passage, PassageKind, Words, joined, told_link, words_of

_BETWEEN_HEADS = " · "
"""Between the name of a group of columns and those of its columns."""


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
    time: int = 0
    """How many seconds it takes, if notes are asked for; 0 if unknown."""


class Transcript(
    Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="generator", tag="Diptych"
):
    """The words of a talk in one language; its tag is our mark in JSON."""

    title: str
    language: str
    speakers: tuple[str, ...] = ()
    abstract: tuple[Passage, ...] = ()
    slides: tuple[SlideTranscript, ...]


def transcript(talk: LaidOutTalk, *, with_notes: bool = False) -> Transcript:
    """Return the words of all slides that are not hidden; notes only if asked for."""
    is_divided = len(talk.sections) > 1
    return Transcript(
        title=talk.title,
        language=talk.locale.replace("_", "-"),
        speakers=tuple(person.name for person in talk.talk.speakers),
        abstract=_abstract(talk.talk, talk.locale),
        slides=tuple(
            _slide(slide, talk, section.title if is_divided else "", with_notes=with_notes)
            for section in talk.sections
            for slide in section.slides
            if not slide.slide.hidden
        ),
    )


def _abstract(talk: Talk, locale: str) -> tuple[Passage, ...]:
    abstract = talk.abstract_in(locale)
    if abstract is None:
        return ()
    return abstract_passages(abstract, "" if locale in talk.abstract else talk.source_locale)


def unstyled(told: Transcript) -> Transcript:
    """Return a transcript of words and links alone, for programs, which do not set them."""
    return map_values(told, Passage, _unstyled)


def _unstyled(passage: Passage) -> Passage:
    return replace(
        passage,
        words=_without_style(passage.words),
        rows=tuple(tuple(map(_without_style, row)) for row in passage.rows),
        has_row_heads=False,
        align=(),
        formula=None,
    )


def _without_style(words: Iterable[Words]) -> tuple[Words, ...]:
    return joined(replace(one, style=PLAIN, formula=None) for one in words)


def _slide(
    slide: LaidOutSlide, talk: LaidOutTalk, section: str, *, with_notes: bool
) -> SlideTranscript:
    notes = tuple(_passages(slide.notes, talk.locale, "text")) if with_notes else ()
    return SlideTranscript(
        number=slide.shown_number or str(slide.number),
        anchor=slide.anchor,
        title=slide.title,
        section=section,
        passages=tuple(
            _in_lists(
                passage
                for one, other in pairwise((None, *slide.shapes))
                if other is not None
                for passage in _after(one, other, talk.locale)
            )
        ),
        notes=notes,
        time=slide.time if with_notes else 0,
    )


def _in_lists(passages: Iterable[Passage]) -> Iterator[Passage]:
    """Yield passages; a paragraph below an item is in its list if that goes on below it."""
    before: Passage | None = None
    for one, after in pairwise((*passages, None)):
        if one is None:
            continue
        is_below = before is not None and before.kind == "item" and one.kind == "text"
        goes_on = after is not None and after.kind == "item" and after.level > 0
        if is_below and (one.level > 0 or goes_on):
            one = replace(one, kind="item", continues=True)  # noqa: PLW2901 - goes on
        yield one
        before = one


def _after(before: Shape | None, shape: Shape, locale: str) -> Iterator[Passage]:
    """Yield the words of a shape; a list that continues after a diagram begins anew."""
    told = (passage for part in _told(shape) for passage in _of_shape(part, locale))
    for number, passage in enumerate(told):
        if number == 0 and passage.kind == "item" and isinstance(before, Group):
            yield replace(passage, begins=True, level=0)
        else:
            yield passage


def _told(shape: Shape) -> tuple[Shape, ...]:
    """Return the shapes in a shape that are described one by one; a group is described whole."""
    return (shape,) if isinstance(shape, Group) else parts_of(shape)


def _of_shape(shape: Shape, locale: str) -> Iterator[Passage]:  # noqa: C901 - one case for each
    match shape:
        case TextFrame():
            if shape.role not in FOOT_ROLES:
                kind: PassageKind = "source" if shape.role == "sources" else "text"
                yield from _passages(shape.paragraphs, locale, kind, is_title=shape.role == "title")
        case Drawing() if shape.is_in_text:
            pass
        case PictureShape() | Drawing():
            if shape.alt:
                yield Passage(kind="picture", words=(Words(shape.alt, told_link(shape.link)),))
        case Group():
            yield from _group(shape)
        case FormulaShape():
            words = (Words(shape.alt),)
            tex = shape.formula.tex
            yield Passage(kind="formula", words=words, tex=tex, formula=shape.formula)
        case TableShape():
            yield from _table(shape, locale)
        case ChartShape():
            yield from _chart(shape)
        case Rectangle():
            pass
        case _:
            assert_never(shape)


def _group(shape: Group) -> Iterator[Passage]:
    yield Passage(kind="picture", words=(Words(shape.alt),))
    for number, line in enumerate(shape.told):
        yield Passage(kind="item", words=(Words(line),), begins=number == 0)


def _table(shape: TableShape, locale: str) -> Iterator[Passage]:
    """Yield what a table says; a head above all of its columns is told once, before it."""
    header = shape.rows[: shape.header_rows]
    language = _language_of(shape, locale)
    for row in filter(_is_above_all, header):
        yield Passage(kind="text", words=_joined(row.cells[0].paragraphs), language=language)
    named = [row for row in header if not _is_above_all(row)]
    heads = [tuple(_heads(shape, named))] if named else []
    rows = (
        tuple(_joined(cell.paragraphs) for cell in row.cells)
        for row in shape.rows[shape.header_rows :]
    )
    yield Passage(
        kind="table",
        rows=(*heads, *rows),
        has_header=bool(heads),
        has_row_heads=shape.has_row_heads,
        language=language,
        align=tuple(_align(shape, column) for column in range(len(shape.columns))),
    )


def _language_of(shape: TableShape, locale: str) -> str:
    """Return the language of a table if all of it is in one that is not that of the talk."""
    cells = (cell for row in shape.rows for cell in row.cells)
    texts = (one for cell in cells for one in cell.paragraphs)
    languages = {one.locale for one in texts if any(map(str.isalpha, plain_text(one.authored)))}
    return languages.pop() if len(languages) == 1 and locale not in languages else ""


def _chart(shape: ChartShape) -> Iterator[Passage]:
    """Yield what its author says of a chart, and its numbers as a table."""
    if shape.told:
        yield Passage(kind="picture", words=(Words(shape.told),))
    right: list[Align] = ["right" for _ in shape.plan.rows[0][1:]]
    yield Passage(
        kind="table",
        rows=tuple(
            tuple((Words(cell),) if cell else () for cell in row) for row in shape.plan.rows
        ),
        has_header=True,
        has_row_heads=True,
        align=("left", *right),
    )


def _passages(
    paragraphs: Iterable[Paragraph], locale: str, kind: PassageKind, *, is_title: bool = False
) -> Iterator[Passage]:
    for number, paragraph in enumerate(paragraphs):
        if paragraph.runs:
            own: PassageKind = paragraph.kind if kind == "text" else kind
            yield Passage(
                kind="title" if is_title and number == 0 else own,
                words=words_of(paragraph.authored, is_code=paragraph.kind == "code"),
                level=paragraph.level,
                sign=_sign(paragraph),
                begins=_begins(paragraph, number),
                language=paragraph.locale if paragraph.locale != locale else "",
            )


def _begins(paragraph: Paragraph, number: int) -> bool:
    if paragraph.kind == "code":
        return number == 0 or paragraph.space_before > 0
    return paragraph.bullet is not None and paragraph.bullet.begins


def _sign(paragraph: Paragraph) -> str:
    bullet = paragraph.bullet
    return bullet.sign if bullet is not None and bullet.is_label else ""


def _align(table: TableShape, column: int) -> Align:
    """Return how a column is aligned, which its last row shows: heads may differ."""
    return next((one.align for one in table.rows[-1].cells[column].paragraphs), "left")


def _is_above_all(row: TableRow) -> bool:
    return len(row.cells) > 1 and all(cell.joins_left for cell in row.cells[1:])


def _heads(table: TableShape, header: Sequence[TableRow]) -> Iterator[tuple[Words, ...]]:
    """Yield what is above each column: in several rows, the names of its groups and its own."""
    for column in range(len(table.columns)):
        heads: list[Words] = []
        for row in header:
            at = column
            while row.cells[at].joins_left:
                at -= 1
            found = _joined(row.cells[at].paragraphs)
            heads += (Words(_BETWEEN_HEADS), *found) if heads and found else found
        yield joined(heads)


def _joined(paragraphs: Iterable[Paragraph]) -> tuple[Words, ...]:
    return tuple(
        words
        for paragraph in paragraphs
        for words in words_of(paragraph.authored, is_code=paragraph.kind == "code")
    )
