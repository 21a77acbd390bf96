from __future__ import annotations

import pytest
from msgspec.structs import replace
from tests.layout.factories import (
    BODY,
    GAP,
    LEVELS,
    PICTURE,
    box,
    bullets,
    code,
    heading,
    height,
    item,
    lines,
    look,
    picture,
    prose,
    quote,
    region,
    style,
    table,
    times,
    with_icon,
)
from tests.solved import line_counts

from diptych.blocks.bullets import Bullets
from diptych.layout.placing import Filled
from diptych.layout.stacking import FittedStack, Overflow, RegionStack, gather
from diptych.model.block import Block
from diptych.model.density import OWN, Density
from diptych.model.geometry import Box, Emu, emu, from_px
from diptych.model.shapes import PictureShape, Shape
from diptych.model.table_shape import TableShape
from diptych.model.text import Run, plain_text
from diptych.model.text_frame import TextFrame
from diptych.model.theme import Anchor, Region

ROOM = BODY.box
APART = from_px(0.6 * 32)
"""The gap between text of 24 pt and what is no text."""


def stack(*blocks: Block, at: Region = BODY) -> RegionStack:
    return gather(Filled(at, blocks), style(at))


def stacked(
    *blocks: Block, at: Region = BODY, room: Box | None = None, density: Density = OWN
) -> tuple[Shape, ...]:
    room = room or at.box
    return tuple(stack(*blocks, at=at).fitted(room.width, density).draw(room))


def fitted(*blocks: Block, density: Density = OWN) -> FittedStack:
    return stack(*blocks).fitted(ROOM.width, density)


def overflow(*blocks: Block) -> Overflow:
    over = fitted(*blocks).overflow(ROOM)
    assert over is not None
    return over


def frame(shape: Shape) -> TextFrame:
    assert isinstance(shape, TextFrame)
    return shape


# ------------------------------------------------------------------------------ text in one frame


def test_neighbouring_text_is_one_frame_that_fills_the_placeholder() -> None:
    (shape,) = stacked(prose(), heading(), bullets("a", "b"), quote("c"))
    assert len(frame(shape).paragraphs) == 5
    assert (frame(shape).box, frame(shape).fills_placeholder) == (ROOM, True)
    assert frame(shape).region == "body"


def card(*, anchor: Anchor = "top", times: float = 2.0) -> Region:
    """Return a card in whose theme icons stand above heads."""
    levels = (look("head", 20, heads=True, icon_above=times), *LEVELS[1:])
    return region("card-1", at=ROOM, styles=levels, anchor=anchor)


def test_the_icon_of_a_head_stands_above_it_in_proportion_to_its_type() -> None:
    listed = bullets(with_icon("Fast", bullets("a")))
    usual = stack(bullets(item("Fast", bullets("a"))), at=card())
    for density in (OWN, times(0.5, card().styles[0])):
        (shape,) = stacked(listed, at=card(), density=density)
        icon = frame(shape).icon
        assert icon is not None
        assert (icon.name, icon.color) == ("anchor", "ink")
        head, below = frame(shape).paragraphs
        assert icon.side == emu(2 * head.size)
        assert [plain_text(one.runs) for one in (head, below)] == ["Fast", "a"]
        assert frame(shape).text_box.y == ROOM.y + icon.height
        more = stack(listed, at=card()).fitted(ROOM.width, density).extent.natural
        assert more - usual.fitted(ROOM.width, density).extent.natural == icon.height


@pytest.mark.parametrize(
    ("listed", "at"),
    [
        (bullets(with_icon("Fast", bullets("a"))), card(times=0)),
        (bullets(with_icon("Fast", bullets("a"))), card(anchor="middle")),
        (bullets(with_icon("", bullets("a"))), card()),
        (bullets(item("Fast", bullets("a")), with_icon("Safe", bullets("b"))), card()),
    ],
    ids=["beside in this theme", "anchored in the middle", "no words", "not the first head"],
)
def test_other_icons_stay_among_the_words(listed: Bullets, at: Region) -> None:
    (shape,) = stacked(listed, at=at)
    assert frame(shape).icon is None
    shown = [run for one in frame(shape).paragraphs for run in one.runs]
    assert any(isinstance(run, Run) and run.icon for run in shown)


