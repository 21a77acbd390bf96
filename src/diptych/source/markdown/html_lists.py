"""HTML's lists as those of Markdown, where each item begins a line."""

from __future__ import annotations

import re

from diptych.model.source_text import SourceText, at_lines

_ITEM = re.compile(
    r"\s*(?:<[uo]l\b[^<>]*>\s*)*<li\b(?P<values>[^<>]*)>\s*(?P<words>.*)", re.IGNORECASE
)
_TAG = re.compile(r"</?(?P<name>ul|ol|li)\b[^<>]*>", re.IGNORECASE)
_FRAGMENT = re.compile(r"\bclass\s*=\s*(?:\"[^\"]*\bfragment\b|'[^']*\bfragment\b|fragment\b)")


def with_lists(place: SourceText) -> SourceText:
    """Return HTML with its lists in Markdown; as it is if an item begins within a line.

    Items of lists within items are further items.
    """
    if "<li" not in place.text.lower():
        return place
    opened: list[str] = []
    lines: list[str] = []
    for line in place.text.split("\n"):
        found = _ITEM.fullmatch(line)
        rest = found["words"] if found else line
        if any(tag["name"].lower() == "li" and tag[0][1] != "/" for tag in _TAG.finditer(rest)):
            return place
        _follow(opened, line[: len(line) - len(rest)])
        words = _TAG.sub("", rest)
        if found is not None:
            marker = "1. " if opened and opened[-1] == "ol" else "- "
            is_later = "</li" in rest and _FRAGMENT.search(found["values"]) is not None
            words = f"{marker}{words.strip()}{' {.fragment}' if is_later else ''}"
        _follow(opened, rest)
        lines.append(words)
    starts = ((point.line, point.column) for point in place.points)
    return at_lines(place.file, "\n".join(lines), starts)


def _follow(opened: list[str], source: str) -> None:
    """Keep which lists are open after some HTML, the innermost last."""
    for tag in _TAG.finditer(source):
        name = tag["name"].lower()
        if name != "li" and tag[0][1] != "/":
            opened.append(name)
        elif name != "li" and opened:
            opened.pop()
