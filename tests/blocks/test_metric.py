"""A metric: a number that is never broken, above its label."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace
from tests.layout.factories import (
    BLOCK_STYLES,
    PLAIN,
    SPAN,
    box,
    height,
    look,
    style,
    times,
)

from diptych.blocks.metric import Metric
from diptych.model.density import OWN, Density
from diptych.model.geometry import Pt, from_px
from diptych.model.setting import Fitted
from diptych.model.text import literal
from diptych.model.text_frame import TextFrame

STYLES = {
    "metric": look("metric", 50, 30, color="accent", weight=700),
    "metric-label": look("metric-label", 20, 10, color="slate", space_before=0.5),
}
THEME = replace(PLAIN, block_styles={**BLOCK_STYLES, **STYLES})
WIDTH = from_px(600)


def metric(value: str, label: str | None = None, **rest: Any) -> Metric:
    said = None if label is None else literal(label, SPAN)
    return Metric(value=literal(value, SPAN), label=said, span=SPAN, **rest)


def smaller(factor: float) -> Density:
    return times(factor, *STYLES.values())


def fitted(one: Metric, width: float = 600, density: Density = OWN) -> Fitted:
    return one.set(style(using=THEME)).fitted(from_px(width), density)


def frame(one: Metric, **rest: Any) -> TextFrame:
    (shape,) = fitted(one, **rest).draw(box(0, 0, 600, 200))
    assert isinstance(shape, TextFrame)
    return shape


def test_is_a_frame_of_its_own_with_the_number_above_its_label() -> None:
    drawn = frame(metric("1,400", "GPUs", step=2, id="gpus"))
    assert drawn.fills_placeholder is False
    assert [(p.token, p.size, p.color, p.bold) for p in drawn.paragraphs] == [
        ("metric", Pt(50), "accent", True),
        ("metric-label", Pt(20), "slate", False),
    ]
    assert [(p.step, p.block_id) for p in drawn.paragraphs] == [(2, "gpus"), (2, "gpus")]


def test_without_a_label_it_is_the_number_alone() -> None:
    assert [paragraph.token for paragraph in frame(metric("42 %")).paragraphs] == ["metric"]


def test_has_space_below_it_where_there_is_room() -> None:
    natural, least = fitted(metric("1,400", "GPUs")).extent
    assert least == height(50 + 10 + 20)
    assert natural == height(50 + 10 + 20 + 10)


def test_its_number_and_its_label_shrink_with_the_slide() -> None:
    assert [p.size for p in frame(metric("1,400", "GPUs"), density=smaller(0.8)).paragraphs] == [
        Pt(40),
        Pt(16),
    ]
    assert fitted(metric("1,400", "GPUs"), density=smaller(0.8)).extent.least == height(40 + 8 + 16)


def test_a_number_is_too_wide_before_it_is_parted() -> None:
    wide = metric("1,234,567,890")
    assert fitted(wide).missing_width == 0
    assert fitted(wide, width=300).missing_width > 0
    assert (
        fitted(wide, width=300, density=smaller(0.6)).missing_width
        < fitted(wide, width=300).missing_width
    )


def test_a_number_of_several_words_may_take_two_lines() -> None:
    two_lines = fitted(metric("one million two"), width=420)
    assert (two_lines.missing_width, two_lines.extent.least) == (0, height(2 * 50))


def test_smaller_type_that_keeps_a_number_whole_is_preferred() -> None:
    long = "a label that may have as many lines as it needs"
    assert fitted(metric("1.5 million", long), width=300).wraps
    assert not fitted(metric("1.5 million", long), width=300, density=smaller(0.5)).wraps
