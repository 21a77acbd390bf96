"""Marks for text that does not fit, which the preview shows on the slides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import assert_never

from diptych.diagnostics import Diagnostic, Span
from diptych.layout.diagnostic_kinds import MISFITS
from diptych.model.drawn_shapes import Drawing, Rectangle
from diptych.model.laid_out import LaidOutSlide, LaidOutTalk
from diptych.model.shapes import ChartShape, FormulaShape, Group, PictureShape, Shape, parts_of
from diptych.model.table_shape import TableShape
from diptych.model.text_frame import TextFrame
from diptych.render import HTML

Mark = dict[str, object]
Marks = Mapping[str, tuple[Mark, ...]]
"""By the path of a page: each with `slide`, the number of the `shape`, and the first `paragraph`
that does not fit."""


def marks_of(talks: Iterable[LaidOutTalk], found: Iterable[Diagnostic]) -> Marks:
    """Return marks for what does not fit on the pages of `talks`, given the diagnostics `found`."""
    places = {one.span for one in found if one.kind in MISFITS and one.span is not None}
    if not places:
        return {}
    pages = {
        str(HTML.path(talk)): tuple(mark for slide in talk for mark in _marks(slide, places))
        for talk in talks
    }
    return {page: marks for page, marks in pages.items() if marks}


def _marks(slide: LaidOutSlide, places: set[Span]) -> Iterator[Mark]:
    """Yield marks for a slide: in each region, the first place found and all that follows it."""
    over: set[str] = set()
    for number, shape in enumerate(slide.shapes):
        first = 0 if shape.region in over else _first(shape, places)
        if first is None and shape.region == "sources" and slide.slide.span in places:
            first = 0
        if first is not None:
            over.add(shape.region)
            yield {"slide": slide.anchor, "shape": number, "paragraph": first}


def _first(shape: Shape, places: set[Span]) -> int | None:
    """Return the first paragraph of a shape that is in `places`, 0 for the whole shape, or None."""
    match shape:
        case TextFrame():
            spans = [paragraph.span for paragraph in shape.paragraphs]
            return next((index for index, span in enumerate(spans) if span in places), None)
        case (
            PictureShape() | Drawing() | FormulaShape() | TableShape() | Rectangle() | ChartShape()
        ):
            return 0 if shape.span in places else None
        case Group():
            inner = (_first(part, places) for part in parts_of(shape)[1:])
            return 0 if shape.span in places or any(one is not None for one in inner) else None
        case _:
            assert_never(shape)
