"""How the blocks of one region are set: theme x region x locale."""

from __future__ import annotations

from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from diptych.model.contrast import contrast, is_dark
from diptych.model.geometry import Emu, Pt, emu, scaled
from diptych.model.grounds import can_be_read, panel_on, set_on
from diptych.model.paragraph import Bullet, Paragraph, ParagraphKind, Sizes
from diptych.model.syntax import SyntaxRole
from diptych.model.table_shape import Line
from diptych.model.text import Run, SetInline, Text, only_run
from diptych.model.theme import (
    BOLD,
    HIGHLIGHT,
    REGULAR,
    Layout,
    Mode,
    Panel,
    Region,
    TextStyle,
    Theme,
)

_LEAST_FOR_ICONS = 3.0
_EDGES, _LEAST_FOR_EDGES = ("rule", "faint", "muted"), 2.0
"""Roles of edges of boxes, and their least contrast with what is behind them, if one has it."""
_ASCENT, _DESCENT, _APART = 0.74, 0.2, 0.06
"""How far text reaches above and below its baseline, and the least space between lines, in em."""
_HARD_TO_TELL = 600
"""From this weight on, bold text does not stand out."""


class RowsBelow(Struct, frozen=True):
    """Rows with heads and points, each below a line, of which a table above them is a part."""

    heads: Panel
    """What the heads are below: a line."""
    points: Panel
    """The same of the points."""
    second: Emu
    """Where the points begin, from the left edge of the table."""
    apart: Emu
    """How far apart heads and points are."""
    look: TextStyle
    """The style of the points."""


class Style(Struct, frozen=True, kw_only=True):
    """What a block needs in order to draw itself."""

    theme: Theme
    region: Region
    locale: str
    ground: str = ""
    """The colour token behind it; empty if unknown, as for notes."""
    mode: Mode | None = None
    """The mode of its layout; None for the theme's own, as for notes."""
    rows_below: RowsBelow | None = None
    """The rows that a layout has below its region; None if it has none, or not right below."""

    def level(self, depth: int) -> TextStyle:
        """Return the style of a list level; levels deeper than the theme defines use the last."""
        return self.region.styles[min(depth, len(self.region.styles) - 1)]

    def block(self, name: str, *, on_panel: bool = False) -> TextStyle:
        """Return the style of a block that is not a list, readable on its background."""
        behind = self.panel or self.ground if on_panel else self.ground
        return set_on(self.theme.styles_in(self.mode)[name], behind, self.theme.colors)

    @property
    def accent(self) -> str:
        """Return the colour token of what points; empty if it cannot be read as text there."""
        token, colors = self.role("accent"), self.theme.colors
        is_read = {token, self.ground} <= colors.keys() and can_be_read(token, self.ground, colors)
        return token if is_read else ""

    def number_color(self, look: TextStyle) -> str:
        """Return the colour of a list's numbers: that of bullets, if it can be read."""
        sign = look.bullet_color or look.color
        colors = self.theme.colors
        if self.ground in colors and not can_be_read(sign, self.ground, colors):
            return look.color
        return sign

    def aside_color(self, look: TextStyle) -> str:
        """Return the colour of asides in text of `look`: its own if theirs cannot be read."""
        colors = self.theme.colors
        palette = self.theme.palettes.get(self.mode) if self.mode is not None else None
        wanted = self.theme.aside.color
        token = palette.roles.get(wanted, wanted) if palette is not None else wanted
        if token not in colors or self.ground not in colors:
            return look.color
        quiet = set_on(replace(look, color=token, floor=Pt(0)), self.ground, colors)
        return quiet.color if can_be_read(quiet.color, self.ground, colors) else look.color

    def role(self, name: str) -> str:
        """Return the colour token of a role in the mode; empty if the theme has no roles."""
        palette = self.theme.palettes.get(self.mode) if self.mode is not None else None
        return palette.roles.get(name, "") if palette is not None else ""

    def syntax_color(self, part: SyntaxRole, look: TextStyle) -> str:
        """Return the colour of a part of a listing set in `look`; empty if it has none there."""
        token, behind = self.color_on_panel(f"code-{part}", look), self.highlight
        if not token or behind is None or behind not in self.theme.colors:
            return token
        return token if can_be_read(token, behind, self.theme.colors) else ""

    def color_on_panel(self, role: str, look: TextStyle) -> str:
        """Return the colour of a role where it can be read on a panel; empty elsewhere.

        It is empty, too, if it is that of `look`.
        """
        token, behind, colors = self.role(role), self.panel or self.ground, self.theme.colors
        if not token or token == look.color or behind not in colors:
            return ""
        return token if can_be_read(token, behind, colors) else ""

    def icon_color(self, look: TextStyle) -> str:
        """Return the colour of icons in text of `look`: the accent, if it can be told there.

        Icons need less contrast than text (WCAG 2.2, 1.4.11).
        """
        token, colors = self.role("accent"), self.theme.colors
        if token not in colors or self.ground not in colors:
            return look.color
        apart = contrast(colors[token].value, colors[self.ground].value)
        return token if apart >= _LEAST_FOR_ICONS else look.color

    @property
    def edge(self) -> str:
        """Return the colour token of the edges of boxes; empty if the theme has no roles.

        It is that of rules, or a stronger one where a rule can hardly be seen: an edge has no words
        beside it that say where a box ends.
        """
        colors = self.theme.colors
        tokens = [token for token in map(self.role, _EDGES) if token in colors]
        if self.ground not in colors:
            return tokens[0] if tokens else ""
        behind = colors[self.ground].value
        clear = (one for one in tokens if contrast(colors[one].value, behind) >= _LEAST_FOR_EDGES)
        return next(clear, tokens[-1] if tokens else "")

    def _with_colored_icons(
        self, runs: tuple[SetInline, ...], look: TextStyle
    ) -> tuple[SetInline, ...]:
        color = self.icon_color(look)
        return tuple(
            replace(run, style=replace(run.style, color=color))
            if isinstance(run, Run) and run.icon
            else run
            for run in runs
        )

    @property
    def highlight(self) -> str | None:
        """Return the colour token behind highlighted lines and cells, dark on dark; None if none.

        Without one of the theme that is alike, it is that of a panel.
        """
        if self.ground not in self.theme.colors:
            return self.panel
        return panel_on(self.ground, self.theme.colors, self.role(HIGHLIGHT) or None)

    @property
    def panel(self) -> str | None:
        """Return the colour token of a panel, such as that of code; None if the theme has none."""
        colors = self.theme.colors
        if self.ground in colors:
            palette = self.theme.palettes.get(self.mode) if self.mode is not None else None
            preferred = palette.roles.get("panel") if palette is not None else None
            return panel_on(self.ground, colors, preferred)
        return next((name for name, color in colors.items() if color.slot == "lt2"), None)

    def _pointed(self, run: SetInline) -> SetInline:
        """Return a run in the accent colour if it is to stand out and that can be read here."""
        if not isinstance(run, Run) or not run.style.accent or run.style.color:
            return run
        return replace(run, style=replace(run.style, color=self.accent))

    def _beside_accents(self, runs: tuple[SetInline, ...], color: str) -> str:
        """Return the colour of text beside runs that stand out, which is not theirs."""
        words = (run for run in runs if isinstance(run, Run) and not run.role and run.text.strip())
        if color != self.accent or all(run.style.accent for run in words):
            return color
        return self.role("ink") or color

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
        """Return `text` set in `style` at full size."""
        locale = text.locale or self.locale
        script = "hangul" if locale.startswith("ko") else "latin"
        shown = text.runs if runs is None else runs
        ratio, color, weight, aside = style.leading[script], style.color, style.weight, ""
        if style.quiet_links:
            shown = tuple(map(_with_quiet_link, shown))
        if only_run(shown) is None:  # most texts are plain
            ratio = max(ratio, _line_height_of_formulas(shown))
            weight = _weight_beside(shown, weight)
            if any(isinstance(run, Run) and run.role == "aside" for run in shown):
                aside = self.aside_color(style)
            if any(isinstance(run, Run) and run.icon for run in shown):
                shown = self._with_colored_icons(shown, style)
            if any(isinstance(run, Run) and run.style.accent for run in shown):
                shown = tuple(map(self._pointed, shown))
                color = self._beside_accents(shown, color)
        size, line_height, space_before = _sizes(style.size, ratio, style.space_before)
        return Paragraph(
            runs=shown,
            size=size,
            line_height=line_height,
            color=color,
            locale=locale,
            span=text.span,
            kind=kind,
            level=level,
            font=style.font,
            weight=weight,
            align=self.region.align,
            bullet=bullet,
            indent=style.indent,
            hanging=style.hanging if bullet is not None else Emu(0),
            space_before=space_before,
            step=step,
            block_id=block_id,
            token=style.name,
            floor=style.floor,
            tracking=style.tracking.get(script, 0.0),
            aside=aside,
        )


