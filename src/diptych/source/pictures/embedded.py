"""Pictures inside an SVG, as `data:` URLs (RFC 2397): their size and their metadata.

Renderers decode them when they draw, so a few bytes could take up all memory.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable
from urllib.parse import unquote_to_bytes

from msgspec import Struct

from diptych.source.pictures.exif import bare_but_upright
from diptych.source.pictures.sizes import (
    MEASURES,
    DamagedError,
    is_webp,
    kind_of_picture,
    picture_size,
)

MOST_PIXELS = 64_000_000
"""Maximum for all pictures in an SVG: decoded, a quarter of the memory allowed for drawing."""
MOST_PICTURES = 2_000
"""Maximum of different pictures in one SVG: a map with all its symbols has a few hundred."""
_BASE_64 = re.compile(r";\s*base64\s*$", re.IGNORECASE)


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
    data = _decoded(address)
    if not is_webp(data) and kind_of_picture(data) is None:
        pixels, bare = read_nested(data)
        return Embedded(pixels, address if bare == data else _encoded(address, bare))
    suffix = kind_of_picture(data) or ".webp"
    wide, high = picture_size(data, MEASURES[suffix])
    bare = bare_but_upright(data, suffix)
    return Embedded(wide * high, address if bare is data else _encoded(address, bare))


def _decoded(address: str) -> bytes:
    """Return the data of an address, as decoded by browsers (Fetch Standard, 6)."""
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
