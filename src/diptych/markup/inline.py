"""Inline Markdown to runs: emphasis, code, links, citations, footnotes, variables, breaks."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from diptych.diagnostics import Diagnostic
from diptych.markup.attributes import NO_ATTRIBUTES, Attributes
from diptych.markup.faults import LOST_MARKUP, MATH_AS_TEXT, TEMPLATE_STATEMENT, UNKNOWN_ATTRIBUTE
from diptych.markup.place import Place
from diptych.markup.rules import inline_parser, tokenize
from diptych.model.text import (
    PLAIN,
    Citation,
    FootnoteMark,
    Inline,
    LineBreak,
    Run,
    RunStyle,
    Text,
    Variable,
)

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_DASHES = re.compile(r"(?<!-)(---?)(?!-)|\.\.\.")
_DASH = {"--": "\u2013", "---": "\u2014", "...": "\u2026"}
# Pandoc's rule for inline mathematics: a dollar sign hugging what it opens and what it closes.
_MATH = re.compile(r"(?<![\\$\w])\$(?=\S)[^$\n]*?(?<=[^\s\\])\$(?!\d)")
_STATEMENT = re.compile(r"\{%.*?%\}")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_OPENING: dict[str, Callable[[RunStyle], RunStyle]] = {
    "strong_open": lambda style: replace(style, bold=True),
    "em_open": lambda style: replace(style, italic=True),
    "s_open": lambda style: replace(style, strike=True),
    "sup_open": lambda style: replace(style, raised="super"),
    "sub_open": lambda style: replace(style, raised="sub"),
}
_CLOSING = {name.replace("_open", "_close") for name in _OPENING}


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a piece of inline Markdown means."""

    text: Text
    footnotes: tuple[tuple[str, Text], ...]
    """Notes written in place, `^[...]`, with the labels they were given."""
    found: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class PictureMark:
    """A picture that stands alone in its paragraph: `![caption](path){key=val}`."""

    caption: str
    path: str
    attributes: Attributes


def parse_inline(place: Place) -> Parsed:
    """Return the meaning of the inline Markdown at `place`."""
    return _Reader(place).read()


def lone_picture(source: str) -> PictureMark | None:
    """Return the picture that `source` consists of, or None if it is anything else."""
    if not source.startswith("!["):
        return None
    tokens = tokenize(_parser(), source)
    if len(tokens) != 1 or tokens[0].type != "image":
        return None
    token = tokens[0]
    caption = token.content
    return PictureMark(caption, str(token.attrs.get("src", "")), token.meta.get("attributes", NO_ATTRIBUTES))


@cache
def _parser() -> MarkdownIt:
    return inline_parser()


