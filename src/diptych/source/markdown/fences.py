"""Fences: listings, and what is written as one."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING

from msgspec.structs import replace

from diptych.blocks.table import Table
from diptych.diagnostics import Span
from diptych.markup.inline import Parsed
from diptych.model.block import Block
from diptych.model.labels import Unnumbered, label_kind
from diptych.model.source_text import one_line
from diptych.source.charts.chart import read_chart
from diptych.source.listings.diagnostic_kinds import UNKNOWN_LANGUAGE
from diptych.source.listings.listing import listing
from diptych.source.markdown.cells import graphics_in
from diptych.source.markdown.charts import read_chart_fence
from diptych.source.markdown.equations import read_math_fence
from diptych.source.markdown.listings import DIAGRAM_FENCES, Listing, read_listing
from diptych.source.markdown.named_blocks import fence_value, named, names_of_divs, read_fence
from diptych.source.markdown.tables import TABLE_FENCE
from diptych.source.markdown.texts import TextReader

if TYPE_CHECKING:
    from markdown_it.token import Token


class FenceReader(TextReader):
    """Turns fences into listings, and into the charts, diagrams and tables that they describe."""

    def listing(self, token: Token) -> list[Block]:
        """Return a listing, or a block that is written as one."""
        if (formula := read_math_fence(token, self.page, self.reader)) is not None:
            return [self.equation(formula)]
        span = self.page.span(token)
        written = read_listing(token, span, self.reader)
        if written is None or written.is_hidden:
            self.leave_out(written, span)
            return []
        wanted = written.wanted
        step = self.step_of(written.attributes, span)
        if wanted.language == TABLE_FENCE:
            table = self.table_in_fence(token, span)
            id_ = wanted.id or (table.id if table else None)
            return [replace(table, span=span, id=id_, step=step)] if table else []
        if (kind := named(wanted.language, "fence")) is not None:
            read = read_fence(kind, token, span, self.page, self.reader)
            return [replace(read, id=wanted.id or read.id, step=step)] if read is not None else []
        if wanted.language in DIAGRAM_FENCES and wanted.part is None:
            errors = self.reader.errors
            incremental, self.incremental = self.incremental, self.is_stepwise(written.attributes)
            drawn = self.diagram(token, wanted.language, wanted.id, step)
            self.incremental = incremental
            if drawn is not None or self.reader.errors > errors:
                return [drawn] if drawn is not None else []
            wanted = replace(wanted, language="")
        if wanted.language in names_of_divs():
            message = f"`{wanted.language}` is a block, not a language: this is shown as it is"
            hint = f"write `::: {{.{wanted.language} …}}` in place of the fence"
            self.report(UNKNOWN_LANGUAGE, span, message, hint, subject=wanted.language)
            wanted = replace(wanted, language="")
        code = listing(
            written.lines,
            wanted,
            self.page.folder,
            span,
            self.reader,
            below=written.below,
            step=step,
            later=iter(self.next_step, None),
        )
        return [replace(code, is_amiss=written.is_unrun)] if code is not None else []

    def graphics(self, token: Token) -> Parsed | None:
        """Return the picture that a cell shows; None if it is not a cell that only does this."""
        picture = graphics_in(token.info.strip(), token.content)
        if picture is None:
            return None
        return self.alone(one_line(self.page.file, picture, self.page.span(token).line, 1))

    def leave_out(self, written: Listing | None, span: Span) -> None:
        """Remember the label of a hidden cell, which texts may mention though it has no number."""
        label = written.wanted.id if written is not None else None
        if written is not None and label is not None and label_kind(label) is not None:
            self.unnumbered.append(Unnumbered(label, "a hidden cell", span, written.is_unrun))

    def table_in_fence(self, token: Token, span: Span) -> Table | None:
        """Return the table that a fence describes in YAML; None, with a report, if it has none."""
        value = fence_value(Table.noun, token, span, self.page, self.reader)
        if value is None:
            return None
        from diptych.source.tables.declared import read_table  # few tables have data files

        return read_table(value, self.page.folder, iter(self.next_step, None), self.reader)

    def diagram(self, token: Token, language: str, id_: str | None, step: int) -> Block | None:
        """Return the diagram in a fence; None, with a report, if it cannot be read.

        Where lists appear item by item, its nodes do.
        """
        span, within = self.page.span(token), copy(token)
        steps = iter(self.next_step, None)
        if language == DIAGRAM_FENCES[0]:
            from diptych.source.markdown.mermaid import read_mermaid  # few talks have any

            first, last = token.map or [0, 1]
            within.map = [first + 1, last]
            place = self.page.place(within)
            read = read_mermaid(place, span, self.reader, steps if self.incremental else None)
        else:
            from diptych.source.diagrams.diagram import read_diagram

            value = fence_value("a diagram", within, span, self.page, self.reader)
            read = None
            if value is not None:
                read = read_diagram(value, self.reader, steps, stepwise=self.incremental)
        if read is None:
            return None
        return replace(read, id=id_ or read.id, span=span, step=read.step or step)

    def chart(self, token: Token) -> list[Block]:
        """Return a chart; nothing, with a report, if it cannot be shown."""
        span = self.page.span(token)
        written = read_chart_fence(token, span, self.page, self.reader)
        if written is None:
            return []
        step = self.step_of(written.attributes, span)
        later = iter(self.next_step, None)
        read = read_chart(
            written.fields,
            written.inside,
            self.page.folder,
            span,
            self.reader,
            later=later,
            stepwise=self.incremental,
        )
        return [replace(read, step=step)] if read is not None else []
