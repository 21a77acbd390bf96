"""Which lines of a listing are highlighted, and when: `2`, `1|3-5|all`, as in reveal.js."""

from __future__ import annotations

import re
from collections.abc import Iterator

from diptych.diagnostics import Span
from diptych.model.listing import Stage
from diptych.source.listings.diagnostic_kinds import UNKNOWN_LINES
from diptych.source.reading.source_reader import SourceReader

_ALL = {"", "*", "all", "none"}
"""All lines alike: with a band behind each, none would stand out."""
_RANGE = re.compile(r"\s*([0-9]{1,6})\s*(?:-\s*([0-9]{1,6})\s*)?")
_MOST = 50
"""More stages than a talk has patience for."""


def read_stages(
    written: str, count: int, span: Span, reader: SourceReader
) -> tuple[tuple[int, ...], ...]:
    """Return the lines of each stage, counted from 0; report what is not among `count` lines."""
    stages = written.split("|")
    if len(stages) > _MOST:
        message = f"this listing has {len(stages)} stages of highlighting"
        reader.report(UNKNOWN_LINES, span, message, f"keep at most {_MOST}")
        return ()
    return tuple(tuple(_lines(stage.strip(), count, span, reader)) for stage in stages)


def _lines(stage: str, count: int, span: Span, reader: SourceReader) -> Iterator[int]:
    if stage.lower() in _ALL:
        return
    for part in stage.split(","):
        found = _RANGE.fullmatch(part)
        if found is None:
            message = f"`{part.strip()}` is not a line of the listing, or a range of them"
            hint = "write `2`, `1,4-6`, or stages with `|` between them: `1|3-5|all`"
            reader.report(UNKNOWN_LINES, span, message, hint)
            continue
        first = int(found[1])
        last = int(found[2] or first)
        if not 1 <= first <= last <= count:
            message = f"the listing has no line{'s' if found[2] else ''} {part.strip()}"
            hint = f"its lines are 1 to {count}, whatever numbers are shown beside them"
            reader.report(UNKNOWN_LINES, span, message, hint)
        yield from range(max(first, 1) - 1, min(last, count))


def stages_at(lines: tuple[tuple[int, ...], ...], steps: Iterator[int]) -> tuple[Stage, ...]:
    """Return stages, each with its step: the next of `steps`."""
    return tuple(Stage(one, next(steps)) for one in lines)
