"""The background of a slide is a picture that fills the page."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.authoring import codes, document, only, words

from diptych.blocks.picture import Picture
from diptych.model.geometry import from_px

PAGE = (from_px(1280), from_px(720))


def test_a_background_alone_fills_the_page(tmp_path: Path) -> None:
    (slide,) = only(document(tmp_path, '## {background-image="box.svg"}\n'))
    (picture,) = slide.pictures
    assert slide.layout.name == "picture"
    assert (picture.box.width, picture.box.height) == PAGE


@pytest.mark.parametrize(
    "text",
    [
        '## A {background-image="box.svg"}\n\nA line of words.\n',
        '## A {data-background-image="box.svg"}\n\nA line of words.\n',
        '<!-- .slide: data-background="box.svg" class="x" -->\n\n## A\n\nA line of words.\n',
    ],
)
def test_a_title_and_a_line_stand_on_it(text: str, tmp_path: Path) -> None:
    prepared = document(tmp_path, text)
    (slide,) = only(prepared)
    assert (slide.layout.name, words(slide)) == ("text-on-picture", ["A line of words."])
    assert slide.title == "A"
    assert isinstance(slide.slide.body[0], Picture)
    assert codes(prepared.found) == []


def test_behind_more_text_it_is_left_out_with_a_word(tmp_path: Path) -> None:
    prepared = document(tmp_path, '## A {background-image="box.svg"}\n\n- one\n- two\n')
    (slide,) = only(prepared)
    assert (words(slide), slide.pictures) == (["one", "two"], ())
    assert codes(prepared.found) == ["SRC310 1:25"]
    assert "it would be behind more than a paragraph" in prepared.found[0].message


def test_one_from_the_web_is_left_out_and_one_that_is_not_there_an_error(tmp_path: Path) -> None:
    text = (
        '## A {background-image="https://example.org/a.jpg"}\n\nx\n\n'
        '## B {background-image="none.jpg"}\n\ny\n'
    )
    prepared = document(tmp_path, text)
    assert codes(prepared.found) == ["SRC410 1:25", "SRC401 5:25"]
    assert only(prepared)[0].pictures == ()
