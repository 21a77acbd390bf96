"""All blocks of Markdown, and those that have others in them: lists, quotations, HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from diptych.blocks.bullets import Bullets, Item
from diptych.blocks.callout import CALLOUT_KINDS, Callout
from diptych.blocks.picture import Picture
from diptych.blocks.pictures import Pictures
from diptych.blocks.prose import Prose
from diptych.blocks.quote import Quote, is_source
from diptych.diagnostics import Span, nearest
from diptych.markup.attributes import NO_ATTRIBUTES
from diptych.markup.diagnostic_kinds import RAW_TEX
from diptych.markup.escapes import escaped
from diptych.model.block import Block
from diptych.model.source_text import SourceText, one_line
from diptych.model.text import Text, literal
from diptych.source.markdown.alerts import ALERT, ALERTS, QUOTATIONS
from diptych.source.markdown.block_tokens import grouped, is_comment, is_silent
from diptych.source.markdown.charts import is_chart
from diptych.source.markdown.diagnostic_kinds import (
    ALMOST_BLOCK,
    FOREIGN_HTML,
    NO_BLANK_LINE,
    STRAY_LINE,
    UNCLOSED_BLOCK,
)
from diptych.source.markdown.equations import read_equation
from diptych.source.markdown.leaf_blocks import PAUSE, LeafReader
from diptych.source.markdown.list_rule import Marker
from diptych.source.markdown.list_starts import countable
from diptych.source.markdown.page import FRAGMENT
from diptych.source.markdown.pictures import read_figure
from diptych.source.markdown.refusals import STRAY_DIV, TOKENS, UNCLOSED, WITHIN
from diptych.source.markdown.rules import DEEPEST, parse_blocks
from diptych.source.reading.diagnostic_kinds import LOST_CONTENT

if TYPE_CHECKING:
    from markdown_it.token import Token

    from diptych.source.markdown.html_elements import HtmlPart


_TASK = re.compile(r"\[([ xX])\](?:[ \t]+|$)")
_SOURCE = re.compile(r"\s*(?:-{2,3}|[\u2013\u2014\u2015])\s*[^\s-]")
"""The beginning of a line that names the source of a quotation."""
_MATHS = re.compile(r"\\begin\{(?:equation|align|gather|multline|eqnarray|displaymath)\*?\}")
_RAW_HTML = re.compile(r"\{=html[45]?\}\s*$")
"""Pandoc manual, "Generic raw attribute"."""
_ENVIRONMENT = re.compile(r"\\begin\{(\w+)\*?\}")
_INSTEAD: Mapping[str, str] = {
    **dict.fromkeys(
        ("tikzpicture", "tikzcd", "circuitikz", "picture", "forest"),
        "draw it as a ```` ```mermaid ```` diagram, or save it as SVG and show that as a picture",
    ),
    **dict.fromkeys(
        ("tabular", "tabularx", "longtable", "table"), "write it as a table: `| a | b |`"
    ),
}
"""What to write in place of an environment of TeX that is neither a formula nor a list."""
_ALMOST_ALERT = re.compile(r"(\[!(?P<kind>[A-Za-z]+)\])(?![(\[:])")


class BlockReader(LeafReader):
    """Turns block tokens into blocks; subclasses handle what belongs to the slide as a whole."""

    def read(self, tokens: Sequence[Token]) -> list[Block]:
        """Return the blocks of `tokens`."""
        return [block for group in self.groups(tokens) for block in self.block(group)]

    def groups(self, tokens: Sequence[Token]) -> Sequence[Sequence[Token]]:
        """Return the tokens in groups, each of one block."""
        return grouped(tokens)

    def block(self, tokens: Sequence[Token]) -> list[Block]:
        """Return the blocks of a token and the tokens that it encloses."""
        outer, self.aside = self.aside, []
        blocks = [*self.made(tokens), *self.aside]
        self.aside = outer
        self.pause_if_asked()
        return blocks

    def made(self, tokens: Sequence[Token]) -> list[Block]:  # noqa: C901, PLR0911 - a table
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
            case "fence":
                return self.fence(token)
            case "code_block":
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

    def fence(self, token: Token) -> list[Block]:
        """Return what a fence contains: HTML, a chart, a picture that a cell shows, or code."""
        if _RAW_HTML.match(token.info):
            first, last = token.map or [0, 1]
            token.map = [first + 1, last]
            return self.html(token)
        if is_chart(token):
            return self.chart(token)
        shown = self.graphics(token)
        return self.listing(token) if shown is None else self.figures(shown)

    def other(self, tokens: Sequence[Token]) -> list[Block]:
        """Report what cannot be shown; comments and link definitions make no block."""
        token = tokens[0]
        if token.type == "html_block":
            return self.html(token)
        if token.type in UNCLOSED:
            place = self.page.place(token)
            span, subject = self.page.span(token), f"line {self.page.span(token).line}"
            self.report(UNCLOSED_BLOCK, span, *UNCLOSED[token.type], subject=subject)
            if token.type == "unclosed_comment":
                return [Prose(text=self.text(place), span=span, step=self.paused)]
        elif token.type == "stray_div" or (token.type == "hr" and token.level):
            said = STRAY_DIV if token.type == "stray_div" else WITHIN
            span = self.page.span(token)
            self.report(STRAY_LINE, span, *said, subject=f"line {span.line}")
        elif token.type == "raw_tex":
            message = f"`{token.content}` is TeX and is left out{_words_in(token.content)}"
            span = self.page.span(token)
            self.report(RAW_TEX, span, message, _instead(token.content), subject=token.content)
        elif token.type != "definition":
            what, hint = TOKENS.get(token.type, (f"a {token.type} is not allowed on a slide", None))
            self.report(LOST_CONTENT, self.page.span(token), what, hint)
        return []

    def appearing(self, tokens: Sequence[Token], step: int) -> list[Block]:
        """Return blocks that appear together at a step; where they are if that is 0."""
        outer = self.paused
        self.paused = step or outer
        blocks = self.read(tokens)
        self.paused = outer
        return blocks

    def incrementally(self, tokens: Sequence[Token], *, incremental: bool) -> list[Block]:
        """Return blocks with their lists appearing item by item, or not."""
        outer, self.incremental = self.incremental, incremental
        blocks = self.read(tokens)
        self.incremental = outer
        return blocks

    def check_depth(self, token: Token) -> None:
        """Report blocks that are nested too deep."""
        if token.nesting == 1 and token.level >= DEEPEST - 1:
            message = f"this is nested more than {DEEPEST} levels deep"
            self.report(LOST_CONTENT, self.page.span(token), message, "use fewer levels")

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
            if self.alone(place) is None and not PAUSE.match(place.text):
                self.check_paragraph(place)
                text, attributes = self.attributed(place)
                if FRAGMENT in attributes.classes:
                    step = self.marked_step(attributes, text.span)
                else:
                    self.only_id(attributes, text.span, is_fragment_allowed=True)
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
            return alert
        if inner and all(group[0].type.endswith("list_open") for group in inner):
            return self.incrementally(tokens[1:-1], incremental=not self.incremental)
        span = self.page.span(tokens[0])
        groups = [*inner[:-1], *_with_source(inner[-1])] if inner else []
        return list(self.quoted([one for group in groups for one in self.block(group)], span))

    def alert(self, groups: Sequence[Sequence[Token]], span: Span) -> list[Block] | None:
        """Return the callout of a quotation; None if it does not begin as one."""
        first = groups[0]
        if first[0].type != "paragraph_open":
            return None
        if (found := ALERT.fullmatch(first[1].content)) is None:
            self.check_alert(self.page.place(first[1]))
            return None
        blocks = self.read([token for group in groups[1:] for token in group])
        name, place = found["kind"].lower(), self.page.place(first[1])
        title = None
        if found["title"]:
            part = place.part(*found.span("title"))
            title = self.reader.markdown(part, self.page.definitions)
        if name in QUOTATIONS:
            quotes = self.quoted(blocks, span)
            return [
                replace(one, source=title or one.source) if isinstance(one, Quote) else one
                for one in quotes
            ]
        alert = ALERTS[name]
        if title is None and name not in CALLOUT_KINDS:
            part = place.part(*found.span("kind"))
            title = literal(name.capitalize(), part.span())
        callout = Callout(
            kind=alert.kind,
            title=title,
            icon=alert.icon,
            blocks=tuple(blocks),
            span=span,
            step=self.paused,
        )
        return [callout]

    def check_alert(self, place: SourceText) -> None:
        """Report the first line of a quotation that is almost one of a callout."""
        found = _ALMOST_ALERT.match(place.text)
        if found is None:
            return
        message = f"there is no callout `{found[1]}`, so that it is shown as a quotation"
        hint = nearest(found["kind"].lower(), ALERTS)
        self.report(ALMOST_BLOCK, place.span(0, found.end(1)), message, hint)

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
                    if picture is not None:
                        step = self.step_of(mark.attributes, picture.span)
                        blocks.append(replace(picture, step=step))
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


def _instead(tex: str) -> str:
    """Return what to write in place of TeX."""
    if _MATHS.match(tex):
        return "write it between `$$` and `$$`"
    found = _ENVIRONMENT.search(tex)
    return _INSTEAD.get(found[1], "write it in Markdown") if found else "write it in Markdown"
