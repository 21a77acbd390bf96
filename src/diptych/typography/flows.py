"""Adjacent text as frames: as few as its lists permit."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from diptych.model.geometry import Pt
from diptych.model.paragraph import Bullet, Paragraph
from diptych.model.theme import Theme
from diptych.typography.measured_text import MeasuredText, set_text

_UNDER_HEADING = 0.4
"""Share of its space above that a paragraph keeps below a heading."""


def flows(
    paragraphs: Sequence[Paragraph], theme: Theme
) -> Iterator[tuple[MeasuredText, Paragraph | None]]:
    """Yield text in as few frames as its lists permit, each with its lead unless it is first."""
    spaced = list(_spaced(paragraphs))
    starts = [0, *_restarts(spaced)]
    for start, end in itertools.pairwise((*starts, len(spaced))):
        yield set_text(spaced[start:end], theme), spaced[start] if start else None


def _restarts(paragraphs: Sequence[Paragraph]) -> Iterator[int]:
    """Yield the indices at which text needs a new frame, so that the numbering of a list restarts.

    PowerPoint treats consecutive items of the same level and number format as one list; LibreOffice
    does so even if there is other text between them.
    """
    seen: dict[int, Bullet] = {}
    cut: int | None = None
    for index, paragraph in enumerate(paragraphs):
        bullet, level = paragraph.bullet, paragraph.level
        if bullet is None:
            if cut is None and (paragraph.kind != "text" or not paragraph.indent):
                cut = index  # the list has ended: this is not a further paragraph of an item
            continue
        seen = {depth: one for depth, one in seen.items() if depth <= level}
        above = seen.pop(level, None)
        if above is not None and _is_mistaken(bullet, above):
            yield index if cut is None else cut
            seen = {}
        if bullet.number is not None:
            seen[level] = bullet if bullet.begins or above is None else above
        cut = None


def _is_mistaken(bullet: Bullet, above: Bullet) -> bool:
    """Return whether a list that begins at `bullet` would be taken to continue that of `above`.

    A list that begins with a larger number is recognised by that.
    """
    if not bullet.begins or bullet.number is None or above.number is None:
        return False
    return bullet.numbering == above.numbering and bullet.number <= above.number


def _spaced(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """Yield paragraphs, with less space below a heading."""
    above: Paragraph | None = None
    for paragraph in paragraphs:
        if above is not None and above.kind == "heading" != paragraph.kind:
            space = Pt(round(paragraph.space_before * _UNDER_HEADING, 2))
            yield replace(paragraph, space_before=space)
        else:
            yield paragraph
        above = paragraph
