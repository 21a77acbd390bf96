"""Reads the icons of Lucide, which the build hook has fetched: all in one file, by name."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache, lru_cache
from pathlib import Path

import msgspec

from diptych.icons.outlines import path_of

GRID, STROKE = 2400, 200
"""The width and height of an icon on its grid, and the width of its lines: Lucide's 24 and 2."""
_FOLDER = Path(__file__).resolve().parents[1] / "_vendor/lucide"

_Elements = list[tuple[str, dict[str, str]]]
"""Elements of SVG, each with its attributes."""


def icon_names() -> Collection[str]:
    """Return the names of all icons."""
    return _icons().keys()


def icon_tagged(word: str) -> str | None:
    """Return the icon with the shortest name that contains `word`, or has it as a tag."""
    named = [name for name in icon_names() if word in name]
    if named:
        return min(named, key=len)
    tags = msgspec.json.decode((_FOLDER / "tags.json").read_bytes(), type=dict[str, list[str]])
    words = word.replace("-", " ")
    tagged = [(tags[name].index(words), len(name), name) for name in tags if words in tags[name]]
    return min(tagged)[-1] if tagged else None


@lru_cache(maxsize=1024)
def icon_path(name: str) -> str:
    """Return the lines of the icon `name`: `M`, `L`, `C` and `Z`, as in `Drawing.path`."""
    return path_of(_icons()[name], GRID // 24)


@lru_cache(maxsize=1024)
def icon_left(name: str) -> int:
    """Return how far right of the edge of its grid the lines of the icon `name` begin."""
    numbers: list[int] = []
    ends: list[int] = []
    for part in icon_path(name).split():
        if not part.isalpha():
            numbers.append(int(part))
            continue
        ends += numbers[-2:-1]
        numbers.clear()
    return max(0, min((*ends, *numbers[-2:-1]), default=0) - STROKE // 2)


@cache
def _icons() -> Mapping[str, _Elements]:
    """Return all icons by name; 6 ms, which only a talk with icons takes."""
    data = (_FOLDER / "icon-nodes.json").read_bytes()
    return msgspec.json.decode(data, type=dict[str, _Elements])
