"""Theme, master and layouts: what a colleague finds under New Slide."""

from __future__ import annotations

from msgspec.structs import replace
from pptx.enum.shapes import PP_PLACEHOLDER
from tests.render.factory import box
from tests.render.pptx.factory import (
    BODY,
    CHROME,
    FIGURE,
    KICKER,
    LAYOUTS,
    LEFT,
    RIGHT,
    THEME,
    TITLE,
    frame,
    headline,
    item,
    slide,
    talk,
    with_title,
)
from tests.render.pptx.reading import NAMES, Package, opened, slide_xml

from diptych.model.geometry import Emu, from_px
from diptych.model.text import Run, RunStyle
from diptych.model.theme import Decoration, Panel, Theme

MASTER = "ppt/slideMasters/slideMaster1.xml"
CONTENT = "ppt/slideLayouts/slideLayout3.xml"


def package(theme: Theme = THEME, locale: str = "en") -> Package:
    """Return a package without slides."""
    return Package(talk(theme=theme, locale=locale))


def test_each_layout_of_the_theme_is_offered_by_its_title() -> None:
    names = [one.name for one in opened(talk()).slide_layouts]
    assert names == [one.title for one in LAYOUTS.values()]


def test_layouts_have_the_types_that_powerpoint_knows() -> None:
    parts = [f"ppt/slideLayouts/slideLayout{one}.xml" for one in range(1, 7)]
    kinds = [package().xml(part).get("type") for part in parts]
    assert kinds == ["title", "secHead", "obj", "twoObj", "picTx", None]


def test_regions_are_placeholders_with_their_boxes() -> None:
    placeholders = opened(talk()).slide_layouts.get_by_name("Title and text").placeholders
    found = {one.name: (one.placeholder_format.type, one.left) for one in placeholders}
    assert found == {
        "Kicker": (PP_PLACEHOLDER.BODY, from_px(80)),
        "Title": (PP_PLACEHOLDER.TITLE, from_px(80)),
        "Body": (PP_PLACEHOLDER.OBJECT, from_px(80)),
        "Sources": (PP_PLACEHOLDER.BODY, from_px(80)),
        "Footer": (PP_PLACEHOLDER.FOOTER, from_px(80)),
        "Number": (PP_PLACEHOLDER.SLIDE_NUMBER, from_px(1100)),
    }


def test_a_line_above_a_region_is_a_shape_of_the_layout_and_its_text_flush_with_that() -> None:
    inset = from_px(8)
    line = Panel(
        line="accent",
        thickness=from_px(2),
        inset=inset,
        beside=Emu(-inset),
        form="upper-edge",
    )
    layout = replace(LAYOUTS["columns"], regions=(TITLE, replace(LEFT, panel=line), RIGHT))
    theme = replace(THEME, layouts={**LAYOUTS, "columns": layout})
    made = opened(talk(theme=theme)).slide_layouts.get_by_name("Two columns")
    drawn = next(one for one in made.shapes if one.name == "Line above Left")
    assert (drawn.left, drawn.width, drawn.height) == (LEFT.box.x, LEFT.box.width, from_px(2))
    assert drawn.top == LEFT.box.y
    left = next(one for one in made.placeholders if one.name == "Left")
    frame = left.text_frame
    assert (frame.margin_left, frame.margin_top, frame.margin_right) == (0, inset, 0)
    assert left._element.spPr.find("a:custGeom", NAMES) is None


def test_texts_beyond_nine_have_indices_that_nothing_else_has() -> None:
    texts = [
        replace(BODY, name=f"text-{n}", box=box(80, 160 + 30 * n, 540, 30)) for n in range(1, 13)
    ]
    layout = replace(LAYOUTS["content"], regions=(KICKER, TITLE, *texts, *CHROME))
    theme = replace(THEME, layouts={**LAYOUTS, "content": layout})
    made = opened(talk(theme=theme)).slide_layouts.get_by_name("Title and text")
    indices = [one.placeholder_format.idx for one in made.placeholders]
    assert len(set(indices)) == len(indices)
    assert {*range(1, 10), 110, 111, 112} <= set(indices)


