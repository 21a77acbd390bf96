"""A slide in the cache, which later builds use while its files are unchanged."""

from __future__ import annotations

from pathlib import Path

from diptych.memo import Form
from diptych.model.asset import Asset
from diptych.model.deck import Slide
from diptych.model.forms import read, written
from diptych.model.walk import map_values
from diptych.source.pictures.picture import read_picture_again
from diptych.source.reading.source_reader import SourceReader


def _packed(slide: Slide) -> bytes | None:
    # Values from a data file may be of any type, which would be lost.
    has_data = slide.values or any(other.values for other in slide.overrides.values())
    return None if slide.broken or has_data else written(slide)


def _unpacked(data: bytes, reader: SourceReader, pictures: tuple[Path, ...]) -> Slide:
    for path in pictures:
        read_picture_again(path, reader)
    slide: Slide = read(data, Slide)
    # Assets are compared by identity, as two files may have the same name and content.
    shown = {asset: asset for asset in map(reader.pictures.get, pictures) if asset is not None}
    return map_values(slide, Asset, lambda asset: shown.get(asset, asset)) if shown else slide


FORM: Form[Slide] = Form(_packed, _unpacked)
