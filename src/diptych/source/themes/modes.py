"""A theme's modes, light and dark: which of its colours each role has there, and its layouts.

Type tokens, layouts and decorations name roles or colours. Everything is read once as written, and
then made for each mode, where its names are those of colours that can be read on what is behind.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from diptych.model.contrast import READABLE, READABLE_LARGE, contrast, is_dark, mixed
from diptych.model.grounds import can_be_read, ground_in, readable_on, set_on
from diptych.model.theme import (
    CALLOUT_ROLES,
    CHART_ROLES,
    CODE_ROLES,
    HIGHLIGHT,
    MODES,
    MUTED_ROLES,
    SOFT_ROLES,
    TEXT_ROLES,
    Color,
    Decoration,
    Layout,
    Mode,
    Region,
    TextStyle,
    first_tokens,
)

_LIGHT = {
    "paper": ("lt1", "lt2"), "ink": ("dk1", "dk2"), "muted": ("dk1", "dk2"),
    "faint": ("dk1", "dk2"), "rule": ("dk1", "dk2"), "panel": ("lt2", "lt1"),
    "accent": ("accent1",), "link": ("hlink",), "mark1": ("accent1",), "mark2": ("accent2",),
    "mark3": ("accent3",), "mark4": ("accent4",), "mark5": ("accent5",), "mark6": ("accent6",),
}  # fmt: skip
_DARK = _LIGHT | {
    "paper": ("dk2", "dk1"), "ink": ("lt1", "lt2"), "muted": ("lt1", "lt2"),
    "faint": ("lt1", "lt2"), "rule": ("lt1", "lt2"), "panel": ("dk2", "dk1"),
}  # fmt: skip
_SLOTS: Mapping[Mode, Mapping[str, tuple[str, ...]]] = {"light": _LIGHT, "dark": _DARK}
"""The slots from which a role has its colour in themes that do not say, in order of preference."""
_ROUNDING = 0.1
"""PowerPoint has shades as changes of another colour, which it rounds."""
_READABLE_SHADE, _SEEN_SHADE = READABLE + _ROUNDING, READABLE_LARGE + _ROUNDING
"""The contrast of parts of listings, and of what charts show (WCAG 2.2, 1.4.3 and 1.4.11)."""
_STRONGEST_TINT: Mapping[Mode, int] = {"light": 12, "dark": 24}
"""How much of the accent is at most in the colour behind what is highlighted, in percent."""

_SOFT: Mapping[Mode, int] = {"light": 45, "dark": 55}
"""How much of a series' colour is at most in its tint, in percent."""

_ON_PANEL = {**CODE_ROLES, **CALLOUT_ROLES}
"""The roles of text on panels, each with the one whose colour it has in themes that do not say."""


def other_mode(mode: Mode) -> Mode:
    """Return the mode that is not `mode`."""
    return "light" if mode == "dark" else "dark"


def complete(
    written: Mapping[str, Mapping[Mode, str]], colors: Mapping[str, Color]
) -> tuple[dict[Mode, dict[str, str]], dict[str, Color]]:
    """Return the roles of a theme by mode: those `written`, and the others by their slots.

    The second value has the shades that listings and charts need and the theme does not have, and
    the tints behind what is highlighted.
    """
    firsts = first_tokens(colors)
    last = next(iter(colors), "")
    roles: dict[Mode, dict[str, str]] = {}
    shades: dict[str, Color] = {}
    for mode in MODES:
        usual = {
            role: next((firsts[slot] for slot in slots if slot in firsts), last)
            for role, slots in _SLOTS[mode].items()
        }
        own = usual | {role: tokens[mode] for role, tokens in written.items()}
        derived = _derived(mode, own, colors)
        roles[mode] = {role: name for role, (name, _) in derived.items()} | own
        made = {name: color for name, color in derived.values() if color}
        shades |= {name: color for name, color in made.items() if name not in colors}
    return roles, shades


