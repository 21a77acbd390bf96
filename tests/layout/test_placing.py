from __future__ import annotations

from itertools import pairwise

import pytest
from msgspec.structs import replace
from tests.layout.factories import (
    BODY,
    GAP,
    LEFT,
    PICTURE,
    PLAIN,
    RIGHT,
    SPAN,
    box,
    bullets,
    code,
    column,
    heading,
    layout,
    picture,
    prose,
    region,
    slide,
    theme,
)

from diptych.layout.placing import Filled, Placement, infer_layout, lefts_of, place_content
from diptych.model.block import Block
from diptych.model.deck import Placed, Slide
from diptych.model.geometry import PAGES, from_px
from diptych.model.theme import Theme


def placed(name: str, *blocks: Block) -> Placed:
    return Placed(name, blocks, SPAN)


def regions(placement: Placement) -> dict[str, tuple[Block, ...]]:
    return {filled.region.name: filled.blocks for filled in placement.regions}


TEXT, IMAGE = prose(), picture()


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (slide(), "body"),
        (slide(TEXT, bullets("a")), "body"),
        (slide(columns=(column(TEXT), column(TEXT))), "columns"),
        (slide(TEXT, columns=(column(TEXT),)), "columns"),
        (slide(TEXT, IMAGE), "picture-text"),
        (slide(TEXT, replace(IMAGE, width=0.7)), "picture-text"),
        (slide(TEXT, replace(IMAGE, width=1.0)), "body"),
        (slide(IMAGE, code("a")), "picture-text"),
        (slide(TEXT, IMAGE, IMAGE), "body"),
        (slide(IMAGE), "body"),
        (slide(IMAGE, show_title=False), "picture"),
        (slide(IMAGE, IMAGE, show_title=False), "body"),
    ],
)
def test_content_suggests_a_layout(made: Slide, expected: str) -> None:
    assert infer_layout(made) == expected
    assert place_content(made, PLAIN).layout.name == expected


def test_the_author_may_ask_for_another_layout() -> None:
    placement = place_content(slide(TEXT, layout="columns"), PLAIN)
    assert placement.layout.name == "columns"
    assert regions(placement) == {"left": (TEXT,)}


def with_running_titles() -> Theme:
    """Return a theme with cards below a lead, and the same with a running title."""
    lead = replace(region("lead", at=box(64, 120, 960, 500)), is_optional=True)
    cards = layout("cards", lead, region("card", at=box(64, 200, 960, 400)))
    running = replace(cards, name="cards-running-title")
    return replace(theme(cards), running={running.name: running})


@pytest.mark.parametrize(
    ("running_title", "lead", "expected"),
    [
        (True, (prose(),), "cards-running-title"),
        (True, (bullets("a"),), "cards-running-title"),
        (False, (prose(),), "cards"),
        (True, (heading(),), "cards"),
        (True, (prose(), prose()), "cards"),
        (True, (), "cards"),
    ],
    ids=["paragraph", "item", "not asked for", "heading", "two paragraphs", "nothing"],
)
def test_a_title_is_a_running_head_if_its_slide_asks_for_that_and_one_text_leads(
    *, running_title: bool, lead: tuple[Block, ...], expected: str
) -> None:
    above = [placed("lead", *lead)] if lead else []
    made = slide(layout="cards", running_title=running_title)
    made = replace(made, placed=(*above, placed("card", TEXT)))
    assert place_content(made, with_running_titles()).layout.name == expected


def test_a_layout_that_the_theme_lacks_is_an_error_and_the_body_takes_its_place() -> None:
    asked = replace(SPAN, line=2)
    placement = place_content(slide(TEXT, layout="colums", layout_span=asked), PLAIN)
    (found,) = placement.found
    assert (found.kind.name, found.span) == ("unknown-layout", asked)
    assert found.message == "theme `plain` has no layout `colums`"
    assert found.hint == "did you mean `columns`?"
    assert regions(placement) == {"body": (TEXT,)}


def test_a_layout_whose_name_is_like_no_other_is_answered_by_what_chooses_one() -> None:
    (found,) = place_content(slide(TEXT, layout="chart", layout_span=SPAN), PLAIN).found
    hint = "leave it out, and the content chooses one; `diptych list layouts` shows all"
    assert found.hint == hint


def test_a_layout_that_was_only_inferred_may_be_missing() -> None:
    bare = theme(layout("body", BODY))
    placement = place_content(slide(TEXT, IMAGE), bare)
    assert placement.found == ()
    assert regions(placement) == {"body": (TEXT, IMAGE)}


def test_the_rest_fills_the_body_and_a_picture_its_region() -> None:
    placement = place_content(slide(TEXT, IMAGE, bullets("a")), PLAIN)
    assert regions(placement) == {"body": (TEXT, bullets("a")), "picture": (IMAGE,)}


