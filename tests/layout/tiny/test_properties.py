"""What holds for every slide, whatever is on it."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.layout.tiny.factories import (
    THEME,
    at,
    bullets,
    column,
    item,
    picture,
    slide,
    source,
    talk,
    text,
)

from diptych.blocks.bullets import Bullets, Item
from diptych.blocks.code import Code
from diptych.blocks.heading import Heading
from diptych.blocks.picture import Picture
from diptych.blocks.prose import Prose
from diptych.blocks.quote import Quote
from diptych.diagnostics import Diagnostic
from diptych.layout.fitting import STEPS
from diptych.layout.talk import lay_out_slide
from diptych.model.deck import Block, Slide
from diptych.model.geometry import EMU_PER_PX, PAGE, Box, Emu
from diptych.model.laid_out import LaidOutSlide
from diptych.model.shapes import Shape, TextFrame
from diptych.model.text import Run, Text
from diptych.model.walk import texts
from diptych.typography.galley import set_galley

EXAMPLES = settings(derandomize=True, max_examples=60, deadline=None, database=None)
_SLACK = EMU_PER_PX
"""A picture's sides are whole EMU, so its proportions may take it this far out of its box."""

WORDS = st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=12)
TEXTS = st.lists(WORDS, min_size=1, max_size=14).map(lambda found: text(" ".join(found)))
CAPTIONS = st.none() | TEXTS


def _items(depth: int) -> st.SearchStrategy[Item]:
    below: st.SearchStrategy[tuple[Bullets | Prose, ...]] = st.just(())
    if depth > 1:
        nested = st.lists(_items(depth - 1), min_size=1, max_size=3).map(lambda i: bullets(*i))
        below |= st.tuples(nested | PROSE)
    return st.builds(lambda words, content: item(words.plain, *content), TEXTS, below)


PROSE = st.builds(lambda words: Prose(text=words, span=at(1)), TEXTS)
LISTS = st.builds(
    lambda items, start: bullets(*items, start=start),
    st.lists(_items(2), min_size=1, max_size=4),
    st.none() | st.integers(1, 98),
)
HEADINGS = st.builds(lambda words: Heading(text=words, span=at(1)), TEXTS)
QUOTES = st.builds(
    lambda found: Quote(paragraphs=tuple(found), span=at(1)),
    st.lists(TEXTS, min_size=1, max_size=2),
)
LISTINGS = st.builds(
    lambda lines: Code(lines=tuple(lines), span=at(1)), st.lists(WORDS, min_size=1, max_size=4)
)
PICTURES = st.builds(
    lambda width, height, caption, share: picture(width, height, caption=caption, share=share),
    st.integers(100, 1000),
    st.integers(100, 1000),
    CAPTIONS,
    st.none() | st.floats(0.2, 0.8),
)
BLOCKS: st.SearchStrategy[Block] = st.one_of(PROSE, LISTS, HEADINGS, QUOTES, LISTINGS, PICTURES)
COLUMNS = st.builds(
    lambda blocks, width: column(*blocks, width=width),
    st.lists(BLOCKS, min_size=1, max_size=2),
    st.none() | st.floats(0.3, 0.7),
)
SLIDES = st.builds(
    lambda body, columns, sources, kicker, density: slide(
        *body, columns=columns, sources=sources, kicker=kicker, density=density
    ),
    st.lists(BLOCKS, max_size=3),
    st.just(()) | st.lists(COLUMNS, min_size=1, max_size=3),
    st.integers(0, 3).map(lambda count: [source(number) for number in range(count)]),
    st.none() | st.just(text("Part one")),
    st.none() | st.just("dense"),
)


def laid_out(shown: Slide) -> tuple[LaidOutSlide, tuple[Diagnostic, ...]]:
    return lay_out_slide(shown, talk([shown]), THEME, "en", 1)


def fitting(shown: Slide) -> LaidOutSlide:
    """Return a slide without faults, laid out; nothing is promised of one with any."""
    page, found = laid_out(shown)
    assume(not found)
    return page


def content(page: LaidOutSlide) -> Iterator[Shape]:
    """Yield the shapes of the slide's own blocks."""
    around = ("title", "kicker", "sources", "footer", "number")
    return (shape for shape in page.shapes if shape.region not in around)


