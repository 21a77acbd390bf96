from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace
from tests.layout.factories import EVEN, SPAN, look, style, theme

from diptych.model.geometry import Pt, from_px
from diptych.model.paragraph import Paragraph
from diptych.model.text import CODE_SCALE, RAISED_SCALE, Run, RunStyle, SetInline, Text
from diptych.typography.measure import (
    Ruler,
    measured,
    own_ruler,
    room_for,
    shaping_runs,
)
from diptych.typography.measured_line import MeasuredLine

KERNED = theme(face=replace(EVEN, kern={"A": {"V": -100}}))
RULER = own_ruler(KERNED)
BOLD = RunStyle(bold=True)
CODE = RunStyle(code=True)


def paragraph(*parts: SetInline | str, **rest: Any) -> Paragraph:
    """Return a paragraph of 24 pt, in which a letter is 16 px wide."""
    made = tuple(Run(part) if isinstance(part, str) else part for part in parts)
    base = style().paragraph(Text("", made, SPAN), look("plain", 24))
    return replace(base, **rest)


def lines(paragraph: Paragraph, ruler: Ruler = RULER) -> list[MeasuredLine]:
    return measured(shaping_runs(paragraph), ruler, keeps_indent=False)


def em(*parts: SetInline | str, **rest: Any) -> float:
    (line,) = lines(paragraph(*parts, **rest))
    return round(line.width, 6)


def test_neighbours_are_kerned_across_a_link_but_not_into_another_weight() -> None:
    assert em("AV") == em("A", Run("V", link="https://a.org")) == 0.9
    assert em("A", Run("V", RunStyle(strike=True))) == 0.9
    assert em("A", Run("V", BOLD)) == em("A", Run("V", RunStyle(italic=True))) == 1.0


def test_signs_after_another_script_are_not_kerned_with_latin() -> None:
    kern = {"“": {"A": -100}, "-": {"A": -200}}
    ruler = own_ruler(theme(face=replace(EVEN, kern=kern)))
    assert [line.width for line in lines(paragraph("“A"), ruler)] == pytest.approx([1.0])
    assert [line.width for line in lines(paragraph("가 “A"), ruler)] == pytest.approx([2.6])
    bold = paragraph(Run("가", BOLD), "-A")
    assert [line.width for line in lines(bold, ruler)] == pytest.approx([2.0])
    assert [line.width for line in lines(paragraph("A가, B-A"), ruler)] == pytest.approx([3.8])


def test_code_and_raised_text_are_smaller() -> None:
    assert em(Run("aa", CODE)) == CODE_SCALE
    assert em(Run("aa", RunStyle(raised="super"))) == RAISED_SCALE
    assert em(Run("aa", CODE), font="mono") == 1.0


def test_a_stretch_is_what_looks_alike() -> None:
    ((first, second),) = shaping_runs(paragraph("a", Run("b", link="#c"), Run("d", BOLD)))
    assert (first.text, first.weight, first.font) == ("ab", 400, "body")
    assert (second.text, second.weight) == ("d", 700)


def test_a_family_without_metrics_is_taken_to_be_of_even_width() -> None:
    nameless = replace(KERNED, metrics=type(KERNED.metrics)({}))
    (line,) = lines(paragraph("iW"), own_ruler(nameless))
    assert line.width == 1.2


@pytest.mark.parametrize(
    ("size", "em_px"), [(24, 32), (18, 24), (15.5, 20.65625), (21.5, 28.65625)]
)
def test_a_browser_advances_by_whole_64ths_of_a_pixel(size: float, em_px: float) -> None:
    assert room_for(Pt(size), from_px(100)) * em_px == pytest.approx(100 + 1 / 64)
