from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.authoring import document, said, slide_of
from tests.layout.factories import (
    PICTURE,
    SPAN,
    box,
    code,
    height,
    style,
    text,
    times,
)
from tests.solved import line_counts

from diptych.model.density import OWN, Density
from diptych.model.drawn_shapes import Drawing, Rectangle
from diptych.model.geometry import EMU_PER_PX, emu, from_px
from diptych.model.listing import Stage
from diptych.model.numbering import BARE
from diptych.model.paragraph import Bullet
from diptych.model.setting import Fitted
from diptych.model.shapes import Shape
from diptych.model.syntax import PLAIN_CODE, SYNTAX_SIGNS
from diptych.model.text import Run
from diptych.model.text_frame import TextFrame
from diptych.model.theme import Panel

INSERTED, DELETED = SYNTAX_SIGNS["inserted"], SYNTAX_SIGNS["deleted"]
WIDTH = from_px(332)
"""Thirty letters of 16 pt, less the insets at both sides, and the margin of a hundredth."""


def fitted(*lines: str, density: Density = OWN, **rest: Any) -> Fitted:
    return code(*lines).set(style(**rest)).fitted(WIDTH, density)


def drawn(*lines: str, **rest: Any) -> TextFrame:
    shape, *_ = fitted(*lines, **rest).draw(box(0, 0, 332, 200))
    assert isinstance(shape, TextFrame)
    return shape


def test_is_as_high_as_its_lines_and_the_panel_around_them() -> None:
    natural, least = fitted("a", "b").extent
    assert natural == least == height(2 * 16) + 2 * from_px(16)


def test_a_line_that_is_too_long_takes_two() -> None:
    assert fitted("x" * 40).extent.natural == height(2 * 16) + 2 * from_px(16)
    assert line_counts(drawn("x" * 40)) == (2,)


def test_a_line_that_goes_on_below_has_a_mark_at_the_right_edge() -> None:
    _, first, second = fitted("a", "x" * 70).draw(box(0, 0, 332, 200))
    assert isinstance(first, Drawing)
    assert isinstance(second, Drawing)
    assert first.alt == second.alt == "", "screen readers read the line as one"
    assert 332 - 16 < first.box.x / EMU_PER_PX < first.box.right / EMU_PER_PX < 332
    middle = (first.box.y + first.box.bottom) // 2
    assert middle == pytest.approx(from_px(16) + height(1.5 * 16), abs=2)
    assert second.box.y - first.box.y == pytest.approx(height(16), abs=2)
    assert len(fitted("a", "b").draw(box(0, 0, 332, 200))) == 1


TREE = ("src/", "├── main.py", "└── " + "x" * 36)


def test_a_tree_of_folders_is_smaller_rather_than_wrapped() -> None:
    made = fitted(*TREE)
    (frame,) = made.draw(box(0, 0, 332, 200))
    assert isinstance(frame, TextFrame)
    assert line_counts(frame) == (1, 1, 1)
    assert [one.size for one in frame.paragraphs] == [10.5] * 3
    assert made.extent.natural < height(3 * 16) + 2 * from_px(16)
    assert made.wraps == 1, "a density at which it needs not be smaller is better"


def test_a_tree_below_the_floor_of_the_theme_has_a_warning(tmp_path: Path) -> None:
    tree = "\n".join(("src/", *("├── " + "x" * 140,) * 2))
    (found,) = said(slide_of(tmp_path, f"# A\n\n```\n{tree}\n```\n").found)
    assert found.startswith("FIT208 4:1 the lines of this listing are whole only in type of ")


def test_the_pages_of_a_long_tree_are_all_as_small_as_its_longest_line_needs(
    tmp_path: Path,
) -> None:
    tree = "\n".join(("src/", *("├── x",) * 40, "└── " + "x" * 140))
    prepared = document(tmp_path, f"# A\n\n```\n{tree}\n```\n")
    assert not any(found.is_error for found in prepared.found)
    pages = prepared.talks[0].slides
    frames = [shape for page in pages for shape in page.shapes if isinstance(shape, TextFrame)]
    sizes = {one.size for frame in frames for one in frame.paragraphs if one.kind == "code"}
    assert (len(pages), len(sizes)) == (2, 1)


def test_a_tree_that_is_far_too_wide_is_wrapped() -> None:
    assert line_counts(drawn(*TREE[:2], "└── " + "x" * 90))[2] > 1


def test_shrinks_with_the_slide() -> None:
    assert fitted("a", density=times(0.75)).extent.natural == height(12) + 2 * from_px(16)
    assert [paragraph.size for paragraph in drawn("a", density=times(0.75)).paragraphs] == [12.0]


def test_is_a_frame_of_its_own_on_a_panel() -> None:
    frame = drawn("a")
    assert (frame.fills_placeholder, frame.panel, frame.role) == (
        False,
        Panel(fill="mist", inset=from_px(16), radius=from_px(8)),
        "text",
    )
    assert [(p.kind, p.font, p.color) for p in frame.paragraphs] == [("code", "mono", "ink")]


def test_is_light_on_a_dark_panel_where_the_ground_is_dark() -> None:
    frame = drawn("a", ground="night")
    assert (frame.panel, frame.paragraphs[0].color) == (
        Panel(fill="slate", inset=from_px(16), radius=from_px(8)),
        "paper",
    )


def test_each_line_points_at_itself_in_the_source() -> None:
    spans = [paragraph.span for paragraph in drawn("a", "b").paragraphs]
    assert [span.line for span in spans] == [SPAN.line + 1, SPAN.line + 2]


