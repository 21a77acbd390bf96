"""Escapes data values so that they are shown literally anywhere in Markdown."""

from __future__ import annotations

import re
from urllib.parse import quote

from diptych.markup.plain import LONGEST

_SPECIAL = re.compile(
    r"[\\`*\[\]<~^$|]"
    r"|(?<![^\W_])_|_(?![^\W_])"  # no meaning within a word
    r"|(?<![\w.+/-])@(?=\w)"  # a citation, if there is a source with that key
    r"|&(?=#?\w+;)"
    r"|(?<![\w:/]):(?=[a-z0-9_+-]+:(?![\w:/]))"  # an emoji by name, in other dialects
    r"|(?<![\w=])=(?==[^\s=](?:[^=]*[^\s=])?==(?![\w=]))"  # highlighted, in other dialects
)
_BRACES = re.compile(r"[{}]")
_BEGINNING = re.compile(
    r"[-+*](?=\s|$)|[-=_]+$|#{1,6}(?=\s|$)|>|:(?=::|\s|$)|\.(?=\s|$)|%(?=\s|$)|\+(?=[-=:])"
)
"""What has a meaning at the beginning of a line and is not escaped elsewhere."""
_NUMBERED = re.compile(r"(\(?(?:\d+|[A-Za-z]|[ivxlcdm]+|[IVXLCDM]+|#|@[\w-]*))([.)])(?=\s|$)")
_NUMBERING = re.compile(r"[.)](?=\s|$)")
"""What would turn a preceding letter or digit into the number of a list item."""
_CLOSING = re.compile(r"(?<=\s)(#+)$")
_TICKS = re.compile("`+")
_MARKS = re.compile(r"(?:[\s>]|[-*+]\s|\d+[.)]\s|#{1,6}\s|\|)*")
_ADDRESS = re.compile(r"\]\([^()\s]*$|<[a-z]+:[^<>\s]*$|^\s{0,3}\[[^\]]+\]:\s*\S*$")
_AS_IT_IS = re.compile(
    r"\[(?:[^\[\]]*;)?\s*@[^\[\]\s]*$"  # a citation
    r"|\[\^[^\[\]]*$"  # a footnote
    r"|\{[#.][^{}]*$|\{[^{}\"]*=[^{}=\"\s]*$|(?<!:):{3,}[^\"]*$"  # attributes
)
_IN_QUOTES = re.compile(r"\{[^{}]*=\"(?:[^\"\\]|\\.)*$")
_NEAR = 1000
"""Characters before a value among which an address, attribute or citation that it is in begins."""
FENCE = re.compile(r"[\s>]*(?:[-*+]\s+|\d+[.)]\s+)*(`{3,}|~{3,})")


def escaped(value: str, *, begins: bool = False) -> str:
    r"""Return a value as Markdown that shows it literally, its line breaks as `<br>`.

    `begins` says whether it is at the beginning of a line. Only characters with a meaning are
    escaped, so that translators can read it. Quotes and dashes become typographic, as elsewhere.
    """
    first, *others = [line.strip() for line in value.split("\n") if line.strip()] or [""]
    return "<br>".join([_escaped_line(first, begins=begins), *map(_inside, others)])


def _escaped_line(line: str, *, begins: bool) -> str:
    head = ""
    if begins:
        if numbered := _NUMBERED.match(line):
            head = f"{_inside(numbered[1])}\\{numbered[2]}"
            line = line[numbered.end() :]
        elif found := _BEGINNING.match(line):
            head = "".join(f"\\{character}" for character in found.group())
            line = line[found.end() :]
    elif _NUMBERING.match(line):
        head, line = f"\\{line[0]}", line[1:]
    return _CLOSING.sub(lambda found: "\\#" * len(found[1]), head + _inside(line))


def _inside(text: str) -> str:
    text = _SPECIAL.sub(lambda found: f"\\{found.group()}", text)
    return _BRACES.sub(lambda found: f"&#{ord(found.group())};", text)


def written_after(line: str, value: str, fence: str) -> str:
    """Return a value as it must be written after `line`, the beginning of its line.

    `fence` is the opening fence of the listing that contains the line; empty if there is none.
    """
    if fence:
        return value
    # No text is longer, and each of its values would have all of it searched.
    within = _written_within(line, value) if len(line) <= LONGEST else None
    return escaped(value, begins=_MARKS.fullmatch(line) is not None) if within is None else within


def _written_within(line: str, value: str) -> str | None:
    """Return a value within code, an address, attributes or a citation; None if it is in none."""
    near = max(0, len(line) - _NEAR)
    if _is_in_code(line):
        return " ".join(value.replace("`", "\u02cb").split())
    if _ADDRESS.search(line, near):
        return quote(value.strip(), safe="/:?#@!$&'*+,;=%~-._")
    if _IN_QUOTES.search(line, near):
        return " ".join(re.sub(r"([\"\\])", r"\\\1", value).split())
    return " ".join(value.split()) if _AS_IT_IS.search(line, near) else None


def is_prose(line: str, fence: str) -> bool:
    """Return whether the position after `line` is in text, where variables are allowed."""
    if fence or len(line) > LONGEST or _is_in_code(line):
        return False
    near = max(0, len(line) - _NEAR)
    return not any(kind.search(line, near) for kind in (_ADDRESS, _IN_QUOTES, _AS_IT_IS))


def _is_in_code(line: str) -> bool:
    """Return whether a code span is open at the end of `line`."""
    open_ = 0
    for found in _TICKS.finditer(line):
        is_escaped = line[found.start() - 1 : found.start()] == "\\"
        length = len(found.group()) - is_escaped
        if not open_:
            open_ = length
        elif open_ == length:
            open_ = 0
    return bool(open_)
