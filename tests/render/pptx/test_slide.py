"""Slides: placeholders filled, boxes inherited, titles always there, order of reading."""

from __future__ import annotations

from msgspec.structs import replace
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.util import Emu
from tests.render.factory import box
from tests.render.pptx.factory import (
    BODY,
    CAPTION,
    COVER_TEXT,
    COVER_TITLE,
    FULL,
    KICKER,
    LEFT,
    NUMBER,
    RIGHT,
    SOURCES,
    TITLE,
    chrome,
    frame,
    headline,
    item,
    line,
    picture,
    slide,
    talk,
    with_title,
)
from tests.render.pptx.reading import SLIDE, Package, kind, opened_slide, slide_xml

from diptych.model.drawn_shapes import Rectangle
from diptych.model.geometry import from_px
from diptych.model.theme import Panel


def test_each_frame_fills_the_placeholder_of_its_region() -> None:
    made = with_title(
        "one",
        "One",
        frame(KICKER, line(KICKER, "Topic")),
        frame(LEFT, item("left", region=LEFT)),
        frame(RIGHT, item("right", region=RIGHT)),
        *chrome(1),
        layout="columns",
    )
    shapes = opened_slide(made).shapes
    assert [(one.placeholder_format.type, one.text_frame.text) for one in shapes] == [
        (PP_PLACEHOLDER.TITLE, "One"),
        (PP_PLACEHOLDER.BODY, "Topic"),
        (PP_PLACEHOLDER.OBJECT, "left"),
        (PP_PLACEHOLDER.OBJECT, "right"),
        (PP_PLACEHOLDER.FOOTER, "A small talk"),
        (PP_PLACEHOLDER.SLIDE_NUMBER, "1"),
    ]


def test_the_cover_has_a_centred_title_and_a_subtitle() -> None:
    made = slide(
        "cover",
        headline("Talk", COVER_TITLE),
        frame(COVER_TEXT, line(COVER_TEXT, "Ada")),
        layout="cover",
    )
    kinds = [one.placeholder_format.type for one in opened_slide(made).placeholders]
    assert kinds == [PP_PLACEHOLDER.CENTER_TITLE, PP_PLACEHOLDER.SUBTITLE]


def test_a_frame_as_large_as_its_region_inherits_its_place() -> None:
    package = slide_xml(with_title("one", "One", frame(BODY, item("text"))))
    assert not package.find(SLIDE, "//p:sp//a:xfrm")


def test_a_frame_of_another_size_says_where_it_stands() -> None:
    moved = frame(BODY, item("text"), box=box(80, 200, 600, 100))
    shape = opened_slide(with_title("one", "One", moved)).placeholders[1]
    place = (shape.left, shape.top, shape.width, shape.height)
    assert place == tuple(from_px(one) for one in (80, 200, 600, 100))


def test_later_frames_of_a_region_are_text_boxes_with_names_of_their_own() -> None:
    made = with_title(
        "one",
        "One",
        frame(BODY, item("first")),
        frame(BODY, item("second"), fills_placeholder=False),
        frame(BODY, item("third"), fills_placeholder=False),
    )
    shapes = list(opened_slide(made).shapes)
    assert [one.is_placeholder for one in shapes] == [True, True, False, False]
    assert [one.name for one in shapes] == [
        "Title",
        "Body src:one#body",
        "Body 2 src:one#body.2",
        "Body 3 src:one#body.3",
    ]


def test_text_boxes_are_named_by_what_they_hold() -> None:
    made = with_title(
        "one",
        "One",
        frame(BODY, line(BODY, "x = 1", kind="code"), fills_placeholder=False),
        replace(frame(BODY, line(BODY, "Steam punk"), fills_placeholder=False), role="caption"),
    )
    assert [kind(one.name) for one in opened_slide(made).shapes] == ["Title", "Code", "Caption"]


def test_a_frame_in_a_region_its_layout_lacks_is_kept_as_a_text_box() -> None:
    shapes = opened_slide(with_title("one", "One", frame(LEFT, item("stray")))).shapes
    assert [(one.is_placeholder, one.text_frame.text) for one in shapes][1] == (False, "stray")


def test_the_title_is_read_first_and_the_foot_last() -> None:
    made = slide(
        "one",
        *chrome(1),
        frame(KICKER, line(KICKER, "Topic")),
        frame(SOURCES, line(SOURCES, "CNBC")),
        frame(BODY, item("text")),
        headline("One"),
    )
    names = [kind(one.name) for one in opened_slide(made).shapes]
    assert names == ["Title", "Kicker", "Sources", "Body", "Footer", "Number"]


