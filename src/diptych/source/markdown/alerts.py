"""Callouts that are written as quotations: GitHub's "Alerts", and Obsidian's "Callouts"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from diptych.blocks.callout import CALLOUT_KINDS, CalloutKind


class Alert(NamedTuple):
    """What a kind of callout is here."""

    kind: CalloutKind
    icon: str = ""
    """What is before its title, among Lucide's icons; empty for that of its kind."""


def _named(names: str, kind: CalloutKind, icon: str) -> dict[str, Alert]:
    return dict.fromkeys(names.split(), Alert(kind, icon))


QUOTATIONS = frozenset(("quote", "cite"))
"""The kinds that are quotations, whose title is their source."""
ALERTS: Mapping[str, Alert] = {
    **_named("abstract summary tldr", "note", "clipboard-list"),
    **_named("info", "note", ""),
    **_named("todo", "note", "circle-check"),
    **_named("question help faq", "note", "circle-question-mark"),
    **_named("example", "note", "list"),
    **_named("hint", "tip", ""),
    **_named("success check done", "tip", "check"),
    **_named("attention alert", "warning", ""),
    **_named("failure fail missing", "caution", "x"),
    **_named("danger error", "caution", "zap"),
    **_named("bug", "caution", "bug"),
    **{kind: Alert(kind) for kind in CALLOUT_KINDS},
}
"""The kinds of Obsidian, and our own."""
ALERT = re.compile(
    rf"\[!(?P<kind>{'|'.join((*ALERTS, *QUOTATIONS))})\][-+]?"
    r"(?:[ \t]+(?P<title>\S(?:.*\S)?))?[ \t]*",
    re.IGNORECASE,
)
"""The first line of such a quotation; whether it can be folded means nothing on a slide."""
