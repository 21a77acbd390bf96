"""The outcome of a command about libraries."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from diptych.diagnostics import Diagnostic
from diptych.source.libraries.diagnostic_kinds import (
    BAD_LIBRARY,
    CHANGED_LIBRARY,
    LIBRARY_CYCLE,
    MISSING_LIBRARY,
    UNKNOWN_LIBRARY,
    UNLOCKED_LIBRARY,
)
from diptych.source.project import Reading

_ABOUT_LIBRARIES = (
    BAD_LIBRARY,
    CHANGED_LIBRARY,
    LIBRARY_CYCLE,
    MISSING_LIBRARY,
    UNKNOWN_LIBRARY,
    UNLOCKED_LIBRARY,
)


class Report(Struct, frozen=True, kw_only=True):
    """The outcome of a command about libraries."""

    lines: tuple[str, ...] = ()
    written: tuple[Path, ...] = ()
    found: tuple[Diagnostic, ...] = ()
    texts: Mapping[str, str] = {}


def of_declaration(reading: Reading) -> tuple[Diagnostic, ...]:
    """Return the errors in deck.yaml or the lock themselves, with which nothing can be done."""
    files = ("deck.yaml", "deck.lock")
    wrong = (one for one in reading.found if one.is_error and one.span is not None)
    return tuple(
        one
        for one in wrong
        if one.span is not None
        and Path(one.span.file).name in files
        and one.kind is not MISSING_LIBRARY
    )


def is_of_libraries(found: Diagnostic) -> bool:
    """Return whether an error is about a library itself, not only a slide new in the lock."""
    if not found.is_error or found.span is None:
        return False
    is_new = found.kind is UNLOCKED_LIBRARY and Path(found.span.file).name != "deck.yaml"
    about = found.kind in _ABOUT_LIBRARIES or Path(found.span.file).name == "deck.lock"
    return about and not is_new
