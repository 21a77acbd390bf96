"""What each block is drawn as."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from dataclasses import replace

import pytest
from tests.layout.tiny.factories import (
    BODY,
    THEME,
    asset,
    at,
    box,
    bullets,
    item,
    picture,
    rows,
    style,
    text,
)

import diptych.blocks
from diptych.blocks import BLOCKS
from diptych.blocks.bullets import Bullets, Item
from diptych.blocks.code import Code
from diptych.blocks.heading import Heading
from diptych.blocks.picture import Picture
from diptych.blocks.prose import Prose
from diptych.blocks.quote import Quote
from diptych.model.deck import Block, Extent, ShapeBlock, TextBlock
from diptych.model.geometry import Box, Emu, from_px
from diptych.model.shapes import Bullet, Paragraph, PictureShape, TextFrame
from diptych.model.style import Style
from diptych.model.text import Run
from diptych.model.theme import Align, Region


def drawn(block: TextBlock) -> tuple[Paragraph, ...]:
    return block.draw(style())


def words(paragraph: Paragraph) -> str:
    return "".join(run.text for run in paragraph.runs if isinstance(run, Run))


def aligned(align: Align) -> Style:
    return style(replace(BODY, align=align))


def shown(block: Picture, room: Box, setting: Style | None = None) -> PictureShape:
    shape = block.draw(room, setting or style())[0]
    assert isinstance(shape, PictureShape)
    return shape


def caption_of(block: Picture, room: Box, setting: Style | None = None) -> TextFrame:
    _, frame = block.draw(room, setting or style())
    assert isinstance(frame, TextFrame)
    return frame


def test_every_block_of_the_package_is_in_its_table() -> None:
    found = {
        kind
        for module in pkgutil.iter_modules(diptych.blocks.__path__, "diptych.blocks.")
        for _, kind in inspect.getmembers(importlib.import_module(module.name), inspect.isclass)
        if issubclass(kind, Block) and kind.__module__ == module.name
    }
    assert found == set(BLOCKS.values())


def test_every_file_of_the_package_holds_a_block() -> None:
    files = {module.name for module in pkgutil.iter_modules(diptych.blocks.__path__)}
    assert files == {kind.__module__.rpartition(".")[2] for kind in BLOCKS.values()}


@pytest.mark.parametrize("kind", BLOCKS.values())
def test_every_block_is_either_text_or_shapes(kind: type[Block]) -> None:
    assert issubclass(kind, TextBlock) != issubclass(kind, ShapeBlock)


def test_a_paragraph_is_flush_with_its_frame() -> None:
    (paragraph,) = drawn(Prose(text=text("Words"), span=at(1), id="who", step=2))
    assert (paragraph.kind, paragraph.bullet) == ("text", None)
    assert (paragraph.indent, paragraph.hanging) == (0, 0)
    assert (paragraph.block_id, paragraph.step) == ("who", 2)
    assert (paragraph.size, paragraph.pitch, paragraph.token) == (20.0, 30.0, "level1")


def test_paragraphs_are_set_at_the_scale_of_their_style() -> None:
    block = Prose(text=text("Words"), span=at(1))
    (paragraph,) = block.draw(style(scale=0.9))
    assert (paragraph.size, paragraph.pitch) == (18.0, 27.0)


def test_items_are_drawn_level_by_level_in_reading_order() -> None:
    nested = bullets(item("a", bullets(item("b", bullets("c")))), "d")
    paragraphs = drawn(nested)
    assert [(words(p), p.level, p.token, p.size) for p in paragraphs] == [
        ("a", 0, "level1", 20.0),
        ("b", 1, "level2", 16.0),
        ("c", 2, "level2", 16.0),
        ("d", 0, "level1", 20.0),
    ]
    assert {p.kind for p in paragraphs} == {"item"}
    assert [p.indent for p in paragraphs] == [from_px(px) for px in (20, 40, 40, 20)]
    assert [p.hanging for p in paragraphs] == [p.indent for p in paragraphs]


def test_items_have_the_bullet_of_their_level_in_its_colour() -> None:
    look = replace(BODY.styles[0], bullet="–", bullet_color="paper")
    (paragraph,) = bullets("a").draw(style(replace(BODY, styles=(look,))))
    assert paragraph.bullet == Bullet("–", "paper")
    bare = replace(look, bullet=None, bullet_color=None)
    (paragraph,) = bullets("a").draw(style(replace(BODY, styles=(bare,))))
    assert paragraph.bullet == Bullet("•", "ink")


def test_a_numbered_list_counts_from_its_start() -> None:
    paragraphs = drawn(bullets("a", "b", start=9))
    assert [p.bullet for p in paragraphs] == [Bullet("9.", "ink", 9), Bullet("10.", "ink", 10)]


def test_each_list_counts_for_itself() -> None:
    inner = bullets("x", "y", start=1)
    signs = [p.bullet.sign for p in drawn(bullets(item("a", inner), "b", start=3)) if p.bullet]
    assert signs == ["3.", "1.", "2.", "4."]


def test_items_are_bold_only_where_some_of_them_head_what_hangs_below() -> None:
    assert [p.bold for p in drawn(bullets("a", "b"))] == [False, False]
    assert [p.bold for p in drawn(bullets(item("a", bullets("b")), "c"))] == [True, False, True]


def test_no_item_is_bold_where_the_theme_wants_none() -> None:
    plain = replace(BODY.styles[0], bold_heads=False)
    setting = style(replace(BODY, styles=(plain, BODY.styles[1])))
    heads = bullets(item("a", bullets("b")))
    assert [p.bold for p in heads.draw(setting)] == [False, False]


def test_items_appear_with_their_list_and_what_hangs_below_with_its_item() -> None:
    below = (bullets("c"), Prose(text=text("d"), span=at(1)))
    later = item("e", bullets("f", step=5), step=4)
    paragraphs = drawn(bullets("a", item("b", *below, step=3), later, step=2))
    assert [(words(p), p.step) for p in paragraphs] == [
        ("a", 2),
        ("b", 3),
        ("c", 3),
        ("d", 3),
        ("e", 4),
        ("f", 5),
    ]


def test_a_paragraph_inside_an_item_stands_below_its_text_without_a_bullet() -> None:
    inner = Prose(text=text("more"), span=at(1), id="more")
    _, paragraph = drawn(bullets(item("a", inner)))
    assert (paragraph.kind, paragraph.level, paragraph.bullet) == ("text", 0, None)
    assert (paragraph.indent, paragraph.hanging) == (from_px(20), 0)
    assert (paragraph.space_before, paragraph.block_id) == (5.0, "more")


def test_an_item_is_known_by_its_own_id() -> None:
    made = Bullets(items=(Item(text=text("a"), span=at(1), id="first"),), span=at(1))
    assert [p.block_id for p in drawn(made)] == ["first"]


def test_a_heading_is_set_as_the_theme_sets_headings() -> None:
    (paragraph,) = drawn(Heading(text=text("Head"), span=at(1), step=1, id="head"))
    assert (paragraph.kind, paragraph.token, paragraph.space_before) == ("heading", "heading", 10.0)
    assert (paragraph.step, paragraph.block_id) == (1, "head")


def test_a_quote_has_a_paragraph_for_each_of_its_own() -> None:
    paragraphs = drawn(Quote(paragraphs=(text("One"), text("Two")), span=at(1), step=1))
    assert [(words(p), p.kind, p.token, p.step) for p in paragraphs] == [
        ("One", "quote", "quote", 1),
        ("Two", "quote", "quote", 1),
    ]


def test_blocks_on_dark_ground_are_set_in_light_ink() -> None:
    (paragraph,) = Heading(text=text("Head"), span=at(1)).draw(replace(style(), is_dark=True))
    assert paragraph.color == "paper"


def test_a_listing_has_a_paragraph_for_each_line_at_its_place() -> None:
    code = Code(lines=("if x:", "    y()", "\tz()"), span=at(10), step=2)
    (frame,) = code.draw(BODY.box, style())
    assert isinstance(frame, TextFrame)
    assert [words(p) for p in frame.paragraphs] == ["if x:", "    y()", "    z()"]
    assert [p.span.line for p in frame.paragraphs] == [11, 12, 13]
    assert {(p.kind, p.align, p.step) for p in frame.paragraphs} == {("code", "left", 2)}
    assert (frame.fill, frame.fills, frame.inset) == ("panel", False, from_px(16))


def test_a_listing_is_flush_left_in_a_centred_region() -> None:
    (frame,) = Code(lines=("x",), span=at(1)).draw(BODY.box, aligned("center"))
    assert isinstance(frame, TextFrame)
    assert frame.paragraphs[0].align == "left"


def test_a_listing_is_as_high_as_its_lines_at_every_scale() -> None:
    code = Code(lines=("a", "b", "c"), span=at(1))
    assert code.measure(BODY.box.width, style()) == Extent(from_px(128), from_px(128))
    assert code.measure(BODY.box.width, style(scale=0.75)) == Extent(from_px(104), from_px(104))


def test_long_lines_of_a_listing_wrap_inside_its_panel() -> None:
    code = Code(lines=("abcd " * 8,), span=at(1))
    # 32 px for the panel, 12 px a character: 35 of them fit, and 40 do not.
    (frame,) = code.draw(box(0, 0, 390, 200), style())
    assert isinstance(frame, TextFrame)
    assert frame.lines == (2,)
    assert code.measure(from_px(390), style()).natural == from_px(2 * 32 + 32)


def test_a_picture_keeps_its_proportions_in_any_box() -> None:
    for room in (box(0, 0, 400, 400), box(0, 0, 400, 100), box(0, 0, 37, 400)):
        shape = shown(picture(400, 300), room)
        assert shape.box.width / shape.box.height == pytest.approx(4 / 3, rel=1e-4)
        assert shape.box.right <= room.right
        assert shape.box.bottom <= room.bottom


def test_a_picture_is_as_large_as_its_box_lets_it_be() -> None:
    assert shown(picture(400, 300), box(10, 10, 400, 400)).box == box(10, 60, 400, 300)
    assert shown(picture(400, 300), box(10, 10, 800, 300)).box == box(210, 10, 400, 300)


def test_a_picture_takes_its_share_of_the_width() -> None:
    assert shown(picture(400, 300, share=0.5), box(0, 0, 400, 150)).box == box(100, 0, 200, 150)
    fixed = Picture(asset=asset(), alt=None, span=at(1), fixed_width=from_px(80))
    assert shown(fixed, box(0, 0, 400, 60)).box == box(160, 0, 80, 60)
    assert shown(fixed, box(0, 0, 40, 30)).box == box(0, 0, 40, 30)


def test_a_picture_may_shrink_to_a_strip_but_its_caption_may_not() -> None:
    width = from_px(400)
    assert picture(400, 300).measure(width, style()) == Extent(from_px(300), from_px(96))
    assert picture(400, 50).measure(width, style()) == Extent(from_px(50), from_px(50))
    captioned = picture(400, 300, caption=rows(2))
    # 8 px of space above two lines of 16 px.
    assert captioned.measure(width, style()) == Extent(from_px(340), from_px(136))


def test_a_caption_is_the_same_size_at_every_scale() -> None:
    captioned = picture(caption=rows(1))
    small = captioned.measure(from_px(400), style(scale=0.6))
    assert small == captioned.measure(from_px(400), style())
    assert caption_of(captioned, BODY.box, style(scale=0.6)).paragraphs[0].size == 12.0


def test_a_caption_stands_below_its_picture_and_inside_the_box() -> None:
    room = box(40, 120, 400, 340)
    captioned = picture(400, 300, caption=rows(2))
    assert shown(captioned, room).box == box(40, 120, 400, 300)
    frame = caption_of(captioned, room)
    assert frame.box == box(40, 428, 400, 32)
    assert (frame.role, frame.lines, frame.fills) == ("caption", (2,), False)


@pytest.mark.parametrize(("align", "top"), [("left", 0), ("center", 100)])
def test_a_captioned_picture_stands_high_unless_its_region_is_centred(
    align: Align, top: int
) -> None:
    captioned = picture(400, 300, caption=rows(1))
    room = box(0, 0, 400, 300 + 24 + 200)
    assert shown(captioned, room, aligned(align)).box == box(0, top, 400, 300)
    frame = caption_of(captioned, room, aligned(align))
    assert frame.box.y == from_px(top + 308)
    assert frame.paragraphs[0].align == align


def test_a_picture_without_alternative_text_is_told_by_its_caption() -> None:
    said = picture(alt="A falling curve", caption=text("Churn"))
    assert shown(said, BODY.box).alt == "A falling curve"
    assert shown(picture(alt=None, caption=text("Churn")), BODY.box).alt == "Churn"
    assert not shown(picture(alt=None), BODY.box).alt


def test_a_decorative_picture_stays_so_under_a_caption() -> None:
    assert not shown(picture(alt="", caption=text("Churn")), BODY.box).alt


def test_a_caption_appears_with_its_picture() -> None:
    stepped = replace(picture(caption=text("Churn")), step=3)
    assert shown(stepped, BODY.box).step == 3
    assert caption_of(stepped, BODY.box).paragraphs[0].step == 3


def test_shapes_know_the_region_they_stand_in() -> None:
    region = Region(name="aside", role="text", box=BODY.box, styles=BODY.styles)
    setting = Style(theme=THEME, region=region, locale="en")
    drawn_in = [
        shape.region
        for block in (picture(caption=text("Churn")), Code(lines=("x",), span=at(1)))
        for shape in block.draw(Box(Emu(0), Emu(0), from_px(400), from_px(400)), setting)
    ]
    assert drawn_in == ["aside"] * 3
