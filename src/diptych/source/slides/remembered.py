"""A slide in the cache, which later builds use while its files are unchanged."""

from __future__ import annotations

from pathlib import Path

from diptych.memo import Form
from diptych.model.deck import Slide
from diptych.model.forms import read, written
from diptych.model.slide_form import is_keepable, with_assets
from diptych.source.pictures.picture import read_picture_again
from diptych.source.reading.source_reader import SourceReader


def _packed(slide: Slide) -> bytes | None:
    return written(slide) if is_keepable(slide) and not slide.broken else None


def _unpacked(data: bytes, reader: SourceReader, pictures: tuple[Path, ...]) -> Slide:
    for path in pictures:
        read_picture_again(path, reader)
    return with_assets(read(data, Slide), map(reader.pictures.get, pictures))


FORM: Form[Slide] = Form(_packed, _unpacked, hashed=lambda slide: (slide,))
