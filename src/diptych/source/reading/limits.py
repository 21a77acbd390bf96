"""Limits for one file, slide or talk: more than any person writes, less than takes long."""

from __future__ import annotations

from diptych.diagnostics import Span
from diptych.source.reading.diagnostic_kinds import TOO_MUCH
from diptych.source.reading.source_reader import SourceReader

MOST_LINES = 20_000
"""Lines of a Markdown file, enough for two thousand slides."""
MOST_SLIDES = 10_000
"""Slides of a talk, enough for three days; a build of this size fits in 300 MB."""
MOST_TEXTS = 1000
"""Paragraphs, items, cells and the like of one slide, including its notes; each is measured."""
MOST_VALUES = 3 * MOST_TEXTS
"""Values of a slide in YAML, where a text takes up to three: `{text: ..., items: [...]}`."""


def is_endless(text: str, file: str, reader: SourceReader) -> bool:
    """Return whether a Markdown file has too many lines, which is reported."""
    count = text.count("\n") + 1
    if count > MOST_LINES:
        message = f"{count:,} lines of Markdown are too many to read"
        hint = f"split it into files of at most {MOST_LINES:,} lines"
        reader.report(TOO_MUCH, Span(file, 1), message, hint)
    return count > MOST_LINES


def report_crowded(count: int, span: Span, reader: SourceReader) -> None:
    """Report a slide with too many texts, `count`."""
    message = f"a slide with {count:,} texts is not laid out"
    hint = f"split it; the limit is {MOST_TEXTS:,} texts"
    reader.report(TOO_MUCH, span, message, hint)


def report_long_talk(count: int, span: Span, reader: SourceReader) -> None:
    """Report a talk of `count` slides at the first slide beyond the limit."""
    hint = f"split it into talks of at most {MOST_SLIDES:,} slides"
    reader.report(TOO_MUCH, span, f"a talk with {count:,} slides is not built", hint)
