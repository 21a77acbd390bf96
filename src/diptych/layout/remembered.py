"""The pages of a slide in the cache: only their solution, as later builds have the slide itself."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from msgspec import Struct

from diptych.diagnostics import Diagnostic
from diptych.layout.foot import FootWords
from diptych.layout.page_numbers import PageNumber
from diptych.memo import Form
from diptych.model.asset import Content
from diptych.model.deck import ArrangementName, Slide
from diptych.model.density import Density
from diptych.model.forms import read, written
from diptych.model.laid_out import LaidOutSlide, page_mark
from diptych.model.paragraph import Paragraph
from diptych.model.shapes import Shape
from diptych.model.theme import Layout, Theme

_Laid = tuple[tuple[LaidOutSlide, ...], tuple[Diagnostic, ...]]


class _SolvedPage(Struct, frozen=True):
    layout: str
    shapes: tuple[Shape, ...]
    density: Density
    arranged_within: ArrangementName | None
    is_centred: bool


class _Solved(Struct, frozen=True):
    pages: tuple[_SolvedPage, ...]
    notes: tuple[Paragraph, ...]
    arrangement: ArrangementName | None
    made: dict[str, bytes]
    """What pictures show that no file has, by hash: SVGs whose words were translated."""


class _Made(Struct, frozen=True):
    """The part of a solution that must be known before the rest is read."""

    made: dict[str, bytes]


def _packed(laid: _Laid) -> bytes | None:
    pages, found = laid
    if found:  # each build must report it again
        return None
    made = {
        picture.asset.sha256: picture.asset.read()
        for page in pages
        for picture in page.pictures
        if isinstance(picture.asset.read, Content) and picture.asset.read.is_made
    }
    solved = tuple(
        _SolvedPage(
            page.layout.authored_name,
            page.shapes,
            page.density,
            page.arranged_within,
            page.is_centred,
        )
        for page in pages
    )
    return written(_Solved(solved, pages[0].notes, pages[0].arrangement, made))


def _unpacked(data: bytes, *made_of: Any) -> _Laid:
    slide, theme, locale, number = _with_types(*made_of)
    solved = _solved(data)
    if not solved.pages:
        message = "there is no page"
        raise ValueError(message)
    numbers = (number.after(page) for page in range(len(solved.pages)))
    pages = (
        LaidOutSlide(
            slide=slide,
            part=part,
            pages=len(solved.pages),
            mark=page_mark(part, len(solved.pages), locale),
            number=own.number,
            shown_number=own.shown,
            layout=_layout(page.layout, slide, theme),
            shapes=page.shapes,
            notes=solved.notes if part == 1 else (),
            density=page.density,
            arrangement=solved.arrangement,
            arranged_within=page.arranged_within,
            is_centred=page.is_centred,
        )
        for part, (page, own) in enumerate(zip(solved.pages, numbers, strict=True), 1)
    )
    return tuple(pages), ()


def _layout(name: str, slide: Slide, theme: Theme) -> Layout:
    layout = theme.layout_in(name, slide.mode)
    if layout is None:
        message = f"there is no layout {name}"
        raise ValueError(message)
    return layout


def _solved(data: bytes) -> _Solved:
    try:
        solved: _Solved = read(data, _Solved)
    except ValueError:
        made = _contents(data)  # until the pictures have them
        if not made:
            raise
        solved = read(data, _Solved)
    return solved


def _contents(data: bytes) -> list[Content]:
    """Return what is shown that no file has; raise ValueError if it is not what it should be."""
    made: _Made = read(data, _Made)
    if any(sha256(content).hexdigest() != key for key, content in made.made.items()):
        raise ValueError("a picture is damaged")
    return [Content(key, content, is_made=True) for key, content in made.made.items()]


def _with_types(
    slide: Slide, _: FootWords, theme: Theme, locale: str, number: PageNumber, *__: object
) -> tuple[Slide, Theme, str, PageNumber]:
    return slide, theme, locale, number


def _hashed(laid: _Laid) -> tuple[object, ...]:
    """Return what writers find their results by, besides the slide, which is known."""
    pages, _ = laid
    return tuple([part for page in pages for part in (page.shapes, page.notes, page.density)])


FORM: Form[_Laid] = Form(
    _packed,
    _unpacked,
    lambda slide, foot, theme, locale, number, *others: (
        *(slide, foot, theme, locale, number.number, number.shown),
        *others,
    ),
    hashed=_hashed,
)
