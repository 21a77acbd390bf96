"""Colours by theme slot, so that changing the theme's colours in PowerPoint affects everything."""

from __future__ import annotations

import colorsys
from collections.abc import Mapping

from msgspec import Struct

from diptych.model.contrast import READABLE, contrast
from diptych.model.theme import COLOR_SLOTS, Layout, Theme
from diptych.render.links import link_color

_NAMES = ("bg1", "tx1", "bg2", "tx2")
_ROLES = dict(zip(_NAMES, ("lt1", "dk1", "lt2", "dk2"), strict=True))
"""The slots of the four colour roles of a page on the master (ECMA-376-1, 19.3.1.6)."""
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
"""The colours from which an undefined slot is mixed, with the share of the second. The accents are
distinct, so that a chart made in PowerPoint has a different colour for each series."""


_LINKS = ("hlink", "folHlink")
_FOR_LINKS = "accent1"
"""The slot of which a shade stands for the slot of links where links have another colour."""
_SAME_HUE = 0.0001
"""The largest difference between hues that count as equal, as a share of the circle."""


class Colors(Struct, frozen=True, kw_only=True):
    """The colours of a theme in PPTX, on one background."""

    scheme: Mapping[str, str]
    """Six hexadecimal digits for each of the twelve slots, in order."""
    elements: Mapping[str, str]
    """The colour element of each token."""
    roles: Mapping[str, str]
    """The slot of each name on this background: `bg1`, `tx1` and the other ten."""

    def element(self, token: str, opacity: float = 1.0) -> str:
        """Return the colour element of a token, possibly translucent."""
        element = self.elements[token]
        if opacity == 1:
            return element
        alpha = f'<a:alpha val="{_share(opacity)}"/></a:schemeClr>'
        return (
            element.replace("/>", f">{alpha}", 1)
            if "</" not in element
            else (element.replace("</a:schemeClr>", alpha))
        )

    def fill(self, token: str) -> str:
        """Return a solid fill in the colour of a token."""
        return f"<a:solidFill>{self.elements[token]}</a:solidFill>"

    @property
    def on_paper(self) -> str:
        """Return the roles on pages to be printed, which are light, as attributes."""
        roles = _roles() if self.roles["tx1"] == "lt1" else self.roles
        return _attributes(roles)

    @property
    def mapping(self) -> str:
        """Return the roles as attributes of a `p:clrMap` or an `a:overrideClrMapping`."""
        return _attributes(self.roles)


def theme_colors(theme: Theme, main: Layout) -> Colors:
    """Return the colours of `theme` on its main layout; undefined slots are mixed.

    Links have the colour of text if their own colour cannot be read there, as in HTML.
    """
    scheme = _scheme(theme)
    slot = theme.colors[main.background].slot
    roles = _roles(**_on_dark(slot)) if slot in ("dk1", "dk2") else _roles()
    return _colors(theme, scheme, _with_links(roles, scheme, main, theme))


def colors_on(theme: Theme, layout: Layout, plain: Colors) -> Colors:
    """Return the colours of `theme` on a layout that is dark or light unlike the main one.

    Text in colours by role, such as text that a person adds, can be read there too. Links have the
    colour of text if their own colour cannot be read, as in HTML.
    """
    slot = theme.colors[layout.background].slot
    is_plain = slot in ("lt1", "lt2") and plain.roles["tx1"] == "lt1"
    roles = _roles(**(_on_light(slot) if is_plain else _on_dark(slot)))
    return _colors(theme, plain.scheme, _with_links(roles, plain.scheme, layout, theme))


def _on_dark(slot: str) -> dict[str, str]:
    other = "dk2" if slot == "dk1" else "dk1"
    return {"bg1": slot, "tx1": "lt1", "bg2": other, "tx2": "lt2"}


def _on_light(slot: str) -> dict[str, str]:
    other = "lt2" if slot == "lt1" else "lt1"
    return {"bg1": slot, "tx1": "dk1", "bg2": other, "tx2": "dk2"}


def _with_links(
    roles: dict[str, str], scheme: Mapping[str, str], layout: Layout, theme: Theme
) -> dict[str, str]:
    """Return the roles with a slot for links that can be read on the background."""
    background = scheme[roles["bg1"]]
    named = link_color(layout, theme)
    visited = "tx2" if roles["tx1"] == "lt1" else "tx1"
    link = theme.colors[named].slot if named is not None else "hlink"
    for name, wanted, stand_in in zip(_LINKS, (link, "folHlink"), ("tx1", visited), strict=True):
        is_readable = _can_be_read(scheme[wanted], background)
        roles[name] = wanted if is_readable else roles[stand_in]
    return roles


def _attributes(roles: Mapping[str, str]) -> str:
    return "".join(f' {name}="{slot}"' for name, slot in roles.items())


def _can_be_read(one: str, other: str) -> bool:
    return contrast(f"#{one}", f"#{other}") >= READABLE


def _roles(**others: str) -> dict[str, str]:
    same = {slot: slot for slot in COLOR_SLOTS if slot not in _ROLES.values()}
    return _ROLES | same | others


def _colors(theme: Theme, scheme: Mapping[str, str], roles: Mapping[str, str]) -> Colors:
    names = {slot: slot for slot in COLOR_SLOTS} | {roles[name]: name for name in reversed(_NAMES)}
    bases = {slot: slot for slot in COLOR_SLOTS}
    for name in _LINKS:
        if roles[name] != name:  # links have another colour on this background
            bases[name] = _FOR_LINKS
    elements = {
        token: _element(names[base], _digits(color.value), scheme[base])
        for token, color in theme.colors.items()
        for base in (bases[color.slot],)
    }
    return Colors(scheme=scheme, elements=elements, roles=roles)


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


def _element(name: str, value: str, base: str) -> str:
    """Return a colour by the name of its slot, modified if another token defines the slot."""
    if value == base:
        return f'<a:schemeClr val="{name}"/>'
    return f'<a:schemeClr val="{name}">{_changes(base, value)}</a:schemeClr>'


def _changes(base: str, value: str) -> str:
    """Return the modifications of `base` that result in `value` (ECMA-376-1, 20.1.2.3).

    Luminance is modified as in Office's lighter and darker shades, so that a muted shade of the
    text colour stays muted in another colour scheme.
    """
    (hue, light, strong), (to_hue, to_light, to_strong) = _hls(base), _hls(value)
    changes = ""
    if to_strong and abs(to_hue - hue) > _SAME_HUE:
        changes += f'<a:hueOff val="{round((to_hue - hue) * 21_600_000)}"/>'
    if strong:
        changes += f'<a:satMod val="{_share(to_strong / strong)}"/>'
    elif to_strong:
        changes += f'<a:satOff val="{_share(to_strong)}"/>'
    if to_light <= light:
        return f'{changes}<a:lumMod val="{_share(to_light / light if light else 1.0)}"/>'
    kept = (1 - to_light) / (1 - light)
    return f'{changes}<a:lumMod val="{_share(kept)}"/><a:lumOff val="{_share(1 - kept)}"/>'


def _hls(digits: str) -> tuple[float, float, float]:
    red, green, blue = (channel / 255 for channel in bytes.fromhex(digits))
    return colorsys.rgb_to_hls(red, green, blue)


def _share(part: float) -> int:
    """Return a share in thousandths of a percent (ST_Percentage)."""
    return round(part * 100_000)


def _digits(value: str) -> str:
    return value.removeprefix("#").upper()
