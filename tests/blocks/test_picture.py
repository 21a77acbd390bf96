from __future__ import annotations

import pytest
from msgspec.structs import replace
from tests.layout.factories import (
    BODY,
    GAP,
    PICTURE,
    PLAIN,
    box,
    height,
    picture,
    region,
    style,
    text,
    times,
)

from diptych.blocks.picture import Picture, PictureForm
from diptych.model.density import OWN, Density
from diptych.model.geometry import Box, from_px, page, to_px
from diptych.model.setting import Extent
from diptych.model.shapes import AS_IT_IS, Crop, PictureShape
from diptych.model.style import Style
from diptych.model.text import Run
from diptych.model.text_frame import TextFrame

CAPTION = height(12 + 12)
"""A line of caption and the space above it."""


def extent(one: Picture) -> Extent:
    return one.set(style()).fitted(from_px(400), OWN).extent


def drawn(
    one: Picture, at: Box, style: Style, density: Density = OWN
) -> tuple[PictureShape, TextFrame | None]:
    shape, *rest = one.set(style).fitted(at.width, density).draw(at)
    assert isinstance(shape, PictureShape)
    captions = [one for one in rest if isinstance(one, TextFrame)]
    assert captions == rest
    return shape, captions[0] if captions else None


def test_is_as_high_as_its_width_makes_it_and_can_shrink() -> None:
    assert extent(picture(2.0)) == (from_px(200), from_px(96))
    assert extent(picture(8.0)) == (from_px(50), from_px(50))


def test_one_that_leads_somewhere_is_no_decoration() -> None:
    at = box(0, 0, 400, 200)
    decoration = replace(picture(2.0), alt=text(""), caption=None)
    assert drawn(decoration, at, style())[0].alt == ""
    linked = replace(decoration, link="https://example.org/a")
    assert drawn(linked, at, style())[0].alt == "https://example.org/a"


def test_a_caption_takes_its_lines_and_the_space_above_it_and_cannot_shrink() -> None:
    one = picture(2.0, caption="One line")
    assert extent(one) == (from_px(200) + CAPTION, from_px(96) + CAPTION)


@pytest.mark.parametrize("density", [OWN, times(0.6)])
def test_a_caption_has_one_size_however_dense_the_slide(density: Density) -> None:
    _, caption = drawn(picture(caption="A"), box(0, 0, 400, 400), style(), density)
    assert caption is not None
    assert caption.paragraphs[0].size == 12.0


def test_is_as_large_as_fits_and_in_the_middle() -> None:
    shape, _ = drawn(picture(2.0), box(0, 0, 400, 400), style())
    assert shape.box == box(0, 100, 400, 200)
    shape, _ = drawn(picture(0.5), box(0, 0, 400, 400), style())
    assert shape.box == box(100, 0, 200, 400)


def test_a_width_is_a_share_of_the_room_or_a_length() -> None:
    shape, _ = drawn(picture(1.0, width=0.25), box(0, 0, 400, 400), style())
    assert shape.box.width == from_px(100)
    shape, _ = drawn(picture(1.0, fixed_width=from_px(80)), box(0, 0, 400, 400), style())
    assert shape.box.width == from_px(80)


@pytest.mark.parametrize(("high", "width"), [(720, 180), (1200, 300)])
def test_a_height_is_a_share_of_the_page(high: int, width: int) -> None:
    at = style(using=replace(PLAIN, page=page(from_px(1280), from_px(high))))
    shape, _ = drawn(picture(1.0, height=0.25), box(0, 0, 400, 400), at)
    assert shape.box.width == from_px(width)
    shape, _ = drawn(picture(1.0, height=0.25, fixed_width=from_px(80)), box(0, 0, 400, 400), at)
    assert shape.box.width == from_px(80)


def test_a_caption_stands_right_below_its_picture() -> None:
    shape, caption = drawn(picture(2.0, caption="A"), box(0, 0, 400, 600), style())
    assert caption is not None
    assert shape.box == box(0, 0, 400, 200)
    assert caption.box == box(0, 216, 400, 16)
    assert (caption.role, caption.fills_placeholder) == ("caption", False)
    assert caption.paragraphs[0].space_before == 0.0


def test_picture_and_caption_stand_where_their_region_anchors_them() -> None:
    middle = style(region("picture", "picture", at=box(0, 0, 400, 600), anchor="middle"))
    shape, caption = drawn(picture(2.0, caption="A"), box(0, 0, 400, 600), middle)
    assert caption is not None
    above, below = shape.box.y, from_px(600) - caption.box.bottom
    assert above == pytest.approx(below, abs=2)


