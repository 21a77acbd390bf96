"""Statements of templates, `{% if %}`, which only generators may have."""

from __future__ import annotations

import re
from collections.abc import Iterator

_STATEMENT = re.compile(r"\{%.*?%\}")


def statements_in(source: str) -> Iterator[re.Match[str]]:
    """Yield the statements in a text that are not in code."""
    if "{%" in source:
        yield from _STATEMENT.finditer(_without_code(source))


def _without_code(source: str) -> str:
    """Return `source`, of the same length, with code replaced by backticks (CommonMark, 6.1)."""
    runs = [(found.start(), found.end()) for found in re.finditer("`+", source)]
    later: dict[int, list[int]] = {}
    for index in range(len(runs) - 1, -1, -1):
        later.setdefault(runs[index][1] - runs[index][0], []).append(index)
    made, at, index = [], 0, 0
    while index < len(runs):
        start, end = runs[index]
        alike = later[end - start]
        while alike and alike[-1] <= index:
            alike.pop()
        index = alike[-1] if alike else index
        made.append(source[at:start] + "`" * (runs[index][1] - start))
        at, index = runs[index][1], index + 1
    return "".join((*made, source[at:]))
