"""An SVG, read: made whole, held to bounds, without metadata, and what of it is not shown."""

from __future__ import annotations

import hashlib

from msgspec import Struct

from diptych.source.embedded import MOST_PIXELS, read_embedded
from diptych.source.picture_sizes import DamagedError, OversizedError
from diptych.source.svg_head import made_whole
from diptych.source.svg_metadata import without_metadata
from diptych.source.svg_parts import read_parts


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
    lost, pixels = list(parts.lost), 0.0
    replaced = {}
    for address in parts.embedded:
        try:
            picture = read_embedded(address, depth)
        except DamagedError as error:
            lost.append(f"a damaged picture ({error})")
            continue
        pixels += picture.pixels
        if pixels > MOST_PIXELS:
            most = MOST_PIXELS // 1_000_000
            raise OversizedError(f"the pictures in it have more than {most} million pixels")
        if picture.address != address:
            replaced[address] = picture.address
    return Svg(
        data=without_metadata(svg, replaced),
        sha256=hashlib.sha256(svg).hexdigest(),
        size_px=parts.size_px,
        lost=tuple(dict.fromkeys(lost)),
        changed=parts.changed,
        pixels=pixels,
    )
