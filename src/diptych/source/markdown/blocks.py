"""Markdown's own blocks: paragraphs, lists, quotations, listings, pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from typing import TYPE_CHECKING
from urllib.parse import unquote

from msgspec.structs import replace

from diptych.blocks.bullets import Bullets, Item
from diptych.blocks.callout import CALLOUT_KINDS, Callout, CalloutKind
from diptych.blocks.definitions import DefinedTerm, Definitions
from diptych.blocks.heading import Heading
from diptych.blocks.picture import Picture
from diptych.blocks.pictures import Pictures
from diptych.blocks.prose import Prose
from diptych.blocks.quote import Quote, is_source
from diptych.blocks.table import Table
from diptych.diagnostics import DiagnosticKind, Span, nearest
from diptych.markup.attributes import NO_ATTRIBUTES, Attributes, split_trailing
from diptych.markup.diagnostic_kinds import RAW_TEX, UNKNOWN_ATTRIBUTE
from diptych.markup.escapes import escaped
from diptych.markup.inline import Parsed, parse_inline
from diptych.markup.picture import PictureMark
from diptych.model.block import Block
from diptych.model.labels import Unnumbered, label_kind
from diptych.model.source_text import SourceText, at_lines, one_line
from diptych.model.text import Inline, LineBreak, Run, Text
from diptych.source.charts.chart import read_chart
from diptych.source.listings.listing import listing
from diptych.source.markdown.cells import graphics_in
from diptych.source.markdown.charts import is_chart, read_chart_fence
from diptych.source.markdown.definition_lists import WrittenTerm
from diptych.source.markdown.drawn_cells import DrawnTable
from diptych.source.markdown.equations import (
    Wanted,
    Written,
    described,
    equation,
    read_alone,
    read_equation,
    read_math_fence,
)
from diptych.source.markdown.list_rule import Marker
from diptych.source.markdown.list_starts import countable
from diptych.source.markdown.listings import DIAGRAM_FENCES, Listing, read_listing
from diptych.source.markdown.named_blocks import fence_value, named, names_of_divs, read_fence
from diptych.source.markdown.page import FRAGMENT, ORDERED, Page
from diptych.source.markdown.pictures import read_figure
from diptych.source.markdown.pipe_tables import PipeTable
from diptych.source.markdown.refusals import (
    ALMOST,
    PARAGRAPHS,
    SWALLOWED,
    TOKENS,
    UNCLOSED,
    WITHIN,
    unclosed,
)
from diptych.source.markdown.rules import ALERT, DEEPEST, parse_blocks
from diptych.source.markdown.tables import (
    INCREMENTAL,
    ROW_HEADS,
    TABLE_FENCE,
    caption_place,
    has_total,
    read_grid,
    report_attributes,
)
from diptych.source.reading.diagnostic_kinds import (
    ALMOST_BLOCK,
    FOREIGN_HTML,
    LOST_CONTENT,
    MISPLACED_BLOCK,
    MOVED_PICTURE,
    NO_BLANK_LINE,
    STRAY_SIGN,
    UNCLOSED_BLOCK,
    UNKNOWN_BLOCK,
    UNKNOWN_LANGUAGE,
)
from diptych.source.reading.source_reader import SourceReader

if TYPE_CHECKING:
    from markdown_it.token import Token

    from diptych.source.markdown.html_elements import HtmlPart

"""The languages of fences whose content is a diagram, in Mermaid's words and in YAML."""
_PAUSE = re.compile(r"(?:\.\s+\.\s+\.|\\pause)\s*$")
_TASK = re.compile(r"\[([ xX])\](?:[ \t]+|$)")
_BLOCK = re.compile(r"(?:[-+*]|\d{1,9}[.)]|#{1,6})[ \t]|```|~~~|[>|]")
"""The beginning of another block than a paragraph."""
_SOURCE = re.compile(r"\s*(?:-{2,3}|[\u2013\u2014\u2015])\s*[^\s-]")
"""The beginning of a line that names the source of a quotation."""
_MATHS = re.compile(r"\\begin\{(?:equation|align|gather|multline|eqnarray|displaymath)\*?\}")
_RAW_HTML = re.compile(r"\{=html[45]?\}\s*$")
"""Pandoc manual, "Generic raw attribute"."""
_ENDING_BREAK = re.compile(r"(?<!\\)((?:\\\\)*)\\\s*$")
"""A backslash at the end of a paragraph or heading: a line break with nothing after it."""
_ALMOST_ALERT = re.compile(r"(\[!(?P<kind>[A-Za-z]+)\])(?![(\[:])")
_MEANT: Mapping[str, CalloutKind] = {
    **dict.fromkeys(("info", "abstract", "summary", "todo", "question", "example"), "note"),
    **dict.fromkeys(("hint", "success", "check", "done"), "tip"),
    **dict.fromkeys(("danger", "error", "bug", "failure", "fail"), "caution"),
    **dict.fromkeys(("attention", "alert"), "warning"),
}
"""Kinds of callouts of Obsidian and others, and the nearest here."""
_SILENT = {"raw_tex", "definition", "footnote"}
_STYLING = re.compile(
    r"\s*(?:<(style|script)\b[^>]*>(?:(?!</\1).)*</\1\s*>\s*)+", re.DOTALL | re.IGNORECASE
)
_COMMENTS = re.compile(r"\s*(?:<!--(?:(?!-->).)*-->\s*)+", re.DOTALL)


