from __future__ import annotations

from msgspec.structs import replace
from tests.layout.factories import look, style, text

from diptych.model.density import Density
from diptych.model.geometry import Emu, Pt, from_px
from diptych.model.paragraph import TextLine, packed_lines

PARAGRAPH = replace(
    style().paragraph(text("a"), look("plain", 24, 18, space_before=0.5)), indent=from_px(24)
)


def listed(size: float) -> Density:
    return Density(sizes={"plain": Pt(size)})


def test_type_keeps_its_proportions_in_another_size() -> None:
    assert PARAGRAPH.sizes(listed(18)) == (18.0, 18.0, 9.0)
    assert PARAGRAPH.sizes(listed(21.5)) == (21.5, 21.5, 10.75)


def test_at_its_own_size_nothing_changes() -> None:
    odd = replace(PARAGRAPH, size=Pt(10.3))
    assert odd.sizes() == (10.3, 24.0, 12.0)


def test_indents_grow_with_larger_type_and_stay_with_smaller_type() -> None:
    assert PARAGRAPH.solved(Density(step=-0.5), b"").indent == from_px(36)
    assert PARAGRAPH.solved(Density(step=1.0), b"").indent == from_px(24)


def test_line_heights_are_in_hundredths_of_a_point() -> None:
    tight = replace(PARAGRAPH, line_height=Pt(29.28))
    assert tight.sizes(listed(21.5)) == (21.5, 26.23, 10.75)


def test_keeps_its_lines_as_they_were_solved() -> None:
    lines = (
        TextLine(0, 7, Emu(1), Emu(2)),
        TextLine(8, 70_000, Emu(2**40), Emu(2**40)),  # of a listing that is a book
    )
    solved = PARAGRAPH.solved(listed(18), packed_lines(lines))
    assert (solved.lines, solved.line_count, solved.size) == (lines, 2, 18.0)
    assert solved.indent == PARAGRAPH.indent


def test_has_no_lines_before_it_is_laid_out() -> None:
    assert (PARAGRAPH.lines, PARAGRAPH.line_count) == ((), 0)
