"""Opens a single-file talk: its text, its front matter, and the tool for which it was written."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from msgspec import Struct

from diptych.source.document import hugo, obsidian, presenterm
from diptych.source.document.deckset import has_head, is_deckset, split_head
from diptych.source.document.foreign_keys import OTHERS, flattened
from diptych.source.document.metadata import Source, split_metadata
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
        for key in ("layout", "kicker", "density", "time", "show_title", "running_title")
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
    text = reader.read_source(path, is_tolerant=True)
    if text is None:
        return None
    name = reader.name(path)
    if is_endless(text, name, reader):
        return None
    line_tool = written_for or tool_of_lines(path, text)
    if line_tool in {"", "reveal-md"}:
        plain = hugo.as_reveal(text) if hugo.is_hugo(text) else None
        plain = obsidian.as_reveal(text) if obsidian.is_obsidian(text) else plain
        plain = presenterm.as_reveal(text) if presenterm.is_presenterm(text) else plain
        line_tool, text = (line_tool, text) if plain is None else ("reveal-md", plain)
    source = _split(text, name, reader, line_tool, themes)
    if source is None:
        return None
    metadata = source.metadata and flattened(source.metadata, reader)
    slide_keys: Mapping[str, Entry] = {}
    if line_tool == "slidev":
        from diptych.source.document.slidev import without_foreign_keys  # few talks are

        metadata, slide_keys = without_foreign_keys(metadata, KEYS, themes)
    what = "the talk's front matter"
    fields = Fields(metadata, reader, KEYS, what, others=OTHERS, elsewhere=_ON_SLIDES)
    known = Recognised(line_tool, is_given=bool(written_for))
    if not line_tool:
        known = recognised(path, fields, source.body)
    return Opened(
        path=path,
        name=name,
        text=text,
        fields=fields,
        body=source.body,
        known=known,
        slide_keys=slide_keys,
    )


def tool_of_lines(path: Path, text: str) -> str:
    """Return the tool that lines of a file are only known to, such as keys of slides, if any."""
    if is_slidev(path, text):
        return "slidev"
    if is_remark(text):
        return "remark"
    return "deckset" if is_deckset(path, text) else ""


def _split(
    text: str, name: str, reader: SourceReader, tool: str, themes: Collection[str]
) -> Source | None:
    """Return front matter and body of a file; None if the front matter is not closed."""
    if tool == "deckset" and has_head(text):
        return split_head(text, name, reader, themes)
    only_first = tool in {"slidev", "remark", "deckset"}
    return split_metadata(text, name, reader, only_first=only_first, keys=KEYS)
