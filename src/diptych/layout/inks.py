"""The parts of the page that shapes visibly cover: text fills less than its box."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from diptych.model.geometry import Box, Emu, emu
from diptych.model.paragraph import Paragraph
from diptych.model.shapes import Shape
from diptych.model.text_frame import TextFrame


def inks_of(shape: Shape) -> Iterator[Box]:
    """Yield the boxes that a shape really fills: of text, those of its lines."""
    if not isinstance(shape, TextFrame) or shape.panel is not None:
        yield shape.box
        return
    for box, paragraphs in shape.parted():
        spaces = [emu(one.space_before) if at else Emu(0) for at, one in enumerate(paragraphs)]
        heights = [emu(one.line_count * one.line_height) for one in paragraphs]
        free = max(0, box.height - sum(spaces) - sum(heights))
        top = box.y + {"top": 0, "middle": free // 2, "bottom": free}[shape.anchor]
        for paragraph, above, height in zip(paragraphs, spaces, heights, strict=True):
            yield _lines_of(paragraph, box.rows(Emu(top + above), height))
            top += above + height


def _lines_of(paragraph: Paragraph, box: Box) -> Box:
    """Return the box of a paragraph's lines, with its bullet."""
    longest = max((line.width for line in paragraph.lines), default=Emu(0))
    hanging = paragraph.indent if paragraph.bullet is not None else Emu(0)
    start = Emu(paragraph.indent - hanging)
    free = max(0, box.width - paragraph.indent - longest)
    shift = {"left": 0, "center": free // 2, "right": free}[paragraph.align]
    return replace(box, x=Emu(box.x + start + shift), width=Emu(longest + hanging))
