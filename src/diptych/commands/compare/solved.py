"""Where layout has put each line of a slide, in px of the page."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate
from typing import NamedTuple, assert_never

from msgspec import Struct

from diptych.model.drawn_shapes import Drawing, Rectangle
from diptych.model.geometry import PX_PER_PT, from_px, to_px
from diptych.model.laid_out import LaidOutSlide
from diptych.model.paragraph import Paragraph, TextLine
from diptych.model.shapes import ChartShape, FormulaShape, Group, PictureShape, Shape
from diptych.model.table_shape import TableShape
from diptych.model.text import FORMULA_ROOM, LineBreak, Run
from diptych.model.text_frame import TextFrame
from diptych.model.theme import Anchor, Theme
from diptych.typography.emoji import has_emoji, split_at_emoji
from diptych.typography.measure import room_for
from diptych.typography.measured_text import set_text

_NO_SIGN = "\u2060"
"""What stands for a formula, whose signs are not those of a line of text."""
_AS_EMOJI = "\ufe0f"
_PICTOGRAPHS = "\u2300"
"""From here on, what may be an emoji is hardly ever drawn in a font for text. Before are signs of
text, such as © and ↔, unless their text asks for an emoji."""


class SolvedLine(NamedTuple):
    """A line of text: its signs, the ends of its baseline, and the baseline itself."""

    signs: str
    left: float
    right: float
    baseline: float
    places: tuple[float, ...] = ()
    """About where each sign is; without them signs are taken to be equally wide."""

    def place(self, at: int) -> float:
        """Return about where the sign `at` is."""
        if self.places:
            return self.places[at]
        return self.left + (self.right - self.left) * at / len(self.signs)


class SolvedParagraph(Struct, frozen=True):
    """A paragraph that shows something, and its lines without the empty ones."""

    paragraph: Paragraph
    lines: tuple[SolvedLine, ...]
    room: float = 0.0
    """The width of its lines in px."""

    def untied(self, theme: Theme) -> tuple[str, ...]:
        """Return the signs of its lines if each of its spaces could end one.

        LibreOffice does not keep no-break spaces between Korean words, which PowerPoint does.
        """
        paragraph = self.paragraph.untied()
        (measured,) = set_text((paragraph,), theme).texts
        text = _text_of(paragraph)
        room = room_for(paragraph.size, from_px(self.room))
        lines = measured.lines(paragraph.size, room)
        return tuple([signs for start, end, _ in lines if (signs := signs_of(text[start:end]))])

    @property
    def before_formula(self) -> int | None:
        """Return how many signs are above and before its first formula; None if it has none."""
        if not any(run.formula for run in self.paragraph.runs if isinstance(run, Run)):
            return None
        return len(signs_of(_text_of(self.paragraph).partition(_NO_SIGN)[0]))

    @property
    def signs(self) -> str:
        """Return what it shows, as `signs_of` does."""
        return "".join([line.signs for line in self.lines])


class _Area(NamedTuple):
    left: float
    top: float
    width: float
    height: float


def solved_paragraphs(slide: LaidOutSlide) -> tuple[SolvedParagraph, ...]:
    """Return the paragraphs of a slide in reading order, those of tables and captions too."""
    return tuple([one for shape in slide.parts for one in _paragraphs(shape) if one.lines])


def _paragraphs(shape: Shape) -> Iterator[SolvedParagraph]:
    match shape:
        case TextFrame():
            for box, paragraphs in shape.parted():
                area = _Area(*map(to_px, (box.x, box.y, box.width, box.height)))
                yield from _stacked(paragraphs, area, shape.anchor)
        case TableShape():
            yield from _cells(shape)
        case PictureShape() | Drawing() | FormulaShape() | Rectangle() | Group() | ChartShape():
            pass
        case _:
            assert_never(shape)


def _cells(table: TableShape) -> Iterator[SolvedParagraph]:
    for place in table.places():
        box = place.text
        area = _Area(*map(to_px, (box.x, box.y, box.width, box.height)))
        yield from _stacked(place.cell.paragraphs, area, place.anchor)


def _stacked(
    paragraphs: Sequence[Paragraph], area: _Area, anchor: Anchor
) -> Iterator[SolvedParagraph]:
    heights = sum(max(1, one.line_count) * one.line_height for one in paragraphs)
    spaces = sum(one.space_before for one in paragraphs[1:])
    free = area.height - (heights + spaces) * PX_PER_PT
    top = area.top + {"top": 0.0, "middle": free / 2, "bottom": free}[anchor]
    for one in paragraphs:
        room = area.width - to_px(one.indent)
        yield SolvedParagraph(one, tuple(_lines(one, area, top)), room)


def _text_of(paragraph: Paragraph) -> str:
    return "".join(
        "\n"
        if isinstance(run, LineBreak)
        else run.text
        if run.formula is None
        else _NO_SIGN * len(run.text)
        for run in paragraph.runs
    )


def _lines(paragraph: Paragraph, area: _Area, top: float) -> Iterator[SolvedLine]:
    text = _text_of(paragraph)
    start = area.left + to_px(paragraph.indent)
    room = area.width - to_px(paragraph.indent)
    for line in paragraph.lines:
        width = to_px(line.width)
        aside = {"left": 0.0, "center": (room - width) / 2, "right": room - width}
        left = start + aside[paragraph.align]
        if signs := signs_of(text[line.start : line.end]):
            places = () if text.isascii() else tuple(_places(paragraph, text, line, left))
            yield SolvedLine(signs, left, left + width, top + to_px(line.baseline), places)


def _places(paragraph: Paragraph, text: str, line: TextLine, left: float) -> Iterator[float]:
    """Yield about where each sign of a line is, beside wider ones and formulas."""
    own = _formula_widths(paragraph)
    inside = [own[at] for at in range(line.start, line.end) if at in own]
    shown = text[line.start : line.end]
    usual = (to_px(line.width) - sum(inside)) / max(1, sum(map(_width, shown)))
    x = left
    for at, (character, signs) in enumerate(_signs(shown), line.start):
        yield from (x for _ in signs)
        x += own.get(at, _width(character) * usual)


def _formula_widths(paragraph: Paragraph) -> dict[int, float]:
    """Return the width in px of each formula of a paragraph, by its offset in the text."""
    widths: dict[int, float] = {}
    at = 0
    for run in paragraph.runs:
        if isinstance(run, Run) and run.formula is not None:
            widths[at] = run.formula.width * FORMULA_ROOM * paragraph.size * PX_PER_PT
        at += len(run.text) if isinstance(run, Run) else 1
    return widths


def _width(character: str) -> int:
    """Return the width of a character in halves of an em, and 0 for a formula, which has its own.

    Only how wide characters are in relation to each other matters.
    """
    if character == _NO_SIGN:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def text_lines(paragraph: Paragraph, lines: Sequence[str] = ()) -> list[str]:
    """Return the text of a paragraph, parted where lines of these signs end; else as a whole."""
    text = _text_of(paragraph)
    ends = set(accumulate(map(len, lines)))
    parted, at = [""], 0
    for character, signs in _signs(text):
        if signs and at in ends:
            ends.discard(at)
            parted.append("")
        parted[-1] += " " if character == "\n" else character
        at += len(signs)
    return [" ".join(line.split()) for line in parted]


def signs_of(text: str) -> str:
    """Return the visible characters of a text, each as every reader of PDF reports it.

    Spaces and what joins or parts words are left out, ligatures and full-width forms are resolved
    (NFKC), and characters beyond the BMP are split in two, as in UTF-16. Emoji are left out:
    Chromium and LibreOffice draw them as pictures, of which PDFium reports parts or nothing.
    """
    return "".join([signs for _, signs in _signs(text)])


def _signs(text: str) -> Iterator[tuple[str, str]]:
    """Yield each character of a text with its signs; they depend on what follows it."""
    for part, is_emoji in split_at_emoji(text):
        for character in part:
            is_left_out = is_emoji and not character.isascii()
            yield character, "" if is_left_out else _as_signs(character)


@cache
def _as_signs(character: str) -> str:
    if character >= _PICTOGRAPHS and has_emoji(character + _AS_EMOJI):
        return ""
    return "".join(
        unit
        for one in unicodedata.normalize("NFKC", character)
        if not one.isspace() and unicodedata.category(one) not in {"Cc", "Cf", "Mn", "Me"}
        for unit in _utf_16(one)
    )


def _utf_16(character: str) -> tuple[str, ...]:
    code = ord(character) - 0x10000
    if code < 0:
        return (character,)
    return chr(0xD800 + (code >> 10)), chr(0xDC00 + (code & 0x3FF))
