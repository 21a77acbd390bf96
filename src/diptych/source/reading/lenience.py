"""Eases diagnostics for files that may have been written for another tool.

In a project's own sources, anything that cannot be shown is an error. In a single-file talk, a
class, attribute, key or block without a meaning here loses no words, so all of a kind become one
warning.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from diptych.diagnostics import Diagnostic, sort_diagnostics

_LISTED = 12
"""How many different subjects one warning lists."""
_SLIP = "did you mean"
"""The beginning of a hint that suggests a similar name."""


def joined(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the diagnostics in order of position, with lenient ones of the same kind joined.

    They are joined at the position of the first, if they have the same `lenient` message.
    """
    kinds: dict[str | int, list[Diagnostic]] = {}
    for number, one in enumerate(sort_diagnostics(found)):
        is_listed = one.subject and one.kind.lenient and not one.is_error
        kinds.setdefault(one.kind.lenient if is_listed else number, []).append(one)
    return tuple(map(_one, kinds.values()))


def _one(kind: Sequence[Diagnostic]) -> Diagnostic:
    """Return one diagnostic for all of a kind."""
    first = kind[0]
    if len(kind) == 1:
        return first
    subjects = tuple(dict.fromkeys(found.subject for found in kind))
    if len(subjects) == 1:
        return replace(first, message=f"{first.message} ({len(kind)} times)")
    listed = ", ".join(f"`{subject}`" for subject in subjects[:_LISTED])
    rest = f" and {len(subjects) - _LISTED} more" if len(subjects) > _LISTED else ""
    message = f"{len(subjects)} {first.kind.lenient}: {listed}{rest}"
    return replace(first, message=message, hint=_nearest_hint(kind))


def _nearest_hint(kind: Sequence[Diagnostic]) -> str | None:
    """Return a hint that suggests a similar name, or else the first hint."""
    slips = (f"`{one.subject}`: {one.hint}" for one in kind if (one.hint or "").startswith(_SLIP))
    return next(slips, kind[0].hint)
