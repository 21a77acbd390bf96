"""Charts in Markdown: a fence with YAML inside, or with attributes and CSV inside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from diptych.diagnostics import Span, nearest
from diptych.markup.attributes import Attributes
from diptych.markup.diagnostic_kinds import UNKNOWN_ATTRIBUTE
from diptych.model.source_text import SourceText, one_line
from diptych.source.charts.chart import CHART_KEYS, LISTS, SWITCHES
from diptych.source.charts.columns import QUOTING
from diptych.source.charts.diagnostic_kinds import BAD_CHART_DATA
from diptych.source.markdown.listings import braces_of, language_in_braces, read_info
from diptych.source.markdown.page import FRAGMENT, ORDERED, Page
from diptych.source.reading.source_reader import SourceReader
from diptych.source.yaml.diagnostic_kinds import MISSING_KEY
from diptych.source.yaml.document import read_yaml
from diptych.source.yaml.fields import Fields
from diptych.source.yaml.tree import Data, Entry, Value

if TYPE_CHECKING:
    from markdown_it.token import Token

_CHART = re.compile(r"\{?\s*\.?chart(?![\w-])")
_NAME = "chart"
_INCREMENTAL = "incremental"
"""The class of what appears step by step, as in Pandoc."""
_NUMBERS = ("decimals", "min", "max", "target", "width")
_LISTED = re.compile(r'\s*+(?:"(?P<quoted>(?:[^"]|"")*+)"|(?P<plain>[^,"]*+))\s*+(?:,|\Z)')
_NUMBER = re.compile(r"-?(?:\d+(?:\.\d+)?|\.\d+)(%?)")


class WrittenChart(Struct, frozen=True, kw_only=True):
    """A chart as written."""

    fields: Fields
    inside: SourceText | None
    """The CSV inside the fence; None if there is YAML, or nothing."""
    attributes: Attributes


def is_chart(token: Token) -> bool:
    """Return whether a code block is a chart."""
    info = token.info.strip()
    return _CHART.match(info) is not None or language_in_braces(info) == _NAME


def read_chart_fence(
    token: Token, span: Span, page: Page, reader: SourceReader
) -> WrittenChart | None:
    """Return the chart of a fence; None, with a report, if it is empty or not YAML.

    After attributes its lines are CSV, else YAML.
    """
    first, last = token.map or [0, 1]
    _, attributes = read_info(token.info.strip(), span, reader)
    given = _entries(attributes, braces_of(token, span), span, reader)
    token.map = [first + 1, last]
    place = page.place(token)
    inside = None
    if token.info.strip() == _NAME:
        value = _yaml(place, reader)
    else:
        value = Value(given, span, one_line(page.file, "", span.line, 1))
        inside = place if place.text.strip() else None
    if value is None:
        return None
    fields = Fields(value, reader, CHART_KEYS, "a chart")
    if not fields.is_mapping:
        return None
    return WrittenChart(fields=fields, inside=inside, attributes=attributes)


def _yaml(place: SourceText, reader: SourceReader) -> Value | None:
    errors = reader.errors
    rows = zip(place.points, place.text.split("\n"), strict=True)
    text = "\n".join(" " * (point.column - 1) + row if row else "" for point, row in rows)
    value = read_yaml(text, place.file, reader, first_line=place.span().line, keys=CHART_KEYS)
    if value is None and reader.errors == errors:
        hint = "`diptych list blocks` shows an example"
        reader.report(MISSING_KEY, place.span(0, 1), "a chart is empty", hint)
    return value


def _entries(
    attributes: Attributes, braces: SourceText, span: Span, reader: SourceReader
) -> dict[str, Entry]:
    """Return the attributes of a fence as the entries of an equivalent YAML mapping."""
    entries: dict[str, Entry] = {}
    ordered = ORDERED if FRAGMENT in attributes.classes else ()
    for name, written in attributes.values.items():
        if name in ordered:
            continue
        column = braces.span().column + attributes.offsets.get(name, 0)
        place = one_line(span.file, written, span.line, column)
        key_span = attributes.span_of(f"{name}=", braces)
        entries[name] = Entry(name, key_span, _value(name, place, reader))
    if attributes.id:
        place = one_line(span.file, attributes.id, span.line, 1)
        entries["id"] = Entry("id", span, _value("id", place, reader))
    for name in attributes.classes:
        if name == _INCREMENTAL:
            place = one_line(span.file, "true", span.line, 1)
            entries["steps"] = Entry("steps", span, Value(True, span, place))
        elif name not in {FRAGMENT, _NAME}:
            message = f"class `.{name}` of a chart has no meaning here"
            hint = nearest(name, (FRAGMENT, _INCREMENTAL))
            place_of = attributes.span_of(f".{name}", braces)
            reader.report(UNKNOWN_ATTRIBUTE, place_of, message, hint, subject=f".{name}")
    return entries


def _value(name: str, place: SourceText, reader: SourceReader) -> Value:
    """Return the value of an attribute, of the type that its key has in YAML."""
    written = place.text
    if name in LISTS:
        return Value(tuple(_names(name, place, reader)), place.span(), place)
    data: Data = written
    if name in SWITCHES:
        data = {"true": True, "false": False}.get(written, written)
    elif name in _NUMBERS and _NUMBER.fullmatch(written):
        number = written.removesuffix("%")
        data = int(number) if number.lstrip("-").isdecimal() else float(number)
    return Value(data, place.span(), place)


def _names(key: str, place: SourceText, reader: SourceReader) -> Iterator[Value]:
    """Yield the names in a list; a name with a comma is quoted, as in CSV (RFC 4180)."""
    at = 0
    while at < len(place.text):
        found = _LISTED.match(place.text, at)
        if found is None:
            message = f"a name in `{key}` has quotes that are not closed, or in the middle"
            reader.report(BAD_CHART_DATA, place.span(at, 1), message, QUOTING.format(key=key))
            return
        inner = place.part(*found.span("quoted" if found["quoted"] is not None else "plain"))
        words = inner.text.strip().replace('""', '"')
        if words:
            yield Value(words, inner.span(), SourceText(inner.file, words, inner.points))
        at = found.end()
