"""Display type: a sentence or figure has the largest size at which it fits its box."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from tests.layout.factories import box, bullets, item, look, prose, region, style
from tests.solved import line_counts

from diptych.layout.placing import Filled
from diptych.layout.stacking import gather
from diptych.model.block import Block
from diptych.model.density import OWN, Density
from diptych.model.geometry import Emu, Pt, from_px
from diptych.model.text_frame import TextFrame

CLAIM = replace(
    region("claim", at=box(64, 120, 960, 240), styles=[look("claim", 80, 40), look("reason", 20)]),
    display=True,
)
"""80 pt are 107 px, and letters are half as wide: 18 of them fill one of two lines."""
SMALLER = Density(name="smaller", step=1.0)


def shown(*blocks: Block, density: Density = OWN) -> TextFrame:
    stack = gather(Filled(CLAIM, blocks), style(CLAIM))
    (frame,) = stack.fitted(CLAIM.box.width, density).draw(CLAIM.box)
    assert isinstance(frame, TextFrame)
    return frame


def size(*blocks: Block, density: Density = OWN) -> float:
    return shown(*blocks, density=density).paragraphs[0].size


def test_a_short_sentence_has_the_largest_size() -> None:
    assert size(prose("Ship it")) == 80


@pytest.mark.parametrize("density", [OWN, SMALLER, Density(step=-0.5)])
def test_its_size_does_not_depend_on_the_density_of_the_text_around_it(density: Density) -> None:
    assert size(prose("Ship it"), density=density) == 80


def test_a_longer_one_has_the_largest_size_at_which_it_fits() -> None:
    words = " ".join(["word"] * 10)
    largest = size(prose(words))
    assert 40 < largest < 80
    assert size(prose(f"{words} {words}")) < largest


def test_it_is_a_little_smaller_if_that_takes_fewer_lines() -> None:
    words = "Optimal words again"
    tall = replace(CLAIM, box=box(64, 120, 960, 480))
    stack = gather(Filled(tall, (prose(words),)), style(tall))
    (frame,) = stack.fitted(tall.box.width, OWN).draw(tall.box)
    assert isinstance(frame, TextFrame)
    assert line_counts(frame) == (1,)
    assert 80 * 0.85 <= frame.paragraphs[0].size < 80


def test_it_is_not_set_below_the_floor() -> None:
    assert size(prose(" ".join(["word"] * 60))) == 40


def test_no_word_is_broken_where_a_smaller_size_keeps_it_whole() -> None:
    assert size(prose("x" * 30)) < 80 * 18 / 30 * 1.05


def test_what_is_below_it_has_the_size_of_the_density_and_its_place_in_the_box() -> None:
    first, second = shown(
        bullets(item("Ship it", bullets("now"))), density=Density(sizes={"reason": Pt(16)})
    ).paragraphs
    assert (first.size, second.size) == (Pt(80), Pt(16))


def test_its_lines_are_about_equally_long() -> None:
    frame = shown(prose("words that just do not fit"))
    assert line_counts(frame) == (2,)
    assert frame.slack > from_px(100)
    first, second = (line.width for line in frame.paragraphs[0].lines)
    assert abs(first - second) < Emu(CLAIM.box.width // 3)
    assert shown(prose("Ship it")).slack == 0
