"""Blocks of a region one below another: what they share, who gives way, what is too much."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
from tests.layout.tiny.factories import BODY, at, box, bullets, picture, prose, style, text

from diptych.blocks.code import Code
from diptych.blocks.heading import Heading
from diptych.layout.placing import Filled
from diptych.layout.stacking import Overflow, Pile, gather, overflow, stack
from diptych.model.deck import Block
from diptych.model.geometry import EMU_PER_PX, Box, from_px
from diptych.model.shapes import Shape, TextFrame
from diptych.model.theme import Anchor, RegionRole

WIDE = picture(1200, 100, line=6)
"""100 px high over the whole width."""


@dataclass(frozen=True)
class Stacked:
    """Blocks in the body's box."""

    pile: Pile
    shapes: tuple[Shape, ...]

    @property
    def frames(self) -> list[TextFrame]:
        return [shape for shape in self.shapes if isinstance(shape, TextFrame)]

    @property
    def boxes(self) -> list[Box]:
        return [shape.box for shape in self.shapes]

    @property
    def over(self) -> Overflow | None:
        return overflow(self.pile, BODY.box, 1.0)


def stacked(
    *blocks: Block, anchor: Anchor = "top", role: RegionRole = "text", fills: bool = True
) -> Stacked:
    region = replace(BODY, anchor=anchor, role=role)
    pile = gather(Filled(region, blocks, fills), style(region))
    return Stacked(pile, stack(pile, region.box, 1.0))


def test_neighbouring_text_shares_one_frame() -> None:
    heading = Heading(text=text("Head"), span=at(2))
    (frame,) = stacked(prose(2), heading, bullets("a", "b")).frames
    assert [paragraph.kind for paragraph in frame.paragraphs] == ["text", "heading", "item", "item"]
    assert frame.lines == (2, 1, 1, 1)


def test_the_first_paragraph_of_a_frame_has_no_space_above_it() -> None:
    heading = Heading(text=text("Head"), span=at(1))
    first, second = stacked(heading, heading).frames[0].paragraphs
    assert (first.space_before, second.space_before) == (0.0, 10.0)


def test_text_alone_keeps_the_box_of_its_region() -> None:
    (frame,) = stacked(prose(2)).frames
    assert (frame.box, frame.fills) == (BODY.box, True)


def test_only_the_first_text_of_a_region_takes_its_placeholder() -> None:
    assert [f.fills for f in stacked(prose(), WIDE, prose()).frames] == [True, False]
    assert [f.fills for f in stacked(WIDE, prose(), WIDE, prose()).frames] == [True, False]


def test_text_takes_no_placeholder_where_the_layout_has_none_for_it() -> None:
    assert [f.fills for f in stacked(prose(), fills=False).frames] == [False]
    assert [f.fills for f in stacked(prose(), role="picture").frames] == [False]


def test_a_gap_parts_text_from_a_picture() -> None:
    assert stacked(prose(2), WIDE, prose()).boxes == [
        box(40, 120, 1200, 80),
        box(40, 220, 1200, 100),
        box(40, 340, 1200, 260),
    ]


def test_a_picture_gives_way_where_there_is_too_little_room() -> None:
    first, shown, last = stacked(prose(2), picture(400, 300), prose(3)).boxes
    assert first == box(40, 120, 1200, 80)
    assert last == box(40, 480, 1200, 120)
    assert shown.height == from_px(240)
    assert shown.width == from_px(320)


def test_pictures_give_way_in_proportion() -> None:
    pile = stacked(picture(1200, 400), picture(1200, 800)).pile
    first, second = (height / EMU_PER_PX for height in pile.heights(BODY.box, 1.0))
    share = (400 + 800 + 20 - 480) / (400 - 96 + 800 - 96)
    assert first == pytest.approx(400 - (400 - 96) * share)
    assert second == pytest.approx(800 - (800 - 96) * share)
    assert first + second <= 460


def test_nothing_gives_way_where_there_is_room() -> None:
    pile = stacked(prose(2), WIDE).pile
    assert pile.heights(BODY.box, 1.0) == (from_px(80), from_px(100))


def test_text_does_not_give_way() -> None:
    pile = stacked(prose(14), picture()).pile
    assert pile.heights(BODY.box, 1.0) == (from_px(560), from_px(96))


@pytest.mark.parametrize(("anchor", "top"), [("top", 120), ("middle", 260), ("bottom", 400)])
def test_what_is_not_as_high_as_its_region_stands_at_its_anchor(anchor: Anchor, top: int) -> None:
    first, shown = stacked(prose(2), WIDE, anchor=anchor).boxes
    assert first == box(40, top, 1200, 80)
    assert shown == box(40, top + 100, 1200, 100)


@pytest.mark.parametrize("anchor", ["top", "middle", "bottom"])
def test_text_alone_is_anchored_by_its_frame(anchor: Anchor) -> None:
    (frame,) = stacked(prose(), anchor=anchor).frames
    assert (frame.box, frame.anchor) == (BODY.box, anchor)


def test_a_picture_in_a_region_for_text_is_no_higher_than_it_needs() -> None:
    assert stacked(WIDE).boxes == [box(40, 120, 1200, 100)]


def test_a_picture_in_its_own_region_stands_in_its_middle() -> None:
    assert stacked(WIDE, role="picture").boxes == [box(40, 310, 1200, 100)]


def test_what_fits_to_the_last_line_does_not_overflow() -> None:
    assert stacked(prose(12)).over is None


def test_the_first_paragraph_below_the_box_is_where_it_overflows() -> None:
    assert stacked(prose(10, line=3), prose(1, line=4), prose(3, line=5)).over == Overflow(
        at(5), 2, 20, from_px(80)
    )


def test_lines_below_a_picture_are_counted_where_they_stand() -> None:
    over = stacked(prose(5, line=3), picture(line=4), prose(6, line=5), prose(1, line=6)).over
    assert over == Overflow(at(5), 4, 20, from_px(200 + 20 + 96 + 20 + 280 - 480))


def test_where_no_text_is_too_low_the_overflow_is_the_last_blocks() -> None:
    over = stacked(prose(12, line=3), picture(line=9)).over
    assert over == Overflow(at(9), 0, 0, from_px(116))


def test_a_listing_is_as_high_as_its_lines_and_its_panel() -> None:
    code = Code(lines=("a", "b"), span=at(1))
    assert stacked(prose(), code).boxes == [box(40, 120, 1200, 40), box(40, 180, 1200, 96)]


def test_paragraphs_of_a_pile_leave_captions_out() -> None:
    captioned = picture(caption=text("Seen in spring"))
    code = Code(lines=("a",), span=at(1))
    assert [p.token for p in stacked(prose(), captioned, code).pile.paragraphs] == [
        "level1",
        "code",
    ]
