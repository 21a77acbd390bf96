"""The position of each character of a YAML scalar, despite folding, escapes and indentation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from diptych.model.source_text import SourcePoint, SourceText

_FOLD = r"[ \t]*\n\s*"
_BLANKS = r"[ \t]++"
_PIECES = {
    None: rf"{_FOLD}|{_BLANKS}|.",
    "'": rf"{_FOLD}|{_BLANKS}|''|.",
    '"': rf"\\\n[ \t]*|{_FOLD}|{_BLANKS}|\\x..|\\u.{{4}}|\\U.{{8}}|\\.|.",
}
"""How one character of the value may be written, or several blanks, by the style of the scalar."""
_WIDEST = 10
"""The characters of the longest escape of one character, `\\U0001F600`."""


def scalar_place(
    file: str,
    value: str,
    style: str | None,
    lines: Sequence[str],
    start: SourcePoint,
    *,
    first_line: int,
) -> SourceText:
    """Return a scalar's `value` with its source mapping.

    `start` is the beginning of the scalar in `lines`, counted from 0; `first_line` is the number of
    the first of these lines in the file.
    """
    if style is None and lines[start.line].startswith(value, start.column):
        point = SourcePoint(0, start.line + first_line, start.column + 1)
        return SourceText(file, value, (point,))
    if style in {"|", ">"}:
        points = tuple(_block_points(value, lines, start))
    else:
        begin = start._replace(column=start.column + (1 if style else 0))
        points = _flow(value, style, lines, begin)
    shifted = (SourcePoint(p.offset, p.line + first_line, p.column + 1) for p in points)
    return SourceText(file, value, tuple(shifted))


def _flow(
    value: str, style: str | None, lines: Sequence[str], start: SourcePoint
) -> tuple[SourcePoint, ...]:
    line = lines[start.line]
    if line.startswith(value, start.column):
        return (start,)
    # Only what can be the scalar's: a file of JSON may have all of its scalars on one line.
    most = start.column + (len(value) + 1) * _WIDEST
    below = lines[start.line + 1 : start.line + 2 + len(value)] if len(line) < most else []
    source = "\n".join([line[start.column : most], *below])
    return tuple(_flow_points(value, source, re.compile(_PIECES[style]), start))


def _flow_points(
    value: str, source: str, piece: re.Pattern[str], start: SourcePoint
) -> Iterator[SourcePoint]:
    """Yield a point wherever the value and its source diverge."""
    yield start
    offset, at, line, column = 0, 0, start.line, start.column
    while offset < len(value) and (found := piece.match(source, at)):
        written = found.group()
        at = found.end()
        breaks = written.count("\n")
        if breaks:
            line, column = line + breaks, len(written) - written.rfind("\n") - 1
        else:
            column += len(written)
        offset += _length(written, breaks)
        if breaks or (len(written) > 1 and not written.isspace()):
            yield SourcePoint(offset, line, column)


def _length(written: str, breaks: int) -> int:
    """Return how many characters of the value `written` represents."""
    if written.startswith("\\"):
        return 0 if breaks else 1
    if not breaks and written.isspace():
        return len(written)
    return max(1, breaks - 1)


def _block_points(value: str, lines: Sequence[str], start: SourcePoint) -> Iterator[SourcePoint]:
    """Yield a point for each line of a block scalar, which begins on the line after its mark."""
    indent: int | None = None
    offset = 0
    yield SourcePoint(0, min(start.line + 1, len(lines) - 1), 0)
    for number in range(start.line + 1, len(lines)):
        line = lines[number]
        if not line.strip():
            continue
        if indent is None:
            indent = len(line) - len(line.lstrip(" "))
        text = line[indent:]
        found = value.find(text, offset)
        if found < 0:
            return
        yield SourcePoint(found, number, indent)
        offset = found + len(text)
