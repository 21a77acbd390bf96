"""The colours of a page, light and dark, from the tokens of a theme.

Every colour of text can be read on the page and on its panels (WCAG 2.2, success criterion 1.4.3),
whatever the theme: a token that cannot be read is skipped.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from diptych.model.contrast import READABLE, contrast, is_dark
from diptych.model.theme import Theme

_PANEL, _RULE, _QUIET = 0.06, 0.18, 0.25
"""How much of the text's colour is mixed into the ground, or of the ground into the text's."""


class Palette(Struct, frozen=True, kw_only=True):
    """Colours as `#` and six hexadecimal digits."""

    ground: str
    panel: str
    rule: str
    """Of lines that carry no meaning."""
    text: str
    quiet: str
    accent: str
    link: str


def palettes(theme: Theme) -> tuple[Palette, Palette]:
    """Return the colours of a page on a light ground, and on a dark one."""
    return _palette(theme, dark=False), _palette(theme, dark=True)


def _palette(theme: Theme, *, dark: bool) -> Palette:
    grounds = _tokens(theme, ("dk2", "dk1", "lt1", "lt2") if dark else ("lt1", "lt2", "dk1", "dk2"))
    plain = "#000000" if dark else "#FFFFFF"
    ground = next((color for color in grounds if is_dark(color) == dark), plain)
    words = _tokens(theme, ("lt1", "lt2", "dk1", "dk2") if dark else ("dk1", "dk2", "lt1", "lt2"))
    strong = max((*words, "#FFFFFF" if dark else "#000000"), key=lambda one: contrast(one, ground))
    text = next((one for one in words if contrast(one, ground) >= 2 * READABLE), strong)
    panel = _mixed(ground, text, _PANEL)
    panel = panel if _is_read(text, (panel,)) else ground
    behind = (ground, panel)
    shades = [one for one in (*words, _mixed(text, ground, _QUIET)) if _is_read(one, behind)]
    return Palette(
        ground=ground,
        panel=panel,
        rule=_mixed(ground, text, _RULE),
        text=text,
        quiet=min((*shades, text), key=lambda one: contrast(one, ground)),
        accent=_first(_tokens(theme, ("accent1",)), behind, text),
        link=_first(_tokens(theme, ("hlink", "accent1")), behind, text),
    )


def _tokens(theme: Theme, slots: Iterable[str]) -> list[str]:
    """Return the colours of slots in their order, the first token of a slot first."""
    own = theme.own_colors.values()
    return [color.value for slot in slots for color in own if color.slot == slot]


def _first(colors: Iterable[str], behind: Iterable[str], otherwise: str) -> str:
    return next((one for one in colors if _is_read(one, behind)), otherwise)


def _is_read(color: str, behind: Iterable[str]) -> bool:
    return all(contrast(color, ground) >= READABLE for ground in behind)


def _mixed(one: str, other: str, share: float) -> str:
    """Return a colour with a share of another mixed into it."""
    pairs = zip(_channels(one), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)


def _channels(color: str) -> Iterator[int]:
    return (int(color[at : at + 2], 16) for at in (1, 3, 5))
