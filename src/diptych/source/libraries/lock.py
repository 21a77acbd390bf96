"""The lock file, deck.lock, which pins the libraries of a project."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct, field

from diptych.source.reading.source_reader import SourceReader
from diptych.source.yaml.document import read_yaml
from diptych.source.yaml.fields import Fields
from diptych.storage.reading import DATA

LOCK = Path("deck", "deck.lock")


class Locked(Struct, frozen=True, kw_only=True):
    """The lock's record of a library."""

    source: str
    revision: str = ""
    """The requested branch, tag or commit."""
    commit: str = ""
    """The commit to which it resolved."""
    slides: Mapping[str, str] = field(default_factory=dict)
    """The hash of each slide that a talk uses, by its id in the library."""


def read_lock(root: Path, reader: SourceReader) -> dict[str, Locked]:
    """Return the locked libraries by name; none without a deck.lock."""
    path = root / LOCK
    if not reader.has_file(path):
        return {}
    text = reader.read_text(path, DATA)
    value = read_yaml(text, reader.name(path), reader) if text is not None else None
    fields = Fields(value, reader, ("libraries",), "deck.lock")
    return {
        name: _locked(Fields(entry.value, reader, _LOCKED, f"`{name}`"))
        for name, entry in fields.mapping("libraries").items()
    }


_LOCKED = ("source", "revision", "commit", "slides")


def _locked(fields: Fields) -> Locked:
    slides = {slide: entry.value.place.text for slide, entry in fields.mapping("slides").items()}
    return Locked(
        source=fields.string("source") or "",
        revision=fields.string("revision") or "",
        commit=fields.string("commit") or "",
        slides=slides,
    )