def _derived(
    mode: Mode, own: Mapping[str, str], colors: Mapping[str, Color]
) -> dict[str, tuple[str, Color | None]]:
    """Return a colour for each role of listings, callouts, charts and highlights, made of others.

    Each has its name, and its value unless the theme has it. `own` are the other roles in a mode.
    """
    paper, panel = own["paper"], own["panel"]
    tint, tinted = _tint(mode, own, colors)
    known = {**colors, tint: tinted} if tinted is not None else colors
    behind = (panel, tint) if tint in known else (panel,)
    derived = {HIGHLIGHT: (tint, tinted)}
    for role, base in _ON_PANEL.items():
        derived[role] = _shaded(own[base], behind, known, _READABLE_SHADE, panel)
    for role, base in CHART_ROLES.items():
        derived[role] = _shaded(own[base], (paper, panel), colors, _SEEN_SHADE, mode)
    of_series = (derived[role] for role in CHART_ROLES)
    known = {**colors, **{name: color for name, color in of_series if color}}
    shown = {**{role: name for role, (name, _) in derived.items()}, **own}
    for role, base in SOFT_ROLES.items():
        derived[role] = _soft(shown[base], mode, own, known)
    for role, percent in MUTED_ROLES.items():
        derived[role] = _fainter(shown["chart-muted"], percent, own["paper"], known)
    for role, base in TEXT_ROLES.items():
        derived[role] = _shaded(
            shown[base], (paper, panel), known, _READABLE_SHADE, f"{mode}-as-text"
        )
    return derived


def _tint(
    mode: Mode, roles: Mapping[str, str], colors: Mapping[str, Color]
) -> tuple[str, Color | None]:
    """Return the colour behind what is highlighted: that of the theme, or a tint of the accent.

    The tint is the strongest on which text and those parts of listings that the theme has a colour
    for can be read; without one, it is a panel.
    """
    paper, accent = roles["paper"], roles["accent"]
    if HIGHLIGHT in roles or not {paper, accent, roles["panel"]} <= colors.keys():
        return roles.get(HIGHLIGHT, roles["panel"]), None
    tokens = (roles["ink"], *(roles[role] for role in CODE_ROLES if role in roles))
    texts = [
        colors[token].value
        for token in tokens
        if token in colors and can_be_read(token, roles["panel"], colors)
    ]
    for percent in range(_STRONGEST_TINT[mode], 0, -2):
        value = mixed(colors[paper].value, colors[accent].value, percent / 100)
        if all(contrast(one, value) >= _READABLE_SHADE for one in texts):
            return f"{accent}-tint-on-{paper}", Color(colors[accent].slot, value, is_made=True)
    return roles["panel"], None


def _soft(
    token: str, mode: Mode, roles: Mapping[str, str], colors: Mapping[str, Color]
) -> tuple[str, Color | None]:
    """Return the strongest tint of a colour, on paper, on which text can be read."""
    paper, ink = roles["paper"], roles["ink"]
    if not {token, paper, ink} <= colors.keys():  # which has been reported
        return token, None
    color, below, text = colors[token], colors[paper].value, colors[ink].value
    tints = (mixed(below, color.value, percent / 100) for percent in range(_SOFT[mode], 0, -5))
    value = next((one for one in tints if contrast(one, text) >= _READABLE_SHADE), below)
    return f"{token}-soft-on-{paper}", Color(color.slot, value, is_made=True)


def _fainter(
    token: str, percent: int, paper: str, colors: Mapping[str, Color]
) -> tuple[str, Color | None]:
    """Return a colour of which so much is left on paper."""
    if not {token, paper} <= colors.keys():  # which has been reported
        return token, None
    color = colors[token]
    value = mixed(colors[paper].value, color.value, percent / 100)
    return f"{token}-{percent}-on-{paper}", Color(color.slot, value, is_made=True)


