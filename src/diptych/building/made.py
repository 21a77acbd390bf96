"""What a build has made, before it is put in place."""

from __future__ import annotations

from msgspec import Struct

from diptych.building.preparing import Prepared
from diptych.building.rearranged import ArrangedTalks
from diptych.building.rendering import Summary
from diptych.diagnostics import Diagnostic


class Made(Struct, frozen=True, kw_only=True):
    """A build whose files are all made, but not yet in place."""

    prepared: Prepared
    found: tuple[Diagnostic, ...]
    groups: tuple[Summary, ...] = ()
    arranged: ArrangedTalks = {}


def is_refused(found: tuple[Diagnostic, ...], *, strict: bool) -> bool:
    """Return whether nothing may be written."""
    return any(problem.is_error or strict for problem in found)
