"""What layouts of Slidev and classes of Marp make of a slide: openers, statements, quotations."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.authoring import codes, document, only, words

SLIDEV = "---\ntheme: seriph\n---\n\n# Cover\n\n---\n"
MARP = "---\nmarp: true\n---\n\n# Cover\n\n---\n\n"


@pytest.mark.parametrize("layout", ["section", "center", "intro", "cover"])
def test_a_few_lines_in_such_a_layout_of_slidev_open_something(layout: str, tmp_path: Path) -> None:
    text = f"{SLIDEV}layout: {layout}\n---\n\n# Part two\n\nWhat comes now\n"
    prepared = document(tmp_path, text)
    slide = only(prepared)[1]
    assert (slide.layout.name, slide.title) == ("section", "Part two")
    assert words(slide) == ["What comes now"]
    assert codes(prepared.found) == ["SRC337 2:1"]  # the theme


def test_more_than_a_few_lines_do_not(tmp_path: Path) -> None:
    text = f"{SLIDEV}layout: center\n---\n\n# Part two\n\n- a\n- b\n"
    assert only(document(tmp_path, text))[1].layout.name == "body"


@pytest.mark.parametrize("layout", ["statement", "fact"])
def test_the_heading_of_a_statement_is_what_it_says(layout: str, tmp_path: Path) -> None:
    heading = "We do not run code, and neither should you"
    text = f"{SLIDEV}layout: {layout}\n---\n\n# {heading}\n\nfor years\n"
    slide = only(document(tmp_path, text))[1]
    assert (slide.layout.name, slide.title, words(slide)) == ("statement", heading, ["for years"])


def test_the_heading_of_a_quotation_is_quoted_with_its_source_below(tmp_path: Path) -> None:
    words_of_it = "Everything should be made as simple as possible, and no simpler. " * 3
    text = f"{SLIDEV}layout: quote\n---\n\n# {words_of_it}\n\nSomebody\n"
    prepared = document(tmp_path, text)
    slide = only(prepared)[1]
    assert slide.arrangement == "quote"
    said, source = (one.replace("\u00a0", " ") for one in words(slide))
    assert (said, source) == (words_of_it.strip(), "Somebody")
    assert not any(one.is_error for one in prepared.found)


@pytest.mark.parametrize(
    "slide",
    [
        "<!-- _class: lead -->\n\n# Act 1\n\nWhat is an agent?\n",
        "<!-- _class: invert lead -->\n# Act 1\n## What is an agent?\n",
        "# Act 1\n\n## What is an agent?\n",
    ],
)
def test_a_leading_slide_of_marp_opens_something(slide: str, tmp_path: Path) -> None:
    opener = only(document(tmp_path, f"{MARP}{slide}"))[1]
    assert (opener.layout.name, opener.title) == ("section", "Act 1")
    assert words(opener) == ["What is an agent?"]


def test_a_class_that_says_nothing_of_the_kind_changes_nothing(tmp_path: Path) -> None:
    text = f"{MARP}<!-- _class: tinytext -->\n\n# A\n\nOne short line\n"
    assert only(document(tmp_path, text))[1].layout.name != "section"


def test_headings_below_the_first_title_are_on_the_cover(tmp_path: Path) -> None:
    text = "---\nmarp: true\n---\n\n# Title\n\n## Subtitle\n\n### Ann\n\n---\n\n# A\n\nx\n"
    cover = only(document(tmp_path, text))[0]
    assert (cover.layout.name, words(cover)) == ("cover", ["Subtitle", "Ann"])


def test_several_line_breaks_in_a_title_are_spaces(tmp_path: Path) -> None:
    text = f"{MARP}# One<br>two<br>three<br>four\n\n- x\n\n---\n\n# Five<br>six\n\n- y\n"
    prepared = document(tmp_path, text)
    assert [one.title for one in only(prepared)] == ["Cover", "One two three four", "Five six"]
    assert not prepared.found


def test_a_line_break_in_a_long_title_is_a_space(tmp_path: Path) -> None:
    long = "what is said so that nobody notices what it calls into question, as it often is today"
    prepared = document(tmp_path, f"{MARP}# The second form:<br>{long}\n\n- x\n")
    assert only(prepared)[1].title == f"The second form: {long}"
    assert not any(one.is_error for one in prepared.found)


def test_a_heading_that_no_title_has_room_for_is_text(tmp_path: Path) -> None:
    heading = "A heading that tells a whole story, " * 8
    prepared = document(tmp_path, f"{MARP}# {heading}\n\n- x\n")
    slide = only(prepared)[1]
    assert (slide.slide.show_title, words(slide)[0]) == (False, heading.strip())
    assert not any(one.is_error for one in prepared.found)


@pytest.mark.parametrize("layout", ["statement", "quote"])
def test_what_has_more_below_it_is_a_slide_with_a_title(layout: str, tmp_path: Path) -> None:
    text = f"{SLIDEV}layout: {layout}\n---\n\n# A framework\n\none\n\ntwo\n\nthree\n"
    prepared = document(tmp_path, text)
    slide = only(prepared)[1]
    assert (slide.slide.show_title, words(slide)) == (True, ["one", "two", "three"])
    assert codes(prepared.found) == ["SRC337 2:1"]


def test_a_long_sentence_alone_in_a_heading_is_no_opener(tmp_path: Path) -> None:
    sentence = "What is grouped is alike, and a model that does not know it is wrong about both"
    story = f"{sentence}, which is why this slide says it in one long sentence, and no other"
    prepared = document(tmp_path, f"{MARP}# {sentence}\n\n---\n\n# {story}\n\n---\n\n# Short\n")
    _, first, second, third = only(prepared)
    assert (first.layout.name, first.slide.show_title) == ("statement", True)
    assert (second.layout.name, second.slide.show_title) == ("body", False)
    assert third.layout.name == "section"
    assert not any(one.is_error for one in prepared.found)