def _line_height_of_formulas(runs: tuple[SetInline, ...]) -> float:
    """Return the least line height, in em, at which formulas touch nothing in the next lines."""
    formulas = [run.formula for run in runs if isinstance(run, Run) and run.formula is not None]
    if not formulas:
        return 0.0
    ascent = max(one.ascent for one in formulas)
    depth = max(one.depth for one in formulas)
    beside = ascent + depth if len(formulas) > 1 else 0.0
    return round(max(ascent + _DESCENT, depth + _ASCENT, beside) + _APART, 2)


def _weight_beside(runs: tuple[SetInline, ...], weight: int) -> int:
    """Return the weight of a paragraph, in which what the author made bold must be seen.

    Bold is hardly heavier than semibold, so the rest of such a paragraph is regular.
    """
    if not _HARD_TO_TELL <= weight < BOLD:
        return weight
    bold = [run.style.bold for run in runs if isinstance(run, Run) and run.text.strip()]
    return REGULAR if any(bold) and not all(bold) else weight


@lru_cache(maxsize=256)
def _sizes(size: Pt, leading: float, space_before: float) -> Sizes:
    """Return in points what a style gives as multiples of its size."""
    whole = scaled(size, 1.0)
    return Sizes(whole, Pt(round(whole * leading, 2)), Pt(round(whole * space_before, 2)))


def head_line(look: TextStyle) -> Line:
    """Return the line below the header and below the last row of a table."""
    return Line(look.color, emu(1.25))


def row_line(look: TextStyle) -> Line:
    """Return the line between the rows of a table."""
    return Line(look.rule or look.color, emu(0.5))


def has_dark_ground(layout: Layout, theme: Theme) -> bool:
    """Return whether the background of a layout is dark."""
    return is_dark(theme.colors[layout.background].value)


def _with_quiet_link(run: SetInline) -> SetInline:
    is_link = isinstance(run, Run) and run.link is not None and not run.role
    return replace(run, role="quiet-link") if is_link else run
