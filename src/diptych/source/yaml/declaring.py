"""Adds an entry to deck.yaml or a talk without changing the rest of the file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import takewhile
from pathlib import Path

from diptych.source.reading.source_reader import SourceReader
from diptych.source.yaml.document import read_yaml
from diptych.source.yaml.tree import Value
from diptych.storage.reading import SOURCE, Reader


def read_source(path: Path) -> str:
    """Return the text of a file; raise OSError or ValueError if it cannot be read as text."""
    return Reader((path.parent,)).read(path, SOURCE).decode().replace("\r\n", "\n")


def with_locale(path: Path, locale: str, source_locale: str) -> str | None:
    """Return the text of deck.yaml at `path` with `locale` declared; None if it already is.

    Raise ValueError if the list is written in a form that cannot be extended.
    """
    text = read_source(path)
    tree = read_yaml(text, path.name, SourceReader(path.parent))
    entries = tree.data if tree is not None and isinstance(tree.data, Mapping) else {}
    entry = entries.get("locales")
    if entry is None or entry.value.data is None:
        return f"{text.rstrip()}\nlocales: [{source_locale}, {locale}]\n"
    items = entry.value.data if isinstance(entry.value.data, tuple) else ()
    if any(item.place.text == locale for item in items):
        return None
    return _added(text.split("\n"), entry.value, locale)


def with_slide(path: Path, slide_id: str) -> str | None:
    """Return the text of the talk at `path` with a slide at its end; None if it already has it.

    That of the references stays behind it. Raise ValueError if its lists are written in a form
    that cannot be extended.
    """
    text = read_source(path)
    tree = read_yaml(text, path.name, SourceReader(path.parent))
    entries = tree.data if tree is not None and isinstance(tree.data, Mapping) else {}
    lists = [entries["slides"].value] if "slides" in entries else []
    sections = entries["sections"].value.data if "sections" in entries else ()
    lists += [
        section.data["slides"].value
        for section in (sections if isinstance(sections, tuple) else ())
        if isinstance(section.data, Mapping) and "slides" in section.data
    ]
    filled = [value for value in lists if isinstance(value.data, tuple) and value.data]
    listed = (item for value in filled if isinstance(value.data, tuple) for item in value.data)
    if any(item.place.text == slide_id for item in listed):
        return None
    shown = [value for value in filled if not all(map(_is_behind, _items(value)))]
    last = next(reversed(shown or filled), None)
    return _added(text.split("\n"), last, slide_id, before=_is_behind)


def _items(value: Value) -> tuple[Value, ...]:
    return value.data if isinstance(value.data, tuple) else ()


def _is_behind(value: Value) -> bool:
    """Return whether an item of a talk comes after all that its author writes."""
    data = value.data if isinstance(value.data, Mapping) else {}
    return "generate" in data and data["generate"].value.data == "references"


def with_library(path: Path, name: str, source: str) -> str:
    """Return the text of deck.yaml at `path` with a library, `name: source`, declared.

    Raise ValueError if the mapping is written in a form that cannot be extended.
    """
    text = read_source(path)
    tree = read_yaml(text, path.name, SourceReader(path.parent))
    entries = tree.data if tree is not None and isinstance(tree.data, Mapping) else {}
    entry = entries.get("libraries")
    if entry is None:
        return f"{text.rstrip()}\nlibraries:\n  {name}: {source}\n"
    lines = text.split("\n")
    row, column = entry.value.span.line - 1, entry.value.span.column - 1
    declared = entry.value.data
    if declared is None:
        lines.insert(entry.key_span.line, f"  {name}: {source}")
    elif not isinstance(declared, Mapping):
        raise ValueError("`libraries:` is not a mapping")
    elif lines[row][column : column + 1] == "{":
        comma = ", " if declared else ""
        lines[row] = f"{lines[row][: column + 1]}{name}: {source}{comma}{lines[row][column + 1 :]}"
    else:
        first = next(iter(declared.values())).key_span
        lines.insert(entry.key_span.line, f"{' ' * (first.column - 1)}{name}: {source}")
    return "\n".join(lines)


def _added(
    lines: list[str],
    listed: Value | None,
    word: str,
    *,
    before: Callable[[Value], bool] = lambda _: False,
) -> str:
    """Return the lines with `word` added to a list, in the style of the list.

    It is added before the last items for which `before` is true.
    """
    if listed is None or not isinstance(listed.data, tuple) or not listed.data:
        raise ValueError("there is no list yet to add to")
    line, column = listed.span.line - 1, listed.span.column - 1
    following = tuple(takewhile(before, reversed(listed.data)))
    if lines[line].startswith("[", column):
        end = _closing(lines[line], column)
        if end is None:
            raise ValueError("the list is on several lines; put each item on a line, `- item`")
        if following and following[-1].span.line == line + 1:
            at = following[-1].span.column - 1
            lines[line] = f"{lines[line][:at]}{word}, {lines[line][at:]}"
        else:
            lines[line] = f"{lines[line][:end].rstrip()}, {word}{lines[line][end:]}"
    elif following:
        lines.insert(following[-1].span.line - 1, f"{lines[line][:column]}- {word}")
    else:
        indent = lines[line][:column]
        lines.insert(_below(lines, listed.data[-1].span.line, len(indent)), f"{indent}- {word}")
    return "\n".join(lines)


def _closing(line: str, start: int) -> int | None:
    """Return where the bracket at `start` is closed; None if not on the same line."""
    depth, quote = 0, ""
    for at, character in enumerate(line[start:], start):
        if quote:
            quote = "" if character == quote else quote
        elif character in "\"'":
            quote = character
        elif character in "[{":
            depth += 1
        elif character in "]}":
            depth -= 1
            if not depth:
                return at
    return None


def _below(lines: list[str], last: int, indent: int) -> int:
    """Return the number of the line after an item that begins on line `last`."""
    at = last
    while at < len(lines) and (
        lines[at].strip() and len(lines[at]) - len(lines[at].lstrip()) > indent
    ):
        at += 1
    return at
