"""The Markdown of one slide: its title, its content, its columns, its notes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from diptych.blocks.callout import CALLOUT_KINDS, Callout, CalloutKind
from diptych.blocks.columns import MOST_COLUMNS, Columns
from diptych.blocks.heading import Heading
from diptych.blocks.picture import Picture
from diptych.blocks.pictures import Pictures
from diptych.blocks.prose import Prose
from diptych.diagnostics import Span, nearest, nearest_name
from diptych.markup.attributes import NO_ATTRIBUTES, Attributes
from diptych.markup.inline import Parsed as Inlines
from diptych.model.block import Block
from diptych.model.deck import Column, Placed
from diptych.model.labels import Unnumbered, label_kind, meant_label
from diptych.model.text import Text
from diptych.source.markdown.beside import as_columns, is_row
from diptych.source.markdown.block_tokens import grouped, is_comment
from diptych.source.markdown.blocks import BlockReader
from diptych.source.markdown.conditions import is_shown
from diptych.source.markdown.definition_lists import TOKEN as DEFINITIONS
from diptych.source.markdown.diagnostic_kinds import SECOND_TITLE, UNCLOSED_DIV, UNKNOWN_BLOCK
from diptych.source.markdown.drawn_tables import TOKEN as DRAWN_TABLE
from diptych.source.markdown.footnotes import Footnotes
from diptych.source.markdown.labelled_divs import is_figure, labelled, parted_caption
from diptych.source.markdown.named_blocks import named, names_of_divs, parted, read_div
from diptych.source.markdown.page import FRAGMENT, ORDERED, Page, order_of
from diptych.source.markdown.pictures import read_columns, read_width, report_attributes
from diptych.source.markdown.pipe_tables import TOKEN as PIPE_TABLE
from diptych.source.markdown.speaker_notes import kept_in_notes
from diptych.source.reading.by_hand import BY_HAND, PLACES, read_place
from diptych.source.reading.diagnostic_kinds import LOST_CONTENT
from diptych.source.reading.limits import MOST_TEXTS, report_crowded
from diptych.source.reading.source_reader import SourceReader
from diptych.source.yaml.blocks import block_fields, sound

if TYPE_CHECKING:
    from markdown_it.token import Token

LOGOS = "logos"
GRID = "layout-ncol"
"""Quarto's attribute of a div whose figures are side by side."""
_STEPPING = ("incremental", "nonincremental")
DIVS = ("columns", "column", "notes", "incremental", "nonincremental", "fragment", "diagram", LOGOS)
CALLOUTS: Mapping[str, CalloutKind] = {f"callout-{kind}": kind for kind in CALLOUT_KINDS}
"""The classes of Quarto's callouts."""
_LISTED = {"chart", "mermaid", "code"}
"""What is no div, but a listing."""
_OWN_ELEMENTS = {"div", "p"}
"""Elements that are equivalent to Markdown's div and paragraph."""
_CALLOUT_LOOKS = {"icon", "collapse", "appearance"}
_DEEPEST_COLUMNS = 2
"""Columns within others, once."""
_TABLES = {PIPE_TABLE, DRAWN_TABLE}
_SINGLE = {"inline", "fence", "code_block", "footnote", "stray_div"}
_LINE = 20
"""How many characters of HTML are counted as one text."""
_BETWEEN_COLUMNS = {"footnote", "definition"}


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


