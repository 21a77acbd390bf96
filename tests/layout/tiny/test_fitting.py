"""The largest scale at which the body of a slide fits, and what is said where none does."""

from __future__ import annotations

import pytest
from tests.layout.tiny.factories import (
    BODY,
    LEFT,
    THEME,
    at,
    bullets,
    column,
    item,
    picture,
    placed,
    prose,
    slide,
    source,
    style,
    talk,
    text,
)

from diptych.blocks.code import Code
from diptych.layout.faults import OVERFLOW, TOO_DEEP
from diptych.layout.fitting import STEPS, Fitted, fit_body
from diptych.layout.placing import Filled, place_content
from diptych.layout.stacking import gather
from diptych.layout.talk import lay_out_slide
from diptych.model.deck import Slide
from diptych.model.geometry import PAGE, Emu, from_px
from diptych.model.shapes import PictureShape, TextFrame


def fit(shown: Slide, floor: Emu = PAGE.bottom) -> Fitted:
    return fit_body(place_content(shown, THEME), shown, THEME, "en", floor)


def sizes(fitted: Fitted) -> list[float]:
    frames = [shape for shape in fitted.shapes if isinstance(shape, TextFrame)]
    return [paragraph.size for frame in frames for paragraph in frame.paragraphs]


@pytest.mark.parametrize(
    ("count", "scale", "size"),
    [(1, 1.0, 20), (12, 1.0, 20), (13, 0.9, 18), (14, 0.85, 17), (15, 0.8, 16), (16, 0.75, 15)],
)
def test_type_is_as_large_as_fits(count: int, scale: float, size: float) -> None:
    fitted = fit(slide(prose(count)))
    assert (fitted.scale, sizes(fitted), fitted.found) == (scale, [size], ())


@pytest.mark.parametrize("count", range(13, 17))
def test_at_the_next_larger_step_it_would_not_fit(count: int) -> None:
    fitted = fit(slide(prose(count)))
    pile = gather(Filled(BODY, (prose(count),)), style())
    larger = STEPS[STEPS.index(fitted.scale) - 1]
    assert not pile.excess(BODY.box, fitted.scale)
    assert pile.excess(BODY.box, larger)


def test_smaller_type_needs_fewer_lines_where_text_wraps() -> None:
    words = text(" ".join(["abcdefghi"] * 120))
    fitted = fit(slide(bullets(item(words.plain))))
    (frame,) = (shape for shape in fitted.shapes if isinstance(shape, TextFrame))
    assert fitted.found == ()
    assert sum(frame.lines) * frame.paragraphs[0].pitch <= 360
    assert fitted.scale < 1


def test_where_nothing_fits_type_is_set_at_its_floor() -> None:
    fitted = fit(slide(prose(40)))
    assert (fitted.scale, sizes(fitted)) == (0.75, [15])


def test_no_level_is_scaled_below_its_own_floor() -> None:
    code = Code(lines=tuple("abcdefghijklmn"), span=at(2))
    fitted = fit(slide(prose(8), code))
    assert sizes(fitted) == [15] + [12] * 14


def test_the_level_with_the_least_to_give_holds_the_others_back() -> None:
    nested = bullets(item("first", bullets(*["second"] * 40)))
    assert fit(slide(nested, density="airy")).scale == 0.9
    assert fit(slide(nested)).scale == 0.75


@pytest.mark.parametrize(
    ("density", "scale"), [(None, 0.75), ("dense", 0.6), ("airy", 0.9), ("unheard-of", 0.75)]
)
def test_a_density_sets_the_floors(density: str | None, scale: float) -> None:
    assert fit(slide(prose(40), density=density)).scale == scale


def test_a_density_makes_type_no_smaller_than_it_must_be() -> None:
    assert fit(slide(prose(13), density="dense")).scale == 0.9
    assert fit(slide(prose(20), density="dense")).found == ()


def test_an_overflow_counts_lines_at_the_first_paragraph_that_does_not_fit() -> None:
    (found,) = fit(slide(prose(15, line=3), prose(1, line=4), prose(4, line=6))).found
    assert found.fault is OVERFLOW
    assert found.message == "region `body` overflows by 4 lines at 15 pt"
    assert found.span == at(6)


