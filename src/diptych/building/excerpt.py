"""The parts of a talk that a run asks for: locales, slides, and whether there are notes."""

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
    """Return the requested locales of `talk`; all that it declares if none is requested."""
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
    """Return a talk in its locales with only the requested slides, and notes only if requested."""
    if not config.notes:
        talks = tuple(talk.without_notes() for talk in talks)
    if config.slides is None or not talks:
        return talks, ()
    count = max(len(talk.slides) for talk in talks)
    absent = sorted(number for number in config.slides if not 0 < number <= count)
    found: tuple[Diagnostic, ...] = ()
    if absent:
        noun = "slide" if len(absent) == 1 else "slides"
        message = f"talk `{talks[0].talk.name}` has {count} slides, no {noun} {_ranges(absent)}"
        found = (NO_SUCH_SLIDE.at(None, message),)
    return tuple(_part(talk, config.slides) for talk in talks), found


def _ranges(numbers: list[int]) -> str:
    """Return sorted numbers as people write them, `3, 8-10`."""
    starts = [one for one in numbers if one - 1 not in numbers]
    ends = [one for one in numbers if one + 1 not in numbers]
    pairs = zip(starts, ends, strict=True)
    return ", ".join(f"{one}" if one == last else f"{one}-{last}" for one, last in pairs)


def _part(talk: LaidOutTalk, numbers: frozenset[int]) -> LaidOutTalk:
    sections = (
        replace(section, slides=tuple(slide for slide in section.slides if slide.number in numbers))
        for section in talk.sections
    )
    return replace(talk, sections=tuple(section for section in sections if section.slides))
