"""How much one file, slide or talk may hold: more than any person writes, less than takes long."""

from __future__ import annotations

from diptych.diagnostics import Span
from diptych.source.reading.diagnostic_kinds import TOO_MUCH
from diptych.source.reading.source_reader import SourceReader

MOST_LINES = 20_000
"""Lines of a Markdown file: those of two thousand slides."""
MOST_SLIDES = 10_000
"""Slides of a talk, more than three days show; a build of as many fits in 300 MB."""
MOST_TEXTS = 1000
"""Paragraphs, items, cells and the like of one slide, its notes too; each is measured."""
MOST_VALUES = 3 * MOST_TEXTS
"""Values of a slide in YAML, where a text takes up to three: `{text: ..., items: [...]}`."""


def is_endless(text: str, file: str, reader: SourceReader) -> bool:
    """Return whether a Markdown file has more lines than are read, which is reported."""
    count = text.count("\n") + 1
    if count > MOST_LINES:
        message = f"{count:,} lines of Markdown are not read"
        hint = f"split it into files of {MOST_LINES:,} lines at most"
        reader.report(TOO_MUCH, Span(file, 1), message, hint)
    return count > MOST_LINES


def report_crowded(count: int, span: Span, reader: SourceReader) -> None:
    """Report a slide that has `count` texts, more than are laid out."""
    message = f"a slide of {count:,} texts is not laid out"
    hint = f"divide it: no slide shows a tenth of the {MOST_TEXTS:,} that may be"
    reader.report(TOO_MUCH, span, message, hint)


def report_long_talk(count: int, span: Span, reader: SourceReader) -> None:
    """Report a talk of `count` slides at the first that is too many."""
    hint = f"make talks of {MOST_SLIDES:,} at most"
    reader.report(TOO_MUCH, span, f"a talk of {count:,} slides is not built", hint)