class BlockReader:
    """Turns block tokens into blocks; subclasses handle what belongs to the slide as a whole."""

    def __init__(self, page: Page, reader: SourceReader, *, incremental: bool) -> None:
        self.page = page
        self.reader = reader
        self.incremental = incremental
        self.step = 0
        self.paused = 0
        self.order: dict[str, int] = {}
        """The steps of fragments that are numbered, by their numbers as written."""
        self.pauses = False
        """Whether the last text ends in a pause."""
        self.examples = 0
        """How many lists of examples have been read."""
        self.used: set[str] = set()
        """Labels of the link definitions in use."""
        self.aside: list[Block] = []
        """Pictures among the words of a block, which go below it."""
        self.unnumbered: list[Unnumbered] = []

    def read(self, tokens: Sequence[Token]) -> list[Block]:
        """Return the blocks of `tokens`."""
        return [block for group in grouped(tokens) for block in self.block(group)]

    def block(self, tokens: Sequence[Token]) -> list[Block]:
        """Return the blocks of a token and the tokens that it encloses."""
        outer, self.aside = self.aside, []
        blocks = [*self.made(tokens), *self.aside]
        self.aside = outer
        self.pause_if_asked()
        return blocks

    def pause_if_asked(self) -> None:
        """Begin a new step if the last text ends in a pause."""
        if self.pauses:
            self.pauses = False
            self.paused = self.next_step()

    def made(self, tokens: Sequence[Token]) -> list[Block]:  # noqa: C901, PLR0911, PLR0912 - a table
        """Return the blocks of a token, without the pictures among its words."""
        token = tokens[0]
        self.check_depth(token)
        match token.type:
            case "heading_open":
                return self.heading(tokens)
            case "paragraph_open":
                return self.paragraph(tokens[1])
            case "bullet_list_open" | "ordered_list_open":
                return [self.bullets(tokens)]
            case "blockquote_open":
                return self.quote(tokens)
            case "fence" if _RAW_HTML.match(token.info):
                first, last = token.map or [0, 1]
                token.map = [first + 1, last]
                return self.html(token)
            case "fence" if is_chart(token):
                return self.chart(token)
            case "fence" if (shown := self.graphics(token)) is not None:
                return self.figures(shown)
            case "fence" | "code_block":
                return self.listing(token)
            case "pipe_table" | "drawn_table":
                return [self.table(token)]
            case "line_block":
                return self.lines(token)
            case "equation":
                return [self.equation(read_equation(token, self.page, self.reader))]
            case "definition_list":
                return [self.definitions(token)]
            case _:
                return self.other(tokens)

    def graphics(self, token: Token) -> Parsed | None:
        """Return the picture that a cell shows; None if it is not a cell that only does this."""
        picture = graphics_in(token.info.strip(), token.content)
        if picture is None:
            return None
        return self.alone(one_line(self.page.file, picture, self.page.span(token).line, 1))

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

    def is_stepwise(self, attributes: Attributes) -> bool:
        """Return whether the parts of a block appear one by one: as it says, or as all here do."""
        return "incremental" in attributes.classes or (
            self.incremental and "nonincremental" not in attributes.classes
        )

    def diagram(self, token: Token, language: str, id_: str | None, step: int) -> Block | None:
        """Return the diagram in a fence; None, with a report, if it cannot be read.

        Where lists appear item by item, its nodes do.
        """
        span, within = self.page.span(token), copy(token)
        steps = iter(self.next_step, None)
        if language == DIAGRAM_FENCES[0]:
            from diptych.source.diagrams.mermaid import read_mermaid  # few talks have any

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

    def equation(self, written: Written) -> Block:
        """Return a formula on lines of its own."""
        step = self.step_of(written.attributes, written.span)
        alt = described(written, self.reader)
        wanted = Wanted(id=written.attributes.id, alt=alt, step=step)
        return equation(written.tex, wanted, written.span, self.reader)

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

    def appearing(self, tokens: Sequence[Token], step: int) -> list[Block]:
        """Return blocks that appear together at a step; where they are if that is 0."""
        outer = self.paused
        self.paused = step or outer
        blocks = self.read(tokens)
        self.paused = outer
        return blocks

    def step_of(self, attributes: Attributes, span: Span) -> int:
        """Return the step at which something with these attributes appears.

        That of a fragment is the next one, or has its place among those of the slide that are
        numbered, which come first, as in reveal.js.
        """
        if FRAGMENT not in attributes.classes:
            return self.paused
        written = next(
            (attributes.values[key] for key in ORDERED if key in attributes.values), None
        )
        if written is None:
            return self.next_step()
        if written in self.order:
            return self.order[written]
        message = f"`{written}` is not the number of a step"
        hint = "number fragments from 1, `{.fragment index=2}`"
        self.report(UNKNOWN_ATTRIBUTE, span, message, hint)
        return self.next_step()

    def marked_step(self, attributes: Attributes, span: Span) -> int:
        """Return the step of a text with these attributes; report those without a meaning."""
        classes = tuple(name for name in attributes.classes if name != FRAGMENT)
        values = attributes.values
        if len(classes) < len(attributes.classes):
            values = {key: value for key, value in values.items() if key not in ORDERED}
        self.only_id(replace(attributes, classes=classes, values=values), span)
        return self.step_of(attributes, span)

    def next_step(self) -> int:
        """Return a new step, after all those so far."""
        self.step += 1
        return self.step

    def check_depth(self, token: Token) -> None:
        """Report blocks that are nested too deep."""
        if token.nesting == 1 and token.level >= DEEPEST - 1:
            message = f"this is nested more than {DEEPEST} levels deep"
            self.report(LOST_CONTENT, self.page.span(token), message, "use fewer levels")

    def other(self, tokens: Sequence[Token]) -> list[Block]:
        """Report what cannot be shown; comments and link definitions make no block."""
        token = tokens[0]
        if token.type == "html_block":
            return self.html(token)
        if token.type in UNCLOSED:
            self.report(UNCLOSED_BLOCK, self.page.span(token), *UNCLOSED[token.type])
        elif token.type == "hr" and token.level:
            self.report(LOST_CONTENT, self.page.span(token), *WITHIN)
        elif token.type == "raw_tex":
            message = f"`{token.content}` is TeX and is left out{_words_in(token.content)}"
            span = self.page.span(token)
            way = "between `$$` and `$$`" if _MATHS.match(token.content) else "in Markdown"
            self.report(RAW_TEX, span, message, f"write it {way}", subject=token.content)
        elif token.type != "definition":
            what, hint = TOKENS.get(token.type, (f"a {token.type} is not allowed on a slide", None))
            self.report(LOST_CONTENT, self.page.span(token), what, hint)
        return []

    def html(self, token: Token) -> list[Block]:
        """Return the words, pictures and tables in raw HTML; report the rest."""
        if is_comment(token):
            return []
        from diptych.source.markdown.html_blocks import (  # few slides have any
            html_picture,
            html_table,
        )
        from diptych.source.markdown.html_elements import html_parts  # as above
        from diptych.source.markdown.html_lists import with_lists  # as above

        place = with_lists(self.page.place(token))
        blocks: list[Block] = []
        for part in html_parts(place.text):
            inside = place.part(part.place.start, part.place.end)
            match part.kind:
                case "markdown":
                    blocks += self.read(self.reparsed(inside))
                case "picture":
                    mark = html_picture(part, place)
                    picture = read_figure(
                        mark, Text("", (), inside.span()), self.page, self.reader, is_figure=False
                    )
                    blocks += [replace(picture, step=self.paused)] if picture else []
                case "table":
                    table = html_table(part, place, self.text, self.reader)
                    blocks.append(replace(table, step=self.paused))
                case "listing":
                    blocks += self.listing(_as_token(part, token, place))
                case "frame":
                    blocks += self.frame(part, inside.span())
                case "comment":
                    self.report(UNCLOSED_BLOCK, inside.span(), *UNCLOSED["unclosed_comment"])
                case _:
                    self.foreign(part.subject, inside.span())
        return blocks

    def reparsed(self, place: SourceText) -> Sequence[Token]:
        """Return the block tokens of Markdown between tags."""
        above = "\n" * (place.span().line - 1)
        lines = (line.strip() for line in place.text.split("\n"))
        return parse_blocks(above + "\n".join(lines), html=False, tool=self.page.tool).tokens

    def frame(self, part: HtmlPart, span: Span) -> list[Block]:
        """Return a link to the page that a frame would show; report that it is not shown."""
        address = part.values["src"]
        message, hint = f"`{part.subject}` cannot be shown on a slide", "a link stands in its place"
        self.report(FOREIGN_HTML, span, message, hint, subject=part.subject)
        words = escaped(part.values.get("title", "").strip() or address)
        place = one_line(self.page.file, f"[{words}](<{address}>)", span.line, span.column)
        return [Prose(text=self.text(place), span=span, step=self.paused)]

    def foreign(self, subject: str, span: Span) -> None:
        """Report an element that cannot be shown on a slide."""
        message = f"`{subject}` cannot be shown on a slide"
        self.report(FOREIGN_HTML, span, message, "write it in Markdown", subject=subject)

    def heading(self, tokens: Sequence[Token]) -> list[Block]:
        """Return a heading within the slide."""
        text, attributes = self.attributed(self.page.place(tokens[1]))
        step = self.marked_step(attributes, text.span)
        return [Heading(text=text, span=text.span, id=attributes.id, step=step)]

    def paragraph(self, inline: Token) -> list[Block]:
        """Return a paragraph; a paragraph of pictures alone, or a pause, is handled separately."""
        if _PAUSE.match(inline.content):
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

    def check_paragraph(self, place: SourceText) -> None:
        """Report text that Pandoc would read, or an author may mean, as something else."""
        is_line = "\n" not in place.text and place.text[:1].isalnum()
        for pattern, what, hint in () if is_line else PARAGRAPHS:
            if re.match(pattern, place.text):
                self.report(LOST_CONTENT, place.span(), what, hint)
        for pattern, what, hint in () if is_line else ALMOST:
            if found := re.match(pattern, place.text):
                self.report(ALMOST_BLOCK, place.span(found.start("at")), what, hint)
        for at, what, hint in unclosed(place.text):
            self.report(STRAY_SIGN, place.span(at), what, hint)
        for pattern, what in () if is_line else SWALLOWED:
            if found := re.search(pattern, place.text):
                message = f"this is part of the paragraph above it, not a {what}"
                hint = "put an empty line above it, as Pandoc requires"
                self.report(NO_BLANK_LINE, place.span(found.start("at")), message, hint)

    def alone(self, place: SourceText) -> Parsed | None:
        """Return the parsed text if it has only pictures and spaces, else None."""
        if "![" not in place.text and "<img" not in place.text:
            return None
        parsed = parse_inline(
            place, self.page.definitions, pictures=True, locale=self.reader.language
        )
        spaces = all(isinstance(inline, Run | LineBreak) for inline in parsed.text.inlines)
        # The block parser strips the space of a final `\ `.
        is_alone = parsed.pictures and spaces and parsed.text.plain in {"", "\\"}
        return parsed if is_alone else None

    def figures(self, parsed: Parsed) -> list[Block]:
        r"""Return a picture, or several in a row.

        A single picture is a figure with its words as the caption, unless it is in a link or
        followed by something, even just `\ ` (Pandoc manual, "Images").
        """
        self.reader.parsed(parsed)
        self.used |= parsed.used
        marks = parsed.pictures
        is_figure = len(marks) == 1 and marks[0].link is None and parsed.text.is_empty
        read = [self.picture(mark, is_figure=is_figure) for mark in marks]
        pictures = tuple(picture for picture in read if picture is not None)
        if len(pictures) < 2:  # noqa: PLR2004 - not a row
            return [*pictures]
        return [Pictures(pictures=pictures, span=pictures[0].span, step=self.paused)]

    def picture(self, mark: PictureMark, *, is_figure: bool) -> Picture | None:
        """Return a picture."""
        words = self.words(mark.caption)
        picture = read_figure(mark, words, self.page, self.reader, is_figure=is_figure)
        if picture is None:
            return None
        return replace(picture, step=self.step_of(mark.attributes, picture.span))

    def set_aside(self, marks: Sequence[PictureMark]) -> None:
        """Keep pictures among words, to be placed below the block of these words."""
        for mark in marks:
            picture = self.picture(mark, is_figure=False)
            if picture is not None:
                self.aside.append(picture)
                name = unquote(mark.path)
                message = f"{picture.noun.removeprefix('a ')} `{name}` is in a line of text"
                hint = "it is shown below the text; give it a paragraph of its own"
                self.report(MOVED_PICTURE, picture.span, message, hint, subject=name)

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
        """Return a term with its definitions, which have words alone."""
        step = self.next_step() if self.incremental else self.paused
        text, attributes = self.attributed(self.page.place(written.term))
        self.only_id(attributes, text.span)
        places = [self.page.place(one) for one in written.definitions]
        for place in places:
            self.check_paragraph(place)
            if _BLOCK.match(place.text):
                message = "only words are allowed in a definition"
                hint = "move this below the list of definitions"
                self.report(LOST_CONTENT, place.span(), message, hint)
        return DefinedTerm(
            term=text,
            definitions=tuple(map(self.text, places)),
            span=text.span,
            id=attributes.id,
            step=step,
        )

    def bullets(self, tokens: Sequence[Token]) -> Bullets:
        """Return a list with its items and their content."""
        head: Marker = tokens[0].meta["head"]
        span = self.page.span(tokens[0])
        start = None if head.kind == "bullet" else countable(head.number, span, self.reader)
        examples = 0
        if head.kind == "example":
            self.examples += 1
            examples = self.examples
        return Bullets(
            items=tuple(self.item(item) for item in grouped(tokens[1:-1])),
            start=start,
            numbering=head.numbering,
            examples=examples,
            span=span,
        )

    def item(self, tokens: Sequence[Token]) -> Item:
        """Return one item; its text is the first paragraph, unless something shown is above it."""
        self.check_depth(tokens[0])
        marker: Marker = tokens[0].meta["marker"]
        step = self.paused
        if self.incremental or (self.page.tool == "marp" and marker.is_fragment):
            step = self.next_step()
        text, attributes = Text("", (), self.page.span(tokens[0])), NO_ATTRIBUTES
        inner, done = tokens[1:-1], None
        outer, self.aside = self.aside, []
        while inner and is_silent(inner[0]):
            self.read(inner[:1])
            inner = inner[1:]
        if inner and inner[0].type in {"paragraph_open", "heading_open"}:
            place = self.page.place(inner[1])
            if (task := _TASK.match(place.text)) and inner[0].type == "paragraph_open":
                done = task[1] != " "
                place = place.part(task.end(), len(place.text))
            self.check_underlined(inner[0])
            if self.alone(place) is None and not _PAUSE.match(place.text):
                self.check_paragraph(place)
                text, attributes = self.attributed(place)
                if FRAGMENT in attributes.classes:
                    step = self.marked_step(attributes, text.span)
                else:
                    self.only_id(attributes, text.span)
                self.pause_if_asked()
                inner = inner[3:]
        own = step if FRAGMENT in attributes.classes else 0
        content = (*self.aside, *self.appearing(inner, own))
        self.aside = outer
        return Item(
            text=text,
            span=text.span,
            content=content,
            id=attributes.id,
            step=step,
            done=done,
            label=marker.label or None,
        )

    def check_underlined(self, token: Token) -> None:
        """Report a divider right below the text of an item, which makes that a heading."""
        if token.meta.get("is_apart"):
            line = (token.map or [0, 0])[0] + 2
            message = "this makes the item above it a heading, and is not a divider"
            hint = "put an empty line above it, as Pandoc requires"
            self.report(NO_BLANK_LINE, Span(self.page.file, line), message, hint)

    def quote(self, tokens: Sequence[Token]) -> list[Block]:
        """Return a quotation; one of only lists toggles whether these appear item by item.

        Pandoc manual, "Incremental lists". One that begins with `[!NOTE]` is a callout, as on
        GitHub (its manual, "Alerts").
        """
        inner = grouped(tokens[1:-1])
        if inner and (alert := self.alert(inner, self.page.span(tokens[0]))) is not None:
            return [alert]
        if inner and all(group[0].type.endswith("list_open") for group in inner):
            return self.incrementally(tokens[1:-1], incremental=not self.incremental)
        span = self.page.span(tokens[0])
        groups = [*inner[:-1], *_with_source(inner[-1])] if inner else []
        return list(self.quoted([one for group in groups for one in self.block(group)], span))

    def alert(self, groups: Sequence[Sequence[Token]], span: Span) -> Callout | None:
        """Return the callout of a quotation; None if it does not begin as one."""
        first = groups[0]
        if first[0].type != "paragraph_open":
            return None
        if (found := ALERT.fullmatch(first[1].content)) is None:
            self.check_alert(self.page.place(first[1]))
            return None
        rest = [token for group in groups[1:] for token in group]
        kind = next(kind for kind in CALLOUT_KINDS if kind == found["kind"].lower())
        return Callout(kind=kind, blocks=tuple(self.read(rest)), span=span, step=self.paused)

    def check_alert(self, place: SourceText) -> None:
        """Report the first line of a quotation that is almost one of a callout."""
        found = _ALMOST_ALERT.match(place.text)
        if found is None:
            return
        span = place.span(0, found.end(1))
        kind = found["kind"].lower()
        if kind in CALLOUT_KINDS:
            message = f"`{found[1]}` begins a callout only if it is alone in its line"
            hint = f'write its title as `::: {{.callout-{kind} title="…"}}`'
        else:
            message = f"there is no callout `{found[1]}`, so that it is shown as a quotation"
            meant = _MEANT.get(kind)
            hint = f"write `[!{meant.upper()}]`" if meant else nearest(kind, CALLOUT_KINDS)
        self.report(ALMOST_BLOCK, span, message, hint)

    def quoted(self, blocks: Sequence[Block], span: Span) -> Iterator[Block]:
        """Yield the quotations of text blocks; other blocks are reported and kept between them."""
        paragraphs: list[Text] = []
        for block in blocks:
            if isinstance(block, Prose):
                paragraphs.append(block.text)
            elif isinstance(block, Picture | Pictures):
                self.aside.append(block)
            elif isinstance(block, Quote):
                paragraphs += block.paragraphs
                paragraphs += [block.source] if block.source is not None else []
            else:
                self.misplaced(block, "inside a quotation", "move it above or below the quotation")
                if paragraphs:
                    yield Quote(paragraphs=tuple(paragraphs), span=span, step=self.paused)
                    paragraphs = []
                yield block
        if len(paragraphs) > 1 and is_source(paragraphs[-1]):
            *quoted, source = paragraphs
            yield Quote(paragraphs=tuple(quoted), source=source, span=span, step=self.paused)
        elif paragraphs:
            yield Quote(paragraphs=tuple(paragraphs), span=span, step=self.paused)

    def incrementally(self, tokens: Sequence[Token], *, incremental: bool) -> list[Block]:
        """Return blocks with their lists appearing item by item, or not."""
        outer, self.incremental = self.incremental, incremental
        blocks = self.read(tokens)
        self.incremental = outer
        return blocks

    def attributed(self, place: SourceText) -> tuple[Text, Attributes]:
        """Return the text at `place`, and the attributes at its end, which belong to it."""
        text, attributes = self.attributed_at(place)
        if attributes and not text.source.strip():
            message, hint = "there is no text before these attributes", "write them after a text"
            self.report(UNKNOWN_ATTRIBUTE, text.span, message, hint)
        return text, attributes

    def attributed_at(self, place: SourceText) -> tuple[Text, Attributes]:
        """Return the text at `place`, and the attributes at its end."""
        content, attributes = split_trailing(place.text)
        at = place.text.find("{", len(content.rstrip())) if attributes else place.text.rfind("{")
        if attributes is None:
            message, hint = "these attributes cannot be read", "write `{#id}`; an id has no spaces"
            self.report(UNKNOWN_ATTRIBUTE, place.span(at), message, hint)
        content = _ENDING_BREAK.sub(r"\1", content)
        return self.text(place.part(0, len(content))), attributes or NO_ATTRIBUTES

    def text(self, place: SourceText) -> Text:
        """Return the inline Markdown at `place`, with its pictures set aside."""
        definitions = self.page.definitions
        parsed = self.reader.parsed(
            parse_inline(place, definitions, pictures=True, locale=self.reader.language)
        )
        self.used |= parsed.used
        self.pauses = parsed.pauses
        self.set_aside(parsed.pictures)
        return parsed.text

    def words(self, place: SourceText) -> Text:
        """Return the inline Markdown at `place`, where pictures are not allowed."""
        parsed = self.reader.parsed(
            parse_inline(place, self.page.definitions, locale=self.reader.language)
        )
        self.used |= parsed.used
        return parsed.text

    def only_id(self, attributes: Attributes, span: Span) -> None:
        """Report all `attributes` other than an id."""
        for word in attributes.words:
            message = f"attribute `{word}` has no meaning here"
            hint = "only an id, `{#id}`, is supported here"
            self.report(UNKNOWN_ATTRIBUTE, span, message, hint, subject=word)

    def misplaced(self, block: Block, where: str, hint: str) -> None:
        """Report a block in a place where it is not allowed."""
        message = f"{block.noun} is not allowed {where}"
        self.report(MISPLACED_BLOCK, block.span, message, hint, subject=block.noun)

    def report(
        self,
        kind: DiagnosticKind,
        span: Span,
        message: str,
        hint: str | None,
        *,
        subject: str = "",
    ) -> None:
        """Report a diagnostic."""
        self.reader.report(kind, span, message, hint, subject=subject)


