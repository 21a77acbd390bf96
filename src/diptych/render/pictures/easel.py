"""Draws pages as pictures, a bounded number of them at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from diptych.diagnostics import DiagnosticKind, Refusal
from diptych.isolation import jobs as isolated
from diptych.isolation.process import FailedJobError
from diptych.memo import Form
from diptych.model.geometry import EMU_PER_INCH, EMU_PER_PT
from diptych.model.laid_out import LaidOutTalk
from diptych.model.supplies import Supplies
from diptych.render.marks import marked_png, marked_svg
from diptych.render.pdf.document import blank_document, not_typeset
from diptych.render.pdf.fonts import (
    document_fonts,
    lent_letters,
    missing_emoji,
    missing_letters,
)
from diptych.render.pdf.slides import DocumentSlide
from diptych.render.pdf.source import literal, points, sequence
from diptych.render.pdf.typesetter import Document

PICTURE_TOO_LARGE = DiagnosticKind(
    "OUT404",
    "drawn-picture-too-large",
    "A picture of a slide, as wide as `--width` says, would have more than 80 million pixels, or be"
    " more than 16,383 pixels high, as no WebP can be.",
)
_MOST_PIXELS = 80_000_000
"""The limit for one picture, which takes 320 MB while it is drawn."""
_HIGHEST = 16_383
"""Pixels (RFC 9649, section 2.5)."""
_MOST_AT_ONCE = 64_000_000
"""Pixels that are drawn by one process, unless a single picture has more: 69 of 1280 x 720."""


_MOST_KEPT = 100_000_000
"""Bytes of a talk's pictures that are kept for later builds, and a batch more."""
_FORM: Form[bytes] = Form(lambda data: data, lambda data, *_: data)


class PictureFormat(NamedTuple):
    """A format of pictures."""

    name: str
    form: bytes
    """How pages are drawn: `isolated.PNG` or `isolated.SVG`."""
    finish: Callable[[bytes], bytes] = lambda data: data
    """Makes the picture of what is drawn."""


PNG = PictureFormat("png", isolated.PNG, marked_png)
SVG = PictureFormat("svg", isolated.SVG, marked_svg)


class Sheet(Struct, frozen=True, kw_only=True):
    """What is drawn as one picture."""

    name: str
    """That of its file, without suffix."""
    width: float
    height: float
    """In pixels."""
    fill: str
    content: str
    """Typst code."""

    @property
    def inputs(self) -> tuple[float, float, str, str]:
        """Return all that its look depends on, which its name does not."""
        return (self.width, self.height, self.fill, self.content)