def test_a_caption_is_centred_where_its_picture_is() -> None:
    _, wide = drawn(picture(2.0, caption="A"), box(0, 0, 400, 600), style())
    _, narrow = drawn(picture(0.5, caption="A"), box(0, 0, 400, 400), style())
    assert wide is not None
    assert narrow is not None
    assert (wide.paragraphs[0].align, narrow.paragraphs[0].align) == ("left", "center")


def test_picture_and_caption_stay_in_their_box() -> None:
    room = box(0, 0, 400, 300)
    shape, caption = drawn(picture(1.0, caption="A caption of two lines " * 3), room, style())
    assert caption is not None
    assert caption.box.bottom <= room.bottom
    assert shape.box.bottom < caption.box.y


def test_a_caption_keeps_off_the_lower_edge_of_the_page() -> None:
    _, caption = drawn(picture(1.0, caption="A"), box(0, 0, 1280, 720), style(PICTURE))
    assert caption is not None
    assert caption.box.bottom == from_px(720) - GAP


def test_a_caption_on_dark_ground_is_light() -> None:
    _, caption = drawn(picture(caption="A"), box(0, 0, 400, 400), style(ground="night"))
    assert caption is not None
    assert caption.paragraphs[0].color == "mist"


def test_says_what_it_shows() -> None:
    at, dressed = box(0, 0, 400, 400), picture(caption="Caption")
    assert drawn(dressed, at, style())[0].alt == "Alt"
    assert drawn(replace(dressed, alt=None), at, style())[0].alt == "Caption"
    assert drawn(replace(dressed, alt=text("")), at, style())[0].alt == ""
    assert drawn(replace(picture(), alt=None), at, style())[0].alt == ""


def test_appears_at_its_step_with_its_caption() -> None:
    shape, caption = drawn(picture(caption="A", step=2), box(0, 0, 400, 400), style(BODY))
    assert caption is not None
    assert (shape.step, caption.paragraphs[0].step) == (2, 2)


def test_a_picture_is_cut_to_a_ratio_around_its_focus() -> None:
    made, _ = drawn(picture(2.0, cut=1.0, focus=(0.0, 0.5)), box(0, 0, 400, 100), style())
    assert (to_px(made.box.width), made.look.crop) == (100, Crop(0.0, 0.0, 0.5, 0.0))
    assert (to_px(made.whole.width), made.whole.x) == (200, made.box.x)
    made, _ = drawn(picture(0.5, cut=1.0, focus=(0.5, 0.75)), box(0, 0, 100, 100), style())
    assert made.look.crop == Crop(0.0, 0.5, 0.0, 0.0)


def test_one_that_fills_its_place_is_cut_to_the_shape_of_that() -> None:
    one = picture(2.0, fills=True, focus=(1.0, 0.5), caption="Said")
    made, caption = drawn(one, box(0, 0, 200, 200), style())
    assert caption is not None
    assert (to_px(made.box.width), made.box.y) == (200, 0)
    assert caption.box.bottom == from_px(200)
    kept = made.box.width / made.box.height / 2
    assert made.look.crop == pytest.approx(Crop(1 - kept, 0.0, 0.0, 0.0))


def test_one_that_fills_its_place_leaves_others_what_they_need_or_is_as_high_as_it_says() -> None:
    least, (natural, _) = from_px(96), extent(picture(2.0, fills=True))
    assert natural == style().theme.page.height
    assert extent(picture(2.0, fills=True, height=0.5)) == (natural // 2, least)
    assert extent(picture(2.0, fills=True, fixed_height=from_px(300))) == (from_px(300), least)


@pytest.mark.parametrize(("form", "radius"), [("plain", 0), ("rounded", 12), ("circle", 50)])
def test_corners_are_as_the_form_says(form: PictureForm, radius: float) -> None:
    made, _ = drawn(picture(1.0, form=form, has_border=True), box(0, 0, 100, 100), style())
    assert to_px(made.look.radius) == radius
    assert made.look.border


def test_a_picture_as_it_is_has_no_look() -> None:
    made, _ = drawn(picture(1.0), box(0, 0, 100, 100), style())
    assert made.look == AS_IT_IS


def test_who_made_a_picture_is_below_its_caption() -> None:
    one = picture(1.0, caption="Said", credit=text("Photo: Doe"))
    made, caption = drawn(one, box(0, 0, 100, 200), style())
    assert caption is not None
    assert caption.box.y > made.box.bottom
    words = [run.text for one in caption.paragraphs for run in one.runs if isinstance(run, Run)]
    assert words == ["Said", "Photo: Doe"]
    _, alone = drawn(picture(1.0, credit=text("Photo: Doe")), box(0, 0, 100, 200), style())
    assert alone is not None
