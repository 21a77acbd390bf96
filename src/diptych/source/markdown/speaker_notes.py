"""The content of speaker notes: text and listings, without other shapes and without a foot."""

from __future__ import annotations

from collections.abc import Iterable

from diptych.blocks.bullets import shapes_in
from diptych.model.block import Block
from diptych.source.markdown.diagnostic_kinds import OUT_OF_NOTES
from diptych.source.markdown.footnotes import report_footnotes
from diptych.source.reading.source_reader import SourceReader


def kept_in_notes(blocks: Iterable[Block], reader: SourceReader) -> tuple[Block, ...]:
    """Return the blocks that are allowed in notes; report the others."""
    kept = []
    for block in blocks:
        if block.is_in_notes:
            kept.append(block)
        for shape in shapes_in(block):
            if not shape.is_in_notes:
                message = f"{shape.noun} is not allowed in notes"
                hint = "notes can only contain text, lists and listings"
                reader.report(OUT_OF_NOTES, shape.span, message, hint, subject=shape.noun)
    report_footnotes(tuple(kept), "notes", reader)
    return tuple(kept)
