"""Sources at the foot of a slide: their columns, and the room that they leave."""

from __future__ import annotations

from tests.layout.factories import (
    BODY,
    CHROME,
    GAP,
    PLAIN,
    SOURCES,
    height,
    laid_out_slide,
    layout,
    lines,
    slide,
    source,
)

from diptych.layout.sources import source_frame
from diptych.model.deck import Source
from diptych.model.geometry import Emu, from_px
from diptych.model.text import Run, RunStyle
from diptych.model.text_frame import TextFrame
from diptych.model.theme import Layout

LAYOUT = layout("body", BODY, *CHROME)


def sources(*given: Source, on: Layout = LAYOUT) -> TextFrame | None:
    return source_frame(slide(sources=given), on, PLAIN, "en")


def test_sources_stand_on_the_foot_of_their_region() -> None:
    frame = sources(source("a", "x" * 100), source("b", "Two"))
    assert frame is not None
    assert frame.box.bottom == SOURCES.box.bottom
    assert frame.box.height == height(18)
    assert [paragraph.block_id for paragraph in frame.paragraphs] == ["a", "b"]


def test_sources_stand_in_as_many_columns_as_have_each_on_one_line() -> None:
    several = [source(name, "x" * 20) for name in "abcde"]
    frame = sources(*several)
    assert frame is not None
    assert (frame.columns, frame.rows) == (3, 2)
    assert frame.box.height == height(18)
    parts = [[one.block_id for one in paragraphs] for _, paragraphs in frame.parted()]
    assert parts == [["a", "b"], ["c", "d"], ["e"]]
    baselines = [[one.lines[0].baseline for one in part] for _, part in frame.parted()]
    assert baselines[0] == baselines[1]
    assert baselines[2] == baselines[0][:1]


def test_sources_stand_below_the_columns_of_the_content_unless_that_takes_more_lines() -> None:
    content = Emu(SOURCES.box.x), Emu(SOURCES.box.x + from_px(600))
    two, four = ([source(name, "x" * 20) for name in names] for names in ("ab", "abcd"))
    frame = source_frame(slide(sources=two), LAYOUT, PLAIN, "en", content)
    assert frame is not None
    assert [box.x for box, _ in frame.parted()] == list(content)
    assert frame.box.right == SOURCES.box.right
    other = source_frame(slide(sources=four), LAYOUT, PLAIN, "en", content)
    assert other is not None
    assert (other.columns, other.box.width) == (4, SOURCES.box.width)


def test_fewer_sources_than_columns_stand_below_the_first_ones() -> None:
    step = from_px(301)
    content = [Emu(SOURCES.box.x + place) for place in (0, step, 2 * step + 1)]  # rounded
    two = [source(name, "x" * 10) for name in "ab"]
    frame = source_frame(slide(sources=two), LAYOUT, PLAIN, "en", content)
    assert frame is not None
    assert [box.x for box, _ in frame.parted()] == content[:2]


def test_a_source_too_long_for_a_column_puts_all_below_each_other() -> None:
    frame = sources(source("a", "x" * 300), source("b", "One"))
    assert frame is not None
    assert frame.columns == 1
    assert [box for box, _ in frame.parted()] == [frame.box]


def test_a_source_that_is_cited_begins_with_its_number() -> None:
    frame = sources(source("a", "One", 2, "https://a.org"), source("b", "Two"))
    assert frame is not None
    first, second = frame.paragraphs
    assert first.runs == (
        Run("2\u2002", RunStyle(bold=True)),
        Run("One", link="https://a.org"),
    )
    assert second.runs == (Run("Two"),)


def test_many_sources_rise_above_their_region_and_the_body_ends_above_them() -> None:
    many = tuple(source(f"s{number}", "x" * 100) for number in range(20))
    laid_out, found = laid_out_slide(slide(lines(8), sources=many))
    body, foot = (
        next(f for f in laid_out.frames if f.role == role) for role in ("text", "sources")
    )
    assert foot.box.height == height(180) > SOURCES.box.height
    assert body.box.bottom == foot.box.y - GAP
    assert found == []


def test_sources_that_leave_too_little_room_are_an_overflow_of_the_body() -> None:
    many = tuple(source(f"s{number}", "x" * 100) for number in range(20))
    _, found = laid_out_slide(slide(lines(12), sources=many))
    assert found == ["region `body` overflows by 3 lines at 18 pt"]


def test_sources_without_a_place_are_an_error() -> None:
    assert sources(source("a", "One"), on=layout("bare", BODY)) is None
    _, found = laid_out_slide(slide(layout="cover", sources=(source("a", "One"),)))
    assert found == ["layout `cover` has no place for the slide's sources"]


def test_sources_that_would_reach_the_title_are_an_error() -> None:
    many = tuple(source(f"key-{number}", "x" * 100) for number in range(60))
    _, found = laid_out_slide(slide(sources=many))
    assert len(found) == 1
    assert found[0].startswith("region `sources` overflows by")
