"""A block rule for markdown-it that reads HTML elements around Markdown as divs.

Pandoc manual, "Extension: native_divs" and "Extension: markdown_in_html_blocks": `<div>` is a div
like `:::`, and the content of HTML block elements is Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from markdown_it.rules_block import StateBlock

from diptych.markup.attributes import Attributes
from diptych.markup.tags import read_html_attributes
from diptych.source.markdown.html_elements import ELEMENT_ATTRIBUTES
from diptych.source.markdown.page import CLICK, FRAGMENT, WITHIN_HTML

CONTAINERS = (
    "div", "aside", "section", "article", "center", "main", "header", "footer", "nav", "figure",
    "figcaption", "p", "details", "summary", "address", "fieldset", "form", "blockquote",
    "v-clicks", "v-click",
)  # fmt: skip
"""Elements that may enclose blocks of Markdown."""

_OPENING = re.compile(rf"<({'|'.join(CONTAINERS)})\b({ELEMENT_ATTRIBUTES})\s*>", re.IGNORECASE)
_NEXT = re.compile(rf"[ \t]*<(?:{'|'.join(CONTAINERS)})\b", re.IGNORECASE)
_TAG = re.compile(r"<!--.*?-->|<(/?)([a-zA-Z][\w-]*)[^>]*>")
_CLICKS = {CLICK: FRAGMENT, "v-clicks": "incremental"}
"""Slidev's elements for what appears step by step, and the classes of the same meaning."""
_WIDTH = re.compile(r"\s*width\s*:\s*([\d.]+(?:%|px))\s*;?\s*", re.IGNORECASE)
"""A style that sets only the width of a column."""
_MEDIA = re.compile(r"<(?:video|audio|object|svg|canvas|embed|math)\b", re.IGNORECASE)
_FENCE = re.compile(r"\s*(`{3,}(?=[^`]*$)|~{3,})")
_MOST_TAGS = 1_000_000
"""Maximum of a line's tags times its length, since each unclosed comment is searched to the end of
the line. Tags on a line beyond that close nothing."""
_CLOSINGS = "html_closings"
"""The key of a source's closing tags in the environment, where they are kept."""


class _End(NamedTuple):
    """The position of a closing tag: its line, and its offsets in the source."""

    line: int
    start: int
    stop: int