class _Reader:
    """Walks the tokens of one text once; made anew for each."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.style = PLAIN
        self.outer: list[RunStyle] = []
        self.link: str | None = None
        self.inlines: list[Inline] = []
        self.footnotes: list[tuple[str, Text]] = []
        self.found: list[Diagnostic] = []

    def read(self) -> Parsed:
        source = self.place.text
        for statement in _STATEMENT.finditer(source):
            self._report_statement(statement)
        if mathematics := _MATH.search(_without_code(source)):
            span = self.place.span(mathematics.start(), len(mathematics.group()))
            hint = "write `\\$` where you mean a dollar sign"
            self.found.append(MATH_AS_TEXT.at(span, "a formula is shown as its text", hint=hint))
        for token in tokenize(_parser(), source):
            self._take(token)
        text = Text(source, tuple(_curled(_joined(self.inlines))), self.place.span())
        return Parsed(text, tuple(self.footnotes), tuple(self.found))

    def _report_statement(self, statement: re.Match[str]) -> None:
        span = self.place.span(statement.start(), len(statement.group()))
        message = f"`{statement.group()}` is not expanded here"
        hint = "`{% %}` works in generator files, whose names end in `.j2`; use `{{ }}` for a value"
        self.found.append(TEMPLATE_STATEMENT.at(span, message, hint=hint))

    def _take(self, token: Token) -> None:
        kind = token.type
        if kind == "text":
            self._add(token.content)
        elif kind in _OPENING:
            self.outer.append(self.style)
            self.style = _OPENING[kind](self.style)
        elif kind in _CLOSING:
            self.style = self.outer.pop()
        elif kind == "code_inline":
            self.inlines.append(Run(token.content, replace(self.style, code=True), self.link))
        elif kind == "link_open":
            self.link = str(token.attrs["href"])
        elif kind == "link_close":
            self.link = None
        elif kind == "softbreak":
            self._add(" ")
        elif kind == "hardbreak":
            self.inlines.append(LineBreak())
        elif kind in _MARKS:
            self._take_mark(token)
        else:
            self._refuse(token)
        self._check_attributes(token)

    def _add(self, words: str) -> None:
        words = _DASHES.sub(lambda match: _DASH[match.group()], words)
        self.inlines.append(Run(words, self.style, self.link))

    def _take_mark(self, token: Token) -> None:
        span = self.place.span(token.meta["at"], token.meta["length"])
        match token.type:
            case "citation":
                self.inlines.append(Citation(tuple(token.content.split(";")), span))
            case "footnote_mark":
                self.inlines.append(FootnoteMark(token.content, span))
            case "variable":
                self.inlines.append(Variable(token.content, span, self.style, self.link))
            case _:
                self._take_note(token)

    def _take_note(self, token: Token) -> None:
        # Within a nested text offsets are its own again: its place begins two characters in.
        at = token.meta["at"]
        span = self.place.span(at + 2, len(token.content))
        note = parse_inline(
            Place(span.file, token.content, ((span.line, span.column),) * (1 + token.content.count("\n")))
        )
        label = f"{self.place.span(at).line}.{self.place.span(at).column}"
        self.footnotes.append((label, note.text))
        self.found += note.found
        self.inlines.append(FootnoteMark(label, self.place.span(at, token.meta["length"])))

    def _refuse(self, token: Token) -> None:
        content = token.content
        if token.type == "html_inline" and content.startswith("<!--"):
            return
        if token.type == "html_inline" and _BREAK.fullmatch(content):
            self.inlines.append(LineBreak())
            return
        what, hint = _REFUSALS[token.type]
        at = self.place.text.find(content or "![")
        span = self.place.span(max(0, at), len(content) or None)
        self.found.append(LOST_MARKUP.at(span, what.format(content), hint=hint))

    def _check_attributes(self, token: Token) -> None:
        if token.type != "image" and token.meta.get("attributes"):
            span = self.place.span(token.meta["at"])
            message = "attributes have no meaning on this text"
            hint = "leave it out; Diptych styles text through the theme"
            self.found.append(UNKNOWN_ATTRIBUTE.at(span, message, hint=hint))


_MARKS = {"citation", "footnote_mark", "inline_footnote", "variable"}
_REFUSALS = {
    "html_inline": (
        "raw HTML `{}` has no place on a slide",
        "use Markdown for emphasis and links; `<br>` is understood",
    ),
    "image": (
        "a picture stands inside a line of text",
        "give the picture a paragraph of its own, with blank lines around it",
    ),
}


def _without_code(source: str) -> str:
    return re.sub(r"`[^`]*`", lambda code: "`" * len(code.group()), source)


def _joined(inlines: list[Inline]) -> list[Inline]:
    """Return the same inlines with neighbouring runs of one style and link made one."""
    joined: list[Inline] = []
    for inline in inlines:
        last = joined[-1] if joined else None
        if (
            isinstance(inline, Run)
            and isinstance(last, Run)
            and (inline.style, inline.link) == (last.style, last.link)
        ):
            joined[-1] = replace(last, text=last.text + inline.text)
        elif not isinstance(inline, Run) or inline.text:
            joined.append(inline)
    return joined


def _curled(inlines: list[Inline]) -> list[Inline]:
    """Return the same inlines with typographic quotes, as Pandoc's `smart` makes them."""
    before = " "
    curled: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Run):
            words = inline.text if inline.style.code else _curl(inline.text, before)
            curled.append(inline if words is inline.text else replace(inline, text=words))
            before = words[-1]
        else:
            curled.append(inline)
            before = " " if isinstance(inline, LineBreak) else "x"
    return curled


def _curl(words: str, before: str) -> str:
    if "'" not in words and '"' not in words:
        return words
    out = []
    for character in words:
        if character in "'\"":
            opens = before.isspace() or before in "([{\u2013\u2014\u201c\u2018/"
            character = _QUOTES[character][0 if opens else 1]  # noqa: PLW2901 - the curled form
        out.append(character)
        before = character
    return "".join(out)


_QUOTES = {"'": "\u2018\u2019", '"': "\u201c\u201d"}
