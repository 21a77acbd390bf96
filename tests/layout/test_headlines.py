"""Titles and kickers: their size, their lines, and what does not fit."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from tests.layout.factories import (
    BODY,
    CHROME,
    GAP,
    KICKER,
    PLAIN,
    TITLE,
    WIDE,
    bullets,
    laid_out,
    laid_out_slide,
    layout,
    look,
    prose,
    region,
    runs,
    slide,
    text,
    theme,
)
from tests.layout.factories import (
    box as px,
)
from tests.solved import line_counts

from diptych.layout.headlines import title_frames
from diptych.model.deck import Slide
from diptych.model.geometry import Pt, from_px
from diptych.model.text import Run, RunStyle
from diptych.model.text_frame import TextFrame
from diptych.model.theme import Decoration, Layout, Palette

LAYOUT = layout("body", BODY, *CHROME)


def titles(made: Slide, on: Layout = LAYOUT) -> tuple[list[TextFrame], list[str]]:
    frames, found = title_frames(made, on, PLAIN, "en")
    return list(frames), [one.message for one in found]


def test_title_and_kicker_stand_in_their_regions_the_title_read_first() -> None:
    (title, kicker), found = titles(slide(kicker=text("Topic")))
    assert (title.role, title.box, kicker.role, kicker.box) == (
        "title",
        TITLE.box,
        "kicker",
        KICKER.box,
    )
    assert found == []


def test_words_of_a_title_that_stand_out_have_the_accent_of_its_mode() -> None:
    modes = {
        mode: Palette(roles={"accent": token}, block_styles=PLAIN.block_styles)
        for mode, token in (("light", "accent"), ("dark", "mist"))
    }
    using = replace(PLAIN, palettes=modes)
    accent = Run("this", RunStyle(bold=True, accent=True))
    made = replace(slide(), title=runs(Run("Look at "), accent))
    for mode, ground, color in (("light", "paper", "accent"), ("dark", "night", "mist")):
        on = replace(LAYOUT, mode=mode, background=ground)
        (frame, *_), _ = title_frames(made, on, using, "en")
        (*_, last) = frame.paragraphs[0].runs
        assert isinstance(last, Run)
        assert last.style.color == color


def test_a_title_that_is_not_shown_has_no_frame() -> None:
    assert titles(slide(show_title=False)) == ([], [])
    assert titles(slide(title="")) == ([], [])


def in_words(letters: int) -> str:
    """Return that many letters, in short words of which none begins at the end."""
    return ("x" * (letters % 5) + " xxxx" * (letters // 5)).strip()


# The title's box is 64 px high, which is 48 pt: one line of 32 pt, two of which are 85.333 px. It
# is 720 pt wide: 45 letters of 32 pt less a hundredth, 60 of 24 pt.


@pytest.mark.parametrize(("letters", "tall"), [(44, 64), (46, 85.333), (80, 85.333)])
def test_all_titles_have_one_size_and_a_second_line_makes_the_box_higher(
    letters: int, tall: float
) -> None:
    (title,), found = titles(slide(title=in_words(letters)))
    assert title.paragraphs[0].size == 32.0
    assert title.box.y == TITLE.box.y
    assert title.box.height == pytest.approx(from_px(tall), abs=10)
    assert found == []


def test_a_title_that_would_need_three_lines_is_set_at_its_floor_with_a_warning() -> None:
    (title,), found = titles(slide(title=in_words(100)))
    assert title.paragraphs[0].size == 24.0
    assert title.box == TITLE.box
    assert found == [
        "the title is set at 24 pt instead of 32 pt, as it is too long for two lines",
    ]


@pytest.mark.parametrize(("letters", "size"), [(130, 32), (150, 29)])
def test_a_title_in_a_box_for_several_lines_is_as_large_as_fits(letters: int, size: float) -> None:
    display = region("title", "title", at=px(64, 40, 960, 128), styles=[look("title", 32, 24)])
    (title,), found = titles(slide(title=in_words(letters)), layout("cover", display))
    assert (title.paragraphs[0].size, found) == (size, [])
    assert title.box == display.box


@pytest.mark.parametrize(("letters", "size"), [(44, 32), (50, 28), (59, 24)])
def test_a_title_is_set_smaller_rather_than_break_a_word(letters: int, size: float) -> None:
    display = region("title", "title", at=px(64, 40, 960, 128), styles=[look("title", 32, 24)])
    (title,), _ = titles(slide(title=f"A {'x' * letters}"), layout("cover", display))
    (paragraph,) = title.paragraphs
    assert paragraph.size == pytest.approx(size, abs=1)
    assert [line.start for line in paragraph.lines] == [0, 2]


def test_a_word_too_long_for_the_size_of_titles_is_a_warning() -> None:
    _, found = titles(slide(title="x" * 55))
    (message,) = found
    assert message.endswith("as it is too long for a line without breaking a word")


def test_lines_of_a_title_are_not_made_shorter_than_its_longest_word() -> None:
    (title,), _ = titles(slide(title=f"{'x' * 40} {'y' * 20}"))
    (paragraph,) = title.paragraphs
    assert [line.start for line in paragraph.lines] == [0, 41]


def test_a_title_is_set_smaller_where_a_line_of_the_layout_is_in_the_way_of_its_second() -> None:
    rule = Decoration(box=px(64, 108, 960, 4), color="ink")
    made = slide(title=in_words(60))
    (free,), _ = titles(made)
    (held,), found = titles(made, replace(LAYOUT, decorations=(rule,)))
    assert free.paragraphs[0].size == 32.0
    assert held.paragraphs[0].size == 24.0
    assert held.box == TITLE.box
    assert found == []


def test_the_lines_of_a_title_are_equally_long() -> None:
    ten = "ten letter words stand here in rows of which two are filled"
    (title,), _ = titles(slide(title=ten))
    (paragraph,) = title.paragraphs
    assert [ten[line.start : line.end] for line in paragraph.lines] == [
        "ten letter words stand here in",
        "rows of which two are filled",
    ]
    longest = max(line.width for line in paragraph.lines)
    assert longest <= title.box.width - title.slack <= longest * 1.05


def test_a_title_of_one_line_has_all_the_width() -> None:
    (title,), _ = titles(slide(title="One line"))
    assert title.slack == 0


def test_the_body_begins_below_a_title_of_two_lines() -> None:
    (one,) = lines_of_body(slide(prose("Text"), title=in_words(44)))
    (two,) = lines_of_body(slide(prose("Text"), title=in_words(60)))
    assert one.box.y == BODY.box.y + GAP
    assert two.box.y == pytest.approx(TITLE.box.y + from_px(85.333) + 2 * GAP, abs=10)
    assert two.box.bottom == one.box.bottom


def test_text_that_leaves_room_begins_a_gap_lower_so_that_the_title_does_not_touch_it() -> None:
    (short,) = lines_of_body(slide(bullets(*["Point"] * 6)))
    (full,) = lines_of_body(slide(bullets(*["Point"] * 14)))
    assert (short.box.y, full.box.y) == (BODY.box.y + GAP, BODY.box.y)
    (below_nothing,) = lines_of_body(slide(bullets("Point"), show_title=False))
    assert below_nothing.box.y == BODY.box.y


def test_all_pages_of_a_slide_begin_at_one_height() -> None:
    made = laid_out(slide(bullets(*["Point"] * 30), overflow="continue"))[0]
    tops = {one.box.y for page in made.slides for one in page.frames if one.role == "text"}
    assert (len(made.slides) > 1, tops) == (True, {BODY.box.y})


@pytest.mark.parametrize(("height", "size"), [(120, 45.0), (90, 48.0)])
def test_a_title_stays_in_a_box_for_nearly_two_lines_and_grows_out_of_a_lower_one(
    height: int, size: float
) -> None:
    region_of = region("title", "title", at=px(64, 40, 960, height), styles=[look("title", 48, 24)])
    (title,), _ = titles(slide(title=in_words(60)), layout("cover", region_of))
    assert (title.paragraphs[0].size, title.box.height > region_of.box.height) == (
        size,
        size == 48.0,
    )


def lines_of_body(made: Slide) -> list[TextFrame]:
    shown, _ = laid_out_slide(made)
    return [frame for frame in shown.frames if frame.role == "text"]


def test_a_title_that_fits_below_the_floor_is_set_there_with_a_warning() -> None:
    (title,), found = titles(slide(title=in_words(130)))
    assert title.paragraphs[0].size == 22.0
    assert found == ["the title is set at 22 pt instead of 32 pt, as it is too long for two lines"]
    display = region("title", "title", at=px(64, 40, 960, 128), styles=[look("title", 32, 24)])
    (title,), found = titles(slide(title=in_words(250)), layout("cover", display))
    assert title.paragraphs[0].size < 24.0
    assert len(found) == 1


@pytest.mark.parametrize(("letters", "said"), [(280, "3 lines"), (340, "4 lines")])
def test_a_title_that_fits_at_no_size_is_an_error(letters: int, said: str) -> None:
    made = slide(title=in_words(letters))
    (title,), found = titles(made)
    assert found == [f"title overflows by {said} at 24 pt"]
    assert title.paragraphs[0].size == 24.0
    _, (diagnostic,) = title_frames(made, LAYOUT, PLAIN, "en")
    assert (diagnostic.span, diagnostic.hint) == (made.title.span, "shorten the title")


def test_a_kicker_has_a_floor_too() -> None:
    _, found = titles(slide(kicker=text("x" * 200)))
    assert found == ["kicker overflows by 1 line at 12 pt"]


def test_a_title_must_fit_in_the_font_that_replaces_its_own() -> None:
    made = slide(title=in_words(44))
    frames, _ = title_frames(made, LAYOUT, theme(substitute=WIDE), "en")
    assert frames[0].paragraphs[0].size == 32.0
    assert line_counts(frames[0]) == (1,)
    assert frames[0].box.height == pytest.approx(from_px(85.333), abs=10)


def test_a_title_without_a_place_is_an_error() -> None:
    bare = layout("bare", BODY)
    frames, found = title_frames(slide(kicker=text("Topic")), bare, PLAIN, "en")
    assert frames == ()
    assert [(one.kind.name, one.message) for one in found] == [
        ("content-without-place", "layout `bare` has no place for a title"),
        ("content-without-place", "layout `bare` has no place for a kicker"),
    ]


def test_a_floor_above_the_size_is_no_reason_to_fail() -> None:
    odd = replace(TITLE, styles=(replace(TITLE.styles[0], floor=Pt(TITLE.styles[0].size + 8)),))
    frames, found = titles(slide(title="Title"), layout("body", BODY, odd))
    assert [frame.paragraphs[0].size for frame in frames] == [TITLE.styles[0].size]
    assert found == []
