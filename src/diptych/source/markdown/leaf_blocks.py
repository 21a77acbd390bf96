"""Blocks that have no others in them: headings, paragraphs, tables, definitions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from diptych.blocks.definitions import DefinedTerm, Definitions
from diptych.blocks.heading import Heading
from diptych.blocks.prose import Prose
from diptych.blocks.table import Table
from diptych.diagnostics import Span
from diptych.markup.attributes import NO_ATTRIBUTES
from diptych.model.block import Block
from diptych.model.source_text import at_lines
from diptych.model.text import Inline, LineBreak, Run
from diptych.source.markdown.definition_lists import BLOCK, WrittenTerm
from diptych.source.markdown.diagnostic_kinds import MISPLACED_BLOCK, UNKNOWN_BLOCK
from diptych.source.markdown.drawn_cells import DrawnTable
from diptych.source.markdown.equations import read_alone
from diptych.source.markdown.fences import FenceReader
from diptych.source.markdown.pipe_tables import PipeTable
from diptych.source.markdown.rules import parse_blocks
from diptych.source.markdown.tables import (
    INCREMENTAL,
    ROW_HEADS,
    caption_place,
    has_total,
    read_grid,
    report_attributes,
)

if TYPE_CHECKING:
    from markdown_it.token import Token


PAUSE = re.compile(r"(?:\.\s+\.\s+\.|\\pause)\s*$")
"""A paragraph that only says that what follows appears later."""


class LeafReader(FenceReader):
    """Turns leaf blocks, which have no others in them, into blocks (CommonMark, section 4)."""

    def heading(self, tokens: Sequence[Token]) -> list[Block]:
        """Return a heading within the slide."""
        text, attributes = self.attributed(self.page.place(tokens[1]))
        step = self.marked_step(attributes, text.span)
        return [Heading(text=text, span=text.span, id=attributes.id, step=step)]

    def paragraph(self, inline: Token) -> list[Block]:
        """Return a paragraph; a paragraph of pictures alone, or a pause, is handled separately."""
        if PAUSE.match(inline.content):
            self.step += 1
            self.paused = self.step
            return []
        place = self.page.place(inline)
        if place.text.startswith("$$") and (formula := read_alone(place, self.reader)) is not None:
            return [self.equation(formula)]
        if (alone := self.alone(place)) is not None:
            return self.figures(alone)
        self.check_paragraph(place)
        text, attributes = self.attributed(place)
        step = self.marked_step(attributes, text.span)
        if all(map(_is_space, text.inlines)):
            return []
        return [Prose(text=text, span=text.span, id=attributes.id, step=step)]

    def lines(self, token: Token) -> list[Block]:
        """Return a line block as a paragraph with line breaks."""
        lines = token.meta["lines"]
        words = "\n".join(line.text for line in lines)
        starts = ((line.line + 1, line.column) for line in lines)
        text = self.text(at_lines(self.page.file, words, starts))
        return [Prose(text=text, span=self.page.span(token), step=self.paused)]

    def table(self, token: Token) -> Table:
        """Return a table; attributes after its caption are those of the table."""
        written: PipeTable | DrawnTable = token.meta["table"]
        span = self.page.span(token)
        caption, attributes = None, NO_ATTRIBUTES
        if isinstance(written, DrawnTable):
            self.report_divs(written)
        if lines := token.meta["caption"]:
            place = caption_place(lines, self.page.file)
            caption, attributes = self.attributed_at(place)
            report_attributes(attributes, place, self.reader)
        where = caption.span if caption is not None else span
        grid = read_grid(written, attributes, where, self.text, self.reader)
        is_stepped = INCREMENTAL in attributes.classes
        return Table(
            **grid.fields,
            has_total=has_total(written, attributes),
            align=written.align,
            row_heads=ROW_HEADS in attributes.classes,
            row_steps=grid.row_steps(iter(self.next_step, None)) if is_stepped else (),
            caption=caption if caption and not caption.is_empty else None,
            id=attributes.id,
            span=span,
            step=self.paused,
        )

    def report_divs(self, table: DrawnTable) -> None:
        """Report the divs in cells of a table: only their content is shown."""
        for row in (*table.header, *table.rows):
            for line, name in (div for cell in row.cells for div in cell.divs):
                span = Span(self.page.file, line.line + 1, line.column, len(line.text))
                message = f"`::: {name}` in a cell of a table is shown as ordinary content"
                hint = "write it above or below the table"
                self.report(UNKNOWN_BLOCK, span, message, hint, subject=f"::: {name}")

    def definitions(self, token: Token) -> Definitions:
        """Return a definition list; one that is incremental appears term by term."""
        terms = tuple(map(self.term, token.meta["terms"]))
        return Definitions(terms=terms, span=self.page.span(token), step=self.paused)

    def term(self, written: WrittenTerm) -> DefinedTerm:
        """Return a term with its definitions, which have words alone.

        Other blocks in them are shown below the list, with a report.
        """
        step = self.next_step() if self.incremental else self.paused
        text, attributes = self.attributed(self.page.place(written.term))
        self.only_id(attributes, text.span)
        words = [one for one in written.definitions if not BLOCK.match(one.content)]
        for one in written.definitions:
            if one not in words:
                message = "only words are allowed in a definition"
                hint = "move this below the list of definitions"
                span = self.page.span(one)
                subject = f"content in line {span.line}"
                self.report(MISPLACED_BLOCK, span, message, hint, subject=subject)
                self.aside += self.read(self.tokens_in(one))
        places = [self.page.place(one) for one in words]
        for place in places:
            self.check_paragraph(place)
        return DefinedTerm(
            term=text,
            definitions=tuple(map(self.text, places)),
            span=text.span,
            id=attributes.id,
            step=step,
        )

    def tokens_in(self, token: Token) -> Sequence[Token]:
        """Return the block tokens of the Markdown in a token."""
        above = "\n" * (token.map or [0])[0]
        return parse_blocks(above + token.content, tool=self.page.tool).tokens

    def read(self, tokens: Sequence[Token]) -> list[Block]:
        """Return the blocks of `tokens`, which may have others in them."""
        raise NotImplementedError


def _is_space(inline: Inline) -> bool:
    """Return whether an inline shows nothing."""
    return isinstance(inline, LineBreak) or (isinstance(inline, Run) and not inline.text.strip())
