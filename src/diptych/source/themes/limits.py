"""Lists and texts of a theme that are longer than allowed."""

from __future__ import annotations

from diptych.diagnostics import Span
from diptych.source.reading.source_reader import SourceReader
from diptych.source.yaml.diagnostic_kinds import OUT_OF_RANGE
from diptych.source.yaml.fields import Fields


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
