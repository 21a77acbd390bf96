"""Translations as data: catalogues of messages, the glossary, and the policy for gaps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct, field

from diptych.diagnostics import Span
from diptych.model.source_text import SourceText

PSEUDO = "en-XA"
"""The pseudo-locale, always available: longer, accented, bracketed text to find what does not fit.
"""


class Entry(Struct, frozen=True, kw_only=True):
    """One message of a catalogue, as in its PO file."""

    context: str
    """Its `msgctxt`: the slide and which of its texts it is, `gpu/order-race#h100-supply`."""
    source: str
    """Its `msgid`: the source text when it was last extracted."""
    translation: SourceText
    """Its `msgstr`, with the position of each character; empty if not translated."""
    span: Span
    """The line of its `msgid`."""
    is_fuzzy: bool = False
    """Whether the translation needs a review because the source changed."""
    previous: str | None = None
    """The source text for which a fuzzy translation was made."""
    is_obsolete: bool = False
    keeps: bool = False
    """Whether the flag `keep` marks a translation as intentionally the same as the source."""


class Catalogue(Struct, frozen=True, kw_only=True):
    """All messages of a project in one locale."""

    locale: str
    file: str
    """The name of its PO file, as in spans."""
    entries: Mapping[str, Entry] = field(default_factory=dict)
    """Current messages by context, in the order of the file."""
    obsolete: tuple[Entry, ...] = ()
    """Messages whose source is gone, kept for their translations."""


class Term(Struct, frozen=True, kw_only=True):
    """A word that must be translated consistently."""

    term: str
    forms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Permitted translations by locale; the first is preferred."""
    reading: Mapping[str, str] = field(default_factory=dict)
    """Pronunciation by locale, which Korean particles depend on."""
    keeps: bool = False
    """Whether it may stay untranslated in every language."""
    note: str = ""
    span: Span


Glossary = tuple[Term, ...]


def readings_of(glossary: Glossary, locale: str) -> Mapping[str, str]:
    """Return how words are pronounced in `locale`, by the word in lower case."""
    return {term.term.lower(): term.reading[locale] for term in glossary if locale in term.reading}


class Policy(Struct, frozen=True, kw_only=True):
    """What is shown when a translation is stale or missing."""

    fuzzy: Literal["source", "mark", "fail"] = "source"
    """Show the source text, show the stale translation with a mark before it, or report an error.
    """
    missing: Literal["source", "fail"] = "source"
    """Show the source text, or report an error."""
