"""What a talk declares about itself under `expect:`."""

from __future__ import annotations

from collections.abc import Iterator

from diptych.diagnostics import Span
from diptych.model.deck import Expected
from diptych.source.reading.source_reader import SourceReader
from diptych.source.yaml.diagnostic_kinds import WRONG_TYPE
from diptych.source.yaml.fields import Fields, is_words, kind_of
from diptych.source.yaml.tree import Value

KEYS = ("slides", "order", "references")


def read_expected(fields: Fields, reader: SourceReader) -> Expected | None:
    """Return the expectations of the talk, or None if there are none."""
    value = fields.value("expect")
    if value is None:
        return None
    expect = fields.below("expect", KEYS)
    return Expected(
        slides=expect.whole("slides"),
        order=tuple(_order(expect, reader)) if "order" in expect else None,
        references=_references(expect, reader) if "references" in expect else None,
        span=value.span,
    )


def _order(expect: Fields, reader: SourceReader) -> Iterator[tuple[str, str | None, Span]]:
    for value in expect.list("order"):
        if is_words(value):
            yield value.place.text, None, value.span
            continue
        entry = Fields(value, reader, ("id", "title"), "an expected slide")
        slide_id = entry.string("id", required=True)
        if slide_id is not None:
            yield slide_id, entry.string("title"), value.span


def _references(expect: Fields, reader: SourceReader) -> dict[str, tuple[str, ...]]:
    holder = Fields(None, reader, (), "expected references")
    return {
        entry.key: tuple(_keys(holder.values_of(entry.value, f"`{entry.key}`"), reader))
        for entry in expect.mapping("references").values()
    }


def _keys(values: tuple[Value, ...], reader: SourceReader) -> Iterator[str]:
    for value in values:
        if is_words(value):
            yield value.place.text
        else:
            message = f"a reference must be given by its id, not {kind_of(value)}"
            reader.report(WRONG_TYPE, value.span, message, "write one such as `kim-2024`")
