"""Metrics: big numbers, alone in the middle or side by side."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from diptych.blocks.metric import Metric
from diptych.model.deck import Slide, Track
from diptych.resolve.arrangements.outline import Outline

_MOST = 4
_WIDER = {2: (0.6, 0.67), 3: (0.4, 0.5), 4: (0.34, 0.4)}
"""Shares of the width that one of so many numbers may have, as it is longer than the others."""


def metrics(outline: Outline) -> tuple[Slide, ...]:
    """Return one to four metrics, with nothing but paragraphs above them."""
    found = [block for block in outline.others if isinstance(block, Metric)]
    if not 1 <= len(found) <= _MOST or len(found) != len(outline.others):
        return ()
    contents = [(f"metric-{n}", (one,)) for n, one in enumerate(found, 1)]
    placed = outline.placed(f"metrics-{len(found)}", contents)
    return (placed, *(replace(placed, tracks=tracks) for tracks in _tracks(len(found))))


def _tracks(count: int) -> Iterator[tuple[Track, ...]]:
    """Yield columns of which one is wider, so that a long number makes none of them small."""
    for share in _WIDER.get(count, ()):
        for wide in range(count):
            rest = (1 - share) / (count - 1)
            yield tuple(Track(1, share if n == wide else rest) for n in range(count))
