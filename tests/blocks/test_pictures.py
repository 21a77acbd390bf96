"""Pictures side by side: rows of one height with captions below, and logos of one area."""

from __future__ import annotations

from itertools import pairwise

import pytest
from tests.layout.factories import GAP, SPAN, box, picture, style

from diptych.blocks.pictures import Pictures
from diptych.model.density import OWN
from diptych.model.geometry import from_px, to_px
from diptych.model.shapes import PictureShape
from diptych.model.text_frame import TextFrame

WIDE, HIGH, SQUARE = 2.0, 0.5, 1.0


def drawn(one: Pictures, tall: float = 400) -> tuple[list[PictureShape], list[TextFrame]]:
    room = box(0, 0, 600, tall)
    shapes = one.set(style()).fitted(room.width, OWN).draw(room)
    return (
        [shape for shape in shapes if isinstance(shape, PictureShape)],
        [shape for shape in shapes if isinstance(shape, TextFrame)],
    )


def row(*aspects: float, caption: str | None = None, **rest: bool | int) -> Pictures:
    made = tuple(picture(aspect, caption=caption) for aspect in aspects)
    return Pictures(pictures=made, span=SPAN, **rest)  # type: ignore[arg-type]  # of a field each


def heights(shapes: list[PictureShape]) -> list[int]:
    return [round(to_px(shape.box.height)) for shape in shapes]


def test_captions_of_a_row_are_on_one_line_below_pictures_of_one_height() -> None:
    shapes, captions = drawn(row(WIDE, SQUARE, HIGH, caption="Said"))
    assert len({*heights(shapes)}) == 1
    assert len({round(to_px(caption.box.y)) for caption in captions}) == 1
    assert [caption.box.x for caption in captions] == [shape.box.x for shape in shapes]
    assert {one.align for caption in captions for one in caption.paragraphs} == {"left"}


def test_below_a_round_picture_captions_of_its_row_are_in_the_middle() -> None:
    made = picture(caption="Round", form="circle"), picture(caption="Square")
    _, captions = drawn(Pictures(pictures=made, span=SPAN))
    assert {one.align for caption in captions for one in caption.paragraphs} == {"center"}


def test_rows_have_as_many_pictures_as_they_should_and_one_height() -> None:
    shapes, _ = drawn(row(SQUARE, SQUARE, SQUARE, columns=2), tall=9_000)
    first, second, third = (shape.box for shape in shapes)
    assert (first.y, second.x) == (second.y, first.right + GAP)
    assert third.y == first.bottom + GAP
    assert len({*heights(shapes)}) == 1, "the last one too, though it is alone"


def test_pictures_that_fill_their_places_in_a_row_have_one_size() -> None:
    made = tuple(picture(aspect, fills=True) for aspect in (WIDE, HIGH, SQUARE))
    shapes, _ = drawn(Pictures(pictures=made, span=SPAN))
    assert len({(shape.box.width, shape.box.height) for shape in shapes}) == 1
    crops = [shape.look.crop for shape in shapes]
    assert [bool(crop and crop.left) for crop in crops] == [True, False, False]
    assert [bool(crop and crop.top) for crop in crops] == [False, True, False]


def test_rows_shrink_with_their_captions_to_the_height_there_is() -> None:
    one = row(SQUARE, SQUARE, SQUARE, SQUARE, columns=2, caption="Said")
    shapes, captions = drawn(one, tall=300)
    assert captions[-1].box.bottom <= from_px(300)
    assert shapes[0].box.height < from_px(150)
    least = one.set(style()).fitted(from_px(600), OWN).extent.least
    assert least > 2 * from_px(48)


def test_logos_have_one_area_and_are_spread_over_the_width() -> None:
    shapes, _ = drawn(row(4.0, SQUARE, 0.7, are_logos=True))
    areas = [shape.box.width * shape.box.height for shape in shapes]
    assert max(areas) == pytest.approx(min(areas), rel=0.01)
    assert len({shape.box.y + shape.box.height // 2 for shape in shapes}) <= 2, "on one line"
    gaps = [right.box.x - left.box.right for left, right in pairwise(shapes)]
    assert min(gaps) >= GAP


def test_a_very_high_logo_does_not_stand_out_of_its_row() -> None:
    shapes, _ = drawn(row(SQUARE, 0.2, are_logos=True))
    square, high = (shape.box for shape in shapes)
    assert high.height == pytest.approx(square.height * 1.3, rel=0.01)
    assert high.width == pytest.approx(high.height * 0.2, rel=0.01)


def test_many_logos_are_divided_into_equal_rows() -> None:
    shapes, _ = drawn(row(*[SQUARE] * 8, are_logos=True))
    lines = [shape.box.y for shape in shapes]
    assert [lines.count(y) for y in sorted({*lines})] == [4, 4]
