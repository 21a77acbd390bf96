"""Catalogues and texts for tests, made without files."""

from __future__ import annotations

from msgspec.structs import replace

from diptych.diagnostics import Span
from diptych.localise.units import Unit
from diptych.markup.inline import parse_inline
from diptych.model.catalogue import Catalogue, Entry
from diptych.model.source_text import one_line
from diptych.model.text import Text


def text(source: str, line: int = 1) -> Text:
    """Return `source` read as Markdown."""
    return parse_inline(one_line("a.md", source, line, 1)).text


def unit(source: str, role: str = "bullet", id_: str | None = None, suffix: str = "") -> Unit:
    """Return a text to translate."""
    return Unit(text=text(source), role=role, id=id_, suffix=suffix)


def catalogue(*entries: Entry) -> Catalogue:
    """Return a Korean catalogue; each entry has its own lines."""
    placed = [replace(one, span=Span("ko.po", 10 * n)) for n, one in enumerate(entries, start=1)]
    return Catalogue(
        locale="ko",
        file="ko.po",
        entries={one.context: one for one in placed if not one.is_obsolete},
        obsolete=tuple(one for one in placed if one.is_obsolete),
    )


def entry(
    context: str,
    source: str,
    translation: str,
    *,
    fuzzy: bool = False,
    previous: str | None = None,
    obsolete: bool = False,
) -> Entry:
    """Return a message of a catalogue."""
    return Entry(
        context=context,
        source=source,
        translation=one_line("ko.po", translation, 1, 9),
        span=Span("ko.po", 1),
        is_fuzzy=fuzzy,
        previous=previous,
        is_obsolete=obsolete,
    )
