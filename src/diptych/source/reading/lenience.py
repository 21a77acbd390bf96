"""What is told of a file that may have been written for another tool.

In a project's own sources what cannot be shown is an error. In a talk that is one file a class,
attribute, key or block without a meaning here loses no words: all of a kind are one warning.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from diptych.diagnostics import Diagnostic, Severity, sort_diagnostics

_LISTED = 12
"""How many different subjects one warning lists."""
_SLIP = "did you mean"
"""How a hint begins that knows what is nearly the same."""


def demoted(found: Diagnostic) -> Diagnostic:
    """Return `found` as it is told of a talk that is one file: a warning if it loses no words."""
    if not found.kind.lenient or not found.is_error:
        return found
    return replace(found, kind=replace(found.kind, severity=Severity.WARNING))


def joined(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the findings in order of place, those of a kind that have a subject made one.

    It stands at the place of the first; their kind is what their faults say of several at once.
    """
    kinds: dict[str | int, list[Diagnostic]] = {}
    for number, one in enumerate(sort_diagnostics(found)):
        is_listed = one.subject and one.kind.lenient and not one.is_error
        kinds.setdefault(one.kind.lenient if is_listed else number, []).append(one)
    return tuple(map(_one, kinds.values()))


def _one(kind: Sequence[Diagnostic]) -> Diagnostic:
    """Return the finding that stands for all of a kind."""
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
    """Return the hint that seems to find a slip of the pen, or else the first."""
    slips = (f"`{one.subject}`: {one.hint}" for one in kind if (one.hint or "").startswith(_SLIP))
    return next(slips, kind[0].hint)
