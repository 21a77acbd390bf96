"""Markdown blocks become the blocks of a slide."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from diptych.blocks.bullets import Bullets, Item
from diptych.blocks.code import Code
from diptych.blocks.heading import Heading
from diptych.blocks.picture import Picture
from diptych.blocks.prose import Prose
from diptych.blocks.quote import Quote
from diptych.diagnostics import Fault, Span, nearest
from diptych.markup.attributes import NO_ATTRIBUTES, Attributes, split_trailing
from diptych.markup.faults import UNKNOWN_ATTRIBUTE
from diptych.markup.inline import parse_inline
from diptych.markup.picture import PictureMark, lone_picture
from diptych.markup.place import Place, at_lines
from diptych.model.deck import Block, Column, Placed, TextBlock
from diptych.model.geometry import Emu, from_px
from diptych.model.text import Text
from diptych.source.faults import LOST_CONTENT, MISSING_ALT, UNCLOSED_DIV, UNKNOWN_BLOCK
from diptych.source.intake import Intake
from diptych.source.markdown_rules import block_parser
from diptych.source.pictures import read_picture

if TYPE_CHECKING:
    from markdown_it.token import Token

_DIVS = ("columns", "column", "notes", "incremental", "nonincremental", "fragment")
_PAUSE = re.compile(r"\.(\s*\.){2}$")
_LENGTH = re.compile(r"([0-9.]+)(%|px|in|cm|mm|pt)?$")
_PX = {"px": 1.0, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4, "pt": 4 / 3}


@dataclass(frozen=True, slots=True)
class Parsed:
    """What the Markdown of one slide says."""

    title: Text | None = None
    title_attributes: Attributes = NO_ATTRIBUTES
    body: tuple[Block, ...] = ()
    columns: tuple[Column, ...] = ()
    placed: tuple[Placed, ...] = ()
    notes: tuple[Block, ...] = ()
    footnotes: dict[str, Text] = field(default_factory=dict)


def parse_tokens(source: str) -> list[Token]:
    """Return the block tokens of `source`; inline content is not parsed yet."""
    md = block_parser()
    tokens: list[Token] = []
    md.block.parse(source.replace("\x00", "\ufffd"), md, {}, tokens)
    return tokens


def build_slide(
    tokens: Sequence[Token],
    lines: Sequence[str],
    file: str,
    folder: Path,
    intake: Intake,
    *,
    incremental: bool = False,
    title_level: int = 1,
) -> Parsed:
    """Return the content of one slide.

    `lines` are those of the whole file, which the tokens' line numbers count; `folder` is what
    picture paths are relative to; a heading of `title_level` or above that comes first is the title.
    """
    return _Builder(lines, file, folder, intake, incremental, title_level).build(tokens)


class _Builder:
    """Walks the block tokens of one slide once."""

    def __init__(
        self, lines: Sequence[str], file: str, folder: Path, intake: Intake, incremental: bool, title_level: int
    ) -> None:  # noqa: PLR0913 - the parts of one slide's surroundings
        self.lines = lines
        self.file = file
        self.folder = folder
        self.intake = intake
        self.incremental = incremental
        self.title_level = title_level
        self.step = 0
        self.paused = 0
        self.title: Text | None = None
        self.title_attributes = NO_ATTRIBUTES
        self.columns: list[Column] = []
        self.placed: list[Placed] = []
        self.notes: list[Block] = []
        self.footnotes: dict[str, Text] = {}

    def build(self, tokens: Sequence[Token]) -> Parsed:
        body = self._blocks(tokens, top=True)
        return Parsed(
            self.title,
            self.title_attributes,
            tuple(body),
            tuple(self.columns),
            tuple(self.placed),
            tuple(self.notes),
            self.footnotes,
        )

    def _blocks(self, tokens: Sequence[Token], *, top: bool = False) -> list[Block]:
        blocks: list[Block] = []
        at = 0
        while at < len(tokens):
            end = _end(tokens, at)
            before = len(self.columns)
            found = self._block(tokens[at : end + 1], top=top)
            if found and self.columns and before and top:
                message = "this content stands after the columns and has no place"
                hint = "put it above the columns, or into one of them"
                self._report(LOST_CONTENT, found[0].span, message, hint)
            blocks += found
            at = end + 1
        return blocks

    def _block(self, tokens: Sequence[Token], *, top: bool) -> list[Block]:
        token = tokens[0]
        match token.type:
            case "heading_open":
                return self._heading(tokens, top=top)
            case "paragraph_open":
                return self._paragraph(tokens)
            case "bullet_list_open" | "ordered_list_open":
                return [self._list(tokens)]
            case "blockquote_open":
                return [self._quote(tokens)]
            case "fence" | "code_block":
                return [self._code(token)]
            case "div_open":
                return self._div(tokens, top=top)
            case "footnote":
                self._footnote(token)
                return []
            case "html_block" if _is_comment(token.content):
                return []
            case _:
                self._refuse(token)
                return []

    def _heading(self, tokens: Sequence[Token], *, top: bool) -> list[Block]:
        level = int(tokens[0].tag[1])
        content, attributes = self._split(tokens[1])
        text = self._text(tokens[1], content)
        if top and level <= self.title_level and self.title is None:
            self.title, self.title_attributes = text, attributes
            return []
        self._only_id(attributes, text.span)
        return [Heading(text=text, span=text.span, id=attributes.id, step=self.paused)]

    def _paragraph(self, tokens: Sequence[Token]) -> list[Block]:
        inline = tokens[1]
        if _PAUSE.match(inline.content):
            self.step += 1
            self.paused = self.step
            return []
        if mark := lone_picture(self._place(inline, inline.content)):
            return self._picture(mark, inline)
        content, attributes = self._split(inline)
        text = self._text(inline, content)
        self._only_id(attributes, text.span)
        return [Prose(text=text, span=text.span, id=attributes.id, step=self.paused)]

    def _list(self, tokens: Sequence[Token]) -> Bullets:
        start = None
        if tokens[0].type == "ordered_list_open":
            start = int(tokens[0].attrs.get("start", 1))
        items = []
        at = 1
        while at < len(tokens) - 1:
            end = _end(tokens, at)
            items.append(self._item(tokens[at : end + 1]))
            at = end + 1
        return Bullets(items=tuple(items), start=start, span=self._span(tokens[0]))

    def _item(self, tokens: Sequence[Token]) -> Item:
        step = self.paused
        if self.incremental:
            self.step += 1
            step = self.step
        text = Text("", (), self._span(tokens[0]))
        attributes = NO_ATTRIBUTES
        inner = tokens[1:-1]
        if inner and inner[0].type == "paragraph_open":
            content, attributes = self._split(inner[1])
            text = self._text(inner[1], content)
            self._only_id(attributes, text.span)
            inner = inner[3:]
        content_below = []
        for block in self._blocks(inner):
            if isinstance(block, Bullets | Prose):
                content_below.append(block)
            else:
                kind = type(block).__name__.lower()
                message = f"a {kind} inside a list has no place"
                self._report(LOST_CONTENT, block.span, message, "put it above or below the list")
        return Item(text=text, span=text.span, content=tuple(content_below), id=attributes.id, step=step)

    def _quote(self, tokens: Sequence[Token]) -> Quote:
        texts = []
        for block in self._blocks(tokens[1:-1]):
            if isinstance(block, Prose):
                texts.append(block.text)
            else:
                kind = type(block).__name__.lower()
                self._report(LOST_CONTENT, block.span, f"a {kind} inside a quotation has no place", None)
        return Quote(paragraphs=tuple(texts), span=self._span(tokens[0]), step=self.paused)

    def _code(self, token: Token) -> Code:
        lines = tuple(token.content.rstrip("\n").expandtabs(4).split("\n"))
        language = token.info.strip().strip("{}").lstrip(".").split(" ")[0]
        return Code(lines=lines, language=language, span=self._span(token), step=self.paused)

    def _div(self, tokens: Sequence[Token], *, top: bool) -> list[Block]:
        token = tokens[0]
        attributes: Attributes | None = token.meta["attributes"]
        span = self._span(token)
        if not token.meta["closed"]:
            self._report(UNCLOSED_DIV, span, "this `:::` block is never closed", "add a line with `:::`")
        inner = tokens[1:-1]
        if attributes is None:
            hint = "write `::: name` or `::: {.name key=value}`"
            self._report(UNKNOWN_BLOCK, span, "these attributes cannot be read", hint)
            return self._blocks(inner, top=top)
        if "region" in attributes.values:
            self._only_keys(attributes, {"region"}, span)
            self.placed.append(Placed(attributes.values["region"], tuple(self._blocks(inner)), span))
            return []
        name = attributes.classes[0] if attributes.classes else ""
        return self._named_div(name, attributes, inner, span, top=top)

    def _named_div(
        self, name: str, attributes: Attributes, inner: Sequence[Token], span: Span, *, top: bool
    ) -> list[Block]:
        self._only_keys(attributes, {"width", "align"} if name in {"columns", "column"} else set(), span)
        match name:
            case "columns" if top and not self.columns:
                self._read_columns(inner)
            case "notes":
                self.notes += self._notes(inner)
            case "incremental" | "nonincremental":
                outer, self.incremental = self.incremental, name == "incremental"
                blocks = self._blocks(inner)
                self.incremental = outer
                return blocks
            case "fragment":
                outer_pause = self.paused
                self.step += 1
                self.paused = self.step
                blocks = self._blocks(inner)
                self.paused = outer_pause
                return blocks
            case "columns" | "column":
                message = f"`{name}` stands where it has no place"
                hint = "a slide has one `::: columns`, with `::: column` blocks in it and nothing else"
                self._report(LOST_CONTENT, span, message, hint)
            case _:
                message = f"unknown block `::: {name}`"
                self._report(UNKNOWN_BLOCK, span, message, nearest(name, [*_DIVS, "region=..."]))
                return self._blocks(inner, top=top)
        return []

    def _read_columns(self, tokens: Sequence[Token]) -> None:
        at = 0
        while at < len(tokens):
            end = _end(tokens, at)
            token = tokens[at]
            attributes = token.meta.get("attributes") if token.type == "div_open" else None
            if attributes is not None and "column" in attributes.classes:
                span = self._span(token)
                self._only_keys(attributes, {"width", "align"}, span)
                width = self._share(attributes.values.get("width"), span)
                blocks = tuple(self._blocks(tokens[at + 1 : end]))
                self.columns.append(Column(blocks, width, span))
            elif not (token.type == "html_block" and _is_comment(token.content)):
                message = "content between the columns has no place"
                self._report(LOST_CONTENT, self._span(token), message, "put it into a `::: column`")
            at = end + 1
        if not self.columns and tokens:
            self._report(LOST_CONTENT, self._span(tokens[0]), "there is no `::: column` inside", None)

    def _notes(self, tokens: Sequence[Token]) -> list[Block]:
        step, paused = self.step, self.paused
        self.paused = 0
        kept: list[Block] = []
        for block in self._blocks(tokens):
            if isinstance(block, TextBlock):
                kept.append(block)
            else:
                kind = type(block).__name__.lower()
                self._report(LOST_CONTENT, block.span, f"a {kind} has no place in notes", "notes are text")
        self.step, self.paused = step, paused
        return kept

    def _picture(self, mark: PictureMark, token: Token) -> list[Block]:
        span = self._span(token)
        values = mark.attributes.values
        self._only_keys(mark.attributes, {"alt", "fig-alt", "width"}, span)
        asset = read_picture(mark.path, self.folder, span, self.intake)
        if asset is None:
            return []
        alt = values.get("alt", values.get("fig-alt"))
        caption = self._inside(mark.caption.text, token) if mark.caption.text.strip() else None
        if alt is None and caption is None:
            hint = 'say what it shows with `{alt="..."}`, or `{alt=""}` if it is decoration'
            self._report(MISSING_ALT, span, f"picture `{mark.path}` has no alternative text", hint)
        share, fixed = self._width(values.get("width"), span)
        return [
            Picture(
                asset=asset,
                alt=None if alt is None else self._inside(alt, token),
                caption=caption,
                width=share,
                fixed_width=fixed,
                id=mark.attributes.id,
                span=span,
                step=self.paused,
            )
        ]

    def _footnote(self, token: Token) -> None:
        label = token.meta["label"]
        if label in self.footnotes:
            self._report(LOST_CONTENT, self._span(token), f"footnote `{label}` is defined twice", None)
        self.footnotes[label] = self._text(token, token.content)

    def _refuse(self, token: Token) -> None:
        what, hint = _REFUSALS.get(token.type, (f"a {token.type} has no place on a slide", None))
        self._report(LOST_CONTENT, self._span(token), what, hint)

    def _split(self, token: Token) -> tuple[str, Attributes]:
        content, attributes = split_trailing(token.content)
        return content, attributes or NO_ATTRIBUTES

    def _text(self, token: Token, content: str) -> Text:
        parsed = parse_inline(self._place(token, content))
        self.intake.found += parsed.found
        self.footnotes.update(parsed.footnotes)
        return parsed.text

    def _inside(self, content: str, token: Token) -> Text:
        """Return `content`, which stands somewhere in the one line of `token`, as text."""
        place = self._place(token, token.content)
        start = place.span(max(0, token.content.find(content)), len(content))
        inner = at_lines(self.file, content, ((start.line, start.column),) * (content.count("\n") + 1))
        parsed = parse_inline(inner)
        self.intake.found += parsed.found
        self.footnotes.update(parsed.footnotes)
        return parsed.text

    def _place(self, token: Token, content: str) -> Place:
        first = (token.map or [0, 1])[0]
        starts = []
        for row, line in enumerate(content.split("\n")):
            number = min(first + row, len(self.lines) - 1)
            column = self.lines[number].find(line.strip()) if number >= 0 else 0
            starts.append((number + 1, max(0, column) + 1))
        return at_lines(self.file, content, starts)

    def _span(self, token: Token) -> Span:
        first = min((token.map or [0, 1])[0], max(0, len(self.lines) - 1))
        line = self.lines[first] if self.lines else ""
        indent = len(line) - len(line.lstrip())
        return Span(self.file, first + 1, indent + 1, max(1, len(line.strip())))

    def _width(self, written: str | None, span: Span) -> tuple[float | None, Emu | None]:
        found = _LENGTH.match(written or "")
        if written is not None and found is None:
            self._report(UNKNOWN_ATTRIBUTE, span, f"width `{written}` is no length", "write `50%` or `300px`")
        if found is None:
            return None, None
        number, unit = float(found[1]), found[2]
        return (min(1.0, number / 100), None) if unit == "%" else (None, from_px(number * _PX[unit or "px"]))

    def _share(self, written: str | None, span: Span) -> float | None:
        share, fixed = self._width(written, span)
        return share if fixed is None else fixed / from_px(1280)

    def _only_id(self, attributes: Attributes, span: Span) -> None:
        if attributes.classes or attributes.values:
            given = ", ".join([*attributes.classes, *attributes.values])
            message = f"attribute `{given}` has no meaning here"
            self._report(UNKNOWN_ATTRIBUTE, span, message, "only an id, `{#id}`, is understood here")

    def _only_keys(self, attributes: Attributes, known: set[str], span: Span) -> None:
        for key in attributes.values:
            if key not in known:
                hint = nearest(key, known, what="attribute here")
                self._report(UNKNOWN_ATTRIBUTE, span, f"unknown attribute `{key}`", hint)

    def _report(self, fault: Fault, span: Span, message: str, hint: str | None) -> None:
        self.intake.report(fault, span, message, hint)


_REFUSALS: dict[str, tuple[str, str | None]] = {
    "table_open": ("tables are no block of Diptych yet", "set it as a list, or as a picture"),
    "hr": ("`---` divides slides only in a talk that is one file", "make two slide files"),
    "html_block": ("raw HTML has no place on a slide", "say it in Markdown"),
}


def _end(tokens: Sequence[Token], start: int) -> int:
    """Return the index of the token that closes the one at `start`, or `start` itself."""
    depth = 0
    for index in range(start, len(tokens)):
        depth += tokens[index].nesting
        if depth <= 0:
            return index
    return len(tokens) - 1


def _is_comment(content: str) -> bool:
    return re.fullmatch(r"\s*(<!--.*?-->\s*)+", content, re.DOTALL) is not None


