"""Texts of the form `name: value`."""

from __future__ import annotations

from msgspec.structs import replace

from diptych.model.text import Inline, Run, Text

_LONGEST = 24
"""Characters of a name: what is longer is a clause of a sentence."""
_COLON = ": "


def split_pair(text: Text) -> tuple[Text, Text] | None:
    """Return name and value, without the colon between them; None if the text is not such a pair.

    The colon is the first of the text, and neither in a link nor in code.
    """
    before: list[Inline] = []
    for index, inline in enumerate(text.inlines):
        if not isinstance(inline, Run):
            return None
        name, colon, value = inline.text.partition(_COLON)
        if not colon:
            before.append(inline)
            continue
        if inline.link is not None or inline.style.code:
            return None
        parts = [replace(inline, text=part) for part in (name, value)]
        first, second = ([part] if part.text else [] for part in parts)
        after = text.inlines[index + 1 :]
        return _pair(text, (*before, *first), (*second, *after))
    return None


def _pair(
    text: Text, name: tuple[Inline, ...], value: tuple[Inline, ...]
) -> tuple[Text, Text] | None:
    first, second = replace(text, inlines=name), replace(text, inlines=value)
    if not first.plain or len(first.plain) > _LONGEST or not second.plain:
        return None
    return first, second
