"""The version of the form of themes and projects, `format: 1`."""

from __future__ import annotations

from diptych.source.reading.source_reader import SourceReader
from diptych.source.yaml.diagnostic_kinds import NEWER_FORMAT
from diptych.source.yaml.fields import Fields

_FORMAT = 1


def check_format(fields: Fields, reader: SourceReader) -> None:
    """Report a `format:` that this version cannot read."""
    number = fields.number("format", default=_FORMAT)
    value = fields.value("format")
    if number != _FORMAT:
        message = f"format {number:g} is unknown to this version of Diptych"
        reader.report(
            NEWER_FORMAT, value.span if value else None, message, f"write `format: {_FORMAT}`"
        )
