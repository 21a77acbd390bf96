"""Slides made from the others: the agenda, section openers, the list of sources."""

from __future__ import annotations

from msgspec.structs import replace

from diptych.blocks.bullets import Bullets, Item
from diptych.model.block import Block
from diptych.model.deck import Column, Section, Slide, Source, Talk
from diptych.model.text import Inline, Run, Text, Variable
from diptych.resolve.source_list import SourceList

_LAYOUTS = {"section": "section"}
_ONE_COLUMN = 12
"""How many sources fit in one column."""


def generate_slides(talk: Talk) -> Talk:
    """Return `talk` with its slides without a file generated.

    This follows translation, so that they are made from the translated slides.
    """
    return replace(
        talk,
        sections=tuple(
            replace(section, slides=tuple(_made(slide, section, talk) for slide in section.slides))
            for section in talk.sections
        ),
    )


def _made(slide: Slide, section: Section, talk: Talk) -> Slide:
    match slide.generated:
        case "agenda":
            made = replace(slide, body=(_agenda(slide, section, talk),))
        case "section":
            made = replace(slide, title=section.title if slide.title.is_empty else slide.title)
        case "references":
            made = _references(slide, talk)
        case _:
            return slide
    return made if made.layout else replace(made, layout=_LAYOUTS.get(slide.generated))


def _agenda(slide: Slide, current: Section, talk: Talk) -> Block:
    """Return the names of the sections, with that of the agenda's own section in bold."""
    named = [
        section
        for section in talk.sections
        if not section.title.is_empty and not all(s.backup for s in section.slides)
    ]
    items = tuple(
        Item(text=_bold(section.title) if section is current else section.title, span=slide.span)
        for section in named
    )
    return Bullets(items=items, span=slide.span)


def _bold(text: Text) -> Text:
    return replace(text, inlines=tuple(_bold_inline(inline) for inline in text.inlines))


def _bold_inline(inline: Inline) -> Inline:
    if not isinstance(inline, Run | Variable):
        return inline
    return replace(inline, style=replace(inline.style, bold=True))


def _references(slide: Slide, talk: Talk) -> Slide:
    """Return the slide with every source that slides show, each once, in order of the slides."""
    sources: dict[str, Source] = {}
    for shown in talk.slides:
        for source in shown.sources:
            if not source.key.startswith("^"):
                sources.setdefault(source.key, source)
    listed = tuple(_line(source, talk) for source in sources.values())
    if len(listed) <= _ONE_COLUMN or slide.layout:
        return replace(slide, body=(SourceList(lines=listed, span=slide.span),))
    half = (len(listed) + 1) // 2
    columns = tuple(
        Column((SourceList(lines=part, span=slide.span),), None, slide.span)
        for part in (listed[:half], listed[half:])
    )
    return replace(slide, columns=columns)


def _line(source: Source, talk: Talk) -> Text:
    """Return a source in full, though slides may show it in short."""
    reference = talk.references.get(source.key)
    label = reference.label if reference is not None else source.text.plain
    return replace(source.text, source=label, inlines=(Run(label, link=source.link),))
