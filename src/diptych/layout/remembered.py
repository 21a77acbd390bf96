"""A laid-out slide in the cache: only its solution, as later builds have the slide itself."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from diptych.diagnostics import Diagnostic
from diptych.layout.chrome import Feet, PageNumber
from diptych.memo import Form
from diptych.model.deck import Slide
from diptych.model.forms import read, written
from diptych.model.laid_out import LaidOutSlide
from diptych.model.shapes import Paragraph, Shape
from diptych.model.theme import Theme

_Laid = tuple[LaidOutSlide, tuple[Diagnostic, ...]]


class _Solved(Struct, frozen=True):
    layout: str
    shapes: tuple[Shape, ...]
    notes: tuple[Paragraph, ...]
    scale: float


def _packed(laid: _Laid) -> bytes | None:
    slide, found = laid
    if found:  # each build must report it again
        return None
    return written(_Solved(slide.layout.name, slide.shapes, slide.notes, slide.scale))


def _unpacked(data: bytes, *made_of: Any) -> _Laid:
    slide, theme, number = _with_types(*made_of)
    solved: _Solved = read(data, _Solved)
    if solved.layout not in theme.layouts:
        message = f"there is no layout {solved.layout}"
        raise ValueError(message)
    laid_out = LaidOutSlide(
        slide=slide,
        part=1,
        number=number.number,
        shown_number=number.shown,
        layout=theme.layouts[solved.layout],
        shapes=solved.shapes,
        notes=solved.notes,
        scale=solved.scale,
    )
    return laid_out, ()


def _with_types(
    slide: Slide, _: Feet, theme: Theme, __: str, number: PageNumber
) -> tuple[Slide, Theme, PageNumber]:
    return slide, theme, number


FORM: Form[_Laid] = Form(_packed, _unpacked)
