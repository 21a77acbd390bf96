"""Pictures inside an SVG, as `data:` URLs (RFC 2397): their size and their metadata.

Renderers decode them when they draw, so a few bytes could take up all memory.
"""

from __future__ import annotations

import base64
from collections.abc import Callable

from msgspec import Struct

from diptych.source.pictures.data_urls import BASE_64, data_of
from diptych.source.pictures.exif import bare_but_upright
from diptych.source.pictures.sizes import (
    MEASURES,
    is_webp,
    kind_of_picture,
    picture_size,
)

MOST_PIXELS = 64_000_000
"""Maximum for all pictures in an SVG: decoded, a quarter of the memory allowed for drawing."""
MOST_PICTURES = 2_000
"""Maximum of different pictures in one SVG: a map with all its symbols has a few hundred."""


class Embedded(Struct, frozen=True):
    """A picture inside an SVG."""

    pixels: float
    """Its number of pixels; for an SVG, that of the pictures in it."""
    address: str
    """The address to write instead of its own, for the picture without metadata."""


def read_embedded(address: str, read_nested: Callable[[bytes], tuple[float, bytes]]) -> Embedded:
    """Return the picture at an address in an SVG.

    `read_nested` returns the pixels of pictures in another SVG, and that without metadata. Raise
    DamagedError if the picture cannot be shown, OversizedError if it is too large.
    """
    data = data_of(address)
    if not is_webp(data) and kind_of_picture(data) is None:
        pixels, bare = read_nested(data)
        return Embedded(pixels, address if bare == data else _encoded(address, bare))
    suffix = kind_of_picture(data) or ".webp"
    wide, high = picture_size(data, MEASURES[suffix])
    bare = bare_but_upright(data, suffix)
    return Embedded(wide * high, address if bare is data else _encoded(address, bare))


def _encoded(address: str, data: bytes) -> str:
    head = BASE_64.sub("", address.strip().partition(",")[0])
    return f"{head};base64,{base64.b64encode(data).decode('ascii')}"
