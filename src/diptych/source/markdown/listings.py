"""Reads fenced and indented code as listings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from diptych.blocks.code import Code
from diptych.diagnostics import Span
from diptych.markup.attributes import NO_ATTRIBUTES, Attributes, read_attributes
from diptych.markup.diagnostic_kinds import IGNORED_ATTRIBUTE, RAW_OUTPUT, UNKNOWN_ATTRIBUTE
from diptych.source.listings.syntax import tokens_of
from diptych.source.markdown.named_blocks import named
from diptych.source.markdown.page import FRAGMENT
from diptych.source.reading.source_reader import SourceReader

if TYPE_CHECKING:
    from markdown_it.token import Token

_RAW = re.compile(r"\{=\S+\}")
"""Pandoc manual, "Generic raw attribute"."""
_LOOKS = {"startFrom", "start-from", "code-line-numbers", "code-fold", "code-overflow"}
"""Attributes that only change how other tools show a listing."""


class Listing(Struct, frozen=True):
    """A fenced or indented code block as written."""

    code: Code
    filename: str
    """The file name that Quarto shows above it; empty if there is none."""
    is_fragment: bool
    """Whether it appears a step later."""


def read_listing(token: Token, span: Span, reader: SourceReader) -> Listing | None:
    """Return the listing of a code block; None if it is raw text for one output."""
    info = token.info.strip()
    if raw := _RAW.fullmatch(info):
        message, hint = f"a raw `{raw[0]}` block is not allowed on a slide", "write it in Markdown"
        reader.report(RAW_OUTPUT, span, message, hint, subject=raw[0])
        return None
    language, attributes = _info(info, span, reader)
    _report_attributes(attributes, span, reader)
    lines = tuple(token.content.rstrip("\n").split("\n"))
    code = Code(
        lines=lines,
        language=language,
        tokens=() if named(language, "fence") else tokens_of(lines, language, span, reader),
        below=1 if token.type == "fence" else 0,
        id=attributes.id,
        span=span,
    )
    return Listing(code, attributes.values.get("filename", ""), FRAGMENT in attributes.classes)


def _info(info: str, span: Span, reader: SourceReader) -> tuple[str, Attributes]:
    """Return the language and the attributes after an opening fence."""
    word, _, rest = info.partition(" ") if not info.startswith("{") else ("", "", info)
    written = rest.strip()
    if not written:
        return word, NO_ATTRIBUTES
    bracketed = written if written.startswith("{") else f"{{{written}}}"
    read = read_attributes(bracketed)
    if read is None or read[1] != len(bracketed):
        _report_unreadable(written, span, reader)
        return word, NO_ATTRIBUTES
    attributes = read[0]
    if word or not attributes.classes:
        return word, attributes
    language, *others = attributes.classes
    return language, Attributes(attributes.id, tuple(others), attributes.values)


def _report_unreadable(written: str, span: Span, reader: SourceReader) -> None:
    message = f"`{written}` after the fence cannot be read"
    hint = "write `` ```python `` or `` ```{.python} ``; a `{python}` cell is not run here"
    reader.report(UNKNOWN_ATTRIBUTE, span, message, hint)


def _report_attributes(attributes: Attributes, span: Span, reader: SourceReader) -> None:
    for word in attributes.words:
        if word in {f".{FRAGMENT}", "filename="}:
            continue
        if word.startswith(".") or word.removesuffix("=") in _LOOKS:
            message = f"attribute `{word}` of the listing has no effect here"
            hint = "its styling comes from the theme"
            reader.report(IGNORED_ATTRIBUTE, span, message, hint, subject=word)
        else:
            message = f"unknown attribute `{word.removesuffix('=')}` of a listing"
            reads = word in {"file=", "include=", "src="}
            text = "listings cannot include files: paste the lines, and use `filename=` for a name"
            hint = text if reads else "leave it out, or write its value above the listing"
            reader.report(UNKNOWN_ATTRIBUTE, span, message, hint, subject=word)