def test_one_line_too_many_is_called_a_line() -> None:
    (found,) = fit(slide(prose(17))).found
    assert found.message == "region `body` overflows by 1 line at 15 pt"


def test_each_region_that_overflows_says_so() -> None:
    found = fit(slide(columns=[column(prose(20), line=3), column(prose(30, line=5))])).found
    assert [problem.message for problem in found] == [
        "region `left` overflows by 4 lines at 15 pt",
        "region `right` overflows by 14 lines at 15 pt",
    ]


def test_what_is_too_high_without_being_text_is_counted_in_pixels() -> None:
    (found,) = fit(slide(*[picture(line=line) for line in range(1, 6)])).found
    assert found.message == "region `body` overflows by 80 px"
    assert found.span == at(5)


def test_a_list_deeper_than_the_region_has_styles_for_is_an_error_at_its_item() -> None:
    third = bullets(item("third", line=5), line=5)
    deep = bullets(item("first", bullets(item("second", third))))
    (found,) = fit(slide(deep)).found
    assert found.fault is TOO_DEEP
    assert found.message == "list level 3 is deeper than region `body` has styles for"
    assert found.span == at(5)


def test_a_list_as_deep_as_the_styles_is_none() -> None:
    assert fit(slide(bullets(item("first", bullets("second"))))).found == ()


def test_all_regions_of_a_slide_have_one_scale() -> None:
    fitted = fit(slide(prose(), columns=[column(prose(13)), column(prose())]))
    assert len(set(sizes(fitted))) == 1
    assert sizes(fitted)[0] < 20
    apart = fit(slide(columns=[column(prose(13)), column(prose())]))
    assert sizes(apart) == [18, 18]


def test_levels_shrink_by_one_factor_each_to_the_half_point() -> None:
    nested = bullets(item("first", bullets(*["second"] * 14)))
    fitted = fit(slide(nested))
    assert fitted.scale == 0.975
    assert sizes(fitted) == [19.5] + [15.5] * 14


def test_what_leads_columns_stands_above_them() -> None:
    fitted = fit(slide(prose(2), columns=[column(prose()), column(prose())]))
    lead, left, right = (shape.box for shape in fitted.shapes)
    assert (lead.y, lead.height) == (BODY.box.y, from_px(80))
    assert left.y == right.y == from_px(220)
    assert left.bottom == LEFT.box.bottom


def test_a_picture_that_leads_columns_leaves_them_what_they_need() -> None:
    fitted = fit(slide(picture(), columns=[column(prose(6)), column(prose())]))
    assert (fitted.scale, fitted.found) == (1.0, ())
    shown = fitted.shapes[0]
    assert isinstance(shown, PictureShape)
    assert shown.box.height == from_px(480 - 240 - 20)


def test_columns_below_a_long_lead_have_what_is_left() -> None:
    fitted = fit(slide(prose(10), columns=[column(prose(5)), column(prose(1))]))
    assert fitted.found == ()
    assert fitted.scale == 0.75
    (found,) = fit(slide(prose(10), columns=[column(prose(6)), column(prose(1))])).found
    assert found.message == "region `left` overflows by 1 line at 15 pt"


def test_the_body_ends_above_the_floor_it_is_given() -> None:
    fitted = fit(slide(prose(6)), from_px(320))
    assert fitted.scale < 1
    assert fitted.shapes[0].box.bottom == from_px(320)


def test_a_region_below_the_floor_has_no_room() -> None:
    shown = slide(layout="cover", into=[placed("speaker", prose(line=4))])
    (found,) = fit(shown, from_px(300)).found
    assert (found.fault, found.span) == (OVERFLOW, at(4))


@pytest.mark.parametrize(("count", "scale"), [(0, 1.0), (2, 1.0), (3, 0.975), (6, 0.85)])
def test_sources_take_their_room_from_the_body(count: int, scale: float) -> None:
    shown = slide(prose(12), sources=[source(number) for number in range(count)])
    laid_out, found = lay_out_slide(shown, talk([shown]), THEME, "en", 1)
    assert (laid_out.scale, found) == (scale, ())
    body = next(frame for frame in laid_out.frames if frame.region == "body")
    for frame in laid_out.frames:
        if frame.region == "sources":
            assert body.box.bottom <= frame.box.y - THEME.gap
