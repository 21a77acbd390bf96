"""An SVG, read: made whole, held to bounds, without metadata, and what of it is not shown."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from msgspec import Struct

from diptych.source.pictures.sizes import DamagedError, OversizedError
from diptych.source.pictures.svg_head import made_whole
from diptych.source.pictures.svg_metadata import without_metadata
from diptych.source.pictures.svg_parts import read_parts


class Svg(Struct, frozen=True, kw_only=True):
    """An SVG as the outputs want it."""

    data: bytes
    sha256: str
    """Of what it was before metadata were taken out, by which it is known."""
    size_px: tuple[float, float]
    lost: tuple[str, ...]
    """What is missing in HTML, in PowerPoint or in both, in an author's words."""
    changed: tuple[str, ...]
    """What looks different in PowerPoint from HTML."""
    pixels: float
    """How many the pictures inside it have."""


def read_svg(written: bytes, depth: int = 0) -> Svg:
    """Return an SVG that stands in so many others.

    Raise DamagedError if it cannot be shown, OversizedError if it holds too much.
    """
    svg = made_whole(written)
    parts = read_parts(svg)
    inside = _read_inside(parts.embedded, depth) if parts.embedded else _NOTHING
    return Svg(
        data=without_metadata(
            svg, notes=parts.notes, has_more=parts.has_more, replaced=inside.replaced
        ),
        sha256=hashlib.sha256(svg).hexdigest(),
        size_px=parts.size_px,
        lost=(*parts.lost, *inside.lost),
        changed=parts.changed,
        pixels=inside.pixels,
    )


class _Inside(Struct, frozen=True, kw_only=True):
    """What there is to know of the pictures inside an SVG."""

    lost: tuple[str, ...] = ()
    pixels: float = 0
    replaced: Mapping[str, str] = {}
    """Addresses that are to be written otherwise."""


_NOTHING = _Inside()


def _read_inside(addresses: tuple[str, ...], depth: int) -> _Inside:
    from diptych.source.pictures.embedded import (  # few have any
        MOST_PICTURES,
        MOST_PIXELS,
        read_embedded,
    )

    if len(addresses) > MOST_PICTURES:
        raise OversizedError(f"it has more than {MOST_PICTURES:,} pictures in it")
    lost: dict[str, None] = {}
    pixels, replaced = 0.0, {}
    for address in addresses:
        try:
            picture = read_embedded(address, depth)
        except DamagedError as error:
            lost[f"a damaged picture ({error})"] = None
            continue
        pixels += picture.pixels
        if pixels > MOST_PIXELS:
            most = MOST_PIXELS // 1_000_000
            raise OversizedError(f"the pictures in it have more than {most} million pixels")
        if picture.address != address:
            replaced[address] = picture.address
    return _Inside(lost=tuple(lost), pixels=pixels, replaced=replaced)
