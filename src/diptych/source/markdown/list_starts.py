"""The first number of a list, limited to what every output supports."""

from __future__ import annotations

from diptych.diagnostics import Span
from diptych.model.numbering import LARGEST
from diptych.source.markdown.diagnostic_kinds import UNCOUNTABLE_LIST
from diptych.source.reading.source_reader import SourceReader


def countable(number: int, span: Span, reader: SourceReader) -> int:
    """Return `number`, or 1, with a report, if a list cannot begin with it in PowerPoint."""
    if 1 <= number <= LARGEST:
        return number
    message = f"a list cannot begin with {number}: this one begins with 1"
    hint = f"PowerPoint counts from 1 to {LARGEST:,}; write other numbers in the text"
    reader.report(UNCOUNTABLE_LIST, span, message, hint)
    return 1
