"""Formulas that Office's language cannot hold, as pictures that Typst makes of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from msgspec.structs import replace

from diptych.diagnostics import DiagnosticKind, Severity
from diptych.model.asset import Asset, Content
from diptych.model.geometry import Box, Emu, to_px
from diptych.model.laid_out import LaidOutTalk
from diptych.model.shapes import FormulaShape, PictureShape, Shape
from diptych.model.supplies import Supplies
from diptych.model.walk import map_values, values_of

FORMULA_AS_PICTURE = DiagnosticKind(
    "OUT103",
    "formula-as-picture",
    "PowerPoint's equations cannot show part of a formula, such as lines between the cells of an"
    " array. The formula is a picture in PPTX, which cannot be edited there, and the same as always"
    " in the other outputs.",
    Severity.WARNING,
)


def with_formula_pictures(talk: LaidOutTalk, supplies: Supplies) -> LaidOutTalk:
    """Return `talk` with pictures in the place of formulas that would lose something."""
    if not any(isinstance(shape, FormulaShape) for slide in talk for shape in slide.shapes):
        return talk
    from diptych.isolation.process import FailedJobError  # few talks have formulas
    from diptych.render.pptx.omml import omml

    lossy = [one for one in values_of(talk, FormulaShape) if omml(one.formula.tree).lost]
    if not lossy:
        return talk
    reported = [page for page in talk if not page.allows(FORMULA_AS_PICTURE)]
    for shape in values_of(tuple(reported), FormulaShape):
        lost = omml(shape.formula.tree).lost
        if not lost:
            continue
        message = f"PowerPoint's equations cannot show {lost}: this formula is a picture there"
        hint = "write it in another way if it is to be edited there"
        supplies.report(FORMULA_AS_PICTURE.at(shape.span, message, hint=hint))
    try:
        pictures = dict(zip(lossy, _drawn(lossy, talk, supplies), strict=True))
    except FailedJobError:
        return talk  # the equation without what it loses, rather than nothing

    def shown(shape: FormulaShape) -> Shape:
        return _picture(shape, pictures[shape]) if shape in pictures else shape

    return map_values(talk, FormulaShape, shown)  # type: ignore[arg-type]  # a shape for a shape


def _drawn(shapes: list[FormulaShape], talk: LaidOutTalk, supplies: Supplies) -> Iterator[Asset]:
    """Yield the picture of each formula; raise FailedJobError if they cannot be typeset."""
    from diptych.isolation.jobs import SVG
    from diptych.render.pdf.document import blank_document  # few talks need it
    from diptych.render.pdf.fonts import document_fonts
    from diptych.render.pdf.shapes.formula import formula
    from diptych.render.pdf.source import pt

    blank, _ = blank_document(talk, document_fonts(talk, supplies), supplies)
    pages = []
    for shape in shapes:
        box = replace(shape.box, x=Emu(0), y=Emu(0))
        size = f"width: {pt(box.width)}, height: {pt(box.height)}"
        pages.append(f"#page({size}, fill: none, {formula(replace(shape, box=box))})")
    for shape, data in zip(shapes, replace(blank, content=tuple(pages)).pages(SVG), strict=True):
        yield _asset(data, shape.box)


def _asset(data: bytes, box: Box) -> Asset:
    sha256 = hashlib.sha256(data).hexdigest()
    return Asset(
        name="equation.svg",
        sha256=sha256,
        media_type="image/svg+xml",
        read=Content(sha256, data, is_made=True),
        size_px=(to_px(box.width), to_px(box.height)),
    )


def _picture(shape: FormulaShape, asset: Asset) -> PictureShape:
    return PictureShape(
        box=shape.box,
        region=shape.region,
        span=shape.span,
        step=shape.step,
        alt=shape.alt,
        asset=asset,
    )
