"""Locales and libraries added to deck.yaml, the rest of it left as its author wrote it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from diptych.source.intake import Intake
from diptych.source.yaml_tree import Value, read_yaml

_FLOW_END = re.compile(r"\s*\]")
_ITEM = re.compile(r"(\s*)-\s")


def with_locale(path: Path, locale: str, source_locale: str) -> str | None:
    """Return the text of deck.yaml at `path` with `locale` declared; None if it is already.

    Raise ValueError where the list is written in a way that cannot be added to.
    """
    text = path.read_text(encoding="utf-8")
    tree = read_yaml(text, path.name, Intake(path.parent))
    entries = tree.data if tree is not None and isinstance(tree.data, Mapping) else {}
    entry = entries.get("locales")
    if entry is None or entry.value.data is None:
        return f"{text.rstrip()}\nlocales: [{source_locale}, {locale}]\n"
    items = entry.value.data if isinstance(entry.value.data, tuple) else ()
    if any(item.place.text == locale for item in items):
        return None
    return _added(text.split("\n"), items, locale)


def with_library(path: Path, name: str, source: str) -> str:
    """Return the text of deck.yaml at `path` with a library, `name: source`, declared.

    Raise ValueError where the mapping is written in a way that cannot be added to.
    """
    text = path.read_text(encoding="utf-8")
    tree = read_yaml(text, path.name, Intake(path.parent))
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
        raise ValueError("`libraries:` is no mapping")
    elif lines[row][column : column + 1] == "{":
        comma = ", " if declared else ""
        lines[row] = f"{lines[row][: column + 1]}{name}: {source}{comma}{lines[row][column + 1 :]}"
    else:
        first = next(iter(declared.values())).key_span
        lines.insert(entry.key_span.line, f"{' ' * (first.column - 1)}{name}: {source}")
    return "\n".join(lines)


def _added(lines: list[str], items: tuple[Value, ...], locale: str) -> str:
    if not items:
        raise ValueError("`locales:` is no list of tags")
    last = items[-1].span
    line = lines[last.line - 1]
    after = last.column - 1 + last.length
    item = _ITEM.match(line)
    if item:
        lines.insert(last.line, f"{item[1]}- {locale}")
    elif _FLOW_END.match(line, after):
        lines[last.line - 1] = f"{line[:after]}, {locale}{line[after:]}"
    else:
        raise ValueError("`locales:` is written in a way that nothing can be added to")
    return "\n".join(lines)
