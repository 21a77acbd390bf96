"""Properties of every slide, whatever is on it."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.layout.factories import (
    DENSE,
    SPAN,
    WIDE,
    bullets,
    code,
    column,
    heading,
    item,
    laid_out_slide,
    picture,
    prose,
    quote,
    slide,
    source,
    text,
    theme,
)
from tests.tools import cases

from diptych.blocks.bullets import Bullets
from diptych.layout.foot import FootWords
from diptych.layout.page_numbers import PageNumber
from diptych.layout.slide import lay_out_slide
from diptych.model.block import Block
from diptych.model.deck import Slide
from diptych.model.drawn_shapes import Drawing
from diptych.model.geometry import WIDESCREEN, Box, Emu
from diptych.model.laid_out import LaidOutSlide
from diptych.model.shapes import Shape
from diptych.model.text import Run
from diptych.model.text_frame import TextFrame
from diptych.model.walk import texts
from diptych.typography.measured_text import set_text

THEME = theme(substitute=WIDE)
HAIR = 2
"""EMU by which rounding may part two edges."""

WORDS = st.text(alphabet="abcdefgh가나다라-", min_size=1, max_size=14)
SENTENCES = st.lists(WORDS, min_size=1, max_size=14).map(" ".join)


@st.composite
def lists(draw: st.DrawFn, depth: int = 3) -> Bullets:
    items = []
    for words in draw(st.lists(SENTENCES, min_size=1, max_size=5)):
        below = [draw(lists(depth - 1))] if depth > 1 and draw(st.booleans()) else []
        items.append(item(words, *below, step=draw(st.integers(0, 3))))
    return bullets(*items)


TEXT_BLOCKS = st.one_of(
    SENTENCES.map(prose),
    SENTENCES.map(heading),
    SENTENCES.map(quote),
    lists(),
)
SHAPE_BLOCKS = st.one_of(
    st.lists(SENTENCES, min_size=1, max_size=6).map(lambda lines: code(*lines)),
    st.builds(
        picture,
        st.floats(0.2, 5.0),
        caption=st.one_of(st.none(), SENTENCES),
        width=st.one_of(st.none(), st.floats(0.1, 1.0)),
    ),
)
BLOCKS = st.lists(st.one_of(TEXT_BLOCKS, SHAPE_BLOCKS), max_size=5)
COLUMNS = st.lists(
    st.builds(
        lambda blocks, width: column(*blocks, width=width),
        BLOCKS,
        st.one_of(st.none(), st.floats(0.1, 0.9)),
    ),
    max_size=4,
)
SOURCES = st.lists(SENTENCES, max_size=6).map(
    lambda labels: tuple(source(f"s{n}", label, n or None) for n, label in enumerate(labels))
)
SLIDES = st.builds(
    lambda body, columns, sources, kicker, density: slide(
        *body,
        columns=tuple(columns),
        sources=sources,
        kicker=text(kicker) if kicker else None,
        density=density,
    ),
    BLOCKS,
    COLUMNS,
    SOURCES,
    st.one_of(st.none(), WORDS),
    st.one_of(st.none(), st.just("dense")),
)
many = settings(
    max_examples=cases(150, share=40),
)


def solved(made: Slide) -> tuple[LaidOutSlide, list[str]]:
    return laid_out_slide(made, using=THEME)


@pytest.mark.long
@many
@given(SLIDES)
def test_every_shape_lies_inside_the_page(made: Slide) -> None:
    laid_out, found = solved(made)
    for shape in laid_out.shapes if not found else ():
        assert shape.box.x >= -HAIR
        assert shape.box.y >= -HAIR
        assert shape.box.right <= WIDESCREEN.right + HAIR
        assert shape.box.bottom <= WIDESCREEN.bottom + HAIR
        assert shape.box.width > 0
        assert shape.box.height > 0


@pytest.mark.long
@many
@given(SLIDES)
def test_no_two_shapes_of_a_slide_overlap(made: Slide) -> None:
    laid_out, found = solved(made)
    for one, other in combinations(laid_out.shapes, 2) if not found else ():
        assert is_mark_of(other, one) or not overlap(one.box, other.box), (one, other)


def is_mark_of(mark: Shape, frame: Shape) -> bool:
    """Return whether a shape marks a wrapped line, in the inset of the frame of its listing."""
    if not isinstance(mark, Drawing) or not isinstance(frame, TextFrame) or mark.alt:
        return False
    edge = frame.box.right - frame.inset
    return edge <= mark.box.x and mark.box.right <= frame.box.right


def overlap(one: Box, other: Box) -> bool:
    wide = min(one.right, other.right) - max(one.x, other.x)
    high = min(one.bottom, other.bottom) - max(one.y, other.y)
    return wide > HAIR and high > HAIR


@pytest.mark.long
@many
@given(SLIDES)
def test_no_word_is_lost(made: Slide) -> None:
    laid_out, _ = solved(made)
    shown = Counter(
        word
        for frame in laid_out.frames
        if frame.role not in {"footer", "number"}
        for paragraph in frame.paragraphs
        for word in words(*(run.text for run in paragraph.runs if isinstance(run, Run)))
    )
    authored = Counter(word for one in shown_texts(made) for word in words(one))
    missing = authored - shown
    assert not missing, missing


def shown_texts(made: Slide) -> list[str]:
    listings = [line for block in blocks(made) for line in getattr(block, "lines", ())]
    pictures = {one.alt.plain for one in blocks(made) if getattr(one, "alt", None)}  # type: ignore[attr-defined]
    plain = [one.plain for one in texts((made.body, made.columns, made.sources, made.title))]
    return [*listings, *(one for one in plain if one not in pictures)]


def blocks(made: Slide) -> list[Block]:
    return [*made.body, *(block for one in made.columns for block in one.blocks)]


def words(*given: str) -> list[str]:
    return " ".join(given).split()


@pytest.mark.long
@many
@given(SLIDES)
def test_no_type_falls_below_its_floor(made: Slide) -> None:
    laid_out, _ = solved(made)
    floors = DENSE.sizes if made.density == "dense" else {}
    for frame in laid_out.frames:
        for paragraph in frame.paragraphs:
            assert paragraph.size >= floors.get(paragraph.token, paragraph.floor)


@pytest.mark.long
@many
@given(SLIDES)
def test_text_is_no_higher_than_its_box_unless_that_is_said(made: Slide) -> None:
    laid_out, found = solved(made)
    for frame in laid_out.frames if not found else ():
        for box, paragraphs in frame.parted():
            measured = set_text(paragraphs, THEME)
            room = Emu(box.width - frame.slack)
            assert measured.height(room) <= box.height + HAIR
            assert paragraphs == measured.solved(room)


@pytest.mark.long
@many
@given(SLIDES)
def test_a_layout_is_the_same_every_time(made: Slide) -> None:
    assert solved(made) == solved(made)


@pytest.mark.long
@many
@given(SLIDES)
def test_what_has_a_place_in_the_source_is_reported_at_it(made: Slide) -> None:
    foot = FootWords(text("A talk"), ("",), (), 0)
    _, found = lay_out_slide(made, foot, THEME, "en", PageNumber(1, "1"))
    assert all(one.span is not None and one.span.file == SPAN.file for one in found)
