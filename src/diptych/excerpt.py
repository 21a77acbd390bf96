"""What of a talk a run asks for: its locales, some of its slides, its notes or not."""

from __future__ import annotations

from msgspec.structs import replace

from diptych.config import BuildConfig
from diptych.diagnostics import Diagnostic, DiagnosticKind, nearest
from diptych.model.catalogue import PSEUDO
from diptych.model.deck import Talk
from diptych.model.laid_out import LaidOutTalk

UNKNOWN_LOCALE = DiagnosticKind(
    "LOC101", "undeclared-locale", "A build asks for a locale that the talk does not declare."
)
NO_SUCH_SLIDE = DiagnosticKind(
    "REF107", "no-such-slide-number", "`--slides` names a number that the talk does not have."
)


def locales_of(talk: Talk, config: BuildConfig) -> tuple[tuple[str, ...], tuple[Diagnostic, ...]]:
    """Return the locales of `talk` that are asked for; all that it declares, if none are."""
    declared = talk.locales or (talk.locale,)
    if not config.locales:
        return declared, ()
    known = (*declared, PSEUDO)
    undeclared = tuple(
        UNKNOWN_LOCALE.at(
            talk.span,
            f"talk `{talk.name}` does not declare the locale `{locale}`",
            hint=nearest(locale, known, what="locale"),
        )
        for locale in config.locales
        if locale not in known
    )
    return tuple(locale for locale in config.locales if locale in known), undeclared


def excerpt(
    talks: tuple[LaidOutTalk, ...], config: BuildConfig
) -> tuple[tuple[LaidOutTalk, ...], tuple[Diagnostic, ...]]:
    """Return a talk in its locales with only the slides, and notes, that are asked for."""
    if not config.notes:
        talks = tuple(map(_without_notes, talks))
    if config.slides is None or not talks:
        return talks, ()
    count = len(talks[0].slides)
    absent = sorted(number for number in config.slides if not 0 < number <= count)
    found = tuple(
        NO_SUCH_SLIDE.at(None, f"talk `{talks[0].talk.name}` has {count} slides, no slide {number}")
        for number in absent
    )
    return tuple(_part(talk, config.slides) for talk in talks), found


def _part(talk: LaidOutTalk, numbers: frozenset[int]) -> LaidOutTalk:
    sections = (
        replace(section, slides=tuple(slide for slide in section.slides if slide.number in numbers))
        for section in talk.sections
    )
    return replace(talk, sections=tuple(section for section in sections if section.slides))


def _without_notes(talk: LaidOutTalk) -> LaidOutTalk:
    """Return `talk` as writers shall see it where nobody else shall read the notes."""
    sections = (
        replace(section, slides=tuple(replace(slide, notes=()) for slide in section.slides))
        for section in talk.sections
    )
    return replace(talk, sections=tuple(sections))
