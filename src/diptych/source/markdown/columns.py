"""Columns, and what every div has: attributes, and perhaps a label."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from diptych.blocks.columns import MOST_COLUMNS, Columns
from diptych.diagnostics import Span
from diptych.markup.attributes import Attributes
from diptych.model.block import Block
from diptych.model.deck import Column
from diptych.model.labels import Unnumbered, label_kind, meant_label
from diptych.source.markdown.beside import PER_ROW, as_columns, in_rows, is_row, narrowed, with_rows
from diptych.source.markdown.block_tokens import grouped, is_comment
from diptych.source.markdown.blocks import BlockReader
from diptych.source.markdown.diagnostic_kinds import (
    CROWDED_COLUMNS,
    MISPLACED_BLOCK,
    UNCLOSED_DIV,
    UNKNOWN_BLOCK,
)
from diptych.source.markdown.div_classes import GRID, allowed_in, is_known
from diptych.source.markdown.labelled_divs import labelled
from diptych.source.markdown.page import Page
from diptych.source.markdown.pictures import read_width, report_attributes
from diptych.source.reading.diagnostic_kinds import LOST_CONTENT
from diptych.source.reading.source_reader import SourceReader
from diptych.source.yaml.blocks import sound

if TYPE_CHECKING:
    from markdown_it.token import Token


_OWN_ELEMENTS = {"div", "p"}
"""Elements that are equivalent to Markdown's div and paragraph."""
_DEEPEST_COLUMNS = 2
"""Columns within others, once."""
_BETWEEN_COLUMNS = {"footnote", "definition", "stray_div", "hr"}


