"""The background colours behind text, and which colours of a theme can be read on them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from diptych.model.contrast import READABLE, READABLE_LARGE, contrast, is_dark
from diptych.model.geometry import Box, Pt, from_px
from diptych.model.theme import Color, Decoration, Layout, Region, TextStyle

TRADED = {"dk1": "lt1", "lt1": "dk1", "dk2": "lt2", "lt2": "dk2"}
"""The slots that are swapped between light and dark backgrounds (as by `p:clrMap`, ECMA-376-1,
19.3.1.6)."""
_LARGE, _LARGE_BOLD = Pt(18), Pt(14)
"""Minimum sizes of large text, regular and bold (WCAG 2.2, "large scale")."""
LINE = from_px(12)
"""A thinner decoration is a line or a bar next to text, not a background of text."""

Colors = Mapping[str, Color]


def ground_of(background: str, decorations: Sequence[Decoration], box: Box) -> str:
    """Return the colour token behind a box: the last decoration that covers it, or the page."""
    covering = [one.color for one in decorations if one.color and _covers(one.box, box)]
    return covering[-1] if covering else background


def ground_in(region: Region, layout: Layout) -> str:
    """Return the colour token behind the text of a region: its panel's, or that below its box."""
    if region.panel is not None and region.panel.fill is not None:
        return region.panel.fill
    return ground_of(layout.background, layout.decorations, region.box)


def grounds_of(background: str, decorations: Sequence[Decoration], box: Box) -> tuple[str, ...]:
    """Return every colour token that may be behind text in a box."""
    under = ground_of(background, decorations, box)
    partly = (one.color for one in decorations if one.color and _meets(one.box, box))
    return tuple(dict.fromkeys((under, *partly)))


def has_text_on_picture(layout: Layout) -> bool:
    """Return whether title or text of a layout are on a picture."""
    pictures = layout.with_role("picture")
    texts = (*layout.with_role("title"), *layout.with_role("text"))
    return any(one.box.meets(text.box) for one in pictures for text in texts)


def least_contrast(look: TextStyle) -> float:
    """Return the contrast that a style needs at its smallest size (WCAG 2.2, 1.4.3)."""
    return enough_contrast(look.floor, is_bold=look.bold)


def enough_contrast(size: Pt, *, is_bold: bool) -> float:
    """Return the contrast that text of a size needs (WCAG 2.2, 1.4.3)."""
    is_large = size >= (_LARGE_BOLD if is_bold else _LARGE)
    return READABLE_LARGE if is_large else READABLE


def can_be_read(token: str, ground: str, colors: Colors, least: float = READABLE) -> bool:
    """Return whether the contrast between two colour tokens is sufficient."""
    return contrast(colors[token].value, colors[ground].value) >= least


def readable_on(look: TextStyle, ground: str, colors: Colors) -> bool:
    """Return whether a style can be read on a background."""
    if look.color not in colors or ground not in colors:
        return True
    return can_be_read(look.color, ground, colors, least_contrast(look))


def set_on(look: TextStyle, ground: str, colors: Colors) -> TextStyle:
    """Return a style for a background: unchanged, or in another colour that can be read on it.

    The other colour is from the slot that is swapped with its own or, on a dark background, from
    its own slot; on an accent, also from those of paper and ink. If none of those can be read
    either, the style is unchanged. The lines of a table change with its text.
    """
    if readable_on(look, ground, colors):
        return look
    least = least_contrast(look)
    kin = _kin(look.color, ground, colors)
    color = next((token for token in kin if can_be_read(token, ground, colors, least)), None)
    if color is None:
        return look
    rule = next(_kin(look.rule, ground, colors), look.rule) if look.rule is not None else None
    return replace(look, color=color, rule=rule)


def panel_on(ground: str, colors: Colors, preferred: str | None = None) -> str | None:
    """Return the token of a panel, dark on dark and light on light; None if there is none.

    It is the `preferred` one if that is alike.
    """
    wanted = preferred if preferred in colors and preferred != ground else None
    if wanted is not None and _are_alike(wanted, ground, colors):
        return wanted
    first = next((name for name, color in colors.items() if color.slot == "lt2"), None)
    if first is not None and _are_alike(first, ground, colors):
        return first
    return next((name for name, color in colors.items() if color.slot == TRADED["lt2"]), None)


def _are_alike(one: str, other: str, colors: Colors) -> bool:
    """Return whether two colour tokens are both dark, or both light."""
    return is_dark(colors[one].value) == is_dark(colors[other].value)


def _kin(token: str, ground: str, colors: Colors) -> Iterator[str]:
    """Yield the tokens that may replace another on a background."""
    own = colors[token].slot
    slots = [TRADED[own]] if own in TRADED else []
    if is_dark(colors[ground].value):
        slots.append(own)
    if colors[ground].slot.startswith("accent"):
        slots += ["lt1", "dk1"]
    for slot in slots:
        for name, color in colors.items():
            if color.slot == slot and not color.is_made:
                yield name


def _covers(one: Box, other: Box) -> bool:
    return (
        one.x <= other.x
        and one.y <= other.y
        and one.right >= other.right
        and one.bottom >= other.bottom
    )


def _meets(one: Box, other: Box) -> bool:
    return min(one.width, one.height) >= LINE and one.meets(other)
