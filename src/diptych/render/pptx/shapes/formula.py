"""Displayed formulas as PPTX: equations that PowerPoint edits (MS-ODRAWXML, 2.8, `a14:m`)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping

from diptych.model.laid_out import LaidOutSlide
from diptych.model.shapes import FormulaShape
from diptych.render.pptx.design import Design
from diptych.render.pptx.draft import Draft
from diptych.render.pptx.omml import MATH, omml
from diptych.render.pptx.origin import HASH_LENGTH, source_of
from diptych.render.pptx.placeholder import Placeholder
from diptych.render.pptx.shape import RECTANGLE, region_title, shape_name, text_shape, transform
from diptych.render.pptx.shapes.fallback import with_fallback
from diptych.render.pptx.shapes.written import Arranged, WrittenShape
from diptych.render.pptx.timing import Fragment, whole
from diptych.render.pptx.xml import escape

_BODY = (
    '<a:bodyPr wrap="none" lIns="0" tIns="0" rIns="0" bIns="0" rtlCol="0" anchor="ctr">'
    "<a:noAutofit/></a:bodyPr><a:lstStyle/>"
)


class WrittenFormula(WrittenShape):
    """An equation; programs that do not know equations show what its author wrote."""

    def __init__(self, formula: FormulaShape) -> None:
        self.formula = formula

    @property
    def shape(self) -> FormulaShape:
        """Return the formula."""
        return self.formula

    @property
    def name(self) -> str:
        """Return its region's name, followed by `equation`."""
        return f"{region_title(self.formula.region)} equation"

    def placeholder(self, slide: LaidOutSlide, design: Design) -> Placeholder | None:  # noqa: ARG002 - the signature of every shape
        """Return None: formulas fill no placeholder."""
        return None

    def xml(self, one: Arranged, slide: LaidOutSlide, draft: Draft) -> str:  # noqa: ARG002 - the signature of every shape
        """Return a text box with the equation, beside one without for other programs."""
        shown = self.formula
        nonvisual = shape_name(one.number, one.name, alt=shown.alt)
        place = f"{transform(shown.box)}{RECTANGLE}<a:noFill/>"
        size, fill = round(shown.size * 100), draft.design.colors.fill(shown.color)
        equation = (
            f'<a14:m><m:oMathPara xmlns:m="{MATH}"><m:oMathParaPr><m:jc m:val="center"/>'
            f"</m:oMathParaPr>{omml(shown.formula.tree).math(size, fill)}</m:oMathPara></a14:m>"
        )
        plain = (
            f'<a:r><a:rPr lang="en-US" sz="{size}" noProof="1">{fill}</a:rPr>'
            f"<a:t>{escape(shown.formula.tex)}</a:t></a:r>"
        )
        choice, fallback = (
            text_shape(nonvisual, "", place, f'{_BODY}<a:p><a:pPr algn="ctr"/>{content}</a:p>')
            for content in (equation, plain)
        )
        return with_fallback(choice, fallback)

    def fragments(self, number: int) -> Iterator[Fragment]:
        """Yield the whole formula if it appears later."""
        return whole(self.formula.step, number)

    def hashes(self) -> tuple[str, ...]:
        """Return the hash of what its author wrote."""
        return (hashlib.sha256(self.formula.formula.tex.encode()).hexdigest()[:HASH_LENGTH],)

    def origin(self, start: str, hashes: tuple[str, ...], paths: Mapping[str, str]) -> str:
        """Return an element with the hash of what its author wrote."""
        return f'<formula {start}{source_of(self.formula.span, paths)} hash="{hashes[0]}"/>'
