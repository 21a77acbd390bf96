"""A talk as shown in one locale: every step between reading and layout, in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from diptych.diagnostics import Diagnostic
from diptych.memo import NO_MEMO, Memo
from diptych.model.catalogue import PSEUDO, readings_of
from diptych.model.deck import Talk
from diptych.model.theme import Theme
from diptych.resolve.examples import number_examples
from diptych.resolve.filling import fill_variables
from diptych.resolve.generated import generate_slides
from diptych.resolve.labels import number_labels
from diptych.resolve.library_links import resolve_library_links
from diptych.resolve.numbering import number_citations
from diptych.resolve.reuse import reuse_slides
from diptych.resolve.stepping import step_groups
from diptych.source.project import Reading, ReadTalk

if TYPE_CHECKING:
    from diptych.localise.translate import Translation


class Resolved(Struct, frozen=True, kw_only=True):
    """A talk and its theme, ready to be laid out in one locale."""

    talk: Talk
    theme: Theme
    found: tuple[Diagnostic, ...]


def number(talk: Talk, memo: Memo = NO_MEMO) -> tuple[Talk, tuple[Diagnostic, ...]]:
    """Return `talk` with its slide overrides applied, and examples, labels, citations numbered.

    Numbering precedes translation, so that a different word order cannot change the numbers.
    """
    reused, unusable = reuse_slides(talk)
    counted, miscounted = number_examples(step_groups(reused), memo)
    ordered, misordered = number_labels(counted, memo)
    numbered, misquoted = number_citations(ordered, memo)
    return numbered, (*unusable, *miscounted, *misordered, *misquoted)


def resolve(numbered: Talk, theme: Theme, locale: str, reading: Reading) -> Resolved:
    """Return a numbered talk translated, with its generated slides made and its variables filled.

    Variables are filled last, so that what is translated is what the author wrote.
    """
    if locale == numbered.source_locale:
        filled, unfilled = fill_variables(_whole(numbered), memo=reading.memo)
        return Resolved(talk=filled, theme=theme, found=unfilled)
    talk, themed, mistranslated = _translated(numbered, theme, locale, reading)
    readings = readings_of(reading.glossary, locale)
    filled, unfilled = fill_variables(_whole(talk), locale, readings, reading.memo)
    return Resolved(talk=filled, theme=themed, found=(*mistranslated, *unfilled))


def resolve_source(read: ReadTalk, reading: Reading) -> Resolved:
    """Return a talk as shown in the language in which it is written."""
    numbered, misnumbered = number(read.talk, reading.memo)
    resolved = resolve(numbered, read.theme, numbered.source_locale, reading)
    return Resolved(talk=resolved.talk, theme=resolved.theme, found=(*misnumbered, *resolved.found))


def check_translations(talk: Talk, locale: str, reading: Reading) -> tuple[Diagnostic, ...]:
    """Return what is stale, missing or wrong in the translations of a talk's slides alone."""
    from diptych.localise.translate import translate_slides

    translation = _translation(talk, locale, reading)
    return () if translation is None else translate_slides(number(talk)[0], translation)


def _whole(talk: Talk) -> Talk:
    return generate_slides(resolve_library_links(talk))


def _translated(
    talk: Talk, theme: Theme, locale: str, reading: Reading
) -> tuple[Talk, Theme, tuple[Diagnostic, ...]]:
    # Imported here because a build in the source language does not need it.
    if locale == PSEUDO:
        from diptych.localise.pseudo_talk import pseudo_talk

        return pseudo_talk(talk), theme, ()
    from diptych.localise.translate import translate

    translation = _translation(talk, locale, reading)
    return (
        (talk, theme, ())
        if translation is None
        else translate(talk, theme, translation, reading.memo)
    )


def _translation(talk: Talk, locale: str, reading: Reading) -> Translation | None:
    """Return the translation of `talk`; None if its catalogue is broken, which is reported."""
    from diptych.localise.translate import translation_for

    catalogue = reading.catalogues.by_locale.get(locale)
    if catalogue is None:
        return None
    made_of = (catalogue, talk.source_locale, reading.catalogues.ledger)
    place = ("translation", locale, talk.name)
    how = (reading.glossary, reading.policy, reading.frozen)
    return reading.memo.recall(place, translation_for, *made_of, *how)
