"""Slidev's listings that change from stage to stage (its guide, "Shiki Magic Move")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

_OPENING = re.compile(r"[ \t]*(?P<fence>`{4,}|~{4,})[ \t]*md[ \t]+magic-move\b.*")
_FENCE = re.compile(r"[ \t]*(`{3,}|~{3,})")


class Move(NamedTuple):
    """A listing with stages."""

    line: int
    """Where it begins, counted from 0."""
    stages: int


def with_last_stages(lines: list[str]) -> Sequence[Move]:
    """Leave the last stage of each such listing in `lines`, and return the listings.

    That is what Slidev exports, too.
    """
    moves: list[Move] = []
    number = 0
    while number < len(lines):
        found = _OPENING.fullmatch(lines[number])
        below = range(number + 1, len(lines))
        end = found and next((at for at in below if lines[at].strip() == found["fence"]), None)
        if end is not None:
            stages = _stages(lines, range(number + 1, end))
            kept = stages[-1] if stages else range(0)
            for at in range(number, end + 1):
                lines[at] = lines[at] if at in kept else ""
            moves.append(Move(number, len(stages)))
            number = end
        number += 1
    return moves


def _stages(lines: Sequence[str], numbers: range) -> Sequence[range]:
    """Return the lines of each listing among these, with its fences."""
    stages: list[range] = []
    start, fence = 0, ""
    for number in numbers:
        found = _FENCE.match(lines[number])
        if found is None:
            continue
        if not fence:
            start, fence = number, found[1]
        elif lines[number].strip() == fence:
            stages.append(range(start, number + 1))
            fence = ""
    return stages
