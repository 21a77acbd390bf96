from __future__ import annotations

from msgspec.structs import replace
from tests.layout.factories import look, style, text

from diptych.model.geometry import Pt, from_px

PARAGRAPH = replace(
    style().paragraph(text("a"), look("plain", 24, 18, space_before=0.5)), indent=from_px(24)
)


def test_a_scaled_paragraph_keeps_its_proportions_and_its_indent() -> None:
    smaller = PARAGRAPH.scaled(0.75)
    assert (smaller.size, smaller.line_height, smaller.space_before) == (18.0, 18.0, 9.0)
    assert smaller.indent == PARAGRAPH.indent
    assert smaller.runs == PARAGRAPH.runs


def test_at_full_size_nothing_changes() -> None:
    odd = replace(PARAGRAPH, size=Pt(10.3))
    assert odd.scaled(1.0) is odd
    assert odd.sizes(1.0) == (10.3, 24.0, 12.0)


def test_pitches_are_in_hundredths_of_a_point() -> None:
    tight = replace(PARAGRAPH, line_height=Pt(29.28))
    assert tight.sizes(0.9) == (21.5, 26.23, 10.75)
