"""Reads fenced and indented code as listings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from diptych.diagnostics import Span, nearest
from diptych.markup.attributes import NO_ATTRIBUTES, Attributes, read_attributes
from diptych.markup.diagnostic_kinds import IGNORED_ATTRIBUTE, RAW_OUTPUT, UNKNOWN_ATTRIBUTE
from diptych.model.source_text import SourceText, one_line
from diptych.model.text import Text
from diptych.source.listings.files import Part
from diptych.source.listings.listing import Wanted
from diptych.source.markdown.cells import read_cell
from diptych.source.markdown.list_starts import countable
from diptych.source.markdown.page import FRAGMENT, ORDERED
from diptych.source.reading.source_reader import SourceReader

if TYPE_CHECKING:
    from markdown_it.token import Token

_RAW = re.compile(r"\{=\S+\}")
"""Pandoc manual, "Generic raw attribute"."""
_DRAWN_CELL = re.compile(r"\{(mermaid)\s*\}")
"""Quarto's cell of a diagram (its guide, "Diagrams")."""
_SLIDEV = re.compile(
    r"(?:\[(?P<title>[^\]]++)\]\s*+)?(?:\{(?P<stages>(?:all|none|hide|\*|[0-9,|\s-])*+)\})?"
    r"\s*+(?:\{(?P<options>\s*+(?:lines|startLine)\s*+:[^{}]*+)\})?"
)
"""Slidev's file name, stages and options after the language (its guide, "Code Blocks")."""
_REVEAL = re.compile(r"\s*(?:(?P<first>[0-9]++)\s*+:)?(?P<stages>[,|\s-]*+[0-9][0-9,|\s-]*+)")
"""Stages and the first number in brackets (reveal.js, "Presenting Code")."""
_START, _LINES_ON = re.compile(r"startLine\s*:\s*([0-9]+)"), re.compile(r"lines\s*:\s*true")
_NUMBERED = {"numberLines", "number-lines", "line-numbers"}
"""The classes that number lines; the first two are Pandoc's (manual, "fenced_code_attributes")."""
_STARTS = ("first", "startFrom", "start-from")
_STAGES = ("highlight", "code-line-numbers", "data-line-numbers")
_FILES = ("file", "include")
_MARKERS = ("marker", "snippet", "region")
_OF_FILES = {"lines", "start-line", "end-line", *_MARKERS}
_CLASSES = {FRAGMENT, *_NUMBERED}
_STEPPING = {"incremental", "nonincremental"}
DIAGRAM_FENCES = ("mermaid", "diagram")
"""What is a diagram, not a listing."""
_TITLES = ("title", "filename", "lst-cap")
_TAG = "tag"
_KEYS = {*_TITLES, _TAG, *ORDERED, *_STARTS, *_STAGES, *_FILES}
_SHOWN_KEYS = ("file", "first", "highlight", "lines", "marker", "tag", "title")
_LOOKS = {"code-fold", "code-overflow"}
"""Attributes that only change how other tools show a listing."""
_SWITCHES = {"": None, "true": True, "false": False}
"""Values of `code-line-numbers` that highlight nothing (Quarto, "Line Numbers")."""
_DIGITS = 6


class Listing(Struct, frozen=True):
    """A fenced or indented code block as written."""

    wanted: Wanted
    lines: tuple[str, ...]
    below: int
    """How many lines its first line is below its span."""
    attributes: Attributes
    is_hidden: bool = False
    is_unrun: bool = False
    """Whether it is a cell whose output is missing, which is reported."""


def read_listing(token: Token, span: Span, reader: SourceReader) -> Listing | None:
    """Return the listing of a code block; None if it is raw text for one output."""
    info = token.info.strip()
    if raw := _RAW.fullmatch(info):
        message, hint = f"a raw `{raw[0]}` block is not allowed on a slide", "write it in Markdown"
        reader.report(RAW_OUTPUT, span, message, hint, subject=raw[0])
        return None
    if not _DRAWN_CELL.fullmatch(info) and (cell := read_cell(info, token.content, span, reader)):
        wanted = _wanted(cell.language, cell.attributes, token, span, reader)
        return Listing(
            wanted=wanted,
            lines=cell.lines,
            below=1 + cell.above,
            attributes=cell.attributes,
            is_hidden=cell.is_hidden,
            is_unrun=cell.is_unrun,
        )
    language, attributes = read_info(info, span, reader)
    _report_attributes(language, attributes, braces_of(token, span), reader)
    return Listing(
        wanted=_wanted(language, attributes, token, span, reader),
        lines=tuple(token.content.rstrip("\n").split("\n")),
        below=1 if token.type == "fence" else 0,
        attributes=attributes,
    )


def _wanted(
    language: str, attributes: Attributes, token: Token, span: Span, reader: SourceReader
) -> Wanted:
    """Return what the attributes of a listing ask for."""
    values = attributes.values
    key, stages = _first(values, _STAGES)
    is_on = _SWITCHES.get(stages.strip().lower())
    numbered = bool(is_on) or not _NUMBERED.isdisjoint(attributes.classes)
    # reveal.js and Quarto number the lines wherever they highlight some.
    numbered = numbered or (bool(stages) and is_on is None and key != _STAGES[0])
    _, start = _first(values, _STARTS)
    return Wanted(
        language=language,
        first=_number(start, span, reader) if start else 1 if numbered else None,
        highlight=stages if is_on is None else "",
        part=_part(values),
        title=_words(_first(values, _TITLES)[1], token, span, reader),
        tag=_words(values.get(_TAG, ""), token, span, reader),
        id=attributes.id,
    )


