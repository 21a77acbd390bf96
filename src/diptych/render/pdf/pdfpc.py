"""Speaker notes beside a PDF, in the file that pdfpc and other presenter's consoles read."""

from __future__ import annotations

import json
from collections.abc import Iterable

from diptych.model.laid_out import LaidOutSlide
from diptych.model.paragraph import Paragraph
from diptych.model.text import plain_text
from diptych.render.pdf.steps import steps_of


def pdfpc(slides: Iterable[LaidOutSlide], *, with_steps: bool = False) -> bytes:
    """Return the notes of slides, a page each or one for each step (pdfpc(5), format 2).

    They are empty if no slide has any.
    """
    shown = (
        (number, overlay, slide.notes)
        for number, slide in enumerate(slides, 1)
        for overlay in range(len(steps_of(slide)) if with_steps else 1)
    )
    pages = [
        {"idx": index, "label": f"{number}", "overlay": overlay, "note": _plain(notes)}
        for index, (number, overlay, notes) in enumerate(shown)
        if notes
    ]
    if not pages:
        return b""
    content = {"pdfpcFormat": 2, "disableMarkdown": True, "pages": pages}
    return f"{json.dumps(content, ensure_ascii=False, indent=2)}\n".encode()


def _plain(notes: Iterable[Paragraph]) -> str:
    """Return notes as plain text, with the signs of lists."""
    return "\n".join(
        f"{'  ' * one.level}{one.bullet.sign} {words}" if one.bullet is not None else words
        for one in notes
        if (words := plain_text(one.runs))
    )
