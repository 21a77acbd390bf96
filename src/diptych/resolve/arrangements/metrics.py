"""Metrics: big numbers, alone in the middle or side by side."""

from __future__ import annotations

from diptych.blocks.metric import Metric
from diptych.model.deck import Slide
from diptych.resolve.arrangements.outline import Outline

_MOST = 4


def metrics(outline: Outline) -> tuple[Slide, ...]:
    """Return one to four metrics, with nothing but paragraphs above them."""
    found = [block for block in outline.others if isinstance(block, Metric)]
    if not 1 <= len(found) <= _MOST or len(found) != len(outline.others):
        return ()
    contents = [(f"metric-{n}", (one,)) for n, one in enumerate(found, 1)]
    return (outline.placed(f"metrics-{len(found)}", contents),)