class ColumnReader(BlockReader):
    """Turns columns into blocks; subclasses read the other divs."""

    def __init__(self, page: Page, reader: SourceReader, *, incremental: bool) -> None:
        super().__init__(page, reader, incremental=incremental)
        self.depth = 0
        """How many columns are around what is read."""

    def enter(self, tokens: Sequence[Token]) -> Attributes | None:
        """Return the attributes of a div, and report what is wrong with it."""
        token = tokens[0]
        span = self.page.span(token)
        if not token.meta["closed"]:
            message, hint = "this `:::` block is never closed", "add a line with `:::`"
            if lines := token.meta.get("lines_to_next"):
                hint = f"add a line with `:::` above the `::: column` in line {span.line + lines}"
            self.report(UNCLOSED_DIV, span, message, hint, subject=f"line {span.line}")
        attributes: Attributes | None = token.meta["attributes"]
        if attributes is not None and token.meta.get("is_titled") and is_known(attributes):
            (name,), title = attributes.classes, attributes.values["title"]
            message = f"in `::: {name} {title}` there are words behind the name"
            hint = f'write `::: {{.{name} title="…"}}`'
            self.report(UNKNOWN_BLOCK, span, message, hint, subject=f"::: {name} {title}")
        if attributes is None:
            message, hint = "these attributes cannot be read", "write `::: {.name key=value}`"
            self.report(UNKNOWN_BLOCK, span, message, hint)
            return None
        element = token.meta.get("element", "div")
        is_notes = element == "aside" and "notes" in attributes.classes
        if element not in _OWN_ELEMENTS and not is_notes:
            self.foreign(f"<{element}>", span)
        if (allowed := allowed_in(attributes)) is not None:
            report_attributes(attributes, allowed.keys, allowed.classes, span, self.reader)
        return attributes

    def labelled(
        self, attributes: Attributes, blocks: list[Block], tokens: Sequence[Token]
    ) -> list[Block]:
        """Return the content of a div with its label, if it is one thing that may have it."""
        label = attributes.id or ""
        if (meant := meant_label(label)) is not None:
            place = self.page.span(tokens[0])
            self.unnumbered.append(Unnumbered(meant, "a `:::` block", place, written=label))
        if label_kind(label) is None or any(block.id == label for block in blocks):
            return blocks
        found = labelled(blocks, label)
        if all(block.id != label for block in found):
            noun = "a `:::` block" if blocks else "an empty `:::` block"
            self.unnumbered.append(Unnumbered(label, noun, self.page.span(tokens[0])))
        return found

    def groups(self, tokens: Sequence[Token]) -> Sequence[Sequence[Token]]:
        """Return the tokens in groups, with columns that follow each other as a row of them."""
        groups = grouped(tokens)
        return list(with_rows(groups)) if self.reader.lenient else groups

    def beside(self, tokens: Sequence[Token]) -> Sequence[Token]:
        """Return the tokens of a div as columns if another tool shows the divs in it as such."""
        opening = tokens[0]
        attributes = opening.meta.get("attributes") if opening.type == "div_open" else None
        if not self.reader.lenient or attributes is None:
            return tokens
        if not is_row(attributes, self.page.tool):
            return tokens
        inner = grouped(tokens[1:-1])
        if len(inner) < 2 or not all(map(_can_be_column, inner)):  # noqa: PLR2004 - nothing beside
            return tokens
        return [*as_columns(opening, inner), tokens[-1]]

    def flowing(
        self, name: str, opening: Token, tokens: Sequence[Token], span: Span
    ) -> list[Block]:
        """Return columns that have content above, below or around them."""
        if name == "columns" and self.depth < _DEEPEST_COLUMNS:
            rows = self.in_rows(self.read_columns(opening, tokens), opening)
            return [one for row in rows for one in self.side_by_side(row, span)]
        if self.reader.lenient:
            message = f"`::: {name}` has no columns around it, or too many"
            hint = "write `::: column` in `::: columns`"
            self.report(UNKNOWN_BLOCK, span, message, hint, subject=f"::: {name}")
            return self.read(tokens)
        message = f"`{name}` is not allowed here"
        hint = "write `::: column` in `::: columns`, and these once within others"
        self.report(LOST_CONTENT, span, message, hint)
        self.look_into(tokens)
        return []

    def read_columns(self, opening: Token, tokens: Sequence[Token]) -> list[Column]:
        """Return the columns of a div; those in them are one level deeper."""
        columns: list[Column] = []
        self.depth += 1
        for group in grouped(tokens):
            token = group[0]
            attributes = token.meta.get("attributes") if token.type == "div_open" else None
            if attributes is not None and self.is_column(attributes, token):
                self.enter(group)
                columns.append(self.column(attributes, group))
            elif token.type in _BETWEEN_COLUMNS or is_comment(token):
                self.block(group)
            else:
                message = "there is no place for content between the columns"
                span, hint = self.page.span(token), "move it into a column"
                subject = f"content in line {span.line}"
                self.report(MISPLACED_BLOCK, span, message, hint, subject=subject)
                self.aside += self.block(group)
        self.depth -= 1
        if not columns:
            message, hint = "there is no `::: column` inside", "write `::: column` for each of them"
            span = self.page.span(opening)
            self.report(UNKNOWN_BLOCK, span, message, hint, subject="::: columns without any")
        return columns

    def is_column(self, attributes: Attributes, opening: Token) -> bool:
        """Return whether a div in columns is one of them: any that is not something else.

        One with an unknown class is reported. In files for Marp they have none.
        """
        if "column" in attributes.classes:
            return True
        if is_known(attributes) or "region" in attributes.values or GRID in attributes.values:
            return False
        if attributes.classes:
            name = attributes.classes[0]
            message, hint = f"`{name}` is taken for a column", "write `::: column`"
            span = self.page.span(opening)
            self.report(UNKNOWN_BLOCK, span, message, hint, subject=f"::: {name}")
        return True

    def column(self, attributes: Attributes, tokens: Sequence[Token]) -> Column:
        """Return one column."""
        span = self.page.span(tokens[0])
        share, fixed = read_width(attributes.values.get("width"), span, self.reader)
        blocks = self.labelled(attributes, self.read(tokens[1:-1]), tokens)
        return Column(tuple(blocks), share, span, fixed)

    def in_rows(self, columns: Sequence[Column], opening: Token) -> list[Sequence[Column]]:
        """Return columns in rows in which they fit, in a file that may be for another tool."""
        if not columns or not self.reader.lenient:
            return [columns] if columns else []
        per_row = opening.meta.get(PER_ROW, 0)
        rows = in_rows(columns, per_row, MOST_COLUMNS)
        fitting = list(map(narrowed, rows))
        is_asked = len(rows) == 1 or 0 < per_row <= MOST_COLUMNS
        if not is_asked or fitting != rows:
            message = "these columns do not fit side by side"
            hint = f"write at most {MOST_COLUMNS}, with widths of together at most 100 %"
            span = self.page.span(opening)
            self.report(CROWDED_COLUMNS, span, message, hint, subject=f"line {span.line}")
        return fitting

    def side_by_side(self, columns: Sequence[Column], span: Span) -> list[Block]:
        """Return columns as a block, unless they cannot be shown."""
        made = sound(Columns(columns=tuple(columns), span=span, step=self.paused), self.reader)
        return [made] if made is not None else []

    def look_into(self, tokens: Sequence[Token]) -> None:
        """Read misplaced columns, to report what else is wrong with them."""
        for group in grouped(tokens):
            attributes = group[0].meta.get("attributes") if group[0].type == "div_open" else None
            is_column = attributes is not None and "column" in attributes.classes
            self.read(group[1:-1] if is_column else group)


def _can_be_column(tokens: Sequence[Token]) -> bool:
    """Return whether a block is a div without a meaning of its own, or a column."""
    attributes = tokens[0].meta.get("attributes") if tokens[0].type == "div_open" else None
    if attributes is None or {"region", GRID} & {*attributes.values}:
        return False
    return "column" in attributes.classes or not is_known(attributes)
