"""Pandoc's title block: `% title`, `% authors`, `% date` at the beginning of a file."""

from __future__ import annotations

import re

from diptych.model.source_text import SourceText, at_lines
from diptych.source.yaml.tree import Entry, Value

_KEYS = ("title", "author", "date")
_FIELD = re.compile(r"%[ \t]*(.*(?:\n[ \t]+\S.*)*)(?:\n|$)")
_AUTHORS = re.compile(r"[^;\n]+")


def read_title_block(text: str, file: str) -> tuple[Value | None, int]:
    """Return the title block as front matter, and where it ends.

    Pandoc manual, "Extension: pandoc_title_block".
    """
    entries: dict[str, Entry] = {}
    at = 0
    for key in _KEYS:
        found = _FIELD.match(text, at)
        if found is None:
            break
        if found[1].strip():
            whole = _place(text, file, found.start(1), found.end(1))
            value = _authors(whole) if key == "author" else _value(_trimmed(whole))
            entries[key] = Entry(key, value.span, value)
        at = found.end()
    if at == 0:
        return None, 0
    start = _place(text, file, 0, 1)
    return Value(entries, start.span(0, 1), start), at


def _place(text: str, file: str, start: int, end: int) -> SourceText:
    """Return a part of `text`, which is the text of the file, with its source mapping."""
    before = text[:start]
    line, column = before.count("\n") + 1, start - before.rfind("\n")
    rows = text[start:end].count("\n")
    starts = [(line, column), *((line + row, 1) for row in range(1, rows + 1))]
    return at_lines(file, text[start:end], starts)


def _authors(place: SourceText) -> Value:
    names = (place.part(found.start(), found.end()) for found in _AUTHORS.finditer(place.text))
    values = tuple(_value(_trimmed(name)) for name in names if name.text.strip())
    return Value(values, place.span(), place)


def _trimmed(place: SourceText) -> SourceText:
    start = len(place.text) - len(place.text.lstrip())
    return place.part(start, len(place.text.rstrip()))


def _value(place: SourceText) -> Value:
    return Value(place.text, place.span(), place)
