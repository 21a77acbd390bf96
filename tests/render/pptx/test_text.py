"""Paragraphs and runs: levels, lists, styles, languages, links, and nothing redundant."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from msgspec.structs import replace
from tests.render.factory import bold
from tests.render.pptx.factory import (
    BODY,
    NUMBER,
    SMALLER,
    SOURCES,
    frame,
    headline,
    item,
    line,
    slide,
    talk,
    with_title,
)
from tests.render.pptx.reading import SLIDE, Package, opened_slide, slide_xml

from diptych.model.geometry import Pt
from diptych.model.numbering import Numbering
from diptych.model.paragraph import Bullet, Paragraph
from diptych.model.text import LineBreak, Run, RunStyle
from diptych.render.pptx.level import frame_formats


def body(*paragraphs: Paragraph) -> Any:
    """Return the text frame of a body with these paragraphs."""
    made = with_title("one", "One", frame(BODY, *paragraphs))
    return opened_slide(made).placeholders[1].text_frame


def found(path: str, *paragraphs: Paragraph, locale: str = "en") -> Sequence[Any]:
    """Return what `path` finds in the text of such a body."""
    made = with_title("one", "One", frame(BODY, *paragraphs))
    return Package(talk(made, locale=locale)).find(SLIDE, f"//p:sp[2]/p:txBody{path}")


def test_lines_of_a_drawing_in_code_are_in_its_font_beside_hangul() -> None:
    """Office takes signs beside Hangul from the East Asian font, in which they are wider."""
    tree = [Run("│   └── ", RunStyle(code=True)), Run("그림/", RunStyle(code=True))]
    drawn, words = found("//a:r", replace(item("x"), runs=tuple(tree)))
    faces = [face.get("typeface") for face in drawn.iterfind(".//{*}rPr/*")]
    assert drawn.findtext("{*}t") == "│   └── "
    assert len(set(faces)) == 1
    assert words.find("{*}rPr").get("lang") == "ko-KR"


def test_paragraphs_keep_their_levels() -> None:
    text = body(item("a"), item("b", depth=1), item("c", depth=2), item("d"))
    assert [one.level for one in text.paragraphs] == [0, 1, 2, 0]


def test_a_level_deeper_than_powerpoint_has_is_its_last() -> None:
    assert found("/a:p/a:pPr/@lvl", item("deep", level=12)) == ["8"]


def test_an_item_as_its_layout_has_it_says_nothing_of_its_own() -> None:
    (properties,) = found("/a:p[2]", item("a"), item("b"))
    assert [child.tag.rpartition("}")[2] for child in properties] == ["r"]
    assert found("/a:p[2]/a:r/a:rPr/@*", item("a"), item("b")) == ["en-US"]


def test_in_korean_too_a_layout_has_the_pitch_of_its_script() -> None:
    items = (item("하나", locale="ko"), item("둘", locale="ko"))
    assert not found("/a:p[2]/a:pPr/a:lnSpc", *items, locale="ko")


def test_a_smaller_slide_says_its_sizes_once_for_every_level() -> None:
    items = (
        item("a", density=SMALLER),
        item("b", density=SMALLER),
        item("c", depth=1, density=SMALLER),
    )
    made = replace(with_title("one", "One", frame(BODY, *items)), density=SMALLER)
    text = "//p:sp[2]/p:txBody"
    package = slide_xml(made)
    assert not package.find(SLIDE, f"{text}/a:p//@sz | {text}/a:p//a:lnSpc")
    assert package.find(SLIDE, f"{text}/a:lstStyle/*/a:defRPr/@sz") == [
        *("1900", "1600"),
        *["1350"] * 7,
    ]
    assert package.find(SLIDE, f"{text}/a:lstStyle/*/a:spcBef/a:spcPts/@val") == [
        *("950", "400"),
        *["338"] * 7,
    ]
    assert not package.find(SLIDE, f"{text}/a:p[position() > 1]/a:pPr/*")


def test_a_level_has_the_size_that_most_of_its_text_has() -> None:
    items = (item("a", size=Pt(14)), item("b", size=Pt(14)), item("c", size=Pt(12)))
    assert found("/a:lstStyle/a:lvl1pPr/a:defRPr/@sz", *items) == ["1400"]
    assert found("/a:p//a:rPr/@sz", *items) == ["1200"]


def test_what_is_larger_than_its_level_has_a_level_of_its_own_and_no_size() -> None:
    larger = item("Sold out", size=Pt(40))
    assert found("/a:p/a:pPr/@lvl", item("One"), larger) == ["7"]
    assert found("/a:lstStyle/*/a:defRPr/@sz", item("One"), larger) == ["4000"]
    assert found("/a:p//a:rPr/@sz", item("One"), larger) == []
    assert found("/a:lstStyle/a:lvl1pPr/a:defRPr/@sz", larger) == ["4000"]


def test_a_smaller_title_says_its_size_once() -> None:
    made = slide_xml(slide("one", headline("One", size=Pt(26), line_height=Pt(29.9))))
    assert made.find(SLIDE, "//p:sp[1]//a:lstStyle/a:lvl1pPr/a:defRPr/@sz") == ["2600"]
    assert not made.find(SLIDE, "//p:sp[1]//a:p//@sz | //p:sp[1]//a:lnSpc")


def test_lines_follow_the_size_of_their_type() -> None:
    wide = item("a", line_height=Pt(42))
    assert found("/a:p/a:pPr/a:lnSpc/a:spcPct/@val", wide) == ["166600"]


def test_nothing_stands_above_the_first_paragraph() -> None:
    assert found("/a:p/a:pPr/a:spcBef/a:spcPts/@val", item("a"), item("b")) == ["0"]


def test_a_paragraph_without_a_bullet_in_a_list_placeholder_says_so() -> None:
    assert len(found("/a:p[1]/a:pPr/a:buNone", line(BODY, "text"), item("a"))) == 1


def test_a_bullet_of_another_sign_says_so() -> None:
    other = item("a", bullet=Bullet("★", "muted"))
    assert found("//a:buChar/@char", other) == ["★"]
    assert found("//a:buClr/a:schemeClr/@val", other) == ["accent2"]


def test_numbered_items_count_themselves_from_where_their_list_starts() -> None:
    items = (
        item("three", number=3),
        item("deeper", depth=1),
        item("four", number=4),
        line(BODY, "between"),
        item("one", number=1),
        item("two", number=2),
    )
    assert found("//a:buAutoNum/@type", *items) == ["arabicPeriod"] * 4
    starts = [one.get("startAt") for one in found("//a:buAutoNum", *items)]
    assert starts == ["3", "3", "1", "1"]


@pytest.mark.parametrize(
    ("numbering", "scheme"),
    [
        (Numbering("arabic", "parenthesis"), "arabicParenR"),
        (Numbering("arabic", "parentheses"), "arabicParenBoth"),
        (Numbering("lower-alpha"), "alphaLcPeriod"),
        (Numbering("upper-alpha", "parenthesis"), "alphaUcParenR"),
        (Numbering("lower-roman", "parentheses"), "romanLcParenBoth"),
        (Numbering("upper-roman"), "romanUcPeriod"),
    ],
)
def test_numbers_of_every_kind_count_themselves(numbering: Numbering, scheme: str) -> None:
    third = Bullet(numbering.sign(3), "accent", 3, numbering, begins=True)
    assert found("//a:buAutoNum/@type", item("c", bullet=third)) == [scheme]
    assert found("//a:buAutoNum/@startAt", item("c", bullet=third)) == ["3"]


def test_the_box_of_a_task_is_its_bullet_in_a_face_that_has_it() -> None:
    task = item("a", bullet=Bullet("\u2610", "accent"))
    assert found("//a:buChar/@char", task) == ["\u2610"]
    assert found("//a:buFont/@typeface", task) == ["Segoe UI Symbol"]


def test_counting_goes_on_only_where_powerpoint_would_go_on() -> None:
    items = (item("1", number=1), item("2", number=2), item("7", number=7), item("8", number=8))
    bullets = [one.bullet for one in frame_formats(items)]
    assert [one.number for one in bullets if one] == [1, 1, 7, 7]


@pytest.mark.parametrize(
    ("style", "attribute", "value"),
    [
        (RunStyle(bold=True), "b", "1"),
        (RunStyle(italic=True), "i", "1"),
        (RunStyle(strike=True), "strike", "sngStrike"),
        (RunStyle(underline=True), "u", "sng"),
        (RunStyle(raised="super"), "baseline", "30000"),
        (RunStyle(raised="sub"), "baseline", "-25000"),
        (RunStyle(code=True), "noProof", "1"),
    ],
)
def test_runs_keep_their_style(style: RunStyle, attribute: str, value: str) -> None:
    assert found(f"//a:rPr/@{attribute}", item("a", Run("b", style))) == [value]


def test_code_names_the_monospaced_family_for_every_script() -> None:
    faces = found("//a:rPr/*/@typeface", item(Run("x", RunStyle(code=True))))
    assert faces == ["JetBrains Mono", "D2Coding", "JetBrains Mono"]


def test_text_names_no_family_but_leaves_it_to_the_theme() -> None:
    assert not found("//@typeface", item("a", bold("b")))


def test_words_that_are_not_bold_in_a_bold_placeholder_say_so() -> None:
    package = slide_xml(slide("one", headline("thin", weight=400)))
    assert package.find(SLIDE, "//p:sp[1]//a:rPr/@b") == ["0"]


def test_colours_are_named_by_their_place_in_the_scheme() -> None:
    assert found("//a:rPr//a:schemeClr/@val", item("a", color="night")) == ["tx2"]


def test_a_line_break_is_one() -> None:
    text = body(item("one", LineBreak(), "two"))
    assert text.paragraphs[0].text == "one\vtwo"


def test_an_empty_paragraph_keeps_its_line() -> None:
    assert found("/a:p[3]/a:endParaRPr/@sz", item("a"), item("b"), item(size=Pt(12))) == ["1200"]


def test_stretches_of_hangul_are_korean_and_the_rest_is_english() -> None:
    mixed = item("GPU 부족은 2024년 LLM", locale="ko")
    assert found("//a:r/a:t/text()", mixed) == ["GPU ", "부족은 2024년 ", "LLM"]
    assert found("//a:r/a:rPr/@lang", mixed) == ["en-US", "ko-KR", "en-US"]
    assert found("//a:r/a:rPr/@altLang", mixed) == ["ko-KR", "en-US", "ko-KR"]


def test_korean_paragraphs_break_between_words() -> None:
    korean, english = item("가나다", locale="ko"), item("abc")
    assert found("/a:p[1]/a:pPr/@latinLnBrk", korean, english) == ["0"]
    assert found("/a:p[1]/a:pPr/@eaLnBrk", korean, english) == ["1"]
    assert not found("/a:p[2]/a:pPr/@latinLnBrk", korean, english)


def test_characters_that_xml_cannot_hold_are_left_out() -> None:
    text = body(item('a\x00b\x0bc\x1f<d> & "e" \ud800f]]>'))
    assert text.paragraphs[0].text == 'abc<d> & "e" f]]>'


def test_a_bare_line_break_is_a_blank() -> None:
    assert found("//a:t/text()", item("one\ntwo")) == ["one two"]


def test_links_lead_out_and_are_shared() -> None:
    out = Run("there", link="https://example.com/a b?q=한&r=1")
    made = with_title("one", "One", frame(BODY, item(out), item("again ", out)))
    assert slide_xml(made).targets(SLIDE, "hyperlink") == [
        "https://example.com/a%20b?q=%ED%95%9C&r=1"
    ]
    text = opened_slide(made).placeholders[1].text_frame
    addresses = [run.hyperlink.address for one in text.paragraphs for run in one.runs]
    assert addresses[0] == addresses[2] == "https://example.com/a%20b?q=%ED%95%9C&r=1"
    assert addresses[1] is None


def test_a_link_to_a_slide_jumps_there() -> None:
    jump = Run("next", link="#two/slide")
    made = with_title("one", "One", frame(BODY, item(jump)))
    package = Package(talk(made, with_title("two/slide", "Two")))
    assert package.targets(SLIDE, "slide") == ["slide2.xml"]
    assert package.find(SLIDE, "//a:hlinkClick/@action") == ["ppaction://hlinksldjump"]


def test_a_link_to_a_slide_that_is_not_there_is_plain_text() -> None:
    assert not found("//a:hlinkClick", item(Run("nowhere", link="#gone")))


def test_links_have_the_colour_that_the_theme_gives_them() -> None:
    assert len(found("//a:rPr/a:hlinkClick[not(*)]", item(Run("there", link="https://a.bc")))) == 1
    assert not found("//a:rPr/a:solidFill", item(Run("there", link="https://a.bc"), color="night"))


def test_sources_keep_the_colour_of_their_text() -> None:
    source = line(SOURCES, Run("CNBC", link="https://www.cnbc.com"))
    package = slide_xml(with_title("one", "One", frame(SOURCES, source)))
    assert package.find(SLIDE, "//a:rPr[a:hlinkClick]//a:schemeClr/@val") == ["accent2"]
    assert package.find(SLIDE, "//a:hlinkClick//*[local-name()='hlinkClr']/@val") == ["tx"]


def test_a_listed_source_is_a_link_that_looks_like_text() -> None:
    source = Run("CNBC", role="quiet-link", link="https://www.cnbc.com")
    assert found("//a:rPr[a:hlinkClick]/@u", item(source)) == ["none"]
    assert found("//a:hlinkClick//*[local-name()='hlinkClr']/@val", item(source)) == ["tx"]


def test_the_mark_of_a_citation_is_not_underlined_though_it_leads_somewhere() -> None:
    mark = Run("1", RunStyle(raised="super"), role="citation", link="https://a.bc")
    assert found("//a:rPr[a:hlinkClick]/@u", item("said", mark)) == ["none"]
    assert found("//a:hlinkClick//*[local-name()='hlinkClr']/@val", item("said", mark)) == ["tx"]


def test_bullets_are_set_in_the_face_of_the_text() -> None:
    assert found("//a:buFont/@typeface", item("a", bullet=Bullet("★", "muted"))) == ["+mn-lt"]


def test_a_slide_number_is_a_field() -> None:
    counted = line(NUMBER, Run("7", role="slide-number"))
    package = slide_xml(with_title("one", "One", frame(NUMBER, counted)))
    assert package.find(SLIDE, "//a:fld/@type") == ["slidenum"]
    assert package.find(SLIDE, "//a:fld/a:t/text()") == ["7"]


def test_what_a_text_box_has_in_common_is_said_once() -> None:
    look: dict[str, Any] = {
        "font": "mono",
        "size": Pt(14),
        "line_height": Pt(18),
        "space_before": Pt(0),
    }
    code = [line(BODY, Run(f"x = {one}"), **look) for one in range(3)]
    made = with_title("one", "One", frame(BODY, *code, fills_placeholder=False))
    package = slide_xml(made)
    sizes = package.find(SLIDE, "//p:sp[2]//a:lstStyle//a:defRPr/@sz")
    assert sizes == ["1400", "1800", *["1500"] * 7]
    assert not package.find(SLIDE, "//p:sp[2]/p:txBody/a:p/a:pPr | //p:sp[2]//a:rPr/@sz")


def test_the_last_style_of_a_region_reaches_every_deeper_level() -> None:
    assert not found("//a:rPr/@sz", item("deep", depth=2, level=7))


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("https://example.com/100%", "https://example.com/100%25"),
        ("https://example.com/%EA?q=[1]", "https://example.com/%EA?q=%5B1%5D"),
        ("mailto:ada@example.com", "mailto:ada@example.com"),
    ],
)
def test_addresses_are_written_as_uris(address: str, target: str) -> None:
    made = with_title("one", "One", frame(BODY, item(Run("there", link=address))))
    assert slide_xml(made).targets(SLIDE, "hyperlink") == [target]


def test_a_run_has_the_colour_that_it_asks_for() -> None:
    run = Run("b", RunStyle(color="accent"))
    (color,) = found("/a:p/a:r[2]/a:rPr//@val", line(BODY, "a ", run))
    assert color == "accent1"


def test_a_citation_that_is_underlined_says_so_once() -> None:
    link = "https://example.org"
    run = Run("1", RunStyle(underline=True, strike=True), role="citation", link=link)
    (properties,) = found("/a:p/a:r/a:rPr", replace(item(""), runs=(run,)))
    assert (properties.get("u"), properties.get("strike")) == ("sng", "sngStrike")
