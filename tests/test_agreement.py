"""Boxes agree: each text block is shown by the browser where the solver has put it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.browsing import (
    Rectangle,
    ShownFrame,
    ShownParagraph,
    as_words,
    opened,
    shown,
    write_deck,
)
from tests.solved import broken, line_counts
from tests.tools import some

from diptych.config import BuildConfig
from diptych.model.drawn_shapes import Drawing
from diptych.model.geometry import PX_PER_PT, Box, to_px
from diptych.model.laid_out import LaidOutSlide, LaidOutTalk
from diptych.model.paragraph import Paragraph
from diptych.model.shapes import Shape
from diptych.model.supplies import Supplies
from diptych.model.table_shape import TableShape
from diptych.model.text_frame import TextFrame
from diptych.pipeline import prepare

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

REPOSITORY = Path(__file__).parents[1]
TOLERANCE_PX = 0.5
"""Blink lays out in 1/64 px and our style sheets are written to 1/1000 px, so every line, gap and
edge may be 1/64 px off; half a pixel holds 32 of them, the most that stand in one frame."""
LINE_PX = 1.25
"""Blink takes a font's ascent and descent, and what a line has above them, in whole pixels, and
kerns nothing across the edge of what is kept together."""
_KERNED_EM = 0.035
"""How much nearer a comma or full stop is to a space: Blink kerns them where a line ends, too,
though the space is not shown there."""
_DOT_BEFORE_LATIN = re.compile("[가-힣]·[A-Z]")
"""A middle dot between Hangul and Latin letters: Blink kerns it with these, as no Korean is among
its `Script_Extensions` (UAX #24, 5.2), and Typst and LibreOffice do not."""
LOWER_PX = 1.0
"""How much lower the style sheet sets paragraphs, since Chromium draws their lines higher."""
_ESTIMATED = "㈜"
"""No font of ours has these; how wide they are in another is a guess."""


def prepared(root: Path, talk: str, locale: str) -> tuple[LaidOutTalk, Supplies]:
    made = prepare(BuildConfig(root=root, talks=(talk,), locales=(locale,)))
    assert made.found == ()
    (laid_out,), (supplies,) = made.talks, made.supplies
    return laid_out, supplies


@pytest.mark.long
@pytest.mark.parametrize("locale", some(["ko", "en"], 2))
def test_the_real_talk_stands_in_the_browser_as_it_was_solved(
    browser: Browser, tmp_path: Path, locale: str
) -> None:
    talk, supplies = prepared(REPOSITORY, "genai-frontline-2024", locale)
    assert len({page.slide.id for page in talk}) == 27
    assert differences(talk, supplies, browser, tmp_path) == []


@pytest.mark.parametrize("locale", ["ko", "en"])
def test_difficult_text_stands_in_the_browser_as_it_was_solved(
    browser: Browser, tmp_path: Path, locale: str
) -> None:
    talk, supplies = prepared(REPOSITORY / "tests" / "stress" / locale, "stress", locale)
    assert (
        max(count for slide in talk for frame in slide.frames for count in line_counts(frame)) > 2
    )
    assert differences(talk, supplies, browser, tmp_path) == []


def differences(talk: LaidOutTalk, supplies: Supplies, browser: Browser, folder: Path) -> list[str]:
    """Return what differs, a sentence each."""
    with opened(browser, write_deck(talk, supplies, folder)) as page:
        return [
            f"{slide.slide.id}: {difference}"
            for slide in talk
            for difference in _of_slide(slide, shown(page, slide.anchor), talk)
        ]


def _of_slide(
    slide: LaidOutSlide, frames: tuple[ShownFrame, ...], talk: LaidOutTalk
) -> Iterator[str]:
    drawn = [number for number, shape in enumerate(slide.shapes) if not _is_in_text(shape)]
    if [frame.number for frame in frames] != drawn:
        yield f"shapes {[frame.number for frame in frames]}, solved {drawn}"
    for frame in frames:
        shape = slide.shapes[frame.number]
        if not _equal(frame.box, _rectangle(shape.box)):
            yield f"shape {frame.number} is at {frame.box}, solved {_rectangle(shape.box)}"
        if isinstance(shape, TextFrame):
            yield from _of_text(shape, frame, talk)
        if isinstance(shape, TableShape):
            yield from _of_table(shape, frame, talk)


def _is_in_text(shape: Shape) -> bool:
    """Return whether a shape is an icon, which HTML has in the text that it belongs to."""
    return isinstance(shape, Drawing) and shape.is_in_text


def _of_table(shape: TableShape, frame: ShownFrame, talk: LaidOutTalk) -> Iterator[str]:
    """Yield what differs in a table: each cell is where a frame of its own would stand."""
    caption = [shape.caption] if shape.caption is not None else []
    solved = [*caption, *_cells(shape)]
    assert len(frame.paragraphs) == len(solved)
    for one, found in zip(solved, frame.paragraphs, strict=True):
        yield from _of_text(one, frame._replace(paragraphs=(found,)), talk)


def _cells(shape: TableShape) -> Iterator[TextFrame]:
    """Yield the cells that are not empty."""
    for place in shape.places():
        if place.cell.paragraphs[0].runs:
            yield TextFrame(
                box=place.text,
                paragraphs=place.cell.paragraphs,
                role="text",
                region=shape.region,
                anchor=place.anchor,
            )


def _of_text(shape: TextFrame, frame: ShownFrame, talk: LaidOutTalk) -> Iterator[str]:
    assert len(frame.paragraphs) == len(shape.paragraphs)
    top, *_ = _places(shape)
    solved = zip(shape.paragraphs, _places(shape), frame.paragraphs, strict=True)
    for paragraph, place, found in solved:
        lines = as_words(broken(paragraph))
        if found.lines != lines:
            yield f"lines {found.lines}, solved {lines}"
        if not _equal(found.box, place):
            yield f"{lines[0]!r} is at {found.box}, solved {place}"
        yield from _of_lines(paragraph, top.top, found)


def _of_lines(paragraph: Paragraph, top: float, found: ShownParagraph) -> Iterator[str]:
    """Yield what differs in the widths of lines and in where they stand."""
    for text, line, drawn in zip(broken(paragraph), paragraph.lines, found.edges, strict=True):
        if drawn is None:
            continue
        is_kerned = text.endswith((",", ".")) or _DOT_BEFORE_LATIN.search(text) is not None
        kerned = _KERNED_EM * paragraph.size * PX_PER_PT if is_kerned else 0.0
        wider = drawn.width - to_px(line.width)
        if not -LINE_PX - kerned < wider < LINE_PX and not set(_ESTIMATED) & set(text):
            yield f"{text!r} is {drawn.width} wide, solved {to_px(line.width)}"
        baseline = top + to_px(line.baseline)  # as much lower
        if abs(drawn.baseline - baseline) > LINE_PX:
            yield f"{text!r} stands at {drawn.baseline}, solved {baseline}"


def _places(shape: TextFrame) -> Iterator[Rectangle]:
    """Yield the place of each paragraph, from line heights, gaps and the frame's anchor."""
    for box, paragraphs in shape.parted():
        gaps = [paragraph.space_before * PX_PER_PT for paragraph in paragraphs]
        heights = [
            paragraph.line_count * paragraph.line_height * PX_PER_PT for paragraph in paragraphs
        ]
        inner = _rectangle(box)
        width = inner.width - to_px(shape.slack)
        free = inner.height - sum(heights) - sum(gaps)
        top = inner.top + {"top": 0.0, "middle": free / 2, "bottom": free}[shape.anchor] + LOWER_PX
        for gap, height in zip(gaps, heights, strict=True):
            yield Rectangle(inner.left, top + gap, width, height)
            top += gap + height


def _rectangle(box: Box) -> Rectangle:
    return Rectangle(*(to_px(length) for length in (box.x, box.y, box.width, box.height)))


def _equal(one: Rectangle, other: Rectangle) -> bool:
    return all(abs(a - b) <= TOLERANCE_PX for a, b in zip(one, other, strict=True))
