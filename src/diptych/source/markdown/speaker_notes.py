"""What the notes of a slide can hold: text, without shapes and without a foot."""

from __future__ import annotations

from collections.abc import Iterable

from diptych.blocks.bullets import shapes_in
from diptych.model.block import Block, TextBlock
from diptych.source.markdown.footnotes import report_footnotes
from diptych.source.reading.diagnostic_kinds import LOST_CONTENT
from diptych.source.reading.source_reader import SourceReader


def kept_in_notes(blocks: Iterable[Block], reader: SourceReader) -> tuple[Block, ...]:
    """Return the blocks that notes keep; what cannot stand in them is reported."""
    kept = []
    for block in blocks:
        if isinstance(block, TextBlock):
            kept.append(block)
        for shape in shapes_in(block):
            message = f"{shape.noun} cannot stand in notes"
            reader.report(LOST_CONTENT, shape.span, message, "notes can only hold text")
    report_footnotes(tuple(kept), "notes", reader)
    return tuple(kept)
