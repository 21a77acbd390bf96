"""Opens a single-file talk: its text, its front matter, and the tool for which it was written."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from msgspec import Struct

from diptych.source.document.foreign_keys import OTHERS, flattened
from diptych.source.document.metadata import split_metadata
from diptych.source.document.remark import is_remark
from diptych.source.document.tools import Recognised, is_slidev, recognised
from diptych.source.reading.limits import is_endless
from diptych.source.reading.source_reader import SourceReader
from diptych.source.yaml.fields import Fields
from diptych.source.yaml.tree import Entry

KEYS = (
    "title", "subtitle", "author", "authors", "affiliations", "institute", "date", "lang", "event",
    "venue", "theme", "mode", "arrange", "overflow", "transition", "steps", "sources",
    "references", "bibliography", "incremental", "slide-level", "variables", "toc", "toc-title",
    "footer",
    "logo", "format", "output", "abstract", "keywords", "tags", "published", "was", "downloads",
    "licence", "embed_fonts",
)  # fmt: skip
"""Keys of the front matter that Diptych supports."""


_ON_SLIDES = {
    "notes": "write notes on the slide that they are for, below a line `::: notes`",
    **{
        key: f"it belongs to a slide, after its title: `{{{key}=…}}`"
        for key in ("layout", "kicker", "density", "time", "show_title")
    },
}
"""Hints for keys of slides."""


class Opened(Struct, frozen=True, kw_only=True):
    """A single-file talk whose front matter has been read, and nothing else yet."""

    path: Path
    name: str
    text: str
    fields: Fields
    """Its front matter."""
    body: str
    """What is below that; as many lines as `text` has."""
    known: Recognised
    slide_keys: Mapping[str, Entry] = {}
    """The keys of the first slide among the front matter, in a file of Slidev."""


def open_document(
    path: Path, reader: SourceReader, themes: Collection[str], written_for: str
) -> Opened | None:
    """Return the Markdown file at `path`; None if it cannot be read.

    The tool that it is `written_for` is recognised if it is empty.
    """
    text = reader.read_text(path)
    if text is None:
        return None
    name = reader.name(path)
    if is_endless(text, name, reader):
        return None
    for_slidev = written_for == "slidev" if written_for else is_slidev(path, text)
    for_remark = written_for == "remark" or (not (written_for or for_slidev) and is_remark(text))
    source = split_metadata(text, name, reader, only_first=for_slidev or for_remark, keys=KEYS)
    if source is None:
        return None
    metadata = source.metadata and flattened(source.metadata, reader)
    slide_keys: Mapping[str, Entry] = {}
    if for_slidev:
        from diptych.source.document.slidev import without_foreign_keys  # few talks are

        metadata, slide_keys = without_foreign_keys(metadata, KEYS, themes)
    what = "the talk's front matter"
    fields = Fields(metadata, reader, KEYS, what, others=OTHERS, elsewhere=_ON_SLIDES)
    known = Recognised(written_for, is_given=True)
    if not written_for:
        known = recognised(path, fields, source.body, is_for_slidev=for_slidev)
    if for_remark:
        known = Recognised("remark", is_given=known.is_given)
    return Opened(
        path=path,
        name=name,
        text=text,
        fields=fields,
        body=source.body,
        known=known,
        slide_keys=slide_keys,
    )