def test_what_an_author_places_goes_there_and_the_rest_elsewhere() -> None:
    made = slide(TEXT, layout="columns", placed=(placed("left", bullets("a")),))
    placement = place_content(made, PLAIN)
    assert regions(placement) == {"left": (bullets("a"),), "right": (TEXT,)}
    assert [filled.region.name for filled in placement.regions] == ["left", "right"]


def test_all_that_is_placed_into_one_region_goes_there() -> None:
    twice = (placed("left", TEXT), placed("left", bullets("a")))
    placement = place_content(slide(layout="columns", placed=twice), PLAIN)
    assert regions(placement) == {"left": (TEXT, bullets("a"))}


@pytest.mark.parametrize("name", ["lft", "title", "sources"])
def test_content_cannot_be_placed_where_there_is_no_region_for_it(name: str) -> None:
    placement = place_content(slide(layout="columns", placed=(placed(name, TEXT),)), PLAIN)
    (found,) = placement.found
    assert found.message == f"layout `columns` has no region `{name}`"
    assert found.kind.name == "unknown-region"


def test_content_without_a_place_is_an_error_at_its_own_line() -> None:
    lost = prose(id="lost")
    event = placed("event", TEXT)
    placement = place_content(slide(lost, layout="cover", placed=(event,)), PLAIN)
    (found,) = placement.found
    assert found.kind.name == "content-without-place"
    assert found.span == lost.span
    assert regions(placement) == {"event": (TEXT,)}


def test_columns_without_a_place_are_an_error() -> None:
    made = slide(layout="picture", columns=(column(TEXT),))
    (found,) = place_content(made, PLAIN).found
    assert found.message == "layout `picture` has no region left for this content"


# ------------------------------------------------------------------------------------ columns


def test_columns_fill_their_regions_in_order() -> None:
    placement = place_content(slide(columns=(column(TEXT), column(IMAGE))), PLAIN)
    assert [(filled.region.name, filled.fills_placeholder) for filled in placement.regions] == [
        ("left", True),
        ("right", True),
    ]
    assert [filled.region.box for filled in placement.regions] == [LEFT.box, RIGHT.box]
    assert placement.lead is None


def test_columns_have_the_widths_they_ask_for() -> None:
    made = slide(columns=(column(TEXT, width=0.75), column(TEXT, width=0.25)))
    left, right = (filled.region.box for filled in place_content(made, PLAIN).regions)
    assert (left.x, left.width) == (LEFT.box.x, from_px(690))
    assert (right.right, right.width) == (RIGHT.box.right, from_px(230))


@pytest.mark.parametrize(("page", "share"), [("16:9", 0.25), ("4:3", 1 / 3)])
def test_a_columns_length_is_a_share_of_the_page(page: str, share: float) -> None:
    fixed = replace(column(TEXT), fixed_width=from_px(320))
    made = slide(columns=(fixed, column(TEXT)))
    theme = replace(PLAIN, page=PAGES[page])
    left, right = (filled.region.box for filled in place_content(made, theme).regions)
    assert (left.width, right.right) == (round(from_px(920) * share), RIGHT.box.right)


def test_a_third_column_gets_a_region_of_its_own_without_a_placeholder() -> None:
    placement = place_content(slide(columns=(column(TEXT),) * 3), PLAIN)
    assert [(filled.region.name, filled.fills_placeholder) for filled in placement.regions] == [
        ("left", True),
        ("right", True),
        ("column-3", False),
    ]
    edges = [(filled.region.box.x, filled.region.box.right) for filled in placement.regions]
    assert edges[0][0] == LEFT.box.x
    assert edges[2][1] == RIGHT.box.right
    assert {after[0] - before[1] for before, after in pairwise(edges)} == {from_px(40)}


def test_three_columns_have_a_layout_of_their_own_if_the_theme_has_one() -> None:
    made = slide(columns=(column(TEXT),) * 3)
    thirds = [region(f"third-{n}", at=box(64 + 330 * n, 120, 300, 480)) for n in range(3)]
    placement = place_content(made, theme(*PLAIN.layouts.values(), layout("columns-3", *thirds)))
    assert placement.layout.name == "columns-3"
    assert [one.region.name for one in placement.regions] == ["third-0", "third-1", "third-2"]
    assert all(one.fills_placeholder for one in placement.regions)
    assert place_content(made, PLAIN).layout.name == "columns"


@pytest.mark.parametrize("is_left", [True, False])
def test_a_picture_at_the_edge_is_as_wide_as_its_shape_makes_it(is_left: bool) -> None:  # noqa: FBT001 - a parameter
    edge, beside = (
        box(0 if is_left else 620, 0, 660, 720),
        box(700 if is_left else 64, 120, 516, 480),
    )
    regions_of = (region("body", at=beside), region("picture", "picture", at=edge))
    using = theme(*PLAIN.layouts.values(), layout("edge", *regions_of))
    text_at, picture_at = (
        one.region.box
        for one in place_content(slide(TEXT, picture(0.75), layout="edge"), using).regions
    )
    assert picture_at.width == pytest.approx(from_px(720 * 0.75), abs=2)
    assert (picture_at.x == 0) if is_left else (picture_at.right == from_px(1280))
    assert text_at.width == pytest.approx(from_px(516 + 660 - 540), abs=2)
    (wide, _) = place_content(slide(picture(2.0), TEXT, layout="edge"), using).regions
    assert edge.width in {wide.region.box.width, _.region.box.width}