class _SlideReader(BlockReader):
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
        self.depth = 0
        """How many columns are around what is read."""
        self.placed: list[Placed] = []
        self.notes: list[Block] = []
        self.footnotes = Footnotes(page, reader)

    def slide(self, tokens: Sequence[Token]) -> Parsed:
        """Return the content of the slide."""
        self.order = order_of(self.page.lines_of(tokens))
        self.step = len(set(self.order.values()))
        body: list[Block] = []
        for group in grouped(tokens):
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
            is_plain = attributes is not None and label_kind(attributes.id or "") is None
            if is_plain and attributes is not None and "columns" in attributes.classes:
                self.enter(tokens)
                self.columns = self.read_columns(token, tokens[1:-1])
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

    def beside(self, tokens: Sequence[Token]) -> Sequence[Token]:
        """Return the tokens of a div as columns if another tool shows the divs in it as such."""
        opening = tokens[0]
        attributes = opening.meta.get("attributes") if opening.type == "div_open" else None
        if not self.reader.lenient or attributes is None or not is_row(attributes):
            return tokens
        inner = grouped(tokens[1:-1])
        if len(inner) < 2 or not all(map(_can_be_column, inner)):  # noqa: PLR2004 - nothing beside
            return tokens
        return [*as_columns(opening, inner), tokens[-1]]

    def enter(self, tokens: Sequence[Token]) -> Attributes | None:
        """Return the attributes of a div, and report what is wrong with it."""
        token = tokens[0]
        span = self.page.span(token)
        if not token.meta["closed"]:
            message, hint = "this `:::` block is never closed", "add a line with `:::`"
            if lines := token.meta.get("lines_to_next"):
                hint = f"add a line with `:::` above the `::: column` in line {span.line + lines}"
            self.report(UNCLOSED_DIV, span, message, hint)
        attributes: Attributes | None = token.meta["attributes"]
        if attributes is None:
            message, hint = "these attributes cannot be read", "write `::: {.name key=value}`"
            self.report(UNKNOWN_BLOCK, span, message, hint)
            return None
        element = token.meta.get("element", "div")
        is_notes = element == "aside" and "notes" in attributes.classes
        if element not in _OWN_ELEMENTS and not is_notes:
            self.foreign(f"<{element}>", span)
        name = _name(attributes)
        if (kind := named(name, "div")) is not None:
            keys = {field.name for field in block_fields(kind)} | {"region"} & {*attributes.values}
            keys |= {*PLACES} if BY_HAND in attributes.classes else set()
            keys |= {*ORDERED} if FRAGMENT in attributes.classes else set()
            classes = {name, FRAGMENT, BY_HAND, *_STEPPING}
            report_attributes(attributes, keys, classes, span, self.reader)
            return attributes
        is_known = name in {"", BY_HAND, *_STEPPING, *DIVS, *CALLOUTS}
        if not is_known and not {"region", GRID} & attributes.values.keys():
            return attributes  # the name alone is reported
        widths = {"width", "align"} if name in {"columns", "column"} else set()
        keys = {"region"} if "region" in attributes.values else widths
        keys |= {*PLACES} if BY_HAND in attributes.classes else set()
        classes = {name, BY_HAND, *_STEPPING}
        if name == "diagram" and FRAGMENT in attributes.classes:
            classes.add(FRAGMENT)
        keys |= {*ORDERED} if FRAGMENT in classes else set()
        keys |= {"title"} if name not in DIVS else set()
        keys |= {GRID} if name in {"", LOGOS} else set()
        keys |= _CALLOUT_LOOKS if name in CALLOUTS else set()
        keys |= {"kind", "alt"} if name == "diagram" else set()
        report_attributes(attributes, keys, classes, span, self.reader)
        return attributes

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

    def stepping(self, attributes: Attributes, tokens: Sequence[Token]) -> list[Block]:
        """Return the content of a div, its lists item by item if it is `incremental`, too."""
        name = next((one for one in _STEPPING if one in attributes.classes), "")
        if not name or name == _name(attributes):
            return self.within(attributes, tokens)
        outer, self.incremental = self.incremental, name == _STEPPING[0]
        blocks = self.within(attributes, tokens)
        self.incremental = outer
        return blocks

    def within(  # noqa: C901, PLR0911 - a table
        self, attributes: Attributes, tokens: Sequence[Token]
    ) -> list[Block]:
        """Return the content of a div with these attributes."""
        token, inner = tokens[0], tokens[1:-1]
        span = self.page.span(token)
        kind = named(_name(attributes), "div")
        if kind is None and "region" in attributes.values:
            return self.read(inner)
        if kind is not None:
            return self.named(kind, attributes, tokens)
        if _name(attributes) == LOGOS or GRID in attributes.values:
            return self.pictures_of(attributes, inner, span)
        match _name(attributes):
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
        marks = [one for one in parsed.pictures if BY_HAND in one.attributes.classes]
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

    def look_into(self, tokens: Sequence[Token]) -> None:
        """Read misplaced columns, to report what else is wrong with them."""
        for group in grouped(tokens):
            attributes = group[0].meta.get("attributes") if group[0].type == "div_open" else None
            is_column = attributes is not None and "column" in attributes.classes
            self.read(group[1:-1] if is_column else group)

    def flowing(
        self, name: str, opening: Token, tokens: Sequence[Token], span: Span
    ) -> list[Block]:
        """Return columns that have content above, below or around them."""
        if name == "columns" and self.depth < _DEEPEST_COLUMNS:
            columns = self.read_columns(opening, tokens)
            return self.side_by_side(columns, span) if columns else []
        message = f"`{name}` is not allowed here"
        hint = "write `::: column` in `::: columns`, and these once within others"
        self.report(LOST_CONTENT, span, message, hint)
        self.look_into(tokens)
        return []

    def side_by_side(self, columns: Sequence[Column], span: Span) -> list[Block]:
        """Return columns as a block, unless they cannot be shown."""
        made = sound(Columns(columns=tuple(columns), span=span, step=self.paused), self.reader)
        return [made] if made is not None else []

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
                message, hint = (
                    "there is no place for content between the columns",
                    "move it into a column",
                )
                self.report(LOST_CONTENT, self.page.span(token), message, hint)
        self.depth -= 1
        if not columns:
            message, hint = "there is no `::: column` inside", "write `::: column` for each of them"
            self.report(LOST_CONTENT, self.page.span(opening), message, hint)
        return columns

    def is_column(self, attributes: Attributes, opening: Token) -> bool:
        """Return whether a div in columns is one of them: any that is not something else.

        One with an unknown class is reported. In files for Marp they have none.
        """
        if "column" in attributes.classes:
            return True
        if _is_known(attributes) or "region" in attributes.values or GRID in attributes.values:
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

    def read_notes(self, tokens: Sequence[Token]) -> tuple[Block, ...]:
        """Return the blocks of the notes, which have neither steps nor footnotes."""
        step, paused = self.step, self.paused
        self.paused = 0
        kept = kept_in_notes(self.read(tokens), self.reader)
        self.step, self.paused = step, paused
        return kept


def _can_be_column(tokens: Sequence[Token]) -> bool:
    """Return whether a block is a div without a meaning of its own, or a column."""
    attributes = tokens[0].meta.get("attributes") if tokens[0].type == "div_open" else None
    if attributes is None or {"region", GRID} & {*attributes.values}:
        return False
    return "column" in attributes.classes or not _is_known(attributes)


def _is_known(attributes: Attributes) -> bool:
    """Return whether a div has a class with a meaning."""
    return any(
        name in DIVS or name in CALLOUTS or named(name, "div") is not None
        for name in attributes.classes
    )


def _name(attributes: Attributes) -> str:
    """Return the name of a div: its class with a meaning, or else its first class.

    Whether its lists appear item by item is only its name if nothing else is.
    """
    known = (
        name
        for name in sorted(attributes.classes, key=_STEPPING.__contains__)
        if name in DIVS or name in CALLOUTS or named(name, "div") is not None
    )
    return next(known, next(iter(attributes.classes), ""))
