"""The glossary: how terms are translated and pronounced."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from diptych.model.catalogue import Glossary, Term
from diptych.source.reading.source_reader import SourceReader
from diptych.source.yaml.document import read_yaml
from diptych.source.yaml.fields import Fields, is_words
from diptych.source.yaml.tree import Value
from diptych.storage.reading import DATA

_KEYS = ("term", "reading", "keep", "note")
_READ_IN = "ko"
"""The language of a reading without a locale: only Korean has particles that depend on it."""


def read_glossary(path: Path, locales: tuple[str, ...], reader: SourceReader) -> Glossary:
    """Return the terms of the file at `path`; none if it does not exist.

    `terms:` is a list of mappings: the term, its translations (one text or a list) under each
    locale's tag, and `reading:`, `keep:` and `note:`.
    """
    if not reader.has_file(path):
        return ()
    text = reader.read_text(path, DATA)
    value = read_yaml(text, reader.name(path), reader) if text is not None else None
    if value is None:
        return ()
    fields = Fields(value, reader, ("terms",), "the glossary")
    terms = (_term(entry, locales, reader) for entry in fields.list("terms"))
    return tuple(term for term in terms if term is not None)


def _term(value: Value, locales: tuple[str, ...], reader: SourceReader) -> Term | None:
    fields = Fields(value, reader, (*_KEYS, *locales), "a term")
    term = fields.string("term", required=True)
    if term is None:
        return None
    forms = {
        locale: tuple(form for form, _ in fields.strings(locale))
        for locale in locales
        if locale in fields
    }
    return Term(
        term=term,
        forms=forms,
        reading=_readings(fields, locales),
        keeps=fields.boolean("keep", default=False),
        note=fields.string("note") or "",
        span=value.span,
    )


def _readings(fields: Fields, locales: tuple[str, ...]) -> Mapping[str, str]:
    value = fields.value("reading")
    if value is None:
        return {}
    if is_words(value):
        return {_READ_IN: value.place.text}
    by_locale = Fields(value, fields.reader, locales, "`reading`")
    readings = ((locale, by_locale.string(locale)) for locale in by_locale.entries)
    return {locale: reading for locale, reading in readings if reading is not None}
