"""Tells a misspelt name in a theme from the name of something new."""

from __future__ import annotations

from collections.abc import Collection

from diptych.diagnostics import nearest_name
from diptych.source.yaml.diagnostic_kinds import UNKNOWN_KEY
from diptych.source.yaml.fields import Fields
from diptych.source.yaml.tree import Entry

_ALIKE = 0.75
"""Similarity from which a name is taken for another: `cvoer` for `cover`."""


def is_misspelt(
    fields: Fields, what: str, entry: Entry, others: Collection[str], needs: tuple[str, ...]
) -> bool:
    """Report an entry that is most likely meant to change another, whose name it resembles.

    It lacks the first of the keys that something new `needs`.
    """
    if needs[0] in fields or not fields.is_mapping:
        return False
    near = nearest_name(entry.key, {*others} - {entry.key}, alike=_ALIKE)
    if near is None:
        return False
    keys = ", ".join(f"`{key}`" for key in needs)
    hint = f"did you mean `{near}`? A {what} of its own needs {keys}"
    fields.reader.report(UNKNOWN_KEY, entry.key_span, f"there is no {what} `{entry.key}`", hint)
    return True
