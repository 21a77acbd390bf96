"""Slides read from Markdown, and their outlines."""

from __future__ import annotations

from pathlib import Path

from diptych.blocks.bullets import Bullets
from diptych.blocks.code import Code
from diptych.blocks.heading import Heading
from diptych.blocks.picture import Picture
from diptych.blocks.prose import Prose
from diptych.blocks.quote import Quote
from diptych.blocks.table import Table
from diptych.model.block import Block
from diptych.source.markdown.page import Page
from diptych.source.markdown.rules import parse_blocks
from diptych.source.markdown.slide_body import Parsed, build_slide
from diptych.source.reading.source_reader import SourceReader


def parsed(text: str, folder: Path | None = None, *, incremental: bool = False) -> Parsed:
    """Return what a slide says in which nothing is wrong."""
    reader = SourceReader(folder or Path())
    blocks = parse_blocks(text)
    page = Page(
        file="a.md",
        folder=folder or Path(),
        lines=text.split("\n"),
        definitions=blocks.definitions,
    )
    slide = build_slide(blocks.tokens, page, reader, incremental=incremental)
    assert reader.found == []
    return slide


def outline(block: Block) -> object:  # noqa: PLR0911 - a table
    """Return the words of a block: lists as lists, other blocks by their name."""
    match block:
        case Bullets():
            items = [[item.text.plain, *map(outline, item.content)] for item in block.items]
            flat = [item[0] if len(item) == 1 else item for item in items]
            return flat if block.start is None else {block.start: flat}
        case Prose():
            return block.text.plain
        case Heading():
            return f"# {block.text.plain}"
        case Quote():
            return "> " + " / ".join(text.plain for text in block.paragraphs)
        case Code():
            return f"{block.language}: " + " / ".join(block.lines)
        case Table():
            rows = (*block.header, *block.rows)
            return "\n".join(" | ".join(text.plain for text in row) for row in rows)
        case Picture():
            return f"picture {block.asset.name}"
        case _:
            raise AssertionError(block)
