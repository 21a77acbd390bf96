"""What stays on one page where text is divided among several."""

from __future__ import annotations

from diptych.model.paragraph import Paragraph
from diptych.model.text import Run


def holds_next(one: Paragraph, below: Paragraph | None) -> bool:
    """Return whether a paragraph must not be the last on its page: a head, or what announces."""
    if one.kind in {"heading", "term"}:
        return True
    if below is not None and below.kind == "item" and one.kind == "item":
        return below.level > one.level
    last = next((run.text for run in reversed(one.runs) if isinstance(run, Run)), "")
    return one.kind != "code" and last.rstrip().endswith((":", "："))