def test_only_the_first_frame_fills_the_placeholder() -> None:
    first, _, last = stacked(prose(), picture(4.0), prose())
    assert (frame(first).fills_placeholder, frame(last).fills_placeholder) == (True, False)


def test_text_below_a_picture_is_the_regions_first_frame_all_the_same() -> None:
    _, text = stacked(picture(4.0), prose())
    assert frame(text).fills_placeholder


def test_text_in_a_pictures_region_fills_no_placeholder() -> None:
    (shape,) = stacked(prose(), at=PICTURE)
    assert not frame(shape).fills_placeholder


def test_the_first_paragraph_has_no_space_above_it() -> None:
    spaced = replace(BODY, styles=(look("level1", 24, space_before=0.5),))
    (shape,) = stacked(prose(), prose(), at=spaced)
    assert [p.space_before for p in frame(shape).paragraphs] == [0.0, 12.0]


def test_what_stands_under_a_heading_is_drawn_closer_to_it() -> None:
    spaced = replace(BODY, styles=(look("level1", 20, space_before=0.5),))
    (shape,) = stacked(prose(), heading(), prose(), prose(), at=spaced)
    assert [p.space_before for p in frame(shape).paragraphs] == [0.0, 10.0, 4.0, 10.0]


def test_counts_the_lines_that_a_browser_shows() -> None:
    (shape,) = stacked(prose("x" * 61), prose("y"))
    assert line_counts(frame(shape)) == (2, 1)


def test_blocks_without_content_make_no_frame() -> None:
    assert stacked(bullets()) == ()
    assert fitted(bullets()).extent == (0, 0)


# ---------------------------------------------------------------------------- blocks of their own


def test_blocks_stand_one_below_the_other_with_a_gap_between() -> None:
    text, image, listing, last = stacked(prose(), picture(4.0), code("a"), prose())
    assert image.box == box(64, 120 + 32 + 19.2, 960, 240)
    assert text.box == box(64, 120, 960, 32)
    assert listing.box.y == image.box.bottom + GAP
    assert last.box.y == listing.box.bottom + APART
    assert last.box.bottom == ROOM.bottom


def test_each_block_that_is_no_text_stands_alone() -> None:
    assert [type(shape) for shape in stacked(picture(8.0), picture(8.0))] == [PictureShape] * 2


def test_pictures_give_way_to_text() -> None:
    text, image = stacked(lines(10), picture(1.0))
    assert image.box.height < ROOM.height - height(10 * 24) - GAP
    assert GAP < image.box.y - text.box.bottom < APART
    assert image.box.bottom <= ROOM.bottom


def test_the_gap_below_text_grows_with_its_type_and_gives_way_where_height_is_short() -> None:
    large = replace(BODY, styles=(look("level1", 48),))
    text, image = stacked(prose(), picture(8.0), at=large)
    assert image.box.y - text.box.bottom == 2 * APART
    tight = replace(large, box=replace(ROOM, height=Emu(height(48) + GAP + from_px(96))))
    text, image = stacked(prose(), picture(8.0), at=tight)
    assert image.box.y - text.box.bottom == GAP


@pytest.mark.parametrize("block", [table("1 | 2"), code("c")])
def test_a_block_with_text_is_as_far_below_a_block_as_its_type_asks_for(block: Block) -> None:
    above, below = stacked(code("a", "b"), block, density=Density(step=-1.0))
    assert isinstance(below, TableShape | TextFrame)
    line = below.paragraphs[0].line_height
    assert below.box.y - above.box.bottom == pytest.approx(emu(0.6 * line), abs=2)
    assert emu(0.6 * line) > GAP


def test_pictures_give_way_in_proportion_to_what_they_have() -> None:
    high, low = stacked(picture(1.0), picture(2.0))
    assert high.box.height + low.box.height + GAP <= ROOM.height
    given = from_px(960) - high.box.height, from_px(480) - low.box.height
    assert given[0] / given[1] == pytest.approx((960 - 96) / (480 - 96), rel=0.01)


