"""Lists and texts of a theme that are longer than allowed."""

from __future__ import annotations

from collections.abc import Mapping

from diptych.diagnostics import Span
from diptych.source.reading.source_reader import SourceReader
from diptych.source.yaml.diagnostic_kinds import OUT_OF_RANGE
from diptych.source.yaml.fields import Fields
from diptych.source.yaml.tree import Entry


def read_short(fields: Fields, key: str, longest: int) -> str | None:
    """Return a text; None, with a report, if it is longer than allowed."""
    words = fields.string(key)
    if words is None or len(words) <= longest:
        return words
    message = f"`{key}` has {len(words):,} characters"
    fields.reader.report(OUT_OF_RANGE, fields.span_of(key), message, f"write at most {longest}")
    return None


def report_many(span: Span, what: str, count: int, most: int, reader: SourceReader) -> None:
    """Report a list with more entries than allowed."""
    message = f"{what} has {count:,} entries, more than a theme can have"
    reader.report(OUT_OF_RANGE, span, message, f"keep at most {most}")


def kept(fields: Fields, key: str, most: int) -> Mapping[str, Entry]:
    """Return the entries of `key`, without those that a theme drops by giving no value."""
    entries = few(fields, key, most)
    return {name: entry for name, entry in entries.items() if entry.value.data is not None}


def few(fields: Fields, key: str, most: int) -> Mapping[str, Entry]:
    """Return the entries of `key`; none, with a report, if there are more than allowed."""
    entries, value = fields.mapping(key), fields.value(key)
    if len(entries) <= most or value is None:
        return entries
    report_many(value.span, f"`{key}`", len(entries), most, fields.reader)
    return {}
