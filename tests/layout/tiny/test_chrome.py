"""Title, kicker, sources and the foot of a slide."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.layout.tiny.factories import (
    FOOTER,
    KICKER,
    NUMBER,
    SOURCES,
    THEME,
    TITLE,
    at,
    rows,
    slide,
    source,
    text,
)

from diptych.layout.chrome import foot_frames, source_frame, title_frames
from diptych.layout.faults import NO_PLACE, TITLE_OVERFLOW
from diptych.model.deck import Source
from diptych.model.geometry import from_px
from diptych.model.shapes import TextFrame
from diptych.model.text import Run, Text

LAYOUT = THEME.layouts["body"]
FULL_PAGE = THEME.layouts["picture"]
FIVE = "abcd "
"""Five characters: 45 of them fill the title at 39 pt, since a hundredth is kept free."""


def titled(title: Text) -> TextFrame:
    (frame,), found = title_frames(slide(title=title), LAYOUT, THEME, "en")
    assert found == ()
    return frame


def sourced(*sources: Source) -> TextFrame:
    frame = source_frame(slide(sources=sources), LAYOUT, THEME, "en")
    assert frame is not None
    return frame


def feet(title: str) -> list[TextFrame]:
    return list(foot_frames(text(title), 7, LAYOUT, THEME, "en"))


def words(frame: TextFrame) -> list[str]:
    return [
        "".join(run.text for run in paragraph.runs if isinstance(run, Run))
        for paragraph in frame.paragraphs
    ]


def test_a_title_stands_in_its_region() -> None:
    frame = titled(text("A title"))
    assert (frame.box, frame.role, frame.region) == (TITLE.box, "title", "title")
    assert (frame.paragraphs[0].size, frame.lines) == (40.0, (1,))


@pytest.mark.parametrize(
    ("title", "size", "lines"),
    [
        (text(FIVE * 8 + "abc"), 40, 1),
        (text(FIVE * 8 + "abcde"), 39, 1),
        (text(FIVE * 10 + "abcde"), 32, 1),
        (text(FIVE * 14), 30, 2),
        (rows(2), 30, 2),
    ],
)
def test_a_title_shrinks_by_points_until_it_fits(title: Text, size: float, lines: int) -> None:
    frame = titled(title)
    assert (frame.paragraphs[0].size, frame.lines) == (size, (lines,))


@pytest.mark.parametrize(
    ("title", "message"),
    [
        (rows(3, line=2), "title overflows by 1 line at 30 pt"),
        (rows(4, line=2), "title overflows by 2 lines at 30 pt"),
    ],
)
def test_a_title_too_long_at_its_floor_is_an_error_that_counts_lines(
    title: Text, message: str
) -> None:
    (frame,), (found,) = title_frames(slide(title=title), LAYOUT, THEME, "en")
    assert frame.paragraphs[0].size == 30.0
    assert (found.fault, found.message, found.span) == (TITLE_OVERFLOW, message, at(2))
    assert found.hint == "shorten the title"


def test_a_title_that_is_not_shown_has_no_frame() -> None:
    assert title_frames(slide(show_title=False), LAYOUT, THEME, "en") == ((), ())
    assert title_frames(slide(show_title=False), FULL_PAGE, THEME, "en") == ((), ())


def test_a_kicker_stands_above_the_title() -> None:
    frames, found = title_frames(slide(kicker=text("Part one")), LAYOUT, THEME, "en")
    assert [(frame.role, frame.box) for frame in frames] == [
        ("title", TITLE.box),
        ("kicker", KICKER.box),
    ]
    assert found == ()


def test_an_empty_kicker_has_no_frame() -> None:
    frames, found = title_frames(slide(kicker=text("")), LAYOUT, THEME, "en")
    assert [frame.role for frame in frames] == ["title"]
    assert found == ()


def test_a_kicker_too_long_is_an_error_of_its_own() -> None:
    shown = slide(kicker=rows(2, line=3))
    _, (found,) = title_frames(shown, LAYOUT, THEME, "en")
    assert found.message == "kicker overflows by 1 line at 10 pt"
    assert (found.span, found.hint) == (at(3), "shorten the kicker")


def test_a_title_in_a_layout_without_a_place_for_it_is_an_error_with_a_way_out() -> None:
    frames, (found,) = title_frames(slide(), FULL_PAGE, THEME, "en")
    assert frames == ()
    assert found.fault is NO_PLACE
    assert found.message == "layout `picture` has no place for a title"
    assert found.hint == "set `show_title: false`, or choose another layout"


def test_a_kicker_in_a_layout_without_a_place_for_it_is_an_error() -> None:
    shown = slide(show_title=False, kicker=text("Part", line=3))
    _, (found,) = title_frames(shown, FULL_PAGE, THEME, "en")
    assert found.message == "layout `picture` has no place for a kicker"
    assert found.span == at(3)
    assert found.hint == "choose another layout, or leave the kicker out"


def test_sources_are_numbered_where_they_are_cited() -> None:
    frame = sourced(source(1, "Doe 2024"), source(None, "Roe 2023"))
    assert words(frame) == ["1\u2002Doe 2024", "Roe 2023"]
    number = frame.paragraphs[0].runs[0]
    assert isinstance(number, Run)
    assert number.style.bold


def test_the_text_of_a_source_leads_to_its_address_and_its_number_does_not() -> None:
    frame = sourced(source(1, link="https://example.org"), source(2))
    links = [[run.link for run in p.runs if isinstance(run, Run)] for p in frame.paragraphs]
    assert links == [[None, "https://example.org"], [None, None]]


def test_a_source_is_known_by_its_key() -> None:
    assert [p.block_id for p in sourced(source(1), source(2)).paragraphs] == ["key1", "key2"]


@pytest.mark.parametrize("count", [1, 2, 3, 5])
def test_sources_stand_on_the_lower_edge_of_their_region(count: int) -> None:
    frame = sourced(*[source(number) for number in range(count)])
    assert frame.box.bottom == SOURCES.box.bottom
    assert frame.box.height == from_px(20 * count)
    assert (frame.box.x, frame.box.width) == (SOURCES.box.x, SOURCES.box.width)


def test_there_is_no_frame_without_sources_or_without_a_place_for_them() -> None:
    assert source_frame(slide(), LAYOUT, THEME, "en") is None
    assert source_frame(slide(sources=[source(1)]), FULL_PAGE, THEME, "en") is None


def test_the_talks_title_and_the_number_stand_at_the_foot() -> None:
    footer, number = feet("A talk")
    assert (footer.role, footer.box, words(footer)) == ("footer", FOOTER.box, ["A talk"])
    assert (number.role, number.box, words(number)) == ("number", NUMBER.box, ["7"])


def test_the_slide_number_is_a_field() -> None:
    _, number = feet("A talk")
    (run,) = number.paragraphs[0].runs
    assert isinstance(run, Run)
    assert run.role == "slide-number"


def test_a_layout_without_a_foot_has_none() -> None:
    assert list(foot_frames(text("A talk"), 7, FULL_PAGE, THEME, "en")) == []


def test_a_talks_title_too_long_for_the_foot_ends_in_an_ellipsis() -> None:
    region = replace(FOOTER, box=replace(FOOTER.box, width=from_px(140)))
    layout = replace(LAYOUT, regions=(region,))
    (footer,) = foot_frames(text("Small models, large gains"), 7, layout, THEME, "en")
    assert words(footer) == ["Small models, large…"]
    narrow = replace(
        layout, regions=(replace(region, box=replace(region.box, width=from_px(100))),)
    )
    (footer,) = foot_frames(text("Small models, large gains"), 7, narrow, THEME, "en")
    assert words(footer) == ["Small models…"]


def test_korean_is_led_as_hangul() -> None:
    tall = replace(TITLE.styles[0], leading={"latin": 1.0, "hangul": 1.5})
    layout = replace(LAYOUT, regions=(replace(TITLE, styles=(tall,)),))
    (korean,), _ = title_frames(slide(), layout, THEME, "ko")
    (english,), _ = title_frames(slide(), layout, THEME, "en")
    assert (korean.paragraphs[0].pitch, english.paragraphs[0].pitch) == (60.0, 40.0)
