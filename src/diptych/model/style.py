"""How the blocks of one region are set: theme x region x locale x scale step."""

from __future__ import annotations

import math

from msgspec import Struct
from msgspec.structs import replace

from diptych.model.geometry import Emu, Pt, emu, scaled
from diptych.model.shapes import Bullet, Paragraph, ParagraphKind, Rule
from diptych.model.text import SetInline, Text
from diptych.model.theme import Layout, Region, TextStyle, Theme

_TRADED = {"dk1": "lt1", "lt1": "dk1", "dk2": "lt2", "lt2": "dk2"}
_DARK_BELOW = 0.18
"""Luminance below which white is read better than black (WCAG 2.2, contrast ratio)."""


class Style(Struct, frozen=True, kw_only=True):
    """What a block needs to know in order to draw itself."""

    theme: Theme
    region: Region
    locale: str
    scale: float = 1.0
    """One factor for all type of a slide's body."""
    is_dark: bool = False
    """Whether it stands on a dark ground."""

    def level(self, depth: int) -> TextStyle:
        """Return the style of a list level; levels deeper than the theme has use its last."""
        return self.region.styles[min(depth, len(self.region.styles) - 1)]

    def block(self, name: str) -> TextStyle:
        """Return the style of a block that is no list, readable on the ground it stands on."""
        look = self.theme.block_styles[name]
        if not self.is_dark:
            return look
        rule = self._readable(look.rule) if look.rule is not None else None
        return replace(look, color=self._readable(look.color), rule=rule)

    def _readable(self, token: str) -> str:
        """Return the token that stands for `token` on dark ground."""
        return self.color_in(self.theme.colors[token].slot) or token

    def color_in(self, slot: str) -> str | None:
        """Return the colour token that has a slot on light ground; None if the theme has none.

        On dark ground, dark and light trade places (as by `p:clrMap`, ECMA-376-1, 19.3.1.6).
        """
        wanted = _TRADED.get(slot, slot) if self.is_dark else slot
        return next(
            (name for name, color in self.theme.colors.items() if color.slot == wanted), None
        )

    def paragraph(
        self,
        text: Text,
        style: TextStyle,
        *,
        kind: ParagraphKind = "text",
        level: int = 0,
        bullet: Bullet | None = None,
        step: int = 0,
        block_id: str | None = None,
        runs: tuple[SetInline, ...] | None = None,
    ) -> Paragraph:
        """Return `text` set in `style` at this scale."""
        size = scaled(style.size, self.scale)
        locale = text.locale or self.locale
        ratio = style.leading["hangul" if locale.startswith("ko") else "latin"]
        return Paragraph(
            runs=text.runs if runs is None else runs,
            size=size,
            pitch=Pt(round(size * ratio, 2)),
            color=style.color,
            locale=locale,
            span=text.span,
            kind=kind,
            level=level,
            font=style.font,
            bold=style.bold,
            align=self.region.align,
            bullet=bullet,
            indent=style.indent,
            hanging=style.hanging if bullet is not None else Emu(0),
            space_before=Pt(round(size * style.space_before, 2)),
            step=step,
            block_id=block_id,
            token=style.name,
            floor=style.floor,
        )

    def at(self, scale: float) -> Style:
        """Return the same style at another scale."""
        return replace(self, scale=scale)


def head_rule(look: TextStyle) -> Rule:
    """Return the line below the header and below the last row of a table."""
    return Rule(look.color, emu(1.25))


def row_rule(look: TextStyle) -> Rule:
    """Return the line between the rows of a table."""
    return Rule(look.rule or look.color, emu(0.5))


def has_dark_ground(layout: Layout, theme: Theme) -> bool:
    """Return whether the background of a layout is dark."""
    value = theme.colors[layout.background].value
    red, green, blue = (_linear(int(value[i : i + 2], 16) / 255) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue < _DARK_BELOW


def _linear(channel: float) -> float:
    return math.pow(channel, 2.2)
