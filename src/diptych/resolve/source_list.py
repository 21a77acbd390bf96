"""The sources of a talk as a block."""

from __future__ import annotations

from msgspec.structs import replace

from diptych.model.block import TextBlock
from diptych.model.geometry import Pt
from diptych.model.paragraph import Paragraph
from diptych.model.style import Style
from diptych.model.text import Text

_SMALLEST = Pt(9)
"""The size of sources at the foot of a slide."""
_LARGEST = Pt(12)
"""The most that it takes, as there may be many and nobody reads them from afar."""
_APART = 0.35


class SourceList(TextBlock, frozen=True, kw_only=True):
    """Every source of a talk, one per line; generated, never authored."""

    lines: tuple[Text, ...]

    def draw(self, style: Style) -> tuple[Paragraph, ...]:
        """Return a paragraph for each, which may be as small as sources at the foot of a slide."""
        caption = style.block("caption")
        size = min(caption.size, _LARGEST)
        look = replace(caption, size=size, floor=_SMALLEST, space_before=_APART)
        return tuple(style.paragraph(line, look) for line in self.lines)
