"""Pictures inside an SVG, as `data:` addresses (RFC 2397): how large they are, what they tell.

Renderers decode them as they draw, so that a few bytes can ask for all the memory there is.
"""

from __future__ import annotations

import base64
import binascii
import re
from urllib.parse import unquote_to_bytes

from msgspec import Struct

from diptych.source.pictures.exif import bare_but_upright
from diptych.source.pictures.sizes import (
    MEASURES,
    DamagedError,
    OversizedError,
    is_webp,
    kind_of_picture,
    picture_size,
)

MOST_PIXELS = 64_000_000
"""Of all the pictures inside an SVG: decoded, they take a quarter of what drawing it may."""
MOST_PICTURES = 2_000
"""Different ones inside one SVG: a map with all its signs has some hundred."""
DEEPEST = 3
"""SVGs within SVGs within SVGs; few programs show the second."""
_BASE_64 = re.compile(r";\s*base64\s*$", re.IGNORECASE)


class Embedded(Struct, frozen=True):
    """A picture inside an SVG."""

    pixels: float
    """None of an SVG's own."""
    address: str
    """What to write in the place of its address, so that it has no metadata."""


def read_embedded(address: str, depth: int) -> Embedded:
    """Return what there is to know of a picture that stands in an SVG at some depth.

    Raise DamagedError if it cannot be shown, OversizedError if it holds too much.
    """
    data = _decoded(address)
    if not is_webp(data) and kind_of_picture(data) is None:
        return _read_svg(data, address, depth)
    suffix = kind_of_picture(data) or ".webp"
    wide, high = picture_size(data, MEASURES[suffix])
    bare = bare_but_upright(data, suffix)
    return Embedded(wide * high, address if bare is data else _encoded(address, bare))


def _read_svg(data: bytes, address: str, depth: int) -> Embedded:
    from diptych.source.pictures.svg import read_svg

    if depth >= DEEPEST:
        raise OversizedError(f"pictures in it stand more than {DEEPEST} deep")
    svg = read_svg(data, depth + 1)
    return Embedded(svg.pixels, address if svg.data == data else _encoded(address, svg.data))


def _decoded(address: str) -> bytes:
    """Return what an address holds, as browsers read it (Fetch Standard, 6)."""
    head, _, body = address.strip().partition(",")
    data = unquote_to_bytes(body.partition("#")[0])
    if not _BASE_64.search(head):
        return data
    try:
        return base64.b64decode(b"".join(data.split()) + b"==")
    except binascii.Error:
        raise DamagedError("it is not valid Base64") from None


def _encoded(address: str, data: bytes) -> str:
    head = _BASE_64.sub("", address.strip().partition(",")[0])
    return f"{head};base64,{base64.b64encode(data).decode('ascii')}"
