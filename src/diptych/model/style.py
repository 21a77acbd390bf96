"""How the blocks of one region are set: theme x region x locale x scale step."""

from __future__ import annotations

from dataclasses import dataclass, replace

from diptych.model.geometry import Emu, Pt, scaled
from diptych.model.shapes import Bullet, Paragraph, ParagraphKind
from diptych.model.text import SetInline, Text
from diptych.model.theme import Region, TextStyle, Theme


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """What a block needs to know in order to draw itself."""

    theme: Theme
    region: Region
    locale: str
    scale: float = 1.0
    """One factor for all type of a slide's body."""

    def level(self, depth: int) -> TextStyle:
        """Return the style of a list level; levels deeper than the theme has use its last."""
        return self.region.styles[min(depth, len(self.region.styles) - 1)]

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
        ratio = style.leading["hangul" if self.locale.startswith("ko") else "latin"]
        return Paragraph(
            runs=text.runs if runs is None else runs,
            size=size,
            pitch=Pt(round(size * ratio, 2)),
            color=style.color,
            locale=self.locale,
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
        )

    def at(self, scale: float) -> Style:
        """Return the same style at another scale."""
        return replace(self, scale=scale)