def _as_token(part: HtmlPart, block: Token, place: SourceText) -> Token:
    """Return the listing in a block of HTML, whose text is at `place`, as one of Markdown."""
    from markdown_it.token import Token  # the parser has imported it already

    line = (block.map or [0, 1])[0] + place.text.count("\n", 0, part.place.start)
    words = "".join(f' {key}="{value}"' for key, value in part.values.items())
    language = f"{{.{part.name or 'default'}{words}}}" if words else part.name
    above = [line, line + 1 + part.code.count("\n")]
    return Token(
        "code_block", "code", 0, map=above, level=block.level, content=part.code, info=language
    )


def _words_in(tex: str) -> str:
    return ", with all its content" if tex.startswith("\\begin") else ""


def _is_space(inline: Inline) -> bool:
    """Return whether an inline shows nothing."""
    return isinstance(inline, LineBreak) or (isinstance(inline, Run) and not inline.text.strip())


def _with_source(tokens: Sequence[Token]) -> list[Sequence[Token]]:
    """Return a paragraph, parted if its last line names the source of a quotation."""
    if tokens[0].type != "paragraph_open":
        return [tokens]
    opening, words, closing = tokens
    *lines, last = words.content.split("\n")
    if not lines or not _SOURCE.match(last):
        return [tokens]
    begin, end = words.map or [0, 1]
    above = words.copy(content="\n".join(lines), map=[begin, end - 1])
    return [
        [opening, above, closing],
        [opening, words.copy(content=last, map=[end - 1, end]), closing],
    ]


def grouped(tokens: Sequence[Token]) -> list[Sequence[Token]]:
    """Return the tokens in groups, each from an opening token to its closing token."""
    groups = []
    start, depth = 0, 0
    for index, token in enumerate(tokens):
        depth += token.nesting
        if depth <= 0:
            groups.append(tokens[start : index + 1])
            start, depth = index + 1, 0
    return groups


def is_silent(token: Token) -> bool:
    """Return whether nothing is shown of a token: TeX, a comment, a link definition, a footnote."""
    return token.type in _SILENT or is_comment(token)


def is_styling(token: Token) -> bool:
    """Return whether a token contains only style sheets and scripts, which show nothing."""
    return token.type == "html_block" and _STYLING.fullmatch(token.content) is not None


def is_comment(token: Token) -> bool:
    """Return whether a token contains only comments."""
    return token.type == "html_block" and _COMMENTS.fullmatch(token.content) is not None
