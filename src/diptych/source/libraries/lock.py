"""What deck.lock holds the libraries of a project to."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct, field

from diptych.source.reading.source_reader import SourceReader
from diptych.source.yaml.fields import Fields
from diptych.source.yaml.tree import read_yaml
from diptych.storage.reading import DATA

LOCK = Path("deck", "deck.lock")


class Locked(Struct, frozen=True, kw_only=True):
    """What the lock remembers of a library."""

    source: str
    revision: str = ""
    """What was asked for."""
    commit: str = ""
    """What that was."""
    slides: Mapping[str, str] = field(default_factory=dict)
    """The hash of each slide that a talk uses, by its id in the library."""


def read_lock(root: Path, reader: SourceReader) -> dict[str, Locked]:
    """Return what deck.lock holds the libraries to; nothing if there is none."""
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
