"""A theme in the cache, which later builds use while its files are unchanged."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from diptych.memo import Form
from diptych.model.asset import Asset, Content
from diptych.model.forms import read, written
from diptych.model.metrics import Metrics
from diptych.model.theme import Theme
from diptych.source.pictures.picture import read_picture_again
from diptych.source.reading.source_reader import SourceReader

_MOST = 1 << 20
"""Bytes of a theme's pictures; one that has more is read each time."""


class _Kept(Struct, frozen=True):
    theme: bytes
    pictures: dict[str, bytes]
    """The pictures of decorations by their hashes, in the colours of the theme."""


def theme_form(metrics: Metrics) -> Form[Theme | None]:
    """Return how themes are stored; one that brings fonts, besides ours in `metrics`, is not."""

    def pack(theme: Theme | None) -> bytes | None:
        if theme is None or theme.metrics != metrics:
            return None
        pictures = {asset.sha256: asset.read() for asset in _pictures(theme)}
        data = written(replace(theme, metrics=Metrics({})))
        if data is None or sum(map(len, pictures.values())) > _MOST:
            return None
        return written(_Kept(data, pictures))

    def unpack(data: bytes, reader: SourceReader, pictures: tuple[Path, ...]) -> Theme:
        for path in pictures:
            read_picture_again(path, reader)
        kept: _Kept = read(data, _Kept)
        if any(sha256(content).hexdigest() != key for key, content in kept.pictures.items()):
            raise ValueError("a picture is damaged")
        contents = [Content(key, content) for key, content in kept.pictures.items()]
        theme: Theme = read(kept.theme, Theme)
        del contents  # until the pictures have them
        return replace(theme, metrics=metrics)

    return Form(pack, unpack)


def _pictures(theme: Theme) -> Iterator[Asset]:
    for layout in theme.all_layouts:
        for one in layout.decorations:
            yield from (*one.pictures.values(), *((one.picture,) if one.picture else ()))
