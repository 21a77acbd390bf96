"""The pages of a slide whose content an arrangement divides: each with its title and sources."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from diptych.layout.body import gather_body
from diptych.layout.placing import place_content
from diptych.layout.stacking import Contents
from diptych.model.deck import Slide, Source
from diptych.model.laid_out import page_mark
from diptych.model.theme import Theme
from diptych.typography.measured_text import cited_by, cited_in


def parts_of_slide(slide: Slide, theme: Theme, locale: str) -> tuple[Slide, ...]:
    """Return the pages of an arranged slide as slides, marked, each with the sources that it cites.

    Those that no page cites are on the first.
    """
    cited = [with_footnotes(_cited(page, theme, locale), slide.sources) for page in slide.pages]
    everywhere = frozenset().union(*cited)
    return tuple(
        replace(
            page,
            mark=page_mark(part, len(slide.pages), locale),
            sources=tuple(
                one
                for one in slide.sources
                if one.number in numbers or (part == 1 and one.number not in everywhere)
            ),
        )
        for part, (page, numbers) in enumerate(zip(slide.pages, cited, strict=True), 1)
    )


def with_footnotes(numbers: frozenset[int], sources: Sequence[Source]) -> frozenset[int]:
    """Return the numbers of sources with those that the footnotes among them cite."""
    found = set(numbers)
    for source in sources:  # a footnote has a lower number than what it cites first
        if source.number in found:
            found |= cited_in(source.text.runs)
    return frozenset(found)


def _cited(page: Slide, theme: Theme, locale: str) -> frozenset[int]:
    placement = place_content(page, theme)
    body = gather_body(placement, Contents(theme, locale), theme.page.bottom)
    cited = (cited_by(p) for stack in body.all_stacks for p in stack.paragraphs)
    return frozenset().union(*cited)
