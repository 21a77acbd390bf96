"""Speaker notes beside a PDF, in the file that pdfpc and other presenter's consoles read."""

from __future__ import annotations

import json
from collections.abc import Iterable

from diptych.model.laid_out import LaidOutSlide
from diptych.model.shapes import Paragraph
from diptych.model.text import plain_text


def pdfpc(slides: Iterable[LaidOutSlide]) -> bytes:
    """Return the notes of slides, a page each; empty if there are none (pdfpc(5), format 2)."""
    pages = [
        {"idx": number, "label": f"{number + 1}", "overlay": 0, "note": _plain(slide.notes)}
        for number, slide in enumerate(slides)
        if slide.notes
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