def test_stands_at_the_left_whatever_its_region() -> None:
    frame = drawn("a", at=PICTURE)
    assert frame.paragraphs[0].align == "left"


def test_tabs_become_spaces() -> None:
    assert drawn("\tif x:\ty").paragraphs[0].runs == (Run("    if x:   y"),)


def shapes(*lines: str, **rest: Any) -> tuple[Shape, ...]:
    made = code(*lines, **rest).set(style(ground="paper")).fitted(WIDTH, OWN)
    return tuple(made.draw(box(0, 0, 332, 200)))


@pytest.mark.parametrize(("heading", "font"), [("title", "body"), ("filename", "mono")])
def test_only_the_name_of_a_file_is_set_as_code(heading: str, font: str) -> None:
    words = {"title": text("Before"), "filename": "before.py"}
    (frame,) = shapes("a", **{heading: words[heading]})
    assert isinstance(frame, TextFrame)
    assert frame.paragraphs[0].font == font


def test_numbers_stand_left_of_the_lines_and_an_empty_line_has_one_too() -> None:
    (frame,) = shapes("a", "", "b", first=9)
    assert isinstance(frame, TextFrame)
    assert [one.bullet for one in frame.paragraphs] == [
        Bullet("9", "ink", 9, numbering=BARE, begins=True),
        Bullet("10", "ink", 10, numbering=BARE),
        Bullet("11", "ink", 11, numbering=BARE),
    ]
    assert [one.runs for one in frame.paragraphs] == [(Run("a"),), (Run(" "),), (Run("b"),)]
    assert {(one.indent, one.hanging) for one in frame.paragraphs} == {(emu(16 * 2.4), emu(38.4))}


def test_highlighted_lines_have_a_band_and_a_bar_behind_the_text() -> None:
    panel, *bands, frame, _ = shapes("a", "x" * 40, "c", "d", stages=(Stage((1, 2)),))
    assert isinstance(panel, Rectangle)
    assert isinstance(frame, TextFrame)
    assert (panel.box, panel.panel.fill) == (box(0, 0, 332, 200), "mist")
    assert frame.panel == Panel(inset=from_px(16))
    line = height(16)
    assert [(one.box.y, one.box.height, one.box.width) for one in bands] == [
        (from_px(16) + line, 3 * line, from_px(332)),
        (from_px(16) + line, 3 * line, from_px(4)),
    ]


def test_a_stage_ends_where_the_next_begins() -> None:
    stages = (Stage((0,)), Stage((1, 3), 1), Stage((), 2))
    _, *bands, _ = shapes("a", "b", "c", "d", stages=stages)
    assert [(one.step, one.until) for one in bands[::2] if isinstance(one, Rectangle)] == [
        (0, 1), (1, 2), (1, 2),
    ]  # fmt: skip


def test_changed_lines_are_on_their_colour_and_only_their_sign_has_it() -> None:
    roles = tuple(sign * 2 for sign in (PLAIN_CODE, DELETED, DELETED, INSERTED))
    panel, *bands, frame = shapes(" a", "-b", "-c", "+d", roles=roles)
    assert isinstance(frame, TextFrame)
    assert frame.panel is not None
    assert frame.panel.fill is None
    line = height(16)
    assert [(one.box.y, one.box.height) for one in bands] == [
        (from_px(16) + 3 * line, line),
        (from_px(16) + line, 2 * line),
    ]
    assert isinstance(panel, Rectangle)
    for band in bands:
        assert isinstance(band, Rectangle)
        assert band.panel.fill != panel.panel.fill
        assert band.scrim is not None
        assert 0.1 < band.scrim.opacity < 0.3
    for paragraph, sign, word in zip(frame.paragraphs[1:], "--+", "bcd", strict=True):
        first, rest = paragraph.runs
        assert isinstance(first, Run)
        assert (first.text, first.style.bold) == (sign, True)
        assert rest == Run(word)


def test_the_names_of_files_above_a_diff_were_neither_inserted_nor_deleted() -> None:
    roles = tuple(sign * 5 for sign in (DELETED, INSERTED, INSERTED))
    _, *bands, _ = shapes("--- a", "+++ b", "+++ c", roles=roles)
    line = height(16)
    assert [(one.box.y, one.box.height) for one in bands] == [(from_px(16) + 2 * line, line)]


def test_without_highlighted_lines_it_is_one_frame() -> None:
    assert len(shapes("a", stages=(Stage(()),))) == 1


def test_a_title_stands_above_the_lines_and_bands_stay_with_theirs() -> None:
    _, band, _, frame = shapes("a", "b", filename="a.py", stages=(Stage((1,)),))
    assert isinstance(frame, TextFrame)
    title, first, second = frame.paragraphs
    assert [one.kind for one in frame.paragraphs] == ["text", "code", "code"]
    assert title.size < first.size
    above = emu(title.line_height + first.space_before + first.line_height)
    assert band.box.y == from_px(16) + above
    assert abs(band.box.height - emu(second.line_height)) <= 1


def test_a_part_on_another_page_keeps_its_own_highlights() -> None:
    whole = code(*"abcdef", filename="t", stages=(Stage((0, 4)),)).set(style(ground="paper"))
    pieces = whole.pieces(WIDTH, OWN, WIDTH)
    assert pieces is not None
    (_, band, _, frame) = pieces.part(3, 7).fitted(WIDTH, OWN).draw(box(0, 0, 332, 200))
    assert isinstance(frame, TextFrame)
    assert [one.runs for one in frame.paragraphs] == [(Run(sign),) for sign in "cdef"]
    assert band.box.y == from_px(16) + 2 * height(16)