def test_a_label_has_the_same_index_in_every_layout() -> None:
    indices = {
        (one.name, one.placeholder_format.idx)
        for layout in opened(talk()).slide_layouts
        for one in layout.placeholders
        if one.name in {"Kicker", "Sources", "Number"}
    }
    assert len(indices) == 3


def test_the_first_text_is_what_powerpoint_keeps_when_the_layout_changes() -> None:
    layouts = opened(talk()).slide_layouts
    content, columns = layouts.get_by_name("Title and text"), layouts.get_by_name("Two columns")
    assert [one.placeholder_format.idx for one in content.placeholders if one.name == "Body"] == [1]
    named = {one.name: one.placeholder_format.idx for one in columns.placeholders}
    assert (named["Left"], named["Right"]) == (1, 2)


def test_prompts_stand_in_empty_placeholders() -> None:
    found = package().find(CONTENT, "//p:sp[.//p:ph[@hasCustomPrompt='1']]//a:p[1]//a:t/text()")
    assert found == ["What this slide says", "Say it here", "Topic", "Sources"]


def test_prompts_and_names_are_in_the_language_of_the_deck() -> None:
    body = replace(BODY, prompt="Say it", prompts={"en": "Say it", "ko": "쓰기"})
    content = replace(LAYOUTS["content"], regions=(TITLE, body), titles={"ko": "본문"})
    theme = replace(THEME, layouts={"content": content})
    part = "ppt/slideLayouts/slideLayout1.xml"
    korean = package(theme, "ko")
    assert korean.find(part, "/p:sldLayout/p:cSld/@name") == ["본문"]
    words = korean.find(part, "//p:sp[.//p:ph[@idx='1']]//a:t/text()")
    assert words == ["쓰기", "두 번째 수준", "세 번째 수준"]
    assert package(theme).find(part, "/p:sldLayout/p:cSld/@name") == ["Title and text"]


def test_the_foot_of_a_new_slide_names_the_talk() -> None:
    found = package().find(CONTENT, "//p:sp[.//p:ph[@type='ftr']]//a:t/text()")
    assert found == ["A small talk"]


def test_the_number_of_a_new_slide_is_a_field() -> None:
    found = package().find(CONTENT, "//p:sp[.//p:ph[@type='sldNum']]//a:fld/@type")
    assert found == ["slidenum"]


def test_placeholders_have_no_insets() -> None:
    assert set(package().find(MASTER, "//a:bodyPr/@lIns | //a:bodyPr/@tIns")) == {"0"}


def test_layouts_say_nothing_that_the_master_says() -> None:
    for role in ("title", "ftr", "sldNum"):
        (shape,) = package().find(CONTENT, f"//p:sp[.//p:ph[@type='{role}']]")
        inherited = (
            "p:spPr[not(*)]",
            "p:txBody/a:bodyPr[not(@* | *)]",
            "p:txBody/a:lstStyle[not(*)]",
        )
        assert [len(shape.xpath(path, namespaces=NAMES)) for path in inherited] == [1, 1, 1]


def test_layouts_say_what_differs_from_the_master() -> None:
    (kicker,) = package().find(CONTENT, "//p:sp[.//p:ph[@idx='13']]")
    found = [
        kicker.xpath(path, namespaces=NAMES)
        for path in ("p:spPr/a:xfrm/a:off/@y", ".//a:bodyPr/@*", "name(.//a:bodyPr/*)")
    ]
    assert found == [[str(from_px(44))], ["b"], "a:noAutofit"]


def test_the_monospaced_face_is_one_where_it_is_not_installed_too() -> None:
    code = frame(BODY, item(Run("x = 1", RunStyle(code=True))))
    made = slide_xml(with_title("one", "One", code))
    (latin,) = made.find("ppt/slides/slide1.xml", "//a:latin[@typeface='JetBrains Mono']")
    assert (latin.get("pitchFamily"), latin.get("panose")) == ("49", "02000009000000000000")


def test_levels_that_the_master_has_are_not_said_again() -> None:
    assert not package().find(CONTENT, "//p:sp[.//p:ph[@idx='1']]//a:lstStyle/*")
    assert len(package().find(CONTENT, "//p:sp[.//p:ph[@idx='13']]//a:lstStyle/*")) == 1


