"""What a page shows, in one form for Pandoc's reading of the source, the PPTX and the HTML."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any, NamedTuple
from urllib.parse import unquote

INVISIBLE = dict.fromkeys(map(ord, "\u200b\u2060\ufeff"))
"""Characters that only say where lines may break."""
BREAK = "\n"
TIE = "\u00a0"
_SEVERAL = re.compile(" {2,}")
_SPACES = re.compile(r"[ \t\r\f]+")


class Piece(NamedTuple):
    """A run of text in one style."""

    text: str
    marks: frozenset[str] = frozenset()
    """Of `strong`, `emphasis`, `code`, `struck`, `underlined`, `marked`, `raised`, `lowered`."""
    link: str = ""


class Line(NamedTuple):
    """A paragraph, an item, a cell or a line of a listing."""

    pieces: tuple[Piece, ...]
    marker: str = ""
    """Its visible marker: `3.`, `(iv)`, `☐`; any bullet is `•`."""
    align: str = ""
    """Only of cells: `right` or `center`."""
    verbatim: bool = False
    is_head: bool = False
    """Whether it is a heading or the head of a table, which are bold by themselves."""

    @property
    def text(self) -> str:
        """Return its words as they follow one another."""
        return "".join(piece.text for piece in self.pieces)


class Picture(NamedTuple):
    """A picture, as those who do not see it have it."""

    alt: str
    link: str = ""


class Page(NamedTuple):
    """One slide."""

    title: tuple[Line, ...] = ()
    lines: tuple[Line, ...] = ()
    captions: tuple[Line, ...] = ()
    pictures: tuple[Picture, ...] = ()
    notes: tuple[Line, ...] = ()
    foot: tuple[Line, ...] = ()
    """Footnotes and sources."""


Pages = tuple[Page, ...]


def written(page: Page, *, unmarked: frozenset[str] = frozenset()) -> list[str]:
    """Return a page as lines of text, for comparing and for reading; `unmarked` styles left out."""
    return [
        *(f"title: {_line(line, unmarked)}" for line in page.title),
        *(_line(line, unmarked) for line in page.lines),
        *(f"caption: {_line(line, unmarked)}" for line in page.captions),
        *(f"picture: {fold(picture.alt)}{_target(picture.link)}" for picture in page.pictures),
        *(f"note: {_line(line, unmarked)}" for line in page.notes),
        *(f"foot: {_line(line, unmarked)}" for line in page.foot),
    ]


def texts(page: Page) -> Iterator[str]:
    """Yield the texts of a page, in the order of `Page`."""
    for part in page:
        yield from (one.text if isinstance(one, Line) else one.alt for one in part)


def untied(page: Page) -> Page:
    """Return a page without the ties between words, no-break spaces, that outputs are set with."""
    return Page(*(tuple(map(_untied, part)) for part in page))


def _untied(one: Any) -> Any:
    if isinstance(one, Line):
        pieces = (piece._replace(text=piece.text.replace(TIE, " ")) for piece in one.pieces)
        return one._replace(pieces=tuple(pieces))
    return one._replace(alt=one.alt.replace(TIE, " "))


def fold(text: str) -> str:
    """Return `text` composed, with runs of spaces collapsed, as a browser shows it."""
    composed = unicodedata.normalize("NFC", text.translate(INVISIBLE))
    return _SPACES.sub(" ", composed).strip(" ")


def folded(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Yield pieces with their spaces as a browser collapses them (CSS Text 3, section 4.1.1).

    Those in code are kept, as our style sheet asks.
    """
    at_start = True
    for piece in pieces:
        text = _SPACES.sub(" ", piece.text.replace("\n", " "))
        if piece.text == BREAK:
            text = BREAK
        elif "code" in piece.marks:
            text = piece.text.replace("\n", " ")
        elif at_start:
            text = text.removeprefix(" ")
        if text:
            at_start = text[-1] in " \n" and "code" not in piece.marks
            yield piece._replace(text=text)


def without_last_break(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Return pieces without the break at their end, which shows nothing (HTML 4.5.27)."""
    kept = list(pieces)
    while kept and not kept[-1].text.strip(" "):
        kept.pop()
    if kept and kept[-1].text == BREAK:
        kept.pop()
    return tuple(kept)


def _line(line: Line, unmarked: frozenset[str]) -> str:
    text = _verbatim(line) if line.verbatim else " ".join(_words(line, unmarked))
    marker = f"{line.marker} " if line.marker else ""
    align = f"{line.align}: " if line.align else ""
    return f"{align}{marker}{text}"


def _verbatim(line: Line) -> str:
    text = unicodedata.normalize("NFC", line.text.translate(INVISIBLE)).expandtabs(4)
    return text.replace(" ", "·")


def _words(line: Line, unmarked: frozenset[str]) -> Iterator[str]:
    """Yield the words, each as runs with their styles and links."""
    characters = [
        (character, piece.marks - unmarked, piece.link)
        for piece in line.pieces
        for character in _seen(piece.text)
    ]
    word: list[str] = []
    for (marks, link), stretch in groupby(characters, key=lambda one: one[1:]):
        for part in re.split(r"([ \n])", "".join(one[0] for one in stretch)):
            if part == " " and word:
                yield "".join(word)
                word = []
            elif part == BREAK:
                yield from ["".join(word)] if word else []
                yield "/"
                word = []
            elif part.strip(" "):
                signs = "+".join(sorted(marks))
                word.append(f"{{{signs} {part}{_target(link)}}}" if signs or link else part)
    if word:
        yield "".join(word)


def _seen(text: str) -> str:
    """Return text composed, with tabs and adjacent spaces made visible."""
    composed = (
        unicodedata.normalize("NFC", text.translate(INVISIBLE))
        .replace("\t", "⇥")
        .replace("\u2002", " ")
    )
    return _SEVERAL.sub(lambda found: "␣" * len(found.group()), composed)


def _target(link: str) -> str:
    return f" -> {unquote(link)}" if link else ""
