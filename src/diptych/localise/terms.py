"""Glossary terms: found in a source text, and checked in its translation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from msgspec import Struct

from diptych.diagnostics import Diagnostic, DiagnosticKind, Severity, Span
from diptych.localise.consistency import prose
from diptych.model.catalogue import Glossary, Term
from diptych.model.text import Text

TERM_DIFFERS = DiagnosticKind(
    "LOC303",
    "term-differs",
    "A glossary term occurs in the source, but none of its translations in the glossary occurs"
    " in the translation.",
    Severity.WARNING,
)


class Hit(Struct, frozen=True):
    """A term that occurs in a text, and its permitted translations in the locale."""

    term: str
    forms: tuple[str, ...]
    """At least one; the first is preferred."""

    def __str__(self) -> str:
        """Return it as a translator's comment: `large language model → 대규모 언어 모델`."""
        return f"{self.term} → {self.forms[0]}"


class TermFinder:
    """Finds the terms of a glossary; made once for each locale, then used for every text."""

    def __init__(self, glossary: Glossary, locale: str) -> None:
        terms = sorted(glossary, key=lambda term: len(term.term), reverse=True)
        self._hits = [Hit(term.term, _forms(term, locale)) for term in terms]

    @cached_property
    def _terms(self) -> re.Pattern[str]:
        """A pattern that finds the terms: made when it is used, since it takes long to compile."""
        words = "|".join(f"({_pattern(hit.term)})" for hit in self._hits)
        return re.compile(rf"(?<!\w)(?:{words})(?:e?s)?(?!\w)" if words else "(?!)")

    def find(self, text: Text) -> tuple[Hit, ...]:
        """Return the terms in the words of `text`, each once, in order.

        If terms overlap, the longest counts, even if it has no translation in the locale.
        """
        return tuple(dict.fromkeys(self._found(prose(text))))

    def hints(self, text: Text) -> tuple[str, ...]:
        """Return comments about the terms in `text` for its translator."""
        return tuple(map(str, self.find(text)))

    def check(self, source: Text, translation: Text, span: Span) -> tuple[Diagnostic, ...]:
        """Return a diagnostic at `span` for each term of `source` that is translated otherwise."""
        words = _plain(translation.plain)
        return tuple(
            TERM_DIFFERS.at(span, _message(hit), hint=_hint(hit))
            for hit in self.find(source)
            if not any(_plain(form) in words for form in hit.forms)
        )

    def _found(self, words: str) -> Iterator[Hit]:
        for found in self._terms.finditer(words):
            hit = self._hits[(found.lastindex or 1) - 1]
            if hit.forms:
                yield hit


def _forms(term: Term, locale: str) -> tuple[str, ...]:
    """Return the permitted translations of `term`; those of `ko` also apply to `ko-KR`."""
    language = re.split("[-_]", locale)[0]
    forms = term.forms.get(locale) or term.forms.get(language, ())
    kept = (term.term,) if term.keeps else ()
    return tuple(dict.fromkeys((*forms, *kept)))


def _pattern(term: str) -> str:
    """Return a pattern for `term`; one all in capitals is case-sensitive: `IT` is not `it`."""
    words = r"[\s-]+".join(map(re.escape, re.split(r"[\s-]+", term.strip())))
    return words if term.isupper() else f"(?i:{words})"


def _plain(words: str) -> str:
    return " ".join(words.split()).casefold()


def _message(hit: Hit) -> str:
    return f"the translation uses none of the glossary's translations of “{hit.term}”"


def _hint(hit: Hit) -> str:
    others = ", ".join(f"“{form}”" for form in hit.forms[1:])
    allowed = f"; {others} is also accepted" if others else ""
    return f"use “{hit.forms[0]}”{allowed}"
