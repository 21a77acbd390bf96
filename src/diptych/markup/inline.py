"""Inline Markdown to runs: emphasis, code, links, citations, footnotes, variables, breaks."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import unquote

from msgspec import Struct
from msgspec.structs import replace

from diptych.diagnostics import Diagnostic, Fault
from diptych.markup.attributes import Attributes
from diptych.markup.faults import (
    BAD_LINK,
    IGNORED_ATTRIBUTE,
    LOST_MARKUP,
    MATH_AS_TEXT,
    TEMPLATE_STATEMENT,
    UNKNOWN_ATTRIBUTE,
)
from diptych.markup.links import refusal
from diptych.markup.picture import PictureMark, picture_mark
from diptych.markup.refusals import REFUSALS
from diptych.markup.rules import NO_DEFINITIONS, Definitions, tokenize
from diptych.markup.smart import typographic
from diptych.markup.spacing import spaced
from diptych.model.place import Place
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
    from markdown_it.token import Token

# Pandoc's rule for inline mathematics: a dollar sign hugging what it opens and what it closes.
_MATH = re.compile(r"(?<![\\$\w])\$(?=\S)[^$\n]*?(?<=[^\s\\])\$(?!\d)")
_STATEMENT = re.compile(r"\{%.*?%\}")
_VARIABLE = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_OPENING: dict[str, Callable[[RunStyle], RunStyle]] = {
    "strong_open": lambda style: replace(style, bold=True),
    "em_open": lambda style: replace(style, italic=True),
    "s_open": lambda style: replace(style, strike=True),
    "sup_open": lambda style: replace(style, raised="super"),
    "sub_open": lambda style: replace(style, raised="sub"),
}
_CLOSING = {name.replace("_open", "_close") for name in _OPENING}


class Parsed(Struct, frozen=True):
    """What a piece of inline Markdown means."""

    text: Text
    footnotes: tuple[tuple[str, Text], ...] = ()
    """Notes written in place, `^[...]`, with the labels they were given."""
    found: tuple[Diagnostic, ...] = ()
    used: frozenset[str] = frozenset()
    """Labels of the link definitions that it uses."""
    pictures: tuple[PictureMark, ...] = ()
    """The pictures in it, which its text says nothing of."""


def parse_inline(
    place: Place,
    definitions: Definitions = NO_DEFINITIONS,
    *,
    in_note: bool = False,
    pictures: bool = False,
) -> Parsed:
    """Return the meaning of the inline Markdown at `place`.

    `definitions` are the links defined elsewhere; a text `in_note` is a footnote itself. Pictures
    are refused unless the caller has a place for `pictures`.
    """
    return _Reader(place, definitions, in_note=in_note, takes_pictures=pictures).read()


def parse_plain(place: Place) -> Parsed:
    """Return the text at `place` without markup: only `{{ }}` means anything in it."""
    reader = _Reader(place, NO_DEFINITIONS, in_note=False)
    reader.find_statements()
    at = 0
    for variable in _VARIABLE.finditer(place.text):
        reader.inlines.append(Run(place.text[at : variable.start()]))
        span = place.span(variable.start(), len(variable.group()))
        reader.inlines.append(Variable(variable[1].strip(), span))
        at = variable.end()
    reader.inlines.append(Run(place.text[at:]))
    return reader.result()


class _Reader:
    """Walks the tokens of one text once; made anew for each."""

    def __init__(
        self,
        place: Place,
        definitions: Definitions,
        *,
        in_note: bool,
        takes_pictures: bool = False,
    ) -> None:
        self.place = place
        self.definitions = definitions
        self.in_note = in_note
        self.takes_pictures = takes_pictures
        self.pictures: list[PictureMark] = []
        self.style = PLAIN
        self.outer: list[RunStyle] = []
        self.link: str | None = None
        self.inlines: list[Inline] = []
        self.footnotes: list[tuple[str, Text]] = []
        self.found: list[Diagnostic] = []
        self.used: set[str] = set()

    def read(self) -> Parsed:
        source = self.place.text
        self.find_statements()
        self._find_in_prose(_MATH, MATH_AS_TEXT, "a formula is shown as its text", _DOLLAR)
        for token in tokenize(source, self.definitions):
            self._take(token)
            self._check_attributes(token)
        return self.result()

    def result(self) -> Parsed:
        text = Text(self.place.text, spaced(self.inlines), self.place.span())
        return Parsed(
            text,
            tuple(self.footnotes),
            tuple(self.found),
            frozenset(self.used),
            tuple(self.pictures),
        )

    def find_statements(self) -> None:
        for statement in _STATEMENT.finditer(_without_code(self.place.text)):
            message = f"`{statement.group()}` is not expanded here"
            self._report(
                TEMPLATE_STATEMENT, statement.start(), len(statement.group()), message, _USE_BRACES
            )

    def _find_in_prose(
        self, pattern: re.Pattern[str], fault: Fault, message: str, hint: str
    ) -> None:
        if found := pattern.search(_without_code(self.place.text)):
            self._report(fault, found.start(), len(found.group()), message, hint)

    def _take(self, token: Token) -> None:  # noqa: C901 - a table of what each kind means
        match token.type:
            case "text":
                self._add(typographic(token.content))
            case "text_special" | "quote":
                self._add(token.content)
            case "softbreak":
                self._add(" ")
            case kind if kind in _OPENING:
                self.outer.append(self.style)
                self.style = _OPENING[kind](self.style)
            case kind if kind in _CLOSING:
                self.style = self.outer.pop()
            case "code_inline":
                self.inlines.append(Run(token.content, replace(self.style, code=True), self.link))
            case "link_open":
                self._open_link(token)
            case "link_close":
                self.link = None
            case "hardbreak":
                self._break()
            case kind if kind in _MARKS:
                self._take_mark(token)
            case "span":
                pass
            case _:
                self._refuse(token)

    def _add(self, words: str) -> None:
        self.inlines.append(Run(words, self.style, self.link))

    def _break(self) -> None:
        self.inlines.append(LineBreak())

    def _open_link(self, token: Token) -> None:
        self.link = _address(str(token.attrs["href"]))
        self._use_definition(token)
        at, length = token.meta["at"], token.meta["length"]
        if refused := refusal(self.link):
            self._report(BAD_LINK, at, length, *refused)
            self.link = None
        if title := token.attrs.get("title"):
            message = f"the title `{title}` of a link is shown nowhere"
            self._report(UNKNOWN_ATTRIBUTE, at, length, message, "write it in the text")

    def _use_definition(self, token: Token) -> None:
        if "label" in token.meta:
            self.used.add(token.meta["label"])

    def _take_mark(self, token: Token) -> None:
        at, length = token.meta["at"], token.meta["length"]
        span = self.place.span(at, length)
        match token.type:
            case "citation":
                self.inlines.append(Citation(tuple(token.content.split(";")), span))
            case "variable":
                self.inlines.append(Variable(token.content, span, self.style, self.link))
            case _ if self.in_note:
                message = "a footnote inside a footnote has no place"
                self._report(LOST_MARKUP, at, length, message, "write it into the footnote")
            case "footnote_mark":
                self.inlines.append(FootnoteMark(token.content, span))
            case _:
                self._take_note(token)

    def _take_note(self, token: Token) -> None:
        at = token.meta["at"]
        inside = self.place.part(at + 2, at + 2 + len(token.content))
        note = parse_inline(inside, self.definitions, in_note=True)
        span = self.place.span(at, token.meta["length"])
        label = f"{span.line}.{span.column}"
        self.footnotes.append((label, note.text))
        self.found += note.found
        self.used |= note.used
        self.inlines.append(FootnoteMark(label, span))

    def _refuse(self, token: Token) -> None:
        content = token.content
        if token.type == "html_inline" and content.startswith("<!--"):
            return
        if token.type == "html_inline" and _BREAK.fullmatch(content):
            self._break()
            return
        self._use_definition(token)
        if token.type == "image" and self.takes_pictures:
            self.pictures.append(picture_mark(token, self.place, self.link))
            return
        fault, what, hint = REFUSALS[token.type]
        self._report(fault, token.meta["at"], token.meta["length"], what.format(content), hint)

    def _check_attributes(self, token: Token) -> None:
        attributes: Attributes | None = token.meta.get("attributes")
        if attributes is None or token.type == "image":
            return
        at: int = token.meta["attributes_at"]
        length: int = token.meta["attributes_length"]
        message = "attributes of this text change nothing here"
        hint = "leave them out; Diptych styles text through the theme"
        subject = " ".join(attributes.words)
        self._report(IGNORED_ATTRIBUTE, at, length, message, hint, subject=subject)

    def _report(
        self, fault: Fault, at: int, length: int, message: str, hint: str, *, subject: str = ""
    ) -> None:
        span = self.place.span(at, length)
        self.found.append(fault.at(span, message, hint=hint, subject=subject))


_MARKS = {"citation", "footnote_mark", "inline_footnote", "variable"}
_DOLLAR = "write `\\$` where you mean a dollar sign"
_USE_BRACES = "`{% %}` works in generator files, whose names end in `.j2`; use `{{ }}` for a value"


def _address(href: str) -> str:
    """Return an address as it was normalised; a slide's id as the author wrote it."""
    return unquote(href) if href.startswith("#") else href


def _without_code(source: str) -> str:
    return re.sub(r"(`+)(?!`).*?(?<!`)\1(?!`)", lambda code: "`" * len(code.group()), source)
