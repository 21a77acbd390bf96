"""Lead-ins: the first words of an item, up to a colon, that name what the rest is about.

`CPU: adds instruction sets`, `성능: 두 배`. They are told apart from a sentence that has a colon
by being short, and from an accident by all items of the list having one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from diptych.model.text import Run, SetInline
from diptych.typography.asides import runs_between
from diptych.typography.tying import words_of

_LONGEST = 32
"""How many letters one has at most."""
_MOST_WORDS = 5
_LEAD_IN = re.compile(r"(?P<words>[^\s:：.!?;\0][^:：.!?;\n\0]*)(?:: +|： *)(?=\S)")
"""Words without the sign of an end of a sentence, a colon, and something after it."""


def have_lead_ins(items: Sequence[Sequence[SetInline]]) -> bool:
    """Return whether these are the runs of two items or more, each with a lead-in."""
    return len(items) > 1 and all(_end(runs) for runs in items)


def with_lead_in(runs: Sequence[SetInline]) -> tuple[SetInline, ...]:
    """Return runs with the lead-in, which they must have, in bold; its colon belongs to it."""
    end = _end(runs)
    lead = (_bold(run) for run in runs_between(runs, 0, end))
    return (*lead, *runs_between(runs, end, None))


def _end(runs: Sequence[SetInline]) -> int:
    """Return where the colon of a lead-in ends; 0 without one."""
    words = words_of(runs)
    found = _LEAD_IN.match(words)
    if found is None:
        return 0
    lead = found["words"]
    return found.end("words") + 1 if len(lead) <= _LONGEST and _is_few(lead) else 0


def _is_few(lead: str) -> bool:
    return len(lead.split()) <= _MOST_WORDS


def _bold(run: SetInline) -> SetInline:
    return replace(run, style=replace(run.style, bold=True)) if isinstance(run, Run) else run