def overlap(one: Box, other: Box) -> bool:
    """Return whether two boxes share more than an edge."""
    across = min(one.right, other.right) - max(one.x, other.x)
    down = min(one.bottom, other.bottom) - max(one.y, other.y)
    return across > _SLACK and down > _SLACK


def count_words(found: Iterator[str]) -> Counter[str]:
    return Counter(word for phrase in found for word in phrase.split())


def authored(shown: Slide) -> Iterator[str]:
    """Yield all that a slide's content says; what a picture shows is told, not set."""
    blocks = (*shown.body, *(block for one in shown.columns for block in one.blocks))
    for block in blocks:
        match block:
            case Picture():
                yield block.caption.plain if block.caption else ""
            case Code():
                yield from block.lines
            case _:
                yield from (found.plain for found in texts(block))


def floor_of(token: str, floor: float, density: str | None) -> float:
    return THEME.densities.get(density or "", {}).get(token, floor)


@EXAMPLES
@given(SLIDES)
def test_every_shape_of_a_slide_that_fits_is_on_the_page(shown: Slide) -> None:
    for shape in fitting(shown).shapes:
        assert shape.box.width > 0
        assert shape.box.height > 0
        assert shape.box.x >= PAGE.x
        assert shape.box.y >= PAGE.y
        assert shape.box.right <= PAGE.right + _SLACK
        assert shape.box.bottom <= PAGE.bottom + _SLACK


@EXAMPLES
@given(SLIDES)
def test_no_two_shapes_of_a_slide_that_fits_overlap(shown: Slide) -> None:
    shapes = fitting(shown).shapes
    assert not [
        (one.box, other.box)
        for one, other in itertools.combinations(shapes, 2)
        if overlap(one.box, other.box)
    ]


@EXAMPLES
@given(SLIDES)
def test_no_word_of_a_slide_is_lost_or_said_twice(shown: Slide) -> None:
    page, _ = laid_out(shown)
    frames = [shape for shape in content(page) if isinstance(shape, TextFrame)]
    set_words = (
        " ".join(run.text for run in paragraph.runs if isinstance(run, Run))
        for frame in frames
        for paragraph in frame.paragraphs
    )
    assert count_words(set_words) == count_words(authored(shown))


@EXAMPLES
@given(SLIDES)
def test_the_text_of_a_slide_that_fits_is_no_higher_than_its_frame(shown: Slide) -> None:
    for frame in fitting(shown).frames:
        width = Emu(frame.box.width - 2 * frame.inset)
        needed = set_galley(frame.paragraphs, THEME).height(width) + 2 * frame.inset
        assert needed <= frame.box.height + len(frame.paragraphs)


@EXAMPLES
@given(SLIDES)
def test_no_type_is_ever_smaller_than_its_floor(shown: Slide) -> None:
    page, _ = laid_out(shown)
    for frame in page.frames:
        for paragraph in frame.paragraphs:
            density = shown.density if frame.role == "text" else None
            assert paragraph.size >= floor_of(paragraph.token, paragraph.floor, density)


@EXAMPLES
@given(SLIDES)
def test_the_body_of_a_slide_is_set_at_one_of_the_steps(shown: Slide) -> None:
    page, _ = laid_out(shown)
    assert page.scale in STEPS


@EXAMPLES
@given(SLIDES)
def test_a_slide_is_laid_out_the_same_each_time(shown: Slide) -> None:
    assert laid_out(shown) == laid_out(shown)


@EXAMPLES
@given(SLIDES, TEXTS)
def test_more_text_never_makes_type_larger(shown: Slide, more: Text) -> None:
    longer = slide(
        *shown.body,
        Prose(text=more, span=at(1)),
        columns=shown.columns,
        sources=shown.sources,
        density=shown.density,
        layout="columns" if shown.columns else "body",
    )
    shorter = slide(
        *shown.body,
        columns=shown.columns,
        sources=shown.sources,
        density=shown.density,
        layout="columns" if shown.columns else "body",
    )
    assert laid_out(longer)[0].scale <= laid_out(shorter)[0].scale
