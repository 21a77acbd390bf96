"""Diagnostics on attributes, `{.class key=value}`, at the attribute instead of what has it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec.structs import replace

from diptych.diagnostics import DiagnosticKind, Span
from diptych.source.reading.source_reader import SourceReader


def report_attribute(  # noqa: PLR0917 - a diagnostic, and what it is about
    reader: SourceReader,
    kind: DiagnosticKind,
    span: Span | None,
    written: str,
    message: str,
    hint: str | None = None,
) -> None:
    """Report the attribute `written`, such as `.name`, `key=` or `key=value`, of what is at `span`.

    It is looked for on the line of `span`; if it is not there, the diagnostic is at `span`.
    """
    place = span if span is None else _place_of(written, span, reader.whole_texts)
    reader.report(kind, place, message, hint, subject=written)


def _place_of(written: str, span: Span, texts: Mapping[str, str]) -> Span:
    lines = texts.get(span.file, "").split("\n")
    line = lines[span.line - 1] if span.line <= len(lines) else ""
    name, sign, value = written.partition("=")
    pattern = rf"(?<![\w.#-]){re.escape(name + sign)}([\"']?){re.escape(value)}\1"
    for found in re.compile(pattern).finditer(line, span.column - 1):
        if line.rfind("{", 0, found.start()) > line.rfind("}", 0, found.start()):
            length = len(found.group().removesuffix("="))
            return replace(span, column=found.start() + 1, length=length)
    return span
