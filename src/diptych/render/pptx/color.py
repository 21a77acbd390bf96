"""Colours by their place in the theme, so that a change of colours in PowerPoint reaches all."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from diptych.model.theme import COLOR_SLOTS, Theme

_MAPPED = {"lt1": "bg1", "dk1": "tx1", "lt2": "bg2", "dk2": "tx2"}
"""Names of the first four slots on slides, through the master's `p:clrMap`."""
_PLAIN = {"dk1": "000000", "lt1": "FFFFFF", "accent1": "4472C4"}
_BLENDS = {
    "dk2": ("dk1", "dk1", 0.0),
    "lt2": ("lt1", "lt1", 0.0),
    "accent2": ("accent1", "dk1", 0.4),
    "accent3": ("accent1", "lt1", 0.45),
    "accent4": ("dk1", "lt1", 0.4),
    "accent5": ("accent1", "dk1", 0.65),
    "accent6": ("dk1", "lt1", 0.65),
    "hlink": ("accent1", "accent1", 0.0),
    "folHlink": ("hlink", "hlink", 0.0),
}
"""What a slot that the theme leaves open is mixed from, and how much of the second colour; the
accents stay apart, so that a chart made in PowerPoint has a colour for each series."""


class Colors(Struct, frozen=True):
    """The colours of a theme as PPTX knows them."""

    scheme: Mapping[str, str]
    """Six hexadecimal digits for each of the twelve slots, in their order."""
    elements: Mapping[str, str]
    """The colour element of each token."""

    def element(self, token: str) -> str:
        """Return the colour element of a token."""
        return self.elements[token]

    def fill(self, token: str) -> str:
        """Return a solid fill in the colour of a token."""
        return f"<a:solidFill>{self.elements[token]}</a:solidFill>"


def theme_colors(theme: Theme) -> Colors:
    """Return the colours of `theme`; slots it leaves open are mixed from others."""
    scheme = _scheme(theme)
    elements = {
        token: _element(color.slot, _digits(color.value), scheme)
        for token, color in theme.colors.items()
    }
    return Colors(scheme, elements)


def _scheme(theme: Theme) -> dict[str, str]:
    named: dict[str, str] = {}
    for color in theme.colors.values():
        named.setdefault(color.slot, _digits(color.value))
    known = _PLAIN | named
    for slot in COLOR_SLOTS:
        if slot not in known:
            first, second, share = _BLENDS[slot]
            known[slot] = _mixed(known[first], known[second], share)
    return {slot: known[slot] for slot in COLOR_SLOTS}


def _mixed(first: str, second: str, share: float) -> str:
    """Return `first` with a `share` of `second`, channel by channel."""
    pairs = zip(bytes.fromhex(first), bytes.fromhex(second), strict=True)
    return bytes(round(one + (other - one) * share) for one, other in pairs).hex().upper()


def _element(slot: str, value: str, scheme: Mapping[str, str]) -> str:
    """Return the slot's name, or the value itself where another token has taken the slot."""
    if scheme.get(slot) == value:
        return f'<a:schemeClr val="{_MAPPED.get(slot, slot)}"/>'
    return f'<a:srgbClr val="{value}"/>'


def _digits(value: str) -> str:
    return value.removeprefix("#").upper()