def test_the_master_sets_nine_levels_of_text() -> None:
    sizes = package().find(MASTER, "//p:bodyStyle/*/a:defRPr/@sz")
    assert sizes == ["2100", "1800", *["1500"] * 7]
    assert package().find(MASTER, "//p:bodyStyle/*/a:buChar/@char") == ["•", *["–"] * 8]
    assert package().find(MASTER, "//p:bodyStyle/*/@indent") == [f"-{from_px(26)}"] * 9
    assert package().find(MASTER, "//p:bodyStyle/a:lvl1pPr/a:lnSpc/a:spcPct/@val") == ["108300"]


def test_the_master_follows_the_layout_with_the_most_levels() -> None:
    thin = replace(BODY, styles=BODY.styles[:1])
    poor = replace(LAYOUTS["section"], regions=(TITLE, thin))
    rich = LAYOUTS["content"]
    made = package(replace(THEME, layouts={"section": poor, "content": rich}))
    assert made.find(MASTER, "//p:bodyStyle/a:lvl2pPr/a:defRPr/@sz") == ["1800"]
    assert made.find(MASTER, "//p:bg//a:schemeClr/@val") == ["bg1"]


def test_in_korean_the_master_has_the_pitch_of_hangul() -> None:
    path = "//p:bodyStyle/a:lvl1pPr/a:lnSpc/a:spcPct/@val"
    assert package(locale="ko").find(MASTER, path) == ["116600"]


def test_headings_and_text_use_the_fonts_of_the_theme() -> None:
    assert package().find(MASTER, "//p:titleStyle//a:latin/@typeface") == ["+mj-lt"]
    assert set(package().find(MASTER, "//p:bodyStyle//a:ea/@typeface")) == {"+mn-ea"}
    theme = "ppt/theme/theme1.xml"
    for kind in ("major", "minor"):
        faces = package().find(theme, f"//a:{kind}Font/*/@typeface")
        assert faces == ["Pretendard", "Pretendard", "", "Pretendard"]
        assert package().find(theme, f"//a:{kind}Font/a:font/@script") == ["Hang"]


def test_a_layout_of_another_background_has_its_own() -> None:
    path = "//p:bg//a:schemeClr/@val"
    assert package().find(MASTER, path) == ["bg1"]
    assert package().find("ppt/slideLayouts/slideLayout2.xml", path) == ["bg2"]
    assert not package().find(CONTENT, path)


def test_decorations_are_shapes_of_the_layout_and_say_so() -> None:
    decorated = replace(
        LAYOUTS["content"],
        decorations=(
            Decoration(box=box(0, 0, 8, 720), color="accent"),
            Decoration(box=box(1100, 20, 80, 20), picture=FIGURE, alt="Our logo"),
        ),
    )
    made = package(replace(THEME, layouts={"content": decorated}))
    layout = "ppt/slideLayouts/slideLayout1.xml"
    assert made.find(layout, "//p:sp[.//adec:decorative]//a:schemeClr/@val") == ["accent1"]
    assert made.find(layout, "//p:pic//p:cNvPr/@descr") == ["Our logo"]
    assert len(made.targets(layout, "image")) == 2


def test_a_theme_of_one_layout_without_text_is_a_theme_still() -> None:
    bare = replace(LAYOUTS["section"], regions=(TITLE,))
    made = talk(theme=replace(THEME, layouts={"bare": replace(bare, name="bare")}))
    assert [one.name for one in opened(made).slide_layouts] == ["Section"]


def test_every_slide_follows_its_own_layout() -> None:
    made = talk(with_title("one", "One"), slide("two", headline("Two"), layout="section"))
    names = [one.slide_layout.name for one in opened(made).slides]
    assert names == ["Title and text", "Section"]


def test_the_twelve_colours_stand_in_their_order() -> None:
    path = "//a:clrScheme/*/a:srgbClr/@val"
    found = package().find("ppt/theme/theme1.xml", path)
    assert found[:6] == ["16181D", "FFFFFF", "10243E", "EEF1F5", "0B5FAE", "5B6472"]
    assert found[10] == found[11] == "0B5FAE"
    assert len(found) == len(set(found[:10])) + 2
