"""Reads a slide from its file: written by hand in Markdown or YAML, or generated from data."""

from __future__ import annotations

from pathlib import Path

from diptych.diagnostics import Span
from diptych.markup.slugs import id_like
from diptych.model.deck import Slide
from diptych.source.reading.source_reader import SourceReader
from diptych.source.slides.diagnostic_kinds import BAD_SLIDE_ID
from diptych.source.slides.slide_files import GENERATED, SLIDE_ID, broken_slide


def read_slide(
    path: Path, slide_id: str, reader: SourceReader, *, wanted_by: Span, more: tuple[str, ...] = ()
) -> Slide:
    """Return the slide in the file at `path`; a broken one if it cannot be read at all.

    `more` are additional keys that it may have.
    """
    name = reader.name(path)
    if not SLIDE_ID.fullmatch(slide_id):
        message = f"`{slide_id}` is not a valid slide id"
        near = id_like(slide_id)
        such = f", such as `{near}`" if near else ""
        hint = f"use lower-case letters, digits and hyphens, a letter first in each part{such}"
        reader.report(BAD_SLIDE_ID, wanted_by, message, hint)
    if path.name.endswith(GENERATED):
        from diptych.source.generated.generators import read_generated  # needed only for data

        return read_generated(path, slide_id, reader)
    text = reader.read_source(path, wanted_by=wanted_by)
    if text is None:
        return broken_slide(slide_id, Span(name, 1))

    def parsed() -> Slide:
        from diptych.source.slides.slide import parse_slide  # brings the parser

        return parse_slide(text, path.suffix, path, slide_id, reader, more=more)

    return reader.again(("slide", path, slide_id), (text, more), parsed)
