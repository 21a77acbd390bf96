"""The font of formulas, which outputs have only if a talk has any."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape

from diptych.formulas.letters import italic
from diptych.memo import NO_MEMO, Form, Memo
from diptych.model.forms import form_of
from diptych.model.laid_out import LaidOutSlide, LaidOutTalk
from diptych.model.paragraph import Paragraph
from diptych.model.shapes import FormulaShape, paragraphs_of
from diptych.model.text import Run
from diptych.model.theme import REGULAR
from diptych.render.font_faces import FontFace

FORMULA_FAMILY = "STIX Two Math"
FORMULA_FACE = FontFace(
    family=FORMULA_FAMILY,
    weight=REGULAR,
    style="normal",
    path="stix-two-math/STIXTwoMath-Regular.ttf",
)
_MATH = re.compile(r"<math\b.*?</math>", re.DOTALL)
_LEAF = re.compile(r"<(mi|mn|mo|mtext)\b[^>]*>([^<]*)</\1>")
WITH_FORMULAS = "√‖|()[]{}⟨⟩⌊⌋⌈⌉¯_^~′\u0302\u0303\u0305\u20d7"
"""What browsers draw roots with, and other forms of what authors write."""
_FORM: Form[list[bool]] = form_of(list[bool])


def has_formulas(talk: LaidOutTalk, memo: Memo = NO_MEMO) -> bool:
    """Return whether a talk has formulas, on lines of their own or in texts."""
    each = memo.recall_all("formulas", talk.talk.name, _has_formulas, talk, _FORM)
    return True in each


def _has_formulas(slide: LaidOutSlide) -> bool:
    return any(
        isinstance(shape, FormulaShape) or any(map(_has_formula, paragraphs_of(shape)))
        for shape in slide.parts
    )


def _has_formula(paragraph: Paragraph) -> bool:
    for run in paragraph.runs:  # noqa: SIM110 - faster, and called for every text
        if isinstance(run, Run) and run.formula is not None:
            return True
    return False


def formula_letters(html: Iterable[str]) -> Iterator[str]:
    """Yield what the formulas of a page need: a single letter is italic without being written so.

    (MathML Core, 2.1.3, "text-transform: math-auto")
    """
    for piece in html:
        for math in _MATH.findall(piece) if "<math" in piece else ():
            for _, written in _LEAF.findall(math):
                text = unescape(written)
                yield text
                if len(text) == 1:
                    yield italic(text)
