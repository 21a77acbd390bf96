"""Translations as data: catalogues of messages, the glossary, what overrides a slide."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct, field

from diptych.diagnostics import Span
from diptych.model.source_text import SourceText

PSEUDO = "en-XA"
"""The locale that is always there: longer, accented, in brackets, to find what does not fit."""


class Entry(Struct, frozen=True, kw_only=True):
    """One message of a catalogue, as its PO file has it."""

    context: str
    """Its `msgctxt`: whose text it is, and which one of it, `gpu/order-race#h100-supply`."""
    source: str
    """Its `msgid`: the text as the author wrote it when it was last extracted."""
    translation: SourceText
    """Its `msgstr` and where each character of it stands; empty: not translated."""
    span: Span
    """The line of its `msgid`."""
    is_fuzzy: bool = False
    """Whether somebody must look at the translation, since the source changed."""
    previous: str | None = None
    """The source that a fuzzy translation was made for."""
    is_obsolete: bool = False
    keeps: bool = False
    """Whether the translation is meant to be the same as the source, by the flag `keep`."""


class Catalogue(Struct, frozen=True, kw_only=True):
    """All messages of a project in one locale."""

    locale: str
    file: str
    """The name of its PO file as spans carry it."""
    entries: Mapping[str, Entry] = field(default_factory=dict)
    """Current messages by context, in the order of the file."""
    obsolete: tuple[Entry, ...] = ()
    """Messages whose source is gone, kept for their translations."""


class Term(Struct, frozen=True, kw_only=True):
    """A word that is to be translated alike everywhere."""

    term: str
    forms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What it may be called, by locale; the first is preferred."""
    reading: Mapping[str, str] = field(default_factory=dict)
    """How it is read aloud, by locale: what Korean particles go by."""
    keeps: bool = False
    """Whether it may stay as it is in every language."""
    note: str = ""
    span: Span


Glossary = tuple[Term, ...]


def readings_of(glossary: Glossary, locale: str) -> Mapping[str, str]:
    """Return how words are read aloud in `locale`, by the word in lower case."""
    return {term.term.lower(): term.reading[locale] for term in glossary if locale in term.reading}


class Policy(Struct, frozen=True, kw_only=True):
    """What is shown where a translation is stale or missing."""

    fuzzy: Literal["source", "mark", "fail"] = "source"
    """The source text; or the stale translation with a sign before it; or it is an error."""
    missing: Literal["source", "fail"] = "source"
    """The source text; or it is an error."""
