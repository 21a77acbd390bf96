"""Citations and footnotes numbered, slide by slide, in the order in which they are mentioned."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from diptych.diagnostics import Diagnostic, Fault, Span, nearest
from diptych.model.deck import Reference, Section, Slide, Source, Talk
from diptych.model.text import Citation, FootnoteMark, literal
from diptych.model.walk import texts

UNKNOWN_REFERENCE = Fault(
    "REF201",
    "unknown-reference",
    "A slide cites, or lists under `refs:`, a key that the references do not have.",
)


def number_citations(talk: Talk) -> tuple[Talk, tuple[Diagnostic, ...]]:
    """Return `talk` with the sources at the foot of each slide in order, cited ones numbered.

    Numbers come from the source language, before translation, so that another word order
    cannot change them.
    """
    found: list[Diagnostic] = []
    sections = tuple(
        Section(
            section.title,
            tuple(_numbered(slide, talk.references, found) for slide in section.slides),
        )
        for section in talk.sections
    )
    return replace(talk, sections=sections), tuple(found)


def _numbered(
    slide: Slide, references: Mapping[str, Reference], found: list[Diagnostic]
) -> Slide:
    sources: dict[str, Source] = {}
    for key, span in _mentions(slide):
        if key in sources:
            continue
        source = _source(key, span, slide, references, found)
        if source is not None:
            sources[key] = replace(source, number=len(sources) + 1)
    for key, span in slide.refs:
        source = None if key in sources else _source(key, span, slide, references, found)
        if source is not None:
            sources[key] = source
    return replace(slide, sources=tuple(sources.values())) if sources else slide


def _mentions(slide: Slide) -> Iterator[tuple[str, Span]]:
    shown = (slide.title, slide.kicker, slide.body, slide.columns, slide.placed)
    for text in texts(shown):
        for inline in text.inlines:
            if isinstance(inline, Citation):
                yield from ((key, inline.span) for key in inline.keys)
            elif isinstance(inline, FootnoteMark):
                yield f"^{inline.label}", inline.span


def _source(
    key: str, span: Span, slide: Slide, references: Mapping[str, Reference], found: list[Diagnostic]
) -> Source | None:
    if key.startswith("^"):
        note = slide.footnotes.get(key[1:])
        return Source(key, None, note) if note is not None else None
    reference = references.get(key)
    if reference is None:
        hint = nearest(key, references, what="reference")
        found.append(UNKNOWN_REFERENCE.at(span, f"there is no reference `{key}`", hint=hint))
        return None
    return Source(key, None, literal(reference.label, reference.span), reference.url)
