"""remark's files (its wiki, "Markdown"): keys of slides, steps, and classes around content.

Each line is replaced by one in Pandoc's Markdown, so that line numbers stay the same.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from diptych.diagnostics import Span
from diptych.source.document.diagnostic_kinds import FOREIGN_REMARK
from diptych.source.document.opaque import opaque_lines
from diptych.source.reading.source_reader import SourceReader

_KEY = re.compile(
    r"(class|name|layout|template|count|exclude|background-(?:image|size|position))[ \t]*:(.*)"
)
"""A key of a slide, on one of its first lines."""
_ADDRESS = re.compile(r"\s*url\(\s*['\"]?([^'\"()\s]+)['\"]?\s*\)\s*")
_QUIET = {"name", "count"}
_OPENING = re.compile(r"\.([A-Za-z][\w.-]*)\[")
_LEFT = {"left-column", "pull-left"}
_RIGHT = {"right-column", "pull-right"}
_COLUMN, _COLUMNS = '<div class="column">', '<div class="columns">'
_PICTURE = re.compile(r"(?<![\w)\]])\.[A-Za-z][\w.-]*\[(!\[[^\[\]]*\]\([^()]*\))\]")
_INLINE = re.compile(
    r"(?<![\w)\]])\.([A-Za-z][\w.-]*)\[((?:[^\[\]]|\[[^\[\]]*\](?:\{[^{}]*\}|\([^()]*\)))*)\]"
)
"""Words of a class, in which others, or links, may be."""
_CODE = re.compile(r"(?<!`)(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`)")
_MARK = "\uffff"
"""What stands for code while the rest of its line is read: no character."""
_HIDDEN_CELL = re.compile(r"`{3,}\{\w+\b[^}]*\binclude\s*=\s*F(?:ALSE)?\b")
"""A cell that leaves nothing on its slide, so that keys may follow it."""
_CLOSE_HEADING = re.compile(r"^(#{1,6})(?=[^\s#])")
"""A heading without the space that CommonMark asks for, and remark does not."""
_DEEPEST = 4
"""How many classes may be around the same words."""


def is_remark(text: str) -> bool:
    """Return whether slides begin with keys of remark, which no line closes as front matter."""
    if not any(f"{key}:" in text for key in ("class", "name", "layout", "template", "background")):
        return False
    opaque = opaque_lines(text)
    is_first, has_key = True, False
    for number, line in enumerate(text.split("\n")):
        bare = line.rstrip()
        if number in opaque:
            is_first = has_key = False
        elif bare in {"---", "..."}:
            is_first, has_key = bare == "---", False
        elif is_first and _KEY.fullmatch(bare):
            has_key = True
        elif has_key:
            return not bare or bare.startswith("#")
        elif bare:
            is_first = False
    return has_key


def as_pandoc(body: str, name: str, reader: SourceReader) -> str:
    """Return a document of remark in Pandoc's Markdown; report what has no meaning here."""
    opaque, lines = opaque_lines(body), body.split("\n")
    is_first, closings, in_hidden = True, list[str](), False
    for number, line in enumerate(lines):
        bare = line.strip()
        if number in opaque:
            in_hidden = (in_hidden and number - 1 in opaque) or _HIDDEN_CELL.match(bare) is not None
            is_first = is_first and in_hidden
        elif line.rstrip() in {"---", "--"}:
            is_first, closings = True, []
            lines[number] = "---" if bare == "---" else ". . ."
        elif is_first and (found := _KEY.fullmatch(line.rstrip())):
            lines[number] = _value(found, number, name, reader)
        elif (opening := _OPENING.fullmatch(bare)) is not None:
            is_first = False
            lines[number], closing = _opened(opening[1].split("."), lines, number)
            closings.append(closing)
        elif bare == "]" and closings:
            lines[number] = closings.pop()
        elif bare:
            is_first = False
            lines[number] = _inline(_CLOSE_HEADING.sub(r"\1 ", line))
    return "\n".join(lines)


def _value(found: re.Match[str], number: int, name: str, reader: SourceReader) -> str:
    """Return what stands for a key of a slide: a background, or nothing."""
    key, value = found[1], found[2]
    address = _ADDRESS.fullmatch(value) if key == "background-image" else None
    if address is not None:
        return f'<!-- .slide: data-background="{address[1]}" -->'
    if key not in _QUIET:
        subject = f"{key}:{value}"
        message = f"`{subject}` has a meaning only in remark, and no effect here"
        hint = "ignore this; styling comes from the theme"
        span = Span(name, number + 1, 1, len(found[0]))
        reader.report(FOREIGN_REMARK, span, message, hint, subject=subject)
    return ""


def _opened(classes: Sequence[str], lines: Sequence[str], number: int) -> tuple[str, str]:
    """Return the beginning and the end of content with classes: a column, or a div."""
    if not _LEFT.isdisjoint(classes) and _has_right(lines, number):
        return f"{_COLUMNS}{_COLUMN}", "</div>"
    if not _RIGHT.isdisjoint(classes) and any(_COLUMNS in line for line in _above(lines, number)):
        return _COLUMN, "</div></div>"
    return f"::: {{{' '.join(f'.{one}' for one in classes if one)}}}", ":::"


def _has_right(lines: Sequence[str], number: int) -> bool:
    """Return whether the right column is on the slide of the left one."""
    for line in lines[number + 1 :]:
        if line.rstrip() == "---":
            return False
        opening = _OPENING.fullmatch(line.strip())
        if opening is not None and not _RIGHT.isdisjoint(opening[1].split(".")):
            return True
    return False


def _above(lines: Sequence[str], number: int) -> Sequence[str]:
    """Return the lines of a slide above one of them."""
    first = number
    while first and lines[first - 1] != "---":
        first -= 1
    return lines[first:number]


def _inline(line: str) -> str:
    """Return a line with its words of a class, `.red[words]`, as spans; not those in code."""
    if "`" not in line:
        return _with_spans(line)
    codes = [found[0] for found in _CODE.finditer(line)]
    kept = iter(codes)
    marked = _with_spans(_CODE.sub(_MARK, line.replace(_MARK, "")))
    return re.sub(_MARK, lambda _: next(kept), marked)


def _with_spans(line: str) -> str:
    if ".[" in line or "[" not in line:
        return line
    line = _PICTURE.sub(r"\1", line)
    for _ in range(_DEEPEST):
        changed = _INLINE.sub(_span, line)
        if changed == line:
            break
        line = changed
    return line


def _span(found: re.Match[str]) -> str:
    classes = " ".join(f".{one}" for one in found[1].split(".") if one)
    return f"[{found[2]}]{{{classes}}}"
