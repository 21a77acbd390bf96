"""Pandoc's lists as a block rule for markdown-it (Pandoc manual, "Lists").

The content of an item must be indented as far as the text of its first line. A list directly after
a paragraph, without an empty line, is part of that paragraph, except within a list.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from markdown_it.rules_block import StateBlock
from msgspec import Struct

from diptych.model.numbering import ARABIC, Delimiter, Figures, Numbering, from_roman
from diptych.source.markdown.block_lines import line_text

_BULLET = re.compile(r"[-+*](?=[ \t]|$)")
_BELOW_TEXT = re.compile(r"(?:[-+*]|1[.)])[ \t]+\S")
_NUMBER = re.compile(
    r"(?P<open>\(?)"
    r"(?:(?P<digits>\d{1,9})|(?P<any>\#)|@(?P<label>[\w-]*)|(?P<letters>[a-z]+|[A-Z]+))"
    r"(?P<close>[.)])(?=[ \t]|$)",
    re.VERBOSE,
)
"""At most nine digits (CommonMark 0.31, 5.2), since browsers count no further."""
_PAGE = re.compile(r"p\.[ \t]\d")
"""A page number, which is not an item."""
_TWO_SPACES = re.compile(r"[ ]{2}|\t|$")
"""Distinguishes an item from an initial, "B. Russell" (Pandoc manual, "Extension: fancy_lists").
"""
_DELIMITERS: Mapping[str, Delimiter] = {".": "period", ")": "parenthesis", "()": "parentheses"}
_LETTERS: Mapping[Figures, re.Pattern[str]] = {
    "lower-alpha": re.compile(r"[a-z]"),
    "upper-alpha": re.compile(r"[A-Z]"),
}
_DEEPEST_CODE = 4
"""With more spaces than this after a marker, the text is a listing."""


class Marker(Struct, frozen=True, kw_only=True):
    """The marker of an item, as read at the beginning of a list."""

    length: int
    kind: str
    """`bullet`, `number`, `any` (`#.`) or `example` (`(@label)`)."""
    numbering: Numbering = ARABIC
    number: int = 1
    label: str = ""
    written: str = ""
    """Digits or letters, as written; the sign of a bullet."""

    @property
    def is_fragment(self) -> bool:
        """Return whether Marp shows its item later, `*` or `1)` (Marpit, "Fragmented list")."""
        return self.written == "*" or self.numbering.delimiter == "parenthesis"


def list_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - a rule's signature
    """Read a list; an item of another kind begins a new list."""
    if state.is_code_block(start) or _is_continued(state, start):
        return False
    head = read_marker(line_text(state, start))
    if head is None:
        return False
    if silent:
        return state.parentType != "paragraph" or state.listIndent >= 0
    name = "bullet" if head.kind == "bullet" else "ordered"
    token = state.push(f"{name}_list_open", "", 1)
    token.meta = {"head": head}
    parent, state.parentType = state.parentType, "list"
    line, marker = start, head
    while True:
        line = _item(state, line, end, marker)
        following = _next_marker(state, line, end, head)
        if following is None:
            break
        marker = following
    state.push(f"{name}_list_close", "", -1)
    token.map = [start, line]
    state.line, state.parentType = line, parent
    return True


def list_below_text(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - a rule's signature
    """Read a list, which may end a paragraph as in CommonMark (0.31, 5.2).

    There its first item must have words, and the number 1 if it has one.
    """
    is_below = silent and state.parentType == "paragraph" and state.listIndent < 0
    if is_below and not state.is_code_block(start):
        return _BELOW_TEXT.match(line_text(state, start)) is not None
    return list_block(state, start, end, silent)


def read_marker(line: str) -> Marker | None:
    """Return the marker at the beginning of a line; None if there is none."""
    if found := _BULLET.match(line):
        return Marker(length=found.end(), kind="bullet", written=found[0])
    found = _NUMBER.match(line)
    if found is None or _PAGE.match(line) or (found["open"] and found["close"] != ")"):
        return None
    delimiter = _DELIMITERS[found["open"] + found["close"]]
    if found["label"] is not None:
        numbering = Numbering("arabic", "parentheses")
        return Marker(length=found.end(), kind="example", numbering=numbering, label=found["label"])
    if found["any"]:
        return Marker(length=found.end(), kind="any", numbering=Numbering("arabic", delimiter))
    return _numbered(found["digits"] or found["letters"], delimiter, line, found.end())


def _numbered(written: str, delimiter: Delimiter, line: str, length: int) -> Marker | None:
    """Return the marker of an item whose number is `written`."""
    read = _figures(written)
    if read is None:
        return None
    figures, number = read
    is_initial = delimiter == "period" and len(written) == 1 and written.isupper()
    if is_initial and not _TWO_SPACES.match(line, length):
        return None
    numbering = Numbering(figures, delimiter)
    return Marker(length=length, kind="number", numbering=numbering, number=number, written=written)


def _figures(written: str) -> tuple[Figures, int] | None:
    """Return numerals and value of the first item's number; of single letters only `i` is Roman."""
    if written.isdigit():
        return "arabic", int(written)
    is_lower = written.islower()
    if len(written) == 1 and written not in "iI":
        return ("lower-alpha" if is_lower else "upper-alpha"), ord(written.lower()) - ord("a") + 1
    number = from_roman(written.lower())
    if number is None:
        return None
    return ("lower-roman" if is_lower else "upper-roman"), number