def test_ids_are_unique_and_leave_one_to_the_tree() -> None:
    made = with_title("one", "One", frame(BODY, item("text")), picture(), *chrome(1))
    assert slide_xml(made).find(SLIDE, "//p:cNvPr/@id") == ["1", "2", "3", "4", "5", "6"]


def test_a_title_that_is_not_shown_stands_above_the_slide() -> None:
    made = slide("one", frame(BODY, item("text")), title="Unseen", show_title=False)
    title = opened_slide(made).shapes.title
    assert title.text_frame.text == "Unseen"
    assert title.top + title.height < 0
    assert title.left == TITLE.box.x


def test_a_layout_without_a_title_has_one_above_the_slide() -> None:
    made = slide("one", picture(region=FULL), title="Unseen", layout="picture")
    title = opened_slide(made).shapes.title
    assert title.text_frame.text == "Unseen"
    assert title.top + title.height < 0
    assert not slide_xml(made).find(SLIDE, "//p:sp//a:xfrm")


def test_a_slide_with_no_title_at_all_is_called_by_its_id() -> None:
    made = slide("one", title="", show_title=False)
    assert opened_slide(made).shapes.title.text_frame.text == "one"


def test_later_pages_of_a_slide_are_named_by_their_part() -> None:
    assert opened_slide(replace(with_title("long", "Long"), part=2)).name == "long.2"


def test_a_name_leads_back_to_slide_and_region_where_somebody_wrote_the_shape() -> None:
    made = with_title(
        "gpu/market",
        "One",
        frame(KICKER, line(KICKER, "Topic")),
        frame(BODY, item("text")),
        picture(),
        Rectangle(box=box(80, 160, 4, 60), panel=Panel(fill="accent"), region="body"),
        *chrome(1),
    )
    assert [one.name for one in opened_slide(made).shapes] == [
        "Title",
        "Kicker src:gpu/market#kicker",
        "Body src:gpu/market#body",
        "Figure picture src:gpu/market#figure",
        "Bar",
        "Footer",
        "Number",
    ]


def test_a_hidden_slide_is_not_shown() -> None:
    made = Package(talk(with_title("a", "A"), with_title("b", "B", hidden=True)))
    assert made.xml("ppt/slides/slide1.xml").get("show") is None
    assert made.xml("ppt/slides/slide2.xml").get("show") == "0"


def test_a_number_that_counts_apart_is_no_field() -> None:
    number = frame(NUMBER, line(NUMBER, "B1"))
    made = slide_xml(with_title("a", "A", number, backup=True))
    assert not made.find(SLIDE, "//a:fld")
    assert "B1" in made.find(SLIDE, "//a:t/text()")


def test_a_panel_has_its_fill_and_its_inset() -> None:
    panel = frame(
        BODY,
        line(BODY, "code"),
        fills_placeholder=False,
        panel=Panel(fill="mist", inset=from_px(16)),
    )
    shape = opened_slide(with_title("one", "One", panel)).shapes[1]
    assert shape.text_frame.margin_left == Emu(from_px(16))
    package = slide_xml(with_title("one", "One", panel))
    assert package.find(SLIDE, "//p:sp[2]/p:spPr/a:solidFill/a:schemeClr/@val") == ["bg2"]


def test_a_rectangle_is_a_shape_marked_as_decoration() -> None:
    bar = Rectangle(box=box(80, 160, 4, 60), panel=Panel(fill="accent"), region="body")
    package = slide_xml(with_title("one", "One", bar))
    assert package.find(SLIDE, "//p:sp[2]//adec:decorative/@val") == ["1"]
    assert package.find(SLIDE, "//p:sp[2]/p:spPr/a:solidFill/a:schemeClr/@val") == ["accent1"]


def test_labels_keep_their_size_and_text_may_shrink() -> None:
    made = with_title(
        "one",
        "One",
        frame(KICKER, line(KICKER, "Topic")),
        frame(BODY, item("text")),
        *chrome(1),
    )
    package = slide_xml(made)
    shrinking = package.find(SLIDE, "//p:sp[.//a:normAutofit]//p:cNvPr/@name")
    assert [kind(name) for name in shrinking] == ["Title", "Body"]
    labels = package.find(SLIDE, "//p:sp[.//a:noAutofit]//p:cNvPr/@name")
    assert [kind(name) for name in labels] == ["Kicker", "Footer", "Number"]


def test_a_caption_stands_in_its_placeholder_beside_the_picture() -> None:
    made = with_title(
        "one", "One", picture(), frame(CAPTION, line(CAPTION, "Steam punk")), layout="figure"
    )
    kinds = [one.placeholder_format.type for one in opened_slide(made).placeholders]
    assert kinds == [PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.PICTURE, PP_PLACEHOLDER.BODY]