def test_a_picture_is_not_made_larger_than_it_would_be_in_the_flow() -> None:
    image, _ = stacked(picture(8.0), prose())
    assert image.box == box(64, 120, 960, 120)


def test_a_picture_has_all_of_its_region_to_stand_in_the_middle_of() -> None:
    (image,) = stacked(picture(2.0), at=PICTURE)
    assert image.box == box(564, 120 + (480 - 230) / 2, 460, 230)


@pytest.mark.parametrize(("anchor", "top"), [("top", 120), ("middle", 274.4), ("bottom", 428.8)])
def test_an_anchor_says_where_blocks_stand_that_leave_room(anchor: Anchor, top: float) -> None:
    text, image = stacked(prose(), picture(8.0), at=replace(BODY, anchor=anchor))
    assert text.box == box(64, top, 960, 32)
    assert image.box == box(64, top + 32 + 19.2, 960, 120)


@pytest.mark.parametrize("anchor", ["top", "middle", "bottom"])
def test_lone_text_has_all_of_its_box_and_the_writers_anchor_it(anchor: Anchor) -> None:
    (shape,) = stacked(prose(), at=replace(BODY, anchor=anchor))
    assert (shape.box, frame(shape).anchor) == (ROOM, anchor)


def test_the_scale_makes_type_smaller_but_no_picture() -> None:
    text, image = stacked(prose(), picture(4.0), density=times(0.75))
    assert frame(text).paragraphs[0].size == 18.0
    assert text.box.height == height(18)
    assert image.box.width == ROOM.width


# ------------------------------------------------------------------------------------ what is over


def test_an_extent_is_the_height_and_the_least_of_it() -> None:
    natural, least = fitted(prose(), picture(2.0)).extent
    assert natural == height(24) + APART + from_px(480)
    assert least == height(24) + GAP + from_px(96)


def test_what_fits_is_no_excess() -> None:
    assert fitted(lines(15)).excess(ROOM) == 0
    assert fitted(lines(16)).excess(ROOM) == height(16 * 24) - ROOM.height
    assert fitted(lines(16), density=times(0.75)).excess(ROOM) == 0
    assert fitted(lines(15)).overflow(ROOM) is None


def test_an_overflow_begins_at_the_first_line_below_the_box_and_counts_them() -> None:
    over = overflow(lines(18))
    assert (over.lines, over.size, over.span.line) == (3, 24.0, 10 + 15)


def test_a_paragraph_of_which_one_line_is_below_is_where_an_overflow_begins() -> None:
    over = overflow(lines(14), prose("x" * 61))
    assert (over.lines, over.span) == (1, prose().span)


def test_an_overflow_that_is_no_text_has_no_lines() -> None:
    over = overflow(lines(14), picture())
    assert over.lines == 0
    assert over.excess == Emu(height(14 * 24) + GAP + from_px(96) - ROOM.height)


def test_type_that_may_not_shrink_is_known_before_it_is_drawn() -> None:
    made = list(stack(prose(), code("a"), picture(caption="c"), heading()).paragraphs)
    assert [p.token for p in made] == ["level1", "code", "heading"]
    assert {p.size for p in made} == {24.0, 16.0, 20.0}


def test_a_region_is_set_as_its_theme_says() -> None:
    narrow = region("note", at=box(0, 0, 160, 100), styles=[look("note", 12)])
    (shape,) = stacked(prose(), at=narrow)
    assert [p.token for p in frame(shape).paragraphs] == ["note"]


def test_a_list_that_begins_anew_has_a_frame_of_its_own_where_programs_would_count_on() -> None:
    again = stacked(bullets("a", "b", start=1), prose("Between"), bullets("c", start=1))
    kinds = [[p.kind for p in frame.paragraphs] for frame in again if isinstance(frame, TextFrame)]
    assert kinds == [["item", "item"], ["text", "item"]]
    assert again[1].box.y == ROOM.y + height(2 * 24)  # as far below as in one frame


def test_lists_that_are_told_apart_share_a_frame() -> None:
    assert len(stacked(bullets("a", start=1), prose("x"), bullets("b", start=2))) == 1
    assert len(stacked(bullets("a", start=1), bullets("b"), bullets("c", start=1))) == 1