@pytest.mark.parametrize("is_left", [True, False])
def test_title_and_foot_follow_the_text_beside_a_picture_at_the_edge(is_left: bool) -> None:  # noqa: FBT001 - a parameter
    start = 700 if is_left else 64
    using = theme(
        *PLAIN.layouts.values(),
        layout(
            "edge",
            region("title", "title", at=box(start, 54, 516, 66)),
            region("picture", "picture", at=box(0 if is_left else 620, 0, 660, 720)),
            region("body", at=box(start, 120, 516, 480)),
            region("footer", "footer", at=box(start, 678, 360, 26)),
            region("number", "number", at=box(start + 436, 678, 80, 26)),
        ),
    )
    placed = place_content(slide(TEXT, picture(0.75), layout="edge"), using)
    (text,) = (one.region.box for one in placed.regions if one.region.name == "body")
    title, footer, number = (
        next(one.box for one in placed.layout.regions if one.name == name)
        for name in ("title", "footer", "number")
    )
    assert (title.x, title.right) == (text.x, text.right)
    assert (footer.x, footer.width) == (text.x, from_px(360))
    assert (number.right, number.width) == (text.right, from_px(80))


def test_what_stands_above_columns_leads_over_all_of_them() -> None:
    placement = place_content(slide(TEXT, columns=(column(IMAGE), column(IMAGE))), PLAIN)
    assert placement.lead is not None
    assert placement.lead.blocks == (TEXT,)
    assert placement.lead.region.box == box(64, 120, 960, 480)
    assert not placement.lead.fills_placeholder


def test_columns_share_a_single_region_with_a_gutter_between_them() -> None:
    placement = place_content(slide(layout="body", columns=(column(TEXT), column(TEXT))), PLAIN)
    left, right = (filled.region.box for filled in placement.regions)
    assert (left.x, right.right) == (BODY.box.x, BODY.box.right)
    assert right.x - left.right == 2 * GAP


def test_a_picture_beside_columns_keeps_its_region() -> None:
    made = slide(IMAGE, layout="picture-text", columns=(column(TEXT), column(TEXT)))
    assert regions(place_content(made, PLAIN)) == {
        "body": (TEXT,),
        "column-2": (TEXT,),
        "picture": (IMAGE,),
    }


# ------------------------------------------------------------------------- the width of a picture


@pytest.mark.parametrize(("share", "expected"), [(0.25, 230), (0.5, 460), (0.75, 690)])
def test_a_picture_takes_the_share_of_the_width_that_it_asks_for(
    share: float, expected: int
) -> None:
    placement = place_content(slide(TEXT, picture(width=share)), PLAIN)
    text, image = placement.regions
    assert image.region.box.width == from_px(expected)
    assert text.region.box.right + from_px(40) == image.region.box.x
    assert (text.region.box.x, image.region.box.right) == (LEFT.box.x, PICTURE.box.right)
    (block,) = image.blocks
    assert block == picture()


def test_a_picture_at_the_left_gives_way_to_the_right() -> None:
    mirrored = theme(
        layout("picture-text", replace(RIGHT, name="body"), replace(PICTURE, box=LEFT.box))
    )
    placement = place_content(slide(TEXT, picture(width=0.25)), mirrored)
    text, image = placement.regions
    assert (image.region.box.x, image.region.box.width) == (LEFT.box.x, from_px(230))
    assert (text.region.box.right, text.region.box.width) == (RIGHT.box.right, from_px(690))


def test_a_picture_over_the_whole_width_takes_none_from_the_text() -> None:
    above = replace(PICTURE, box=box(64, 120, 960, 200))
    below = region("body", at=box(64, 340, 960, 260))
    stacked = theme(layout("picture-text", above, below))
    placement = place_content(slide(TEXT, picture(width=0.5)), stacked)
    assert [filled.region.box for filled in placement.regions] == [above.box, below.box]
    assert placement.regions[0].blocks == (picture(width=0.5),)


def test_a_layout_that_there_is_not_is_the_only_thing_wrong() -> None:
    placement = place_content(
        replace(slide(), layout="covr", placed=(placed("event", TEXT),)), PLAIN
    )
    assert [one.kind.code for one in placement.found] == ["FIT101"]


def test_columns_begin_where_regions_do_that_have_no_large_type_hung_out() -> None:
    shown = replace(region("claim", at=box(62, 120, 900, 100)), display=True)
    beside = [region(name, at=box(x, 240, 400, 100)) for name, x in (("left", 64), ("right", 600))]
    filled = [Filled(one, (TEXT,)) for one in (shown, *beside)]
    assert lefts_of(filled) == (from_px(64), from_px(600))
