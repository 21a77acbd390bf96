"""The list of a talk's sources, in columns."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from diptych.model.deck import Slide
from diptych.model.paragraph import Paragraph
from diptych.model.style import Style
from diptych.model.text import Run, SetInline
from diptych.resolve.arrangements.outline import Outline
from diptych.resolve.source_list import SourceList


class Bibliography(SourceList, frozen=True, kw_only=True):
    """Sources in the style of their region; made only here, never authored."""

    def draw(self, style: Style) -> tuple[Paragraph, ...]:
        """Return a paragraph for each, with a link that is quiet."""
        return tuple(
            style.paragraph(line, style.level(0), kind="item", runs=tuple(map(_quiet, line.runs)))
            for line in self.lines
        )


def references(outline: Outline) -> tuple[Slide, ...]:
    """Return the sources of a generated list of them, in two columns.

    The second way is for lists that continue on further pages, column by column: there
    sources alternate between the columns, so that their order is kept from page to page.
    """
    slide = outline.slide
    if slide.generated != "references":
        return ()
    lines = tuple(line for one in _lists(slide) for line in one.lines)
    if not lines:
        return ()
    half = (len(lines) + 1) // 2
    ways = ((lines[:half], lines[half:]), (lines[::2], lines[1::2]))
    return tuple(
        outline.placed(
            "references",
            [
                (f"sources-{n}", (Bibliography(lines=part, span=slide.span),))
                for n, part in enumerate(way, 1)
                if part
            ],
        )
        for way in ways
    )


def _quiet(run: SetInline) -> SetInline:
    return replace(run, role="quiet-link") if isinstance(run, Run) and run.link else run


def _lists(slide: Slide) -> Iterator[SourceList]:
    blocks = (*slide.body, *(block for column in slide.columns for block in column.blocks))
    return (block for block in blocks if isinstance(block, SourceList))
