"""remark's classes around content, `.red[words]` and `.pull-left[` … `]` (its wiki, "Markdown").

What stands between brackets over several lines becomes a `<div>`, and what is beside other content
a column. Words of a class in one line become a span.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from msgspec import Struct

_NAMES = r"(?:\.[A-Za-z][\w-]*)+"
_OPENINGS = re.compile(rf"[ \t]*(?:{_NAMES}\[[ \t]*)+")
_OPENING = re.compile(rf"({_NAMES})\[")
_SIDE = re.compile(r"(?:left|right|center|middle)-col(?:umn)?|pull-(?:left|right)|column|f[lr]")
"""Classes whose content is beside that of others: xaringan's, its themes', Tachyons'."""
_PICTURE = re.compile(rf"(?<![\w)\]]){_NAMES}\[(!\[[^\[\]]*\]\([^()]*\))\]")
_WORDS = re.compile(rf"(?<![\w)\]])({_NAMES})\[")
"""The beginning of words of a class, in which others, or links, may be."""
_CODE = re.compile(r"(?<!`)(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`)")
_MARK = "\uffff"
"""What stands for code while the rest of its line is read: no character."""
_ESCAPED = re.compile(r"\\[\[\]]")
_DEEPEST = 4
"""How many classes may be around the same words."""
_MOST_COLUMNS = 4
_STEP = "--"


class _Block(Struct):
    """Content of a class that begins in one line and ends in another, both counted from 0."""

    classes: Sequence[str]
    above: _Block | None
    """The block that it is in; None if it is in none."""
    line: int
    column: int
    """Where its opening begins, from 0."""
    end: int = -1
    end_column: int = -1
    opening: str = ""
    closing: str = ""

    @property
    def is_side(self) -> bool:
        return any(map(_SIDE.fullmatch, self.classes))


def with_classes(lines: list[str], numbers: range, opaque: Collection[int]) -> None:
    """Write classes in these lines of one slide as divs, columns and spans."""
    blocks = [one for one in _blocks(lines, numbers, opaque) if one.end >= 0]
    for one in blocks:
        one.opening = f'<div class="{" ".join(one.classes)}">'
        one.closing = "</div>"
    for beside in _beside(blocks, lines):
        _as_columns(beside, lines)
    tags: dict[int, list[tuple[int, int, str]]] = {}
    for one in blocks:
        start = lines[one.line].find("[", one.column) + 1
        tags.setdefault(one.line, []).append((one.column, start, one.opening))
        tags.setdefault(one.end, []).append((one.end_column, one.end_column + 1, one.closing))
    for number in numbers:
        if number not in opaque:
            lines[number] = _tagged(lines[number], sorted(tags.get(number, ())))


def _blocks(lines: Sequence[str], numbers: range, opaque: Collection[int]) -> Sequence[_Block]:
    """Return the blocks of a slide in the order of their openings; one never closed has no end."""
    blocks: list[_Block] = []
    opened: list[_Block | None] = []
    """The blocks that are open; None for a bracket that opens none."""
    for number in numbers:
        if number in opaque:
            continue
        line = _without_code(lines[number])
        begun, ended = _unmatched(line)
        for at in ended:
            block = opened.pop() if opened else None
            if block is not None:
                block.end, block.end_column = number, at
        leading = _OPENINGS.match(line)
        openings = _OPENING.finditer(line, 0, leading.end() if leading else 0)
        names = {found.end() - 1: found for found in openings}
        for at in begun:
            found = names.get(at)
            if found is None:
                opened.append(None)
                continue
            above = next((one for one in reversed(opened) if one is not None), None)
            classes = found[1].removeprefix(".").split(".")
            blocks.append(_Block(classes, above, number, found.start()))
            opened.append(blocks[-1])
    return blocks


def _unmatched(line: str) -> tuple[Sequence[int], Sequence[int]]:
    """Return where brackets open that are closed further below, and those close that are above."""
    begun, ended = list[int](), list[int]()
    for at, sign in enumerate(line):
        if sign == "[":
            begun.append(at)
        elif sign == "]" and begun:
            begun.pop()
        elif sign == "]":
            ended.append(at)
    return begun, ended


def _beside(blocks: Sequence[_Block], lines: Sequence[str]) -> Iterator[Sequence[_Block]]:
    """Yield blocks that follow each other, with nothing between them, and stand side by side."""
    sides = [one for one in blocks if one.is_side]
    run: list[_Block] = []
    for one in sides:
        if run and (run[-1].above is not one.above or not _is_empty(run[-1], one, lines)):
            yield from [run] if 1 < len(run) <= _MOST_COLUMNS else []
            run = []
        run.append(one)
    yield from [run] if 1 < len(run) <= _MOST_COLUMNS else []


def _is_empty(first: _Block, second: _Block, lines: Sequence[str]) -> bool:
    """Return whether nothing is between two blocks, but that the second appears later."""
    if first.end >= second.line or lines[first.end][first.end_column + 1 :].strip():
        return False
    between = lines[first.end + 1 : second.line]
    return all(line.strip() in {"", _STEP} for line in between)


def _as_columns(beside: Sequence[_Block], lines: list[str]) -> None:
    end = 0
    for at, one in enumerate(beside):
        later = bool(at) and _STEP in (line.strip() for line in lines[end + 1 : one.line])
        one.opening = '<div class="column">' + '<div class="fragment">' * later
        one.closing = "</div>" * (1 + later)
        if at:
            lines[end + 1 : one.line] = [""] * (one.line - end - 1)
        end = one.end
    beside[0].opening = f'<div class="columns">{beside[0].opening}'
    beside[-1].closing += "</div>"


def _tagged(line: str, tags: Sequence[tuple[int, int, str]]) -> str:
    """Return a line with these tags in place of the brackets, and spans in between."""
    parts, at = [], 0
    for start, end, tag in tags:
        parts += [_inline(line[at:start]), tag]
        at = end
    return "".join((*parts, _inline(line[at:])))


def _without_code(line: str) -> str:
    """Return a line with other signs of the same length for code and escaped brackets."""
    if "`" in line:
        line = _CODE.sub(lambda found: _MARK * len(found[0]), line)
    return _ESCAPED.sub(_MARK * 2, line) if "\\" in line else line


def _inline(line: str) -> str:
    """Return a line with its words of a class, `.red[words]`, as spans; not those in code."""
    if "`" not in line:
        return _with_spans(line)
    codes = [found[0] for found in _CODE.finditer(line)]
    kept = iter(codes)
    marked = _with_spans(_CODE.sub(_MARK, line.replace(_MARK, "")))
    return re.sub(_MARK, lambda _: next(kept), marked)


def _with_spans(line: str) -> str:
    if "[" not in line:
        return line
    line = _PICTURE.sub(r"\1", line)
    openings = {found.end() - 1: found for found in _WORDS.finditer(line)}
    signs, within = list(line), list[int]()
    for at, sign in enumerate(line):
        if sign == "[":
            within.append(at)
        elif sign == "]" and within:
            found = openings.get(within.pop())
            if found is not None and len(within) < _DEEPEST:
                signs[found.start(1) : found.end(1)] = [""] * len(found[1])
                signs[at] = f"]{{{found[1].replace('.', ' .').lstrip()}}}"
    return "".join(signs)
