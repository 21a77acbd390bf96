"""Icons in a text, `:icon-rocket:`, by their names at Lucide."""

from __future__ import annotations

import re
from collections.abc import Iterator

from diptych.diagnostics import nearest_name
from diptych.icons import icon_names, icon_tagged

_ICON = re.compile(r"(?<![\w:/]):icon-([a-z0-9-]{1,64}):(?![\w/])")

_MISSPELT = 0.8
"""How similar a name is at least that was meant rather than one that contains the letters."""


def icons_in(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield where the icons of a text begin and end, and their names, whether or not they exist."""
    if ":icon-" in text:
        for found in _ICON.finditer(text):
            yield found.start(), found.end(), found[1]


def refused_icon(name: str) -> tuple[str, str] | None:
    """Return what to say about a name that no icon has, and a hint; None if there is one."""
    names = icon_names()
    if name in names:
        return None
    with_word = min((one for one in names if name in one.split("-")), key=len, default=None)
    misspelt = with_word or nearest_name(name, names, alike=_MISSPELT)
    near = misspelt or icon_tagged(name) or nearest_name(name, names)
    hint = (
        f"did you mean `:icon-{near}:`?" if near else "https://lucide.dev/icons shows all of them"
    )
    return f"there is no icon `{name}`", hint