def _continues(head: Marker, marker: Marker) -> bool:
    """Return whether an item with `marker` belongs to the list that `head` begins.

    Its number does not matter, but its numerals and delimiters do: a `c` is a Roman numeral among
    Roman numerals.
    """
    if "bullet" in {head.kind, marker.kind} or "example" in {head.kind, marker.kind}:
        return head.kind == marker.kind
    if head.numbering.delimiter != marker.numbering.delimiter:
        return False
    if head.numbering.figures == marker.numbering.figures:
        return True
    letter = _LETTERS.get(head.numbering.figures)
    if letter is not None:
        return letter.fullmatch(marker.written) is not None
    is_lower = head.numbering.figures == "lower-roman"
    is_roman = from_roman(marker.written.lower()) is not None
    return (
        head.numbering.figures.endswith("roman")
        and is_roman
        and marker.written.islower() == is_lower
    )


def _is_continued(state: StateBlock, line: int) -> bool:
    """Return whether a line is indented too far for an outer list and too little for its own."""
    depth = state.sCount[line]
    return state.listIndent >= 0 and depth - state.listIndent >= 4 and depth < state.blkIndent  # noqa: PLR2004 - as code


def _item(state: StateBlock, line: int, end: int, marker: Marker) -> int:
    """Read one item; return the line after it."""
    at = state.bMarks[line] + state.tShift[line] + marker.length
    column = initial = state.sCount[line] + marker.length
    while at < state.eMarks[line] and state.src[at] in " \t":
        tab = 4 - (column + state.bsCount[line]) % 4
        column += tab if state.src[at] == "\t" else 1
        at += 1
    is_empty = at >= state.eMarks[line]
    gap = 1 if is_empty or column - initial > _DEEPEST_CODE else column - initial
    token = state.push("list_item_open", "", 1)
    token.meta = {"marker": marker}
    before = (state.tShift[line], state.sCount[line], state.listIndent, state.blkIndent)
    state.listIndent, state.blkIndent = state.blkIndent, initial + gap
    state.tShift[line], state.sCount[line] = at - state.bMarks[line], column
    if is_empty and line + 1 < end and state.isEmpty(line + 1):
        state.line = min(line + 2, end)  # an empty item, which ends at the empty line
    else:
        state.md.block.tokenize(state, line, end)
    state.tShift[line], state.sCount[line], state.listIndent, state.blkIndent = before
    state.push("list_item_close", "", -1)
    token.map = [line, state.line]
    return state.line


def _next_marker(state: StateBlock, line: int, end: int, head: Marker) -> Marker | None:
    """Return the marker of the next item; None if the list ends."""
    if line >= end or state.sCount[line] < state.blkIndent or state.is_code_block(line):
        return None
    if any(rule(state, line, end, True) for rule in state.md.block.ruler.getRules("list")):
        return None
    marker = read_marker(line_text(state, line))
    return marker if marker is not None and _continues(head, marker) else None
