"""Fenced divs by their names: callouts, pictures side by side, notes, what has a place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from diptych.blocks.callout import Callout, CalloutKind
from diptych.blocks.columns import MOST_COLUMNS, Columns
from diptych.blocks.heading import Heading
from diptych.blocks.picture import Picture
from diptych.blocks.pictures import Pictures
from diptych.blocks.prose import Prose
from diptych.diagnostics import Span, nearest, nearest_name
from diptych.markup.attributes import Attributes
from diptych.markup.inline import Parsed as Inlines
from diptych.model.block import Block
from diptych.model.deck import Column, Placed
from diptych.model.text import Text
from diptych.source.markdown.columns import ColumnReader
from diptych.source.markdown.conditions import is_shown
from diptych.source.markdown.diagnostic_kinds import UNKNOWN_BLOCK
from diptych.source.markdown.div_classes import (
    CALLOUTS,
    DIVS,
    GRID,
    LOGOS,
    STEPPING,
    div_name,
    is_known,
)
from diptych.source.markdown.labelled_divs import is_figure, labelled, parted_caption
from diptych.source.markdown.named_blocks import named, names_of_divs, parted, read_div
from diptych.source.markdown.page import Page
from diptych.source.markdown.pictures import read_columns
from diptych.source.markdown.speaker_notes import kept_in_notes
from diptych.source.reading.by_hand import BY_HAND, is_by_hand, read_place
from diptych.source.reading.diagnostic_kinds import LOST_CONTENT
from diptych.source.reading.source_reader import SourceReader
from diptych.source.yaml.blocks import sound

if TYPE_CHECKING:
    from markdown_it.token import Token


_LISTED = {"chart", "mermaid", "code"}
"""What is no div, but a listing."""


class DivReader(ColumnReader):
    """Turns divs into blocks; keeps apart what belongs in a region or in the notes."""

    def __init__(self, page: Page, reader: SourceReader, *, incremental: bool) -> None:
        super().__init__(page, reader, incremental=incremental)
        self.placed: list[Placed] = []
        self.notes: list[Block] = []

    def div(self, tokens: Sequence[Token]) -> list[Block]:
        """Return the content of a fenced div that stays in place; keep what has a place."""
        written: Attributes | None = tokens[0].meta["attributes"]
        if written is not None and (shown := is_shown(written)) is not None:
            return self.labelled(written, self.read(tokens[1:-1]), tokens) if shown else []
        attributes = self.enter(tokens)
        if attributes is None:
            return self.read(tokens[1:-1])
        place = None
        if BY_HAND in attributes.classes:
            if is_by_hand(attributes.classes, attributes.values, self.reader):
                place = read_place(attributes.values, self.page.span(tokens[0]), self.reader)
            others = tuple(name for name in attributes.classes if name != BY_HAND)
            attributes = replace(attributes, classes=others)
        blocks = self.labelled(attributes, self.stepping(attributes, tokens), tokens)
        region = attributes.values.get("region", "")
        if place is None and not region:
            return blocks
        span = self.page.span(tokens[0])
        self.placed.append(Placed("" if place else region, tuple(blocks), span, place))
        return []

    def stepping(self, attributes: Attributes, tokens: Sequence[Token]) -> list[Block]:
        """Return the content of a div, its lists item by item if it is `incremental`, too."""
        name = next((one for one in STEPPING if one in attributes.classes), "")
        if not name or name == div_name(attributes):
            return self.within(attributes, tokens)
        outer, self.incremental = self.incremental, name == STEPPING[0]
        blocks = self.within(attributes, tokens)
        self.incremental = outer
        return blocks

    def within(  # noqa: C901, PLR0911 - a table
        self, attributes: Attributes, tokens: Sequence[Token]
    ) -> list[Block]:
        """Return the content of a div with these attributes."""
        token, inner = tokens[0], tokens[1:-1]
        span = self.page.span(token)
        kind = named(div_name(attributes), "div")
        if "region" in attributes.values and not is_known(attributes):
            return self.read(inner)
        if kind is not None:
            return self.named(kind, attributes, tokens)
        if div_name(attributes) == LOGOS or GRID in attributes.values:
            return self.pictures_of(attributes, inner, span)
        match div_name(attributes):
            case "notes":
                self.notes += self.read_notes(inner)
                return []
            case "incremental" | "nonincremental" as name:
                return self.incrementally(inner, incremental=name == "incremental")
            case "fragment":
                return self.appearing(inner, self.step_of(attributes, span))
            case "columns" | "column" as name:
                return self.flowing(name, token, inner, span)
            case "diagram":
                return self.figure(attributes, inner, span)
            case "":
                return self.titled(attributes, inner, span)
            case name if name in CALLOUTS:
                return [self.callout(CALLOUTS[name], attributes, inner, span)]
            case name:
                self.report_unknown(name, span)
                if nearest_name(name, DIVS) == "columns" and not self.reader.lenient:
                    return self.flowing("columns", token, inner, span)  # its columns are no errors
        return self.titled(attributes, inner, span)

    def report_unknown(self, name: str, span: Span) -> None:
        """Report a div with a name that none has."""
        hint = nearest(name, [*DIVS, *CALLOUTS, *names_of_divs(), "region=..."])
        if name in _LISTED:
            hint = f"write it as a listing that begins with ```` ```{{.{name}}} ````"
        if (callout := f"callout-{name}") in CALLOUTS:
            hint = f"write `::: {callout}`; speaker notes are `::: notes`"
        message = f"unknown block `::: {name}`"
        self.report(UNKNOWN_BLOCK, span, message, hint, subject=f"::: {name}")

    def named(
        self, kind: type[Block], attributes: Attributes, tokens: Sequence[Token]
    ) -> list[Block]:
        """Return the block of a div with its name, followed by what is not allowed in it."""
        step = self.step_of(attributes, self.page.span(tokens[0]))
        paragraphs: list[Prose] = []
        others: list[Block] = []
        for block in self.read(parted(kind, attributes, tokens[1:-1])):
            if isinstance(block, Prose):
                paragraphs.append(block)
            else:
                others.append(block)
                self.misplaced(block, f"in {kind.noun}", "move it above or below the `:::` block")
        read = read_div(kind, attributes, paragraphs, tokens[0], page=self.page, reader=self.reader)
        return [*([replace(read, step=step)] if read is not None else []), *others]

    def figures(self, parsed: Inlines) -> list[Block]:
        """Return pictures; keep one that has a place of its own."""
        blocks = super().figures(parsed)
        marks = [
            one
            for one in parsed.pictures
            if is_by_hand(one.attributes.classes, one.attributes.values, self.reader)
        ]
        if not marks or not blocks:
            return blocks
        span = blocks[0].span
        place = read_place(marks[0].attributes.values, span, self.reader)
        self.placed.append(Placed("", tuple(blocks), span, place))
        return []

    def pictures_of(
        self, attributes: Attributes, tokens: Sequence[Token], span: Span
    ) -> list[Block]:
        """Return the pictures of a div side by side, and then what else is in it.

        Figures of any kind are in columns, row by row; in a file for another tool, so is the rest.
        """
        pictures: list[Picture] = []
        others: list[Block] = []
        blocks, caption = parted_caption(self.read(tokens), attributes.id)
        if LOGOS not in attributes.classes and self.is_grid(blocks):
            return self.grid(blocks, attributes, caption, span)
        for block in blocks:
            if isinstance(block, Picture):
                pictures.append(block)
            elif isinstance(block, Pictures):
                pictures += block.pictures
            else:
                others.append(block)
                self.misplaced(
                    block, "among pictures side by side", "move it below the `:::` block"
                )
        columns = read_columns(attributes.values.get(GRID), span, self.reader)
        if not pictures:
            message, hint = "there are no pictures in this block", "write `![caption](path)` in it"
            self.report(LOST_CONTENT, span, message, hint)
            return others
        row = Pictures(
            pictures=tuple(pictures),
            columns=columns,
            are_logos=LOGOS in attributes.classes,
            caption=caption,
            id=attributes.id,
            span=span,
            step=self.paused,
        )
        return [row, *others]

    def is_grid(self, blocks: Sequence[Block]) -> bool:
        """Return whether blocks that are side by side are in columns, as not all are pictures."""
        are_pictures = [isinstance(one, Picture | Pictures) for one in blocks]
        if not blocks or all(are_pictures):
            return False
        return all(map(is_figure, blocks)) or (self.reader.lenient and not any(are_pictures))

    def grid(
        self, blocks: Sequence[Block], attributes: Attributes, caption: Text | None, span: Span
    ) -> list[Block]:
        """Return blocks in as many columns as a div asks for, or in one for each."""
        wanted = read_columns(attributes.values.get(GRID), span, self.reader) or len(blocks)
        count = min(wanted, len(blocks), MOST_COLUMNS)
        columns = tuple(Column(tuple(blocks[at::count]), None, span) for at in range(count))
        made = Columns(
            columns=columns, caption=caption, id=attributes.id, span=span, step=self.paused
        )
        return [made]

    def titled(self, attributes: Attributes, tokens: Sequence[Token], span: Span) -> list[Block]:
        """Return the content of a div below its title."""
        blocks = labelled(self.read(tokens), attributes.id)
        if (title := self.page.value_of("title", attributes, span)) is None:
            return blocks
        return [Heading(text=self.reader.plain(title), span=span, step=self.paused), *blocks]

    def figure(self, attributes: Attributes, tokens: Sequence[Token], span: Span) -> list[Block]:
        """Return a list as a diagram, such as a cycle; as it is, with a report, if it is none."""
        from diptych.source.diagrams.figures import figure_of  # few talks have any

        step = self.step_of(attributes, span)
        blocks = self.read(tokens)
        alt = self.page.value_of("alt", attributes, span)
        read = figure_of(blocks, attributes, alt, span, self.reader)
        if read is None:
            return blocks
        made = sound(read, self.reader)
        return [replace(made, step=step)] if made is not None else []

    def callout(
        self, kind: CalloutKind, attributes: Attributes, tokens: Sequence[Token], span: Span
    ) -> Callout:
        """Return a callout; a heading at its beginning is its title if it has no other.

        Its title may have markup (Quarto, "Callout Blocks").
        """
        blocks = self.read(tokens)
        title = None
        if (written := self.page.value_of("title", attributes, span)) is not None:
            title = self.reader.markdown(written, self.page.definitions)
        elif blocks and isinstance(first := blocks[0], Heading):
            title = first.text
            del blocks[0]
        return Callout(
            kind=kind,
            title=title,
            blocks=tuple(blocks),
            has_icon=attributes.values.get("icon", "").lower() != "false",
            id=attributes.id,
            span=span,
            step=self.paused,
        )

    def read_notes(self, tokens: Sequence[Token]) -> tuple[Block, ...]:
        """Return the blocks of the notes, which have neither steps nor footnotes."""
        step, paused = self.step, self.paused
        self.paused = 0
        kept = kept_in_notes(self.read(tokens), self.reader)
        self.step, self.paused = step, paused
        return kept
