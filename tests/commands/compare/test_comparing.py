"""Texts are compared letter by letter, pictures by what they look like."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PIL import Image, ImageDraw
from tests.commands.compare.pages import line, page, solved
from tests.layout.factories import PLAIN

from diptych.commands.compare.comparing import Bounds, TextDifference, _difference, _shift
from diptych.commands.compare.findings import Tally, is_within_bounds, table
from diptych.commands.compare.matching import drawn_paragraphs
from diptych.commands.compare.reading import Letter
from diptych.commands.compare.reasons import reason
from diptych.model.formula import Formula, Node
from diptych.model.text import Run


def difference(*drawn: list[Letter], lines: tuple[str, ...]) -> TextDifference:
    """Return how a text differs that should have these lines."""
    own = solved(*lines)
    reference = page(*(line(text, 100, 100 + 30 * i) for i, text in enumerate(lines)))
    (there,), (here,) = drawn_paragraphs([own], reference), drawn_paragraphs([own], page(*drawn))
    return _difference(own, here, there, None)


def test_a_text_deviates_by_its_farthest_letter() -> None:
    moved = [*line("near", 100, 100)[:-1], Letter("r", 133.0, 101.5, "")]
    assert difference(moved, lines=("near",)).px == 3.0
    assert not difference(moved, lines=("near",)).is_broken


def test_a_text_that_breaks_elsewhere_deviates_by_its_first_letter() -> None:
    found = difference(
        line("one", 101, 100), line("two three", 100, 130), lines=("one two", "three")
    )
    assert found.is_broken
    assert found.px == 1.0


def test_a_break_at_words_that_layout_ties_is_none_where_a_program_ties_no_words() -> None:
    own = solved("one", "two three")
    tied = replace(own.paragraph, runs=(Run("one two\u00a0three"),), tied=(7,))
    own = replace(own, paragraph=tied, room=80.0)
    drawn = page(line("one two", 100, 100), line("three", 100, 130))
    reference = page(line("one", 100, 100), line("two three", 100, 130))
    (here,), (there,) = drawn_paragraphs([own], drawn), drawn_paragraphs([own], reference)
    assert own.untied(PLAIN) == ("onetwo", "three")
    assert _difference(own, here, there, None).is_broken
    assert not _difference(own, here, there, PLAIN).is_broken


def test_what_follows_a_formula_is_not_compared_where_a_program_drops_formulas() -> None:
    own = solved("so  two")
    tree = Node("math", (("display", "inline"),), "", (Node("mi", (), "x"),))
    formula = Formula(tex="x", tree=tree, width=1.0, ascent=0.5, depth=0.0)
    runs = (Run("so "), Run("\ufffc", formula=formula), Run("two"))
    own = replace(own, paragraph=replace(own.paragraph, runs=runs))
    drawn, reference = page(line("so two", 103, 100)), page(line("so  two", 100, 100))
    (here,), (there,) = drawn_paragraphs([own], drawn), drawn_paragraphs([own], reference)
    assert own.before_formula == len("so")
    assert _difference(own, here, there, None).px == pytest.approx(7.0)
    assert _difference(own, here, there, None, drops_formulas=True).px == pytest.approx(3.0)


def test_a_text_that_is_not_shown_is_marked_where_it_should_be() -> None:
    found = difference(line("nothing", 500, 500), lines=("text",))
    assert found.drawn is None
    assert found.bounds.left < 100
    assert found.bounds.right > 130


def drawing(left: int, top: int) -> Image.Image:
    image = Image.new("RGB", (300, 200), "#ffffff")
    ImageDraw.Draw(image).rectangle((left, top, left + 60, top + 40), fill="#0b5fae")
    return image


@pytest.mark.parametrize(("moved", "px"), [((100, 80), 0), ((103, 80), 3), ((98, 76), 4)])
def test_a_picture_deviates_by_as_much_as_it_moved(moved: tuple[int, int], px: float) -> None:
    bounds = Bounds(100, 80, 160, 120)
    assert _shift(bounds, drawing(*moved), drawing(100, 80)) == px


def test_the_reason_for_another_break_is_another_font() -> None:
    wide = difference(
        line("one", 100, 100, "DejaVuSans"), line("two", 100, 130, "DejaVuSans"), lines=("one two",)
    )
    assert reason(wide, {"Pretendard"}) == "it is set in DejaVuSans, whose widths differ"


def test_the_fonts_that_a_page_brings_are_those_of_the_theme() -> None:
    own = "OTS-derived-font"
    found = difference(line("8월 7", 100, 100, own), line("일", 100, 130, own), lines=("8월 7일",))
    assert "OTS" not in reason(found, {"Pretendard"})


def test_the_reason_for_another_break_is_a_word_that_was_parted() -> None:
    found = difference(line("8월 7", 100, 100), line("일", 100, 130), lines=("8월 7일",))
    assert reason(found, {"Pretendard"}) == "it breaks within `7일`, which Diptych keeps together"


def test_the_reason_for_another_break_is_the_width_of_its_letters() -> None:
    wide = [letter._replace(x=100 + (letter.x - 100) * 1.1) for letter in line("one", 100, 100)]
    found = difference(wide, line("two", 100, 130), lines=("one two",))
    assert reason(found, {"Pretendard"}) == "its letters are 10.0% wider"
    same = difference(line("one", 100, 100), line("two", 100, 130), lines=("one two",))
    assert reason(same, {"Pretendard"}) == "the line is full but for the rounding of widths"


def tally(
    output: str, *, broken: int = 0, absent: int = 0, px: float = 0.0, number: int = 0
) -> Tally:
    return Tally("talk", "en", output, 3, 100, broken, absent, px, number)


@pytest.mark.parametrize(
    ("tallies", "is_good"),
    [
        ([tally("html", px=2.0), tally("pptx", px=20.0, broken=1)], True),
        ([tally("html", px=2.1)], False),
        ([tally("html", broken=1)], False),
        ([tally("html", absent=1)], False),
        ([tally("pptx", broken=2)], False),
        ([tally("pptx", broken=2), tally("pptx")], True),
        ([], True),
    ],
)
def test_html_must_agree_and_presentations_nearly(tallies: list[Tally], *, is_good: bool) -> None:
    assert is_within_bounds(tallies) is is_good


def test_the_figures_are_a_table() -> None:
    assert list(table([tally("html", px=1.25, number=2), tally("pptx", broken=1)])) == [
        "TALK  LANGUAGE  OUTPUT  SLIDES  PARAGRAPHS  BREAK ELSEWHERE  FARTHEST",
        "talk  en        HTML    3       100         0                1.2 px on slide 2",
        "talk  en        PPTX    3       100         1                0.0 px",
    ]
