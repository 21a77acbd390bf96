"""Lays one YAML tree over another."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from diptych.source.yaml.tree import Entry, Value


def overlay(base: Value, changes: Value) -> Value:
    """Return `base` with `changes` laid over it, mapping by mapping; lists are replaced whole."""
    if not isinstance(base.data, Mapping) or not isinstance(changes.data, Mapping):
        return changes
    entries: dict[str, Entry] = dict(base.data)
    for key, entry in changes.data.items():
        below = entries.get(key)
        value = overlay(below.value, entry.value) if below else entry.value
        entries[key] = replace(entry, value=value)
    return replace(base, data=entries)
