"""Emphasis in Korean: Hangul has no italics, so it is bold (KLREQ)."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from diptych.model.text import Inline, Run
from diptych.typography.script import has_hangul


def upright(inlines: Sequence[Inline]) -> tuple[Inline, ...]:
    """Return `inlines` with italic Hangul made bold instead."""
    return tuple(_upright(inline) if isinstance(inline, Run) else inline for inline in inlines)


def _upright(run: Run) -> Run:
    if not run.style.italic or not has_hangul(run.text):
        return run
    return replace(run, style=replace(run.style, italic=False, bold=True))