def _shaded(
    token: str, grounds: tuple[str, ...], colors: Mapping[str, Color], least: float, name: str
) -> tuple[str, Color | None]:
    """Return a colour by its name, or the nearest shade of it that has a contrast on `grounds`.

    That shade is called by the colour and `name`.
    """
    if not {token, *grounds} <= colors.keys():  # which has been reported
        return token, None
    color, behind = colors[token], [colors[ground].value for ground in grounds]
    end = "#FFFFFF" if is_dark(behind[0]) else "#000000"
    shades = (mixed(color.value, end, percent / 100) for percent in range(0, 101, 2))
    value = next(
        (one for one in shades if min(contrast(one, ground) for ground in behind) >= least), end
    )
    if value == color.value:
        return token, color
    return f"{token}-on-{name}", Color(color.slot, value, is_made=True)


class Moding:
    """Makes the parts of a theme for one of its modes."""

    def __init__(
        self,
        mode: Mode,
        roles: Mapping[str, str],
        named: frozenset[str],
        colors: Mapping[str, Color],
        *,
        is_counterpart: bool = False,
    ) -> None:
        """Take the colours of `roles`; `named` are those roles that the theme itself names.

        A counterpart is a layout in the mode that is not its own. Its author may never have seen
        it, so its background follows the mode, and its text can be read in any case.
        """
        self.mode = mode
        self.roles = roles
        self.named = named
        self.colors = colors
        self.is_counterpart = is_counterpart
        self.styles: dict[str, TextStyle] = {}
        self.readable: dict[tuple[str, str], TextStyle] = {}
        """Styles by name and ground, which are the same in many regions."""

    def color(self, name: str) -> str:
        """Return the token of a role or colour; a theme's roles go before colours of that name."""
        if name in self.named or name not in self.colors:
            return self.roles.get(name, name)
        return name

    def style(self, style: TextStyle) -> TextStyle:
        """Return a style in the colours of the mode."""
        known = self.styles.get(style.name)
        if known is None:
            known = self.styles[style.name] = replace(
                style,
                color=self.color(style.color),
                bullet_color=self._optional(style.bullet_color),
                rule=self._optional(style.rule),
            )
        return known

    def layout(self, layout: Layout, name: str) -> Layout:
        """Return a layout, called `name`, in the colours of the mode."""
        painted = replace(
            layout,
            name=name,
            mode=self.mode,
            background=self._background(layout.background),
            decorations=tuple(map(self._decoration, layout.decorations)),
            regions=tuple(map(self._painted, layout.regions)),
        )
        regions = (self._set(region, ground_in(region, painted)) for region in painted.regions)
        return replace(painted, regions=tuple(regions))

    def _optional(self, name: str | None) -> str | None:
        return None if name is None else self.color(name)

    def _background(self, name: str) -> str:
        token = self.color(name)
        if not self.is_counterpart or token not in self.colors:
            return token
        follows = is_dark(self.colors[token].value) == (self.mode == "dark")
        return token if follows or name in self.named else self.roles["paper"]

    def _decoration(self, one: Decoration) -> Decoration:
        picture = one.pictures.get(self.mode, one.picture)
        return replace(one, color=self._optional(one.color), picture=picture, pictures={})

    def _painted(self, region: Region) -> Region:
        """Return a region with the colours of its panel."""
        if region.panel is None:
            return region
        fill, line = self._optional(region.panel.fill), self._optional(region.panel.line)
        return replace(region, panel=replace(region.panel, fill=fill, line=line))

    def _set(self, region: Region, ground: str) -> Region:
        """Return a region with styles that can be read on what is behind it."""
        return replace(region, styles=tuple(self._readable(one, ground) for one in region.styles))

    def _readable(self, style: TextStyle, ground: str) -> TextStyle:
        place = (style.name, ground)
        if place not in self.readable:
            self.readable[place] = self._on(self.style(style), ground)
        return self.readable[place]

    def _on(self, style: TextStyle, ground: str) -> TextStyle:
        there = set_on(style, ground, self.colors)
        if not self.is_counterpart or readable_on(there, ground, self.colors):
            return there
        return replace(there, color=self.roles["ink"])
