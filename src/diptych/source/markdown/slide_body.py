"""The Markdown of one slide: its title, its content, its columns, its notes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct, field

from diptych.diagnostics import Span
from diptych.markup.attributes import NO_ATTRIBUTES, Attributes
from diptych.model.block import Block
from diptych.model.deck import Column, Placed
from diptych.model.labels import Unnumbered, label_kind
from diptych.model.text import Text
from diptych.source.markdown.definition_lists import TOKEN as DEFINITIONS
from diptych.source.markdown.diagnostic_kinds import SECOND_TITLE
from diptych.source.markdown.divs import DivReader
from diptych.source.markdown.drawn_tables import TOKEN as DRAWN_TABLE
from diptych.source.markdown.footnotes import Footnotes
from diptych.source.markdown.page import Page, order_of
from diptych.source.markdown.pipe_tables import TOKEN as PIPE_TABLE
from diptych.source.reading.limits import MOST_TEXTS, report_crowded
from diptych.source.reading.source_reader import SourceReader

if TYPE_CHECKING:
    from markdown_it.token import Token

_TABLES = {PIPE_TABLE, DRAWN_TABLE}
_SINGLE = {"inline", "fence", "code_block", "footnote", "stray_div"}
_LINE = 20
"""How many characters of HTML are counted as one text."""


class Parsed(Struct, frozen=True, kw_only=True):
    """The content of one slide's Markdown."""

    title: Text | None = None
    title_attributes: Attributes = NO_ATTRIBUTES
    title_span: Span | None = None
    """The span of the heading, even if it is empty."""
    body: tuple[Block, ...] = ()
    columns: tuple[Column, ...] = ()
    placed: tuple[Placed, ...] = ()
    notes: tuple[Block, ...] = ()
    footnotes: dict[str, Text] = field(default_factory=dict)
    unnumbered: tuple[Unnumbered, ...] = ()
    used: frozenset[str] = frozenset()
    """Labels of the link definitions that it uses."""


def build_slide(
    tokens: Sequence[Token],
    page: Page,
    reader: SourceReader,
    *,
    incremental: bool = False,
    title_level: int = 1,
) -> Parsed:
    """Return the content of one slide; the first heading of `title_level` or above is the title."""
    count = sum(map(_texts_in, tokens))
    if count > MOST_TEXTS:
        report_crowded(count, page.span(tokens[0]), reader)
        tokens = tokens[:3] if tokens[0].type == "heading_open" else ()
    return _SlideReader(page, reader, incremental=incremental, title_level=title_level).slide(
        tokens
    )


def _texts_in(token: Token) -> int:
    """Return how many texts a token has; an upper estimate for HTML, which is not read yet."""
    if token.type in _TABLES:
        table = token.meta["table"]
        return sum(len(row.cells) for row in (*table.header, *table.rows))
    if token.type == DEFINITIONS:
        return sum(1 + len(one.definitions) for one in token.meta["terms"])
    if token.type == "html_block":
        return token.content.count("<") + len(token.content) // _LINE
    return token.type in _SINGLE


class _SlideReader(DivReader):
    """Turns the block tokens of one slide into its content."""

    def __init__(
        self, page: Page, reader: SourceReader, *, incremental: bool, title_level: int
    ) -> None:
        super().__init__(page, reader, incremental=incremental)
        self.title_level = title_level
        self.title: Text | None = None
        self.title_attributes = NO_ATTRIBUTES
        self.title_span: Span | None = None
        self.columns: list[Column] = []
        self.in_flow = False
        """Whether columns have content below them."""
        self.footnotes = Footnotes(page, reader)

    def slide(self, tokens: Sequence[Token]) -> Parsed:
        """Return the content of the slide."""
        self.order = order_of(self.page.lines_of(tokens))
        self.step = len(set(self.order.values()))
        body: list[Block] = []
        for group in self.groups(tokens):
            above = tuple(self.columns)
            found = [*self.top(group), *self.aside]
            self.aside = []
            if found and above:
                # What follows is below them, so that they are no longer all that is beside it.
                body += self.side_by_side(above, above[0].span)
                self.columns = []
                self.in_flow = True
            body += found
        return Parsed(
            title=self.title,
            title_attributes=self.title_attributes,
            title_span=self.title_span,
            body=tuple(body),
            columns=tuple(self.columns),
            placed=tuple(self.placed),
            notes=tuple(self.notes),
            footnotes=self.footnotes.texts,
            unnumbered=tuple(self.unnumbered),
            used=frozenset(self.used | self.footnotes.used),
        )

    def top(self, tokens: Sequence[Token]) -> list[Block]:
        """Return blocks at the top level, where the slide's title and columns are."""
        tokens = self.beside(tokens)
        token = tokens[0]
        if token.type == "heading_open" and int(token.tag[1]) <= self.title_level:
            if self.title_span is None:
                self.read_title(tokens[1])
                return []
            if self.title_level == 1:
                span = self.page.place(tokens[1]).span()
                message = "a slide has only one title, so this is a heading within it"
                hint = "write `##`, or move what follows to another slide file"
                self.report(SECOND_TITLE, span, message, hint)
        elif token.type == "div_open" and not self.columns and not self.in_flow:
            attributes: Attributes | None = token.meta["attributes"]
            if attributes is not None and _are_all(attributes):
                self.enter(tokens)
                rows = self.in_rows(self.read_columns(token, tokens[1:-1]), token)
                if len(rows) > 1 or self.aside:
                    self.in_flow = True
                    return [one for row in rows for one in self.side_by_side(row, row[0].span)]
                self.columns = [column for row in rows for column in row]
                return []
        return self.block(tokens)

    def read_title(self, inline: Token) -> None:
        """Set the slide's title; an empty heading is not a title."""
        text, self.title_attributes = self.attributed_at(self.page.place(inline))
        self.title = None if text.is_empty else text
        self.title_span = text.span
        for name in {"incremental", "nonincremental"} & set(self.title_attributes.classes):
            self.incremental = name == "incremental"

    def other(self, tokens: Sequence[Token]) -> list[Block]:
        """Return the content of a div; keep footnotes for the foot of the slide."""
        token = tokens[0]
        if token.type == "div_open":
            return self.div(self.beside(tokens))
        if token.type == "footnote":
            self.footnotes.add(token)
            return []
        return super().other(tokens)


def _are_all(attributes: Attributes) -> bool:
    """Return whether a div is the slide's columns, and not a figure or the content of a region."""
    has_place = "region" in attributes.values or label_kind(attributes.id or "") is not None
    return "columns" in attributes.classes and not has_place
