"""The content of speaker notes: text, without shapes, citations and footnotes."""

from __future__ import annotations

from collections.abc import Iterable

from diptych.blocks.bullets import shapes_in
from diptych.model.block import Block, TextBlock
from diptych.source.markdown.footnotes import report_footnotes
from diptych.source.reading.diagnostic_kinds import LOST_CONTENT
from diptych.source.reading.source_reader import SourceReader


def kept_in_notes(blocks: Iterable[Block], reader: SourceReader) -> tuple[Block, ...]:
    """Return the blocks that are allowed in notes; report the others."""
    kept = []
    for block in blocks:
        if isinstance(block, TextBlock):
            kept.append(block)
        for shape in shapes_in(block):
            message = f"{shape.noun} is not allowed in notes"
            reader.report(LOST_CONTENT, shape.span, message, "notes can only contain text")
    report_footnotes(tuple(kept), "notes", reader)
    return tuple(kept)
