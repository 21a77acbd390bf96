"""Pages of PDF as PDFium reads them: each letter with its place, and the page as a picture."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from types import TracebackType
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from msgspec import Struct

from diptych.commands.compare.solved import signs_of

if TYPE_CHECKING:
    from PIL.Image import Image

_LINE_END_HYPHEN = 2
"""PDFium's code for a hyphen at the end of a line."""
_MOST_NAME = 128
_HIGH, _LOW = range(0xD800, 0xDC00), range(0xDC00, 0xE000)
"""The two units of a character beyond the BMP, which PDFium reports one after the other."""


class Letter(NamedTuple):
    """A visible character, its origin on the baseline in px, and the name of its font."""

    sign: str
    x: float
    y: float
    font: str


class PageText(Struct, frozen=True):
    """The letters of a page in the order in which they are drawn."""

    letters: tuple[Letter, ...]
    signs: str
    """All letters as one string, with the same indices."""


class Pages:
    """The pages of a PDF, in px of a page that is `width` px wide."""

    def __init__(self, data: bytes, width: float) -> None:
        import pypdfium2

        self._document = pypdfium2.PdfDocument(data)
        self._width = width
        self._drawn: tuple[int, Image] | None = None

    def __enter__(self) -> Self:
        """Return them."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the document."""
        self._document.close()

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._document)

    def text(self, number: int) -> PageText:
        """Return the letters of a page; the first is 0."""
        page = self._document[number]
        letters = tuple(_letters(page, self._width / page.get_width()))
        return PageText(letters, "".join([letter.sign for letter in letters]))

    def picture(self, number: int) -> Image:
        """Return a page as it looks, `width` px wide, in RGB; the last one is kept."""
        if self._drawn is None or self._drawn[0] != number:
            page = self._document[number]
            image: Image = page.render(scale=self._width / page.get_width()).to_pil()
            self._drawn = (number, image.convert("RGB"))
        return self._drawn[1]


def _letters(page: Any, scale: float) -> Iterator[Letter]:
    from pypdfium2 import raw as pdfium

    text = page.get_textpage()
    height = page.get_height()
    x, y = ctypes.c_double(), ctypes.c_double()
    name, flags = ctypes.create_string_buffer(_MOST_NAME), ctypes.c_int()
    high = 0
    for index in range(text.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text, index)
        if code in _HIGH:
            high = code
            continue
        if code in _LOW:
            code = 0x10000 + (high - _HIGH.start << 10) + code - _LOW.start
        signs = "-" if code == _LINE_END_HYPHEN else signs_of(chr(code))
        if not signs or pdfium.FPDFText_IsGenerated(text, index):
            continue
        pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        pdfium.FPDFText_GetFontInfo(text, index, name, _MOST_NAME, flags)
        font = name.value.decode("utf-8", "replace").rpartition("+")[2]
        for sign in signs:
            yield Letter(sign, x.value * scale, (height - y.value) * scale, font)
