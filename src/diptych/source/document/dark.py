"""What other tools set on a dark ground, by theme, class or colour: the mode of talk and slide."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from diptych.model.contrast import is_dark
from diptych.model.theme import Mode
from diptych.source.document.foreign_keys import is_dark_theme, words_of
from diptych.source.document.marp_classes import INVERTED, classes_in
from diptych.source.document.opening import Opened
from diptych.source.markdown.slide_body import Parsed
from diptych.source.yaml.fields import Fields
from diptych.source.yaml.tree import Value

if TYPE_CHECKING:
    from markdown_it.token import Token

COLORS = ("background-color", "data-background-color")
"""Attributes of a heading that name the colour behind its slide."""
_BACKGROUND = re.compile(
    r"<!--\s*\.slide:[^>]{0,400}?\bdata-background(?:-color)?=([\"'])(?P<color>[#\w]+)\1"
)
_HEX = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_NAMED = {
    "black": "#000000", "white": "#FFFFFF", "navy": "#000080", "darkblue": "#00008B",
    "midnightblue": "#191970", "darkslategray": "#2F4F4F", "darkslategrey": "#2F4F4F",
    "darkgreen": "#006400", "darkred": "#8B0000", "maroon": "#800000", "purple": "#800080",
    "indigo": "#4B0082", "teal": "#008080", "aliceblue": "#F0F8FF", "ivory": "#FFFFF0",
    "whitesmoke": "#F5F5F5", "beige": "#F5F5DC",
}  # fmt: skip
"""Some of CSS's names (CSS Color Module 4, 6.1); what others are is not told."""


def mode_of_talk(opened: Opened) -> Mode | None:
    """Return the mode that a file for another tool asks for in its own words; None for none."""
    entries = opened.fields.entries
    schema = opened.slide_keys.get("colorSchema")
    if schema is not None and schema.value.data == "dark":
        return "dark"
    if opened.known.tool == "marp" and INVERTED in classes_of_talk(opened.fields):
        return "dark"
    themes = [entries[key].value for key in ("theme",) if key in entries]
    if "format" in entries:
        themes += _themes_of(entries["format"].value)
    return "dark" if any(map(is_dark_theme, themes)) else None


def classes_of_talk(fields: Fields) -> Sequence[str]:
    """Return the classes that all slides of a file of Marp have."""
    entry = fields.entries.get("class")
    return words_of(entry.value) if entry is not None else ()


def _themes_of(formats: Value) -> Iterator[Value]:
    for options in formats.data.values() if isinstance(formats.data, Mapping) else ():
        if isinstance(options.value.data, Mapping) and "theme" in options.value.data:
            yield options.value.data["theme"].value


def mode_of_slide(parsed: Parsed, tokens: Sequence[Token]) -> Mode | None:
    """Return the mode that the colour or class of a slide asks for; None for none."""
    values = parsed.title_attributes.values
    color = next((values[key] for key in COLORS if values.get(key)), "")
    for token in tokens:
        if token.type != "html_block":
            continue
        if INVERTED in classes_in(token.content):
            return "dark"
        if not color and (found := _BACKGROUND.search(token.content)):
            color = found["color"]
    return _mode_on(color)


def is_dark_or_light(color: str) -> bool:
    """Return whether it is known which mode a colour behind a slide asks for."""
    return _mode_on(color) is not None


def _mode_on(color: str) -> Mode | None:
    code = _NAMED.get(color.lower(), color)
    if not _HEX.fullmatch(code):
        return None
    full = code if len(code) == len("#rrggbb") else "#" + "".join(2 * one for one in code[1:])
    return "dark" if is_dark(full) else "light"
