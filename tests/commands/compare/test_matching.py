"""Paragraphs are found among the letters of a page, wherever else their words occur."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace
from tests.authoring import document, only
from tests.commands.compare.pages import line, page, solved

from diptych.commands.compare.matching import drawn_paragraphs
from diptych.commands.compare.solved import SolvedParagraph, solved_paragraphs
from diptych.model.text import Run


def test_lines_are_read_from_the_baselines_of_letters() -> None:
    (found,) = drawn_paragraphs(
        [solved("one two", "three")], page(line("one", 100, 100), line("two three", 100, 130))
    )
    assert found is not None
    assert found.words == ("one", "twothree")


def test_raised_and_lowered_letters_stay_in_their_line() -> None:
    drawn = page(line("1", 100, 93), line("H", 110, 100), line("2", 120, 104), line("O", 130, 100))
    (found,) = drawn_paragraphs([solved("1H2O")], drawn)
    assert found is not None
    assert found.words == ("1H2O",)


def test_a_short_text_is_not_taken_from_within_a_longer_one() -> None:
    drawn = page(line("GPU", 100, 300), line("GPU market", 100, 100))
    market, gpu = drawn_paragraphs([solved("GPU market", y=100), solved("GPU", y=300)], drawn)
    assert market is not None
    assert gpu is not None
    assert market.letters[0].y == 100
    assert gpu.letters[0].y == 300


def test_of_equal_texts_each_is_the_one_nearest_to_its_place() -> None:
    drawn = page(line("2023", 400, 100), line("2023", 101, 99))
    left, right = drawn_paragraphs([solved("2023", x=100), solved("2023", x=400)], drawn)
    assert left is not None
    assert right is not None
    assert (left.letters[0].x, right.letters[0].x) == (101, 400)


def test_parts_that_are_drawn_later_are_put_back() -> None:
    first, second = solved("1 site.org", y=100), solved("2 other.org", y=130)
    drawn = page(
        line("1", 100, 100), line("2", 100, 130), line("site.org", 120, 100),
        line("other.org", 120, 130),
    )  # fmt: skip
    one, two = drawn_paragraphs([first, second], drawn)
    assert one is not None
    assert two is not None
    assert one.words == ("1site.org",)
    assert two.words == ("2other.org",)


def test_a_text_with_another_letter_is_not_there() -> None:
    assert drawn_paragraphs([solved("colour")], page(line("color", 100, 100))) == (None,)


def test_no_letter_belongs_to_two_texts() -> None:
    twice = [solved("once"), solved("once", y=200)]
    assert drawn_paragraphs(twice, page(line("once", 100, 100))).count(None) == 1


def test_a_part_that_is_drawn_later_is_not_taken_for_what_follows_it() -> None:
    one = solved("see xx95 xx94 there")
    runs = (Run("see "), Run("xx95", link="https://example.org"), Run(" xx94 there"))
    one = SolvedParagraph(replace(one.paragraph, runs=runs), one.lines)
    drawn = page(line("see", 100, 100), line("xx94 there", 190, 100), line("xx95", 140, 100))
    (found,) = drawn_paragraphs([one], drawn)
    assert found is not None
    assert [letter.x for letter in found.letters] == sorted(letter.x for letter in found.letters)


def test_signs_beside_a_formula_are_expected_where_it_leaves_them(tmp_path: Path) -> None:
    text = "# A\n\nan $a+b+c+d+e+f+g+h$ an $x$ z\n"
    (slide,) = only(document(tmp_path, text))
    (body,) = (one for one in solved_paragraphs(slide) if one.before_formula is not None)
    (drawn,) = body.lines
    width = drawn.right - drawn.left
    assert drawn.signs == "ananz"
    assert drawn.place(0) == drawn.left
    assert drawn.place(2) > drawn.left + width * 0.6
    assert drawn.place(4) == pytest.approx(drawn.right, abs=width * 0.1)