def html_element(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - a rule's signature
    """Read an element that encloses blocks, or one that is left out with its content."""
    return _container(state, start, end, silent) or _media(state, start, end, silent)


def _container(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - a rule's signature
    """Read `<div class="name">` to its `</div>`, and other elements that enclose blocks.

    Only spaces or further such elements may follow the closing tag; otherwise it is plain HTML.
    """
    if state.is_code_block(start) or not _are_elements(state, start, end):
        return False
    if silent:
        return True
    state.line = start
    while state.line == start and (opening := _opened(state, start)) is not None:
        close = _close(state, opening, end)
        if close is None:
            break
        _element(state, start, opening, close)
    return True


def _opened(state: StateBlock, line: int) -> re.Match[str] | None:
    """Return the opening tag that a line begins with; None if it begins with none."""
    opening = _OPENING.match(state.src, state.bMarks[line] + state.tShift[line])
    return opening if opening is not None and opening.end() <= state.eMarks[line] else None


def _are_elements(state: StateBlock, start: int, end: int) -> bool:
    """Return whether a line begins with such an element, and only others follow it."""
    at, line_end = state.bMarks[start] + state.tShift[start], state.eMarks[start]
    while (opening := _OPENING.match(state.src, at)) is not None and opening.end() <= line_end:
        close = _close(state, opening, end)
        if close is None:
            return False
        rest = state.src[close.stop : state.eMarks[close.line]]
        if not rest.strip():
            return True
        if close.line > start:
            return _NEXT.match(rest) is not None
        at = close.stop + len(rest) - len(rest.lstrip())
    return False


def _element(state: StateBlock, start: int, opening: re.Match[str], close: _End) -> None:
    """Read an element, and make what follows its closing tag begin a line."""
    line_end = state.eMarks[close.line]
    is_followed = bool(state.src[close.stop : line_end].strip())
    token = state.push("div_open", "div", 1)
    token.map = [start, start + 1]
    name = opening[1].lower()
    attributes = _attributes(opening[2])
    if name in _CLICKS:
        name, attributes = "div", Attributes(None, (_CLICKS[name],), {})
    token.meta = {"attributes": attributes, "closed": True, "element": name}
    if is_followed:
        state.eMarks[close.line] = close.start
    else:
        _blank(state, close)
    _begin(state, start, opening.end())
    outer = (state.parentType, state.lineMax, state.env.get(WITHIN_HTML))
    state.parentType, state.lineMax, state.env[WITHIN_HTML] = "div", close.line + 1, start
    state.md.block.tokenize(state, start, close.line + 1)
    state.parentType, state.lineMax, around = outer
    if around is None:
        del state.env[WITHIN_HTML]
    else:
        state.env[WITHIN_HTML] = around
    state.push("div_close", "div", -1)
    state.line = close.line + 1
    if is_followed:
        state.eMarks[close.line] = line_end
        _begin(state, close.line, close.stop)
        state.line = close.line


def is_indented_html(state: StateBlock, start: int) -> bool:
    """Return whether an indented line in an HTML element belongs to that, and is not a listing.

    CommonMark, "HTML blocks": up to the next empty line, all is HTML; Pandoc reads it as Markdown.
    A line that begins with a tag is never meant as a listing.
    """
    if _TAG.match(state.src, state.bMarks[start] + state.tShift[start], state.eMarks[start]):
        return True
    if not state.md.options.get("has_slides_apart"):
        return False
    return not any(map(state.isEmpty, range(state.env[WITHIN_HTML] + 1, start)))


def _media(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - a rule's signature
    """Read a video, a drawing or the like as an HTML block, up to the next empty line."""
    found = _MEDIA.match(state.src, state.bMarks[start] + state.tShift[start], state.eMarks[start])
    if found is None or silent or state.is_code_block(start):
        return False
    last = start + 1
    while last < end and not state.isEmpty(last) and state.sCount[last] >= state.blkIndent:
        last += 1
    token = state.push("html_block", "", 0)
    token.map = [start, last]
    token.content = state.getLines(start, last, state.blkIndent, True)
    state.line = last
    return True


def _attributes(written: str) -> Attributes:
    values = read_html_attributes(written)
    if width := _WIDTH.fullmatch(values.get("style", "")):
        del values["style"]
        values.setdefault("width", width[1])
    classes = tuple(values.pop("class", "").split())
    if CLICK in values:
        del values[CLICK]
        classes = (*classes, _CLICKS[CLICK])
    return Attributes(values.pop("id", None), classes, values)


def _blank(state: StateBlock, close: _End) -> None:
    """Blank out the closing tag, which is not part of the content."""
    line = close.line
    if not state.src[state.bMarks[line] : close.start].strip():
        state.bMarks[line], state.tShift[line] = state.eMarks[line], 0
        return
    blank = " " * (close.stop - close.start)
    state.src = f"{state.src[: close.start]}{blank}{state.src[close.stop :]}"


def _begin(state: StateBlock, line: int, start: int) -> None:
    """Make `line` begin after its opening tag."""
    rest = state.src[start : state.eMarks[line]]
    state.bMarks[line] = start
    state.tShift[line] = len(rest) - len(rest.lstrip())
    state.sCount[line] = state.blkIndent
    state.bsCount[line] = 0


def _close(state: StateBlock, opening: re.Match[str], end: int) -> _End | None:
    """Return the closing tag of `opening`, before the line `end`; None if there is none."""
    if _CLOSINGS not in state.env:
        apart = bool(state.md.options.get("has_slides_apart"))
        state.env[_CLOSINGS] = dict(_closings(state.src, slides_apart=apart))
    close: _End | None = state.env[_CLOSINGS].get(opening.start())
    return close if close is not None and close.line < end else None


def _closings(source: str, *, slides_apart: bool) -> Iterator[tuple[int, _End]]:
    """Yield the offset of each opening tag outside of listings, with its closing tag.

    Where slides are parted before they are parsed, both are on one slide.
    """
    opened: dict[str, list[int]] = {}
    at, fence = 0, ""
    for number, line in enumerate(source.split("\n")):
        found = _FENCE.match(line)
        if found and (not fence or found[1].startswith(fence)):
            fence = "" if fence else found[1]
        if slides_apart and not fence and line.rstrip() == "---":
            opened.clear()
        is_skipped = fence or found or line.count("<") * len(line) > _MOST_TAGS
        for tag in () if is_skipped else _TAG.finditer(line, 0, line.rfind(">") + 1):
            name = (tag[2] or "").lower()
            if not tag[1]:
                opened.setdefault(name, []).append(at + tag.start())
            elif opened.get(name):
                yield opened[name].pop(), _End(number, at + tag.start(), at + tag.end())
        at += len(line) + 1