def _first(values: Mapping[str, str], keys: Sequence[str]) -> tuple[str, str]:
    """Return the first of `keys` that has a value, with the value; both are empty if none has."""
    return next(((key, values[key]) for key in keys if key in values), ("", ""))


def _words(written: str, token: Token, span: Span, reader: SourceReader) -> Text | None:
    """Return the text of an attribute; None if there is none."""
    if not written.strip():
        return None
    at = max(0, token.info.find(written))
    column = span.column + len(token.markup) + at
    return reader.plain(one_line(span.file, written, span.line, column))


def _number(written: str, span: Span, reader: SourceReader) -> int:
    """Return the number of the first line; 1, with a report, if it is none."""
    if written.isascii() and written.isdecimal() and len(written) <= _DIGITS:
        return countable(int(written), span, reader)
    message = f"lines cannot be counted from `{written}`"
    reader.report(UNKNOWN_ATTRIBUTE, span, message, "write a whole number", subject=written)
    return 1


def _part(values: Mapping[str, str]) -> Part | None:
    """Return the file that a listing shows, and which part of it."""
    _, file = _first(values, _FILES)
    if not file:
        return None
    lines = values.get("lines", "")
    if not lines and {"start-line", "end-line"} & values.keys():
        lines = f"{values.get('start-line', '')}-{values.get('end-line', '')}"
    return Part(file, lines, _first(values, _MARKERS)[1])


def read_info(info: str, span: Span, reader: SourceReader) -> tuple[str, Attributes]:
    """Return the language and the attributes after an opening fence."""
    if cell := _DRAWN_CELL.fullmatch(info):
        return cell[1], NO_ATTRIBUTES
    word, _, rest = info.partition(" ") if not info.startswith("{") else ("", "", info)
    written = rest.strip()
    if not written:
        return word, NO_ATTRIBUTES
    if word and (slidev := _SLIDEV.fullmatch(written)):
        return word, Attributes(None, (), dict(_slidev_values(slidev)))
    bracketed = written if written.startswith("{") else f"{{{written}}}"
    read = read_attributes(bracketed)
    if read is None or read[1] != len(bracketed):
        _report_unreadable(written, span, reader)
        return word, NO_ATTRIBUTES
    attributes = read[0]
    if word or not attributes.classes:
        return word, attributes
    language = _language(attributes)
    others = [name for name in attributes.classes if name != language]
    return language, replace(attributes, classes=tuple(others))


def braces_of(token: Token, span: Span) -> SourceText:
    """Return the attributes after the fence at `span` with their braces, in which they stand.

    Where none are written, it begins a column before the first attribute.
    """
    info = token.info.rstrip()
    first = info.lstrip()
    word = "" if first.startswith("{") else first.partition(" ")[0]
    written = first[len(word) :].lstrip()
    column = span.column + len(token.markup) + len(info) - len(written)
    if written.startswith("{"):
        return one_line(span.file, written, span.line, column)
    return one_line(span.file, f"{{{written}}}", span.line, column - 1)


def language_in_braces(info: str) -> str:
    """Return the language in `{#id .language key=value}`; empty if that is not what it is."""
    read = read_attributes(info) if info.startswith("{") else None
    return _language(read[0]) if read is not None and read[0].classes else ""


def _language(attributes: Attributes) -> str:
    """Return the first class that does not only say how a listing is shown."""
    classes = attributes.classes
    return next((one for one in classes if one not in _CLASSES | _STEPPING), classes[0])


def _slidev_values(found: re.Match[str]) -> Iterator[tuple[str, str]]:
    """Yield what Slidev's or reveal.js's own notation says, as attributes."""
    if lines := _REVEAL.fullmatch(found["title"] or ""):
        yield _STAGES[2], lines["stages"]
        if lines["first"]:
            yield _STARTS[1], lines["first"]
    elif found["title"]:
        yield _TITLES[0], found["title"]
    if found["stages"]:
        yield _STAGES[0], found["stages"]
    options = found["options"] or ""
    if start := _START.search(options):
        yield _STARTS[0], start[1]
    elif _LINES_ON.search(options):
        yield _STARTS[0], "1"


def _report_unreadable(written: str, span: Span, reader: SourceReader) -> None:
    message = f"`{written}` after the fence cannot be read"
    hint = "write `` ```python `` or `` ```{.python key=value} ``"
    reader.report(UNKNOWN_ATTRIBUTE, span, message, hint, subject=written)


def _report_attributes(
    language: str, attributes: Attributes, braces: SourceText, reader: SourceReader
) -> None:
    classes = _CLASSES | (_STEPPING if language in DIAGRAM_FENCES else set())
    has_file = bool(_first(attributes.values, _FILES)[1])
    for word in attributes.words:
        name = word.removeprefix(".").removesuffix("=")
        if name in classes if word.startswith(".") else name in _KEYS:
            continue
        span = attributes.span_of(word, braces)
        if name in _OF_FILES:
            if not has_file:
                message = f"attribute `{word}` selects lines of a file, but none is named"
                hint = "name it, `file=src/train.py`, or leave this out"
                reader.report(UNKNOWN_ATTRIBUTE, span, message, hint, subject=word)
        elif word.startswith(".") or name in _LOOKS:
            message = f"attribute `{word}` of the listing has no effect here"
            hint = "its styling comes from the theme"
            reader.report(IGNORED_ATTRIBUTE, span, message, hint, subject=word)
        else:
            message = f"unknown attribute `{name}` of a listing"
            hint = nearest(name, (*_SHOWN_KEYS,))
            reader.report(UNKNOWN_ATTRIBUTE, span, message, hint, subject=word)
