"""Slides that override others in one language: a file of their own instead of translations."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from diptych.diagnostics import Diagnostic
from diptych.localise.diagnostic_kinds import DIFFERENT_OVERRIDE, STALE_OVERRIDE
from diptych.model.deck import Slide
from diptych.model.labels import mentioned_label
from diptych.model.text import Citation, FootnoteMark
from diptych.model.walk import texts

_DIGITS = 12
"""How many hexadecimal digits of a hash an author is asked to write."""
_FEWEST = 8


def overridden(slide: Slide, locale: str) -> tuple[Slide, tuple[Diagnostic, ...]]:
    """Return the override of `slide` in `locale`, with the sources of the original."""
    override = slide.overrides[locale]
    notes = {f"^{label}": text for label, text in override.footnotes.items()}
    sources = tuple(
        replace(source, text=notes.get(source.key, source.text)) for source in slide.sources
    )
    found = (*_stale(slide, override), *_different(slide, override))
    time = override.time or slide.time
    return replace(override, sources=sources, values=slide.values, time=time), found


def _stale(slide: Slide, override: Slide) -> Iterator[Diagnostic]:
    now = slide.sha256[:_DIGITS]
    made_for = override.made_for or ""
    if len(made_for) >= _FEWEST and slide.sha256.startswith(made_for):
        return
    message = f"`{slide.source_id}` has been edited since this override was made for it"
    if not made_for:
        message = f"the file does not say for which version of `{slide.source_id}` it was made"
    hint = f"compare the two, then write `overrides: {now}` in its front matter"
    yield STALE_OVERRIDE.at(override.span, message, hint=hint)


def _different(slide: Slide, override: Slide) -> Iterator[Diagnostic]:
    known = {source.key for source in slide.sources}
    cited = {key for text in texts(_shown(override)) for key in _keys(text.inlines)}
    for key in sorted(cited - known):
        name = key.removeprefix("^")
        message = f"the slide cites `{name}`, which `{slide.source_id}` does not"
        hint = "citations are numbered in the source language: cite it there too"
        yield DIFFERENT_OVERRIDE.at(override.span, message, hint=hint)


def _shown(slide: Slide) -> tuple[object, ...]:
    return slide.title, slide.kicker, slide.body, slide.columns, slide.placed


def _keys(inlines: tuple[object, ...]) -> Iterator[str]:
    """Yield the sources and footnotes that a text mentions; what has a label is none of these."""
    for inline in inlines:
        if isinstance(inline, Citation):
            yield from (key for key in inline.keys if mentioned_label(key) is None)
        elif isinstance(inline, FootnoteMark):
            yield f"^{inline.label}"
