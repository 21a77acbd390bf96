"""Displayed formulas, in Markdown or YAML; what is wrong with one is reported at its place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from diptych.blocks.equation import Equation, words_in
from diptych.blocks.prose import Prose
from diptych.diagnostics import Diagnostic, Span, nearest
from diptych.markup.attributes import NO_ATTRIBUTES, Attributes, read_attributes
from diptych.markup.diagnostic_kinds import IGNORED_ATTRIBUTE, TEX_VARIABLE, UNKNOWN_ATTRIBUTE
from diptych.markup.formulas import formula_at, in_formula, variables_in
from diptych.model.block import Block
from diptych.model.source_text import SourceText, one_line
from diptych.model.text import Text, literal
from diptych.source.markdown.listings import language_in_braces
from diptych.source.markdown.page import FRAGMENT, ORDERED
from diptych.source.reading.source_reader import SourceReader

if TYPE_CHECKING:
    from markdown_it.token import Token

    from diptych.source.markdown.page import Page

_ALONE = re.compile(r"\$\$((?:[^$]|\\\$)+)\$\$\s*+(\{[^{}]*+\})?\s*+")
FENCE = "math"
"""The name of a fence with a formula, as on GitHub."""


class Wanted(Struct, frozen=True, kw_only=True):
    """What an author says of an equation, besides its formula."""

    id: str | None = None
    alt: Text | None = None
    step: int = 0


def equation(tex: SourceText, wanted: Wanted, span: Span, reader: SourceReader) -> Block:
    """Return the equation of a formula; if it cannot be read, with a report, its text."""
    for at, name in variables_in(tex):
        message, hint = in_formula(name)
        reader.report(TEX_VARIABLE, at, message, hint, subject=name)
    read = formula_at(tex, is_display=True)
    if isinstance(read, Diagnostic):
        reader.take(read)
        words = literal(" ".join(tex.text.split()), span)
        return Prose(text=words, span=span, step=wanted.step, id=wanted.id, is_amiss=True)
    return Equation(
        formula=read,
        alt=wanted.alt,
        words=words_in(read, span),
        id=wanted.id,
        step=wanted.step,
        span=span,
    )


class Written(Struct, frozen=True):
    """A formula as it stands in Markdown."""

    tex: SourceText
    attributes: Attributes
    span: Span


def read_equation(token: Token, page: Page, reader: SourceReader) -> Written:
    """Return the formula between dollar signs, and its attributes."""
    written: str = token.meta["attributes"]
    span = page.span(token)
    attributes = _attributes(written, span, reader) if written else NO_ATTRIBUTES
    return Written(page.place(token), attributes, span)


def read_alone(place: SourceText, reader: SourceReader) -> Written | None:
    """Return the formula of a paragraph that has nothing else, such as the first of a callout."""
    found = _ALONE.fullmatch(place.text)
    if found is None:
        return None
    span = place.span()
    attributes = _attributes(found[2], span, reader) if found[2] else NO_ATTRIBUTES
    return Written(place.part(*found.span(1)), attributes, span)


def read_math_fence(token: Token, page: Page, reader: SourceReader) -> Written | None:
    """Return the formula in a fence called `math`; None if the fence is another."""
    info = token.info.strip()
    name, _, rest = info.partition(" ") if not info.startswith("{") else ("", "", info)
    if (name or language_in_braces(info)) != FENCE:
        return None
    span = page.span(token)
    attributes = _attributes(rest.strip(), span, reader) if rest.strip() else NO_ATTRIBUTES
    first, last = token.map or [0, 1]
    token.map = [first + 1, last]
    return Written(page.place(token), attributes, span)


def described(written: Written, reader: SourceReader) -> Text | None:
    """Return what an author says of a formula in words; None if there is nothing."""
    alt = written.attributes.values.get("alt")
    if alt is None:
        return None
    return reader.plain(one_line(written.span.file, alt, written.span.line, written.span.column))


def _attributes(written: str, span: Span, reader: SourceReader) -> Attributes:
    """Return the attributes of a formula; report those that have no meaning."""
    read = read_attributes(written)
    if read is None or read[1] != len(written):
        message = f"the attributes `{written}` of this equation cannot be read"
        reader.report(UNKNOWN_ATTRIBUTE, span, message, 'write `{#eq:name alt="in words"}`')
        return NO_ATTRIBUTES
    attributes = read[0]
    for word in attributes.words:
        if word in {f".{FRAGMENT}", f".{FENCE}", "alt=", *(f"{key}=" for key in ORDERED)}:
            continue
        if word.startswith("."):
            message = f"attribute `{word}` of the equation has no effect here"
            reader.report(IGNORED_ATTRIBUTE, span, message, "leave it out", subject=word)
        else:
            message = f"unknown attribute `{word.removesuffix('=')}` of an equation"
            hint = nearest(word.removesuffix("="), ("alt",))
            reader.report(UNKNOWN_ATTRIBUTE, span, message, hint, subject=word)
    return attributes
