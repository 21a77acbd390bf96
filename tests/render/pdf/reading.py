"""A PDF as other readers see it: PDFium its letters and their places, qpdf its structure."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

_LINE_END_HYPHEN = 2


class Letter(NamedTuple):
    """A character and its origin on the baseline, in points from the top left of the page."""

    sign: str
    x: float
    y: float


def letters(path: Path) -> list[list[Letter]]:
    """Return the visible characters of each page, in reading order."""
    with pypdfium2.PdfDocument(path) as document:
        return [list(_letters(page)) for page in document]


def words(path: Path) -> list[str]:
    """Return the text of each page in reading order, spaces folded."""
    with pypdfium2.PdfDocument(path) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    return [
        " ".join(page.replace("\x02\r\n", "-").replace("\ufffe", "-").split()) for page in pages
    ]


def _letters(page: pypdfium2.PdfPage) -> Iterator[Letter]:
    text = page.get_textpage()
    height = page.get_height()
    x, y = ctypes.c_double(), ctypes.c_double()
    for index in range(text.count_chars()):
        sign = _sign(pdfium.FPDFText_GetUnicode(text, index))
        if sign.isspace() or pdfium.FPDFText_IsGenerated(text, index):
            continue
        pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        yield Letter(sign, x.value, height - y.value)


def _sign(code: int) -> str:
    """Return a character; PDFium marks a hyphen at the end of a line."""
    return "-" if code == _LINE_END_HYPHEN else chr(code)


def outline(path: Path) -> list[tuple[int, str]]:
    """Return the bookmarks in order, each with its depth from 0."""
    with pikepdf.open(path) as document, document.open_outline() as found:
        return list(_bookmarks(found.root, 0))


def _bookmarks(items: list[pikepdf.OutlineItem], depth: int) -> Iterator[tuple[int, str]]:
    for item in items:
        yield depth, item.title
        yield from _bookmarks(item.children, depth + 1)


def links(path: Path) -> list[str]:
    """Return where the links of all pages lead: an address, or the number of a page, `#2`."""
    with pikepdf.open(path) as document:
        numbers = {page.obj.objgen: number for number, page in enumerate(document.pages, 1)}
        return [
            _target(note, numbers)
            for page in document.pages
            for note in page.get("/Annots", [])
            if note.Subtype == "/Link"
        ]


def _target(note: pikepdf.Object, numbers: dict[tuple[int, int], int]) -> str:
    if "/A" in note:
        return str(note.A.URI)
    return f"#{numbers[note.Dest[0].objgen]}"


class Tag(NamedTuple):
    """An element of the structure tree."""

    name: str
    alt: str
    depth: int


def tags(path: Path) -> list[Tag]:
    """Return the elements of the structure tree in order."""
    with pikepdf.open(path) as document:
        return list(_tags(document.Root.StructTreeRoot.K, 0))


def _tags(element: pikepdf.Object, depth: int) -> Iterator[Tag]:
    if isinstance(element, pikepdf.Array):
        for child in element:
            yield from _tags(child, depth)
    elif isinstance(element, pikepdf.Dictionary) and "/S" in element:
        yield Tag(str(element.S)[1:], str(element.get("/Alt", "")), depth)
        if "/K" in element:
            yield from _tags(element.K, depth + 1)
