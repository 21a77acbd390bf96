"""Which layout a slide gets, and which of its content goes where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from tests.layout.tiny.factories import (
    BODY,
    LEFT,
    RIGHT,
    THEME,
    at,
    box,
    bullets,
    column,
    picture,
    placed,
    prose,
    region,
    slide,
)

from diptych.layout.faults import NO_PLACE, UNKNOWN_LAYOUT, UNKNOWN_REGION
from diptych.layout.placing import Placement, column_boxes, infer_layout, place_content
from diptych.model.deck import Slide
from diptych.model.geometry import EMU_PER_PX, from_px


def place(shown: Slide) -> Placement:
    return place_content(shown, THEME)


def named(placement: Placement) -> list[str]:
    return [filled.region.name for filled in placement.regions]


def columned(*widths: float | None) -> list[tuple[int, int]]:
    """Return left edge and width in px of columns in the body, 20 px apart."""
    columns = tuple(column(prose(), width=width) for width in widths)
    boxes = column_boxes(columns, BODY.box, from_px(20))
    return [(round(b.x / EMU_PER_PX), round(b.width / EMU_PER_PX)) for b in boxes]


@pytest.mark.parametrize(
    ("shown", "layout"),
    [
        (slide(columns=[column(prose()), column(prose())]), "columns"),
        (slide(picture(), columns=[column(prose())]), "columns"),
        (slide(picture(), show_title=False), "picture"),
        (slide(picture()), "body"),
        (slide(picture(), picture(), show_title=False), "body"),
        (slide(prose(), picture()), "picture-text"),
        (slide(picture(), bullets("a"), show_title=False), "picture-text"),
        (slide(prose(), picture(), picture()), "body"),
        (slide(prose(), bullets("a")), "body"),
        (slide(), "body"),
    ],
)
def test_the_content_of_a_slide_suggests_its_layout(shown: Slide, layout: str) -> None:
    assert infer_layout(shown) == layout
    assert place(shown).layout.name == layout
    assert place(shown).found == ()


def test_the_layout_that_the_author_names_is_taken_whatever_the_content() -> None:
    placement = place(slide(picture(), prose(), layout="body"))
    assert placement.layout.name == "body"
    assert [filled.blocks for filled in placement.regions] == [(picture(), prose())]


def test_an_unknown_layout_is_an_error_that_names_the_nearest() -> None:
    placement = place(slide(prose(), layout="colums"))
    (found,) = placement.found
    assert found.fault is UNKNOWN_LAYOUT
    assert found.message == "theme `tiny` has no layout `colums`"
    assert found.hint == "did you mean `columns`?"
    assert found.span == at(2)
    assert placement.layout.name == "body"


def test_an_inferred_layout_that_the_theme_lacks_is_replaced_without_a_word() -> None:
    without = {name: layout for name, layout in THEME.layouts.items() if name != "picture-text"}
    theme = replace(THEME, layouts=without)
    placement = place_content(slide(prose(), picture()), theme)
    assert placement.layout.name == "body"
    assert placement.found == ()


def test_the_first_picture_goes_into_the_region_for_pictures_and_the_rest_beside_it() -> None:
    first, second = picture(line=3), picture(line=4)
    placement = place(slide(prose(), first, second, layout="picture-text"))
    assert {f.region.name: f.blocks for f in placement.regions} == {
        "picture": (first,),
        "text": (prose(), second),
    }


def test_what_the_author_puts_into_a_region_stands_there() -> None:
    who, what = prose(line=3), prose(line=5)
    placement = place(slide(what, layout="cover", into=[placed("speaker", who)]))
    assert {f.region.name: f.blocks for f in placement.regions} == {
        "subtitle": (what,),
        "speaker": (who,),
    }


def test_the_rest_falls_into_the_first_region_that_is_not_taken() -> None:
    placement = place(slide(prose(2), layout="cover", into=[placed("subtitle", prose())]))
    assert {f.region.name: f.blocks for f in placement.regions} == {
        "subtitle": (prose(),),
        "speaker": (prose(2),),
    }


def test_regions_are_filled_in_the_order_of_the_layout() -> None:
    into = [placed("speaker", prose()), placed("subtitle", prose())]
    assert named(place(slide(layout="cover", into=into))) == ["subtitle", "speaker"]


def test_a_region_named_twice_has_the_content_of_both() -> None:
    into = [placed("left", prose(1)), placed("left", prose(2))]
    (filled,) = place(slide(layout="columns", into=into)).regions
    assert filled.blocks == (prose(1), prose(2))


@pytest.mark.parametrize("name", ["speeker", "title", "sources"])
def test_a_region_that_takes_no_content_is_an_error_at_the_place_that_names_it(name: str) -> None:
    placement = place(slide(layout="cover", into=[placed(name, prose(), line=7)]))
    (found,) = placement.found
    assert found.fault is UNKNOWN_REGION
    assert found.message == f"layout `cover` has no region `{name}`"
    assert found.span == at(7)


def test_an_unknown_region_is_told_the_nearest() -> None:
    (found,) = place(slide(layout="cover", into=[placed("speeker", prose())])).found
    assert found.hint == "did you mean `speaker`?"


@pytest.mark.parametrize(
    ("widths", "edges"),
    [
        ((None, None), [(40, 590), (650, 590)]),
        ((0.25, 0.75), [(40, 295), (355, 885)]),
        ((0.25, None), [(40, 295), (355, 885)]),
        ((0.5, None, None), [(40, 580), (640, 290), (950, 290)]),
        ((0.2, 0.3), [(40, 472), (532, 708)]),
        ((None, None, None), [(40, 387), (447, 387), (853, 387)]),
        ((0.75, 0.75), [(40, 590), (650, 590)]),
    ],
)
def test_columns_have_their_shares_of_the_width_and_the_others_what_is_left(
    widths: Sequence[float | None], edges: list[tuple[int, int]]
) -> None:
    assert columned(*widths) == edges


def test_columns_that_leave_nothing_still_leave_each_of_the_others_its_part() -> None:
    assert all(width > 100 for _, width in columned(0.5, 0.5, None))


def test_columns_fill_the_regions_in_order() -> None:
    placement = place(slide(columns=[column(prose(1)), column(prose(2), width=0.75)]))
    assert [(f.region.name, f.region.box, f.blocks, f.fills) for f in placement.regions] == [
        ("left", box(40, 120, 295, 480), (prose(1),), True),
        ("right", box(355, 120, 885, 480), (prose(2),), True),
    ]


def test_a_third_column_in_a_layout_for_two_stands_beside_them_without_a_placeholder() -> None:
    placement = place(slide(columns=[column(prose())] * 3))
    assert named(placement) == ["left", "right", "column-3"]
    assert [filled.fills for filled in placement.regions] == [True, True, False]
    boxes = [filled.region.box for filled in placement.regions]
    assert boxes[0].right < boxes[1].x < boxes[1].right < boxes[2].x
    assert abs(boxes[2].right - BODY.box.right) <= 2


def test_what_stands_beside_columns_leads_them_over_their_whole_width() -> None:
    placement = place(slide(prose(), columns=[column(prose(2)), column(prose(3))]))
    lead = placement.lead
    assert lead is not None
    assert (lead.region.box, lead.blocks, lead.fills) == (BODY.box, (prose(),), False)
    assert named(placement) == ["left", "right"]


def test_columns_alone_have_nothing_above_them() -> None:
    assert place(slide(columns=[column(prose())])).lead is None


def test_content_without_a_region_is_an_error_at_its_own_place() -> None:
    (found,) = place(slide(picture(line=3), prose(line=5), layout="picture")).found
    assert found.fault is NO_PLACE
    assert found.message == "layout `picture` has no region left for this content"
    assert found.span == at(5)


def test_columns_without_a_region_are_an_error_at_the_first_of_them() -> None:
    columns = [column(prose(), line=4), column(prose(), line=8)]
    (found,) = place(slide(layout="picture", columns=columns)).found
    assert (found.fault, found.span) == (NO_PLACE, at(4))


@pytest.mark.parametrize("share", [0.25, 0.5, 0.8])
def test_the_share_of_a_picture_divides_the_width_of_picture_and_text(share: float) -> None:
    placement = place(slide(picture(share=share), prose()))
    shown, words = (filled.region.box for filled in placement.regions)
    assert shown.width == round(from_px(1180) * share)
    assert (shown.x, words.right) == (BODY.box.x, BODY.box.right)
    assert words.x - shown.right == from_px(20)


def test_a_picture_at_the_right_has_the_share_that_it_asks_for() -> None:
    whole = THEME.layouts["picture-text"]
    regions = (replace(LEFT, name="text"), region("picture", "picture", RIGHT.box))
    theme = replace(THEME, layouts={"picture-text": replace(whole, regions=regions)})
    words, shown = (
        f.region.box for f in place_content(slide(picture(share=0.25), prose()), theme).regions
    )
    assert shown.width == round(from_px(1180) * 0.25)
    assert shown.right == RIGHT.box.right
    assert shown.x - words.right == from_px(20)


def test_a_picture_that_has_had_its_share_fills_its_region() -> None:
    (filled, _) = place(slide(picture(share=0.25), prose())).regions
    assert filled.blocks == (picture(),)


def test_a_picture_without_a_share_leaves_the_regions_as_they_are() -> None:
    placement = place(slide(picture(), prose()))
    layout = THEME.layouts["picture-text"]
    assert [f.region for f in placement.regions] == [
        layout.region("picture"),
        layout.region("text"),
    ]
