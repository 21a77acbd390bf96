from __future__ import annotations

import pytest
from msgspec.structs import replace
from tests.layout.factories import BODY, box, picture, style, text

from diptych.blocks.video import AUDIO_POSTER, Audio, Video
from diptych.model.density import OWN
from diptych.model.geometry import from_px
from diptych.model.setting import Setting
from diptych.model.shapes import PictureShape
from diptych.model.text_frame import TextFrame
from diptych.model.theme import Align, Mode

ROOM = box(64, 0, 960, 400)


def drawn(setting: Setting) -> tuple[PictureShape, list[TextFrame]]:
    shape, *rest = setting.fitted(ROOM.width, OWN).draw(ROOM)
    assert isinstance(shape, PictureShape)
    return shape, [one for one in rest if isinstance(one, TextFrame)]


def audio(poster: str = AUDIO_POSTER) -> Audio:
    one = picture(10.0)
    asset = replace(one.asset, name=poster)
    width = from_px(640)
    return Audio(span=one.span, asset=asset, alt=None, caption=text("A whale"), fixed_width=width)


@pytest.mark.parametrize(("align", "left"), [("left", 64), ("center", 64 + 160)])
def test_the_controls_of_a_sound_begin_where_text_does(align: Align, left: float) -> None:
    shape, (caption,) = drawn(audio().set(style(replace(BODY, align=align))))
    assert (shape.box.x, shape.box.width) == (from_px(left), from_px(640))
    assert (caption.paragraphs[0].align == "center") == (align == "center")


def test_a_sound_with_a_poster_is_centred_like_a_picture() -> None:
    shape, _ = drawn(audio("whale.png").set(style()))
    assert shape.box.x == from_px(64 + 160)


@pytest.mark.parametrize(("mode", "is_bordered"), [("light", False), ("dark", True)])
def test_a_video_has_an_edge_on_dark_pages(mode: Mode, is_bordered: bool) -> None:  # noqa: FBT001 - a parameter of the test
    one = picture(2.0)
    video = Video(span=one.span, asset=one.asset, alt=None)
    shape, _ = drawn(video.set(replace(style(), mode=mode)))
    assert bool(shape.look.border) == is_bordered
