"""Recognises the tool for which a single-file talk was written, if that changes its meaning."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from diptych.diagnostics import Span
from diptych.markup.attributes import Attributes
from diptych.model.text import Text, literal
from diptych.source.markdown.page import Tool
from diptych.source.reading.diagnostic_kinds import FOREIGN_COMMENT, NOTE_SHOWN
from diptych.source.reading.source_reader import SourceReader
from diptych.source.yaml.fields import Fields

if TYPE_CHECKING:
    from markdown_it.token import Token

_REVEAL_KEYS = {"revealOptions", "separator", "verticalSeparator", "notesSeparator"}
_REVEAL_COMMENT = re.compile(r"<!--\s*\.(?:slide|element):")
_NOTE = re.compile(r"notes?:(?:[ \t]*\n|[ \t]+|$)", re.IGNORECASE)
"""reveal.js's syntax for notes in Markdown, which extend to the end of the slide."""
_COMMENT = re.compile(r"^(?:`{3,}|~{3,}).*?^(?:`{3,}|~{3,})|<!--(.*?)-->", re.DOTALL | re.MULTILINE)
_MARP_WORD = re.compile(
    r"(?:bg|left|right|fit|contain|cover|auto|vertical|[\d.]+%|(?:left|right):[\d.]+%"
    r"|(?:w|h|width|height|blur|brightness|contrast|drop-shadow|grayscale|hue-rotate|invert"
    r"|opacity|saturate|sepia)(?::\S+)?)"
)
"""Words in a picture's brackets that control how Marp shows it."""
_SUBJECT = 6
"""How many words of a text identify it in a list."""


def tool_of(metadata: Fields, body: str) -> Tool:
    """Return the tool that a file is for, judging by its front matter or comments."""
    marp = metadata.entries.get("marp")
    if marp is not None and marp.value.data is True:
        return "marp"
    is_reveal = _REVEAL_KEYS & metadata.entries.keys() or _REVEAL_COMMENT.search(body)
    return "reveal-md" if is_reveal else ""


def report_comments(body: str, name: str, reader: SourceReader) -> None:
    """Report each comment of a Marp file, where comments are notes or directives."""
    for found in _COMMENT.finditer(body):
        if found[1] is None or not found[1].strip():
            continue
        line = body.count("\n", 0, found.start()) + 1
        column = found.start() - body.rfind("\n", 0, found.start())
        message = "this comment is left out; in Marp it is a note or a directive"
        span = Span(name, line, column, len(found[0].partition("\n")[0]))
        hint = "write notes as `::: notes`"
        reader.report(FOREIGN_COMMENT, span, message, hint, subject=_subject(found[1]))


def with_notes(
    tokens: Sequence[Token], name: str, tool: Tool, reader: SourceReader
) -> Sequence[Token]:
    """Return the tokens of a slide, with what follows `Note:` as notes if the tool does so.

    In other files the paragraph is shown, which is reported.
    """
    for index, token in enumerate(tokens):
        if token.level or token.type != "paragraph_open":
            continue
        inline = tokens[index + 1]
        found = _NOTE.match(inline.content)
        if found is None:
            continue
        if tool == "reveal-md":
            return [*tokens[:index], *_as_notes(tokens[index:], found[0])]
        span = Span(name, (token.map or [0])[0] + 1, 1, len(found[0].rstrip()))
        message = "a paragraph that begins like a reveal-md note is shown to the audience"
        hint = "write notes as `::: notes`"
        reader.report(NOTE_SHOWN, span, message, hint, subject=_subject(inline.content))
    return tokens


def _as_notes(tokens: Sequence[Token], opening: str) -> Iterator[Token]:
    from markdown_it.token import Token  # the parser has imported it already

    inline = tokens[1]
    inline.content = inline.content[len(opening) :]
    below = opening.count("\n")
    first = (inline.map or [0, 1])[0] + below
    inline.map = [first, max(first + 1, (inline.map or [0, 1])[1])]
    start = Token("div_open", "div", 1)
    start.map = [first - below, first - below + 1]
    start.meta = {"attributes": Attributes(None, ("notes",), {}), "closed": True}
    yield start
    yield from tokens if inline.content.strip() else tokens[3:]
    yield Token("div_close", "div", -1)


def marp_words(words: Text) -> tuple[Text, str]:
    """Return the words in a picture's brackets without Marp's keywords, and those keywords."""
    listed = words.plain.split()
    keywords = [word for word in listed if _MARP_WORD.fullmatch(word)]
    if not keywords:
        return words, ""
    kept = " ".join(word for word in listed if word not in keywords)
    return literal(kept, words.span), " ".join(keywords)


def _subject(text: str) -> str:
    words = text.split()
    return " ".join(words[:_SUBJECT]) + (" …" if len(words) > _SUBJECT else "")
