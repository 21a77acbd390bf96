"""What reveal-md and Marp mean by their text is honoured or reported."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from tests.authoring import codes, document, notes, only, said, words

from diptych.blocks.picture import Picture
from diptych.model.geometry import from_px

REVEAL = "---\nrevealOptions: {transition: fade}\n---\n\n"


@pytest.mark.parametrize(
    "note", ["Note: Say **this**.", "Note:\nSay **this**.", "notes:\n\nSay **this**."]
)
def test_in_a_file_for_reveal_md_what_follows_note_is_for_the_speaker(
    note: str, tmp_path: Path
) -> None:
    prepared = document(tmp_path, f"{REVEAL}# A\n\nx\n\n{note}\n\n- more\n\n---\n\n# B\n\ny\n")
    first, second = only(prepared)
    assert (words(first), notes(first)) == (["x"], ["Say this.", "more"])
    assert (words(second), notes(second)) == (["y"], [])
    assert [one.split()[0] for one in said(prepared.found)] == ["SRC313"]


def test_comments_of_reveal_md_tell_such_a_file_too(tmp_path: Path) -> None:
    text = '# A\n\n<!-- .slide: data-background="red" -->\n\nx\n\nNote: said\n'
    (slide,) = only(document(tmp_path, text))
    assert (words(slide), notes(slide)) == (["x"], ["said"])


def test_a_note_needs_no_empty_line_above_it(tmp_path: Path) -> None:
    """reveal.js looks for it in the source, wherever it is."""
    text = (
        f"{REVEAL}# A\n\nWe charge more\nNote: one\n\n---\n\n# B\n\n* item\nNote: two\n* more\n\n"
        "---\n\n# C\n\n> words\nnotes:three\n\n----\n\n# D\n\n- item\n  NOTE: four\n"
    )
    found = only(document(tmp_path, text))
    assert [words(one) for one in found] == [["We charge more"], ["item"], ["words"], ["item"]]
    assert [notes(one) for one in found] == [["one"], ["two", "more"], ["three"], ["four"]]


def test_lines_that_divide_slides_may_be_others_in_reveal_md(tmp_path: Path) -> None:
    front = "separator: \"<!-- s -->\"\nverticalSeparator: '\\r?\\n==\\r?\\n'"
    text = f"---\n{front}\n---\n\n# A\n\nx\nNote: one\n\n<!-- s -->\n\n# B\n\ny\n\n==\n\n# C\n\nz\n"
    prepared = document(tmp_path, text)
    found = [(words(one), notes(one)) for one in only(prepared)]
    assert found == [(["x"], ["one"]), (["y"], []), (["z"], [])]
    assert said(prepared.found) == []


def test_a_separator_that_is_a_pattern_is_reported(tmp_path: Path) -> None:
    text = "---\nseparator: '^(---|===)$'\n---\n\n# A\n\nx\n\n---\n\n# B\n\ny\n"
    prepared = document(tmp_path, text)
    assert [words(one) for one in only(prepared)] == [["x"], ["y"]]
    assert codes(prepared.found) == ["SRC313 2:1"]


def test_notes_may_have_headings_and_rules_and_listings_may_have_notes(tmp_path: Path) -> None:
    text = (
        f"{REVEAL}# A\n\n```\nNote: code\n```\n\n<!--\nNote: nobody's\n-->\n\n"
        "Note:\n\n## Secret\n\n***\n\nmore\n\n---\n\n# B\n\nx\n"
    )
    first, second = only(document(tmp_path, text))
    assert (words(first), notes(first)) == (["Note: code"], ["Secret", "more"])
    assert (words(second), notes(second)) == (["x"], [])


def test_a_file_divided_by_dashes_looks_like_one_of_reveal_md(tmp_path: Path) -> None:
    prepared = document(tmp_path, "# A\n\nx\nNote: one\n\n---\n\n# B\n\ny\n\nNotes:\ntwo\n")
    found = only(prepared)
    assert [(words(one), notes(one)) for one in found] == [(["x"], ["one"]), (["y"], ["two"])]
    (said_of_it,) = prepared.found
    assert said_of_it.kind.code == "SRC335"
    assert said_of_it.message.endswith("(lines 4, 12)")


@pytest.mark.parametrize(
    "of_pandoc",
    ["---\nslide-level: 1\n---\n\n", "# Own\n\nx\n\n::: notes\nsaid\n:::\n\n---\n\n"],
)
def test_a_file_with_what_only_pandoc_has_does_not(of_pandoc: str, tmp_path: Path) -> None:
    prepared = document(tmp_path, f"{of_pandoc}# A\n\nNote: one\n\n---\n\n# B\n\ny\n")
    assert [words(one) for one in only(prepared)][-2:] == [["Note: one"], ["y"]]
    assert [one.kind.code for one in prepared.found] == ["SRC317"]


def test_in_any_other_file_it_is_shown_and_each_place_reported(tmp_path: Path) -> None:
    text = (
        "# A\n\nx\nNote: one\n\n# B\n\n- item\nnotes: two\n\n# C\n\nNoted: three\n\n"
        "::: notes\nNote: four\n:::\n"
    )
    prepared = document(tmp_path, text)
    assert [words(one) for one in only(prepared)] == [
        ["x Note: one"],
        ["item notes: two"],
        ["Noted: three"],
    ]
    assert codes(prepared.found) == ["SRC317 4:1", "SRC317 9:1"]
    assert "“Note: one” is shown to the audience" in prepared.found[0].message


def test_what_follows_three_question_marks_is_for_the_speaker_as_in_remark(tmp_path: Path) -> None:
    text = "# A\n\n- x\n???\nsecret\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n---\n\n# B\n\n???y\n"
    prepared = document(tmp_path, text)
    first, second = only(prepared)
    assert (words(first), notes(first)) == (["x"], ["secret"])
    assert words(second) == ["???y"]
    assert codes(prepared.found) == ["SRC335 4:1", "SRC338 7:1"]


def test_notes_are_read_in_one_pass(tmp_path: Path) -> None:
    """However many there are: 8,000 of them took 20 s when each was read with all lines above."""
    text = "---\nmarp: true\n---\n\n# A\n\nx\n\n" + "<!-- said -->\n" * 6000
    begun = time.process_time()
    document(tmp_path, text)
    assert time.process_time() - begun < 5


def test_comments_of_marp_are_notes_unless_they_set_something(tmp_path: Path) -> None:
    text = (
        "---\nmarp: true\n---\n\n<!-- _class: lead -->\n<!-- Welcome them. -->\n\n# A\n\nx\n"
        "<!--\nSay **this**.\n\n- twice\n-->\n\n```\n<!-- code -->\n```\n\n---\n\n"
        "# <!-- fit --> B\n\n<!-- prettier-ignore -->\n\ny\n"
    )
    prepared = document(tmp_path, text)
    first, second = only(prepared)
    assert words(first) == ["x", "<!-- code -->"]
    assert notes(first) == ["Welcome them.", "Say this.", "twice"]
    assert (words(second), notes(second)) == (["y"], [])
    (found,) = (one for one in prepared.found if one.kind.code == "SRC316")
    assert found.message.endswith("has no effect here")
    assert found.subject == "fit"


MARP = "---\nmarp: true\n---\n\n"


def test_words_of_marp_for_a_background_among_words_are_reported(tmp_path: Path) -> None:
    prepared = document(tmp_path, f"{MARP}# A\n\nx ![bg right:40% A box](box.svg)\n")
    (slide,) = only(prepared)
    assert words(slide) == ["x"]
    told = {found.kind.code: found.message for found in prepared.found}
    assert "`bg right:40%`" in told["SRC203"]


def test_a_picture_of_marp_has_the_size_in_its_brackets(tmp_path: Path) -> None:
    prepared = document(tmp_path, f"{MARP}# A\n\n![w:300 A box](box.svg)\n")
    (slide,) = only(prepared)
    (picture,) = slide.slide.body
    assert isinstance(picture, Picture)
    assert (picture.fixed_width, picture.caption and picture.caption.plain) == (
        from_px(300),
        "A box",
    )
    assert codes(prepared.found) == []


@pytest.mark.parametrize(
    ("words_of_it", "layout", "fills"),
    [
        ("bg", "text-on-picture", True),
        ("bg cover", "text-on-picture", True),
        ("bg left", "picture-edge-left", True),
        ("bg right:33%", "picture-edge-right", True),
        ("bg right 80%", "picture-text", False),
        ("bg left contain", "picture-left", False),
    ],
)
def test_a_background_of_marp_is_behind_its_slide_or_at_its_side(
    words_of_it: str,
    layout: str,
    fills: bool,  # noqa: FBT001 - a parameter
    tmp_path: Path,
) -> None:
    text = f"{MARP}![{words_of_it} A box](box.svg)\n\n# A\n\nx\n\n---\n\n## B\n\ny\n"
    prepared = document(tmp_path, text)
    first, second = only(prepared)
    picture = first.slide.body[0]
    assert isinstance(picture, Picture)
    assert (first.slide.layout, picture.fills) == (layout, fills)
    assert picture.alt is not None
    assert (first.title, words(first), picture.alt.plain) == ("A", ["x"], "A box")
    assert (second.slide.layout, second.pictures) == (None, ())
    assert codes(prepared.found) == []


def test_a_background_of_marp_alone_is_a_slide_also_the_first(tmp_path: Path) -> None:
    text = f"{MARP}![bg](box.svg)\n\n---\n\n# A\n\nx\n\n---\n\n![bg](box.svg)\n"
    first, _, last = only(document(tmp_path, text))
    assert [len(slide.pictures) for slide in (first, last)] == [1, 1]
    assert first.layout.name == "picture"


def test_what_a_background_of_marp_cannot_do_here_is_reported(tmp_path: Path) -> None:
    text = (
        f"{MARP}# A\n\n![bg blur:9px](box.svg)\n![bg](other.svg)\n\n---\n\n"
        "# B\n\n![bg](box.svg)\n\n- one\n- two\n\n```\n![bg](shown.svg)\n```\n"
    )
    prepared = document(tmp_path, text)
    second = only(prepared)[1]
    assert words(second) == ["one", "two", "![bg](shown.svg)"]
    (message,) = (one.message for one in prepared.found if one.kind.code == "SRC310")
    assert message.endswith("left out: `blur:9px`, `other.svg`, `box.svg`")


def test_a_picture_above_its_heading_leaves_that_the_title(tmp_path: Path) -> None:
    (slide,) = only(document(tmp_path, f"{MARP}![A box](box.svg)\n\n# A\n\nx\n"))
    assert (slide.title, words(slide)) == ("A", ["x"])


@pytest.mark.parametrize("front", ["marp: true", "revealOptions: {transition: fade}"])
def test_a_list_may_follow_text_where_the_tool_follows_commonmark(
    front: str, tmp_path: Path
) -> None:
    text = "# A\n\nPrinciple:\n- Plan\n  - first\n1. Do\n2. Check\n\nIn\n2024. Yes\n"
    prepared = document(tmp_path, f"---\n{front}\n---\n\n{text}")
    (slide,) = only(prepared)
    assert words(slide) == ["Principle:", "Plan", "first", "Do", "Check", "In 2024. Yes"]
    pandoc = document(tmp_path, "# A\n\nPrinciple:\n- Plan\n")
    assert words(only(pandoc)[0]) == ["Principle: - Plan"]


@pytest.mark.parametrize(
    ("front", "lines"),
    [
        ("marp: true", ["Lab *meeting*"]),
        ("marp: true\ntitle: scaling laws\nauthor: Doe\nsubtitle: Why", ["Why", "Lab meeting"]),
    ],
)
def test_the_first_slide_is_the_cover_of_a_file_for_another_tool(
    front: str, lines: list[str], tmp_path: Path
) -> None:
    text = "# Scaling laws\n\nLab *meeting*\n\n<!-- Welcome -->\n\n---\n\n# B\n\n- y\n"
    first, second = only(document(tmp_path, f"---\n{front}\n---\n\n{text}"))
    assert (first.layout.name, second.layout.name) == ("cover", "body")
    assert words(first) == [line.replace("*", "") for line in lines]
    assert (first.title, notes(first)) == ("Scaling laws", ["Welcome"])


@pytest.mark.parametrize(
    "first",
    ["# A\n\n- x", f"# A\n\n{'long ' * 30}", "![bg](box.svg)\n\n# A\n\nx", "x"],
)
def test_a_first_slide_with_more_than_a_few_lines_is_no_cover(first: str, tmp_path: Path) -> None:
    slides = only(document(tmp_path, f"{MARP}{first}\n\n---\n\n# B\n\ny\n"))
    assert slides[0].layout.name != "cover"


def test_a_cover_from_the_front_matter_stays_before_a_first_slide_with_another_title(
    tmp_path: Path,
) -> None:
    front = "---\nmarp: true\ntitle: T\n---\n\n"
    cover, first, _ = only(document(tmp_path, f"{front}# A\n\nx\n\n---\n\n# B\n\ny\n"))
    assert [one.layout.name for one in (cover, first)] == ["cover", "body"]


def test_a_title_alone_opens_a_section_in_files_for_other_tools(tmp_path: Path) -> None:
    text = f"{REVEAL}# A\n\n---\n\n## Next\n\nNote: said\n\n---\n\n## B\n\n- y\n"
    slides = only(document(tmp_path, text))
    assert [one.layout.name for one in slides] == ["cover", "section", "body"]


def test_a_list_may_follow_a_quotation_there(tmp_path: Path) -> None:
    (slide,) = only(document(tmp_path, f"{REVEAL}# A\n\n> words\n- item\n"))
    assert words(slide) == ["words", "item"]


def test_an_element_that_is_not_closed_on_its_slide_holds_no_other_slide(tmp_path: Path) -> None:
    text = f"{REVEAL}# A\n\n<div>\n\nx\n\n---\n\n# B\n\ny\n\n</div>\n"
    assert [words(one) for one in only(document(tmp_path, text))] == [["x"], ["y"]]


def test_a_slide_in_a_comment_is_notes_and_no_error(tmp_path: Path) -> None:
    text = "---\nmarp: true\n---\n\n# A\n\nx\n\n<!--\n---\n\n# B\n\n![](box.svg)\n-->\n"
    prepared = document(tmp_path, text)
    (slide,) = only(prepared)
    assert (words(slide), notes(slide)) == (["x"], ["B"])
    assert not any(one.is_error for one in prepared.found)


def test_a_colour_behind_a_slide_of_marp_is_no_picture(tmp_path: Path) -> None:
    text = "---\nmarp: true\n---\n\n# A\n\n![bg](rebeccapurple)\n\nx\n"
    prepared = document(tmp_path, text)
    assert words(only(prepared)[0]) == ["x"]
    assert [one.split()[0] for one in said(prepared.found)] == ["SRC310"]


def test_a_line_of_dashes_below_text_divides_slides_in_reveal_md(tmp_path: Path) -> None:
    first, second = only(document(tmp_path, f"{REVEAL}# A\n\nx\n---\n# B\n\n- y\n---\n"))
    assert (words(first), words(second)) == (["x"], ["y"])


def test_only_dividers_divide_files_of_these_tools(tmp_path: Path) -> None:
    text = f"{REVEAL}# A\n\n## Within\n\nx\n\n---\n\n## B\n\ny\n"
    assert [words(one) for one in only(document(tmp_path, text))] == [["Within", "x"], ["y"]]


def test_headings_divide_a_file_of_marp_that_says_so(tmp_path: Path) -> None:
    text = "---\nmarp: true\nheadingDivider: 2\n---\n\n# A\n\nx\n\n## B\n\ny\n\n### Within\n\nz\n"
    prepared = document(tmp_path, text)
    assert [words(one) for one in only(prepared)] == [["x"], ["y", "Within", "z"]]
    assert not any("headingDivider" in one.message for one in prepared.found)


@pytest.mark.parametrize(
    "comment",
    [
        "<!-- headingDivider: 2 -->",
        "<!-- $headingDivider: [1, 2] -->",
        "<!--\nheadingDivider: 2\n-->",
    ],
)
def test_a_comment_may_say_which_headings_divide_a_file_of_marp(
    tmp_path: Path, comment: str
) -> None:
    text = f"---\nmarp: true\n---\n\n{comment}\n\n# A\n\nx\n\n## B\n\ny\n\n### Within\n\nz\n"
    prepared = document(tmp_path, text)
    assert [words(one) for one in only(prepared)] == [["x"], ["y", "Within", "z"]]
    assert not any("directive" in one.message for one in prepared.found)


def test_divs_in_a_div_of_columns_are_columns(tmp_path: Path) -> None:
    text = (
        '# A\n\n<div class="columns">\n<div>\n\n- left\n\n</div>\n'
        '<div class="second">\n\n- right\n\n</div>\n</div>\n'
    )
    prepared = document(tmp_path, text)
    (slide,) = only(prepared)
    assert [len(column.blocks) for column in slide.slide.columns] == [1, 1]
    assert codes(prepared.found) == ["SRC302 9:1"]
    assert not prepared.found[0].is_error


def test_comments_elsewhere_are_comments(tmp_path: Path) -> None:
    prepared = document(tmp_path, "# A\n\n<!-- aside -->\n\n![right](box.svg)\n\nx\n")
    assert said(prepared.found) == []


@pytest.mark.parametrize(
    ("lang", "locale", "found"),
    [
        ("ko_KR", "ko-KR", []),
        ("en_US.UTF-8", "en-US", []),
        ("my own", "en", ["SRC313 2:7 `my own` is not a valid language tag"]),
        ("xx-YY", "en", ["SRC313 2:7 `xx-YY` is not a valid language tag"]),
        ("german", "de", ["SRC313 2:7 `german` is not a valid language tag"]),
    ],
)
def test_a_language_is_told_in_any_usual_form(
    lang: str, locale: str, found: list[str], tmp_path: Path
) -> None:
    prepared = document(tmp_path, f"---\nlang: {lang}\n---\n\n# A\n\nx\n")
    assert (prepared.talks[0].locale, said(prepared.found)) == (locale, found)


def test_a_date_that_would_have_to_be_computed_is_left_out_and_reported(tmp_path: Path) -> None:
    prepared = document(tmp_path, "---\ntitle: T\ndate: today\n---\n\n# A\n\nx\n")
    assert words(only(prepared)[0]) == []
    assert [one.split()[0] for one in said(prepared.found)] == ["SRC313"]


def test_blocks_in_a_quotation_stand_below_it_with_one_warning(tmp_path: Path) -> None:
    text = "# A\n\n> said\n>\n> - an item\n>\n> ```\n> code\n> ```\n"
    prepared = document(tmp_path, text)
    (slide,) = only(prepared)
    assert words(slide) == ["said", "an item", "code"]
    (found,) = said(prepared.found)
    assert found.startswith("SRC346 5:3 2 kinds of blocks are in others that cannot hold them")
    assert not prepared.found[0].is_error
