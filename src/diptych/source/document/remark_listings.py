"""Highlighted lines of remark's listings, `*line` and `line #<<` (its wiki; xaringan's book)."""

from __future__ import annotations

import re
from collections.abc import Collection

_FENCE = re.compile(r"(?P<indent>[ \t]*)(?P<fence>`{3,}|~{3,})[ \t]*(?P<info>[^`]*?)[ \t]*$")
_SWITCH = re.compile(r"^\s*highlightLines:\s*(true|yes)\b", re.MULTILINE)
_STAR = re.compile(r"\*( )?")
_TRAILING = re.compile(r"[ \t]*#<<[ \t]*$")
_STARRED = {"", "md", "markdown", "css", "scss"}
"""Languages of listings with lines that begin with `*` anyway."""


def stars_mean_lines(text: str) -> bool:
    """Return whether a file asks for `*` as the mark of highlighted lines."""
    return _SWITCH.search(text) is not None


def with_highlights(lines: list[str], opaque: Collection[int], *, has_stars: bool) -> None:
    """Take the marks of highlighted lines off listings, whose fences say the lines instead.

    Without `has_stars` nothing tells whether `*` is such a mark, but the language.
    """
    number = 0
    while number < len(lines):
        found = _FENCE.match(lines[number]) if number in opaque else None
        if found is None:
            number += 1
            continue
        end = number + 1
        while end < len(lines) and end in opaque and lines[end].strip() != found["fence"]:
            end += 1
        _highlight(lines, number, end, found, has_stars=has_stars)
        number = end + 1


def _highlight(
    lines: list[str], start: int, end: int, found: re.Match[str], *, has_stars: bool
) -> None:
    """Mark what is highlighted between a fence and its end, if the fence can say so."""
    info, indent = found["info"], found["indent"]
    is_cell = info.startswith("{") and info.endswith("}") and not info.startswith("{.")
    if not is_cell and not re.fullmatch(r"[\w+#-]+", info):
        return
    stars = has_stars or info.lower() not in _STARRED
    highlighted: list[str] = []
    for number in range(start + 1, end):
        line = lines[number].removeprefix(indent)
        bare = _TRAILING.sub("", line)
        if stars and not is_cell:
            bare = _STAR.sub(r"\1\1", bare, count=1) if bare.startswith("*") else bare
        if bare != line and bare != line.rstrip():
            highlighted.append(str(number - start))
            lines[number] = indent + bare
    if highlighted:
        said = ",".join(highlighted)
        option = f'{info[:-1]}, code-line-numbers="{said}"}}' if is_cell else f"{info} {{{said}}}"
        lines[start] = f"{indent}{found['fence']}{option}"
