"""Pictures as a build reads them from a project."""

from __future__ import annotations

from pathlib import Path

from tests.authoring import write_files

from diptych.diagnostics import Span
from diptych.model.asset import Asset
from diptych.source.pictures.picture import read_picture
from diptych.source.reading.source_reader import SourceReader


def asset_of(root: Path, name: str, data: bytes | str) -> Asset:
    """Write a picture and return it as it is read, which must find nothing wrong."""
    write_files(root, {name: data})
    reader = SourceReader(root)
    asset = read_picture(name, root, Span("a.md", 1), reader)
    assert reader.found == []
    assert asset is not None
    return asset