class Easel(Struct, frozen=True, kw_only=True):
    """The fonts, the slides and the scale with which the pictures of a talk are drawn."""

    talk: LaidOutTalk
    supplies: Supplies
    blank: Document
    slides: tuple[DocumentSlide, ...]
    ppi: float
    """Pixels to an inch of a slide."""

    @property
    def pixels_to_pt(self) -> float:
        """Return the length of a pixel in points."""
        return 72 / self.ppi

    @property
    def width(self) -> float:
        """Return the width of a slide in pixels; `height` likewise."""
        return self.talk.theme.page.width / EMU_PER_INCH * self.ppi

    @property
    def height(self) -> float:
        """Return the height of a slide in pixels."""
        return self.talk.theme.page.height / EMU_PER_INCH * self.ppi

    def pt(self, pixels: float) -> str:
        """Return a length in pixels as Typst writes it."""
        return points(pixels * self.pixels_to_pt)

    def scaled(self, slide: DocumentSlide, scale: float) -> str:
        """Return a slide enlarged so that each of its pixels is `scale` pixels wide."""
        page = self.talk.theme.page
        size = f"{points(page.width / EMU_PER_PT)}, {points(page.height / EMU_PER_PT)}"
        return f"scaled({scale * 100:.4f}%, {size}, {slide.fill}, {slide.unanchored})"

    def draw(self, sheets: Iterable[Sheet], to: PictureFormat) -> Iterator[tuple[str, bytes]]:
        """Yield the names of sheets and their pictures.

        Raise Refusal if they cannot be drawn.
        """
        place = ("picture", self.talk.talk.name, self.talk.locale)
        fonts = tuple(font.sha256 for font in self.blank.fonts.values())
        shared = (self.blank.settings, fonts, to.name, self.ppi)
        kept = 0
        for batch in _batches(sheets):
            if to.form == isolated.PNG:
                self._refuse_large(batch[0])
            named = {sheet.name: sheet for sheet in batch}

            def made(names: list[str], named: dict[str, Sheet] = named) -> list[bytes]:
                return self._drawn([named[name] for name in names], to)

            if kept < _MOST_KEPT:
                inputs = {name: (*shared, sheet.inputs) for name, sheet in named.items()}
                pictures = self.supplies.memo.recall_each(place, made, inputs, _FORM)
            else:
                pictures = dict(zip(named, made(list(named)), strict=True))
            kept += sum(map(len, pictures.values()))
            yield from pictures.items()

    def _drawn(self, sheets: list[Sheet], to: PictureFormat) -> list[bytes]:
        content = replace(self.blank, content=tuple(self._pages(sheets)))
        try:
            return [to.finish(page) for page in content.pages(to.form, self.ppi)]
        except FailedJobError as error:
            raise not_typeset(error, self.talk, self.supplies) from None

    def _refuse_large(self, sheet: Sheet) -> None:
        if sheet.width * sheet.height <= _MOST_PIXELS and sheet.height <= _HIGHEST:
            return
        size = f"{sheet.width:.0f} x {sheet.height:.0f} pixels"
        shape = sheet.width / sheet.height
        most = int(min((_MOST_PIXELS * shape) ** 0.5, _HIGHEST * shape))
        raise Refusal(
            PICTURE_TOO_LARGE.at(
                self.talk.talk.span,
                f"a picture of {size} is too large",
                hint=f"write `--width {most}` or less",
            )
        )

    def _pages(self, sheets: Iterable[Sheet]) -> Iterator[str]:
        """Yield sheets as pages; the first has the anchors of all slides, to which links lead."""
        first = [f"anchor({literal(slide.slide.anchor)})" for slide in self.slides]
        for sheet in sheets:
            size = f"width: {self.pt(sheet.width)}, height: {self.pt(sheet.height)}"
            content = sequence([*first, sheet.content])
            yield f"#page({size}, fill: {sheet.fill}, {content})"
            first = []


def easel(talk: LaidOutTalk, supplies: Supplies, ppi: float | None = None) -> Easel:
    """Return an easel for a talk, on which slides are as wide as the options say if not `ppi`.

    Raise Refusal if a character has no font, which would be drawn as an empty box.
    """
    fonts = document_fonts(talk, supplies)
    if missing := tuple(missing_letters(talk.unhidden, fonts)):
        raise Refusal(*missing)
    lent = lent_letters(talk.unhidden, fonts, supplies.memo)
    for warning in chain(missing_emoji(talk.unhidden, fonts), lent):
        supplies.report(warning)
    blank, slides = blank_document(talk, fonts, supplies)
    own = supplies.options.width / (talk.theme.page.width / EMU_PER_INCH)
    return Easel(talk=talk, supplies=supplies, blank=blank, slides=tuple(slides), ppi=ppi or own)


def _batches(sheets: Iterable[Sheet]) -> Iterator[list[Sheet]]:
    batch: list[Sheet] = []
    pixels = 0.0
    for sheet in sheets:
        own = sheet.width * sheet.height
        if batch and pixels + own > _MOST_AT_ONCE:
            yield batch
            batch, pixels = [], 0
        batch.append(sheet)
        pixels += own
    if batch:
        yield batch
