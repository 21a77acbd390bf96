"""The size of a picture, read from its header; raises an error if it is damaged."""

from __future__ import annotations

import math
import re
import struct
import zlib
from collections.abc import Callable

from diptych.source.pictures.chunks import gif_blocks, jpeg_segments, png_chunks, webp_chunks

Measure = Callable[[bytes], tuple[float, float]]

_STARTS = {b"\x89PNG\r\n\x1a\n": ".png", b"\xff\xd8\xff": ".jpg", b"GIF8": ".gif"}
_LARGEST = 100_000
"""Maximum pixels per side; a larger picture could not be shown."""
MOST_PIXELS = 120_000_000
"""Maximum pixels of a raster picture; the largest camera sensors have 102 million."""
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""Second bytes of the markers that begin a frame (ITU-T T.81, table B.1)."""
_HEADER = 16
"""The offset at which the name of a PNG's first chunk ends."""
_14_BITS = 0x3FFF


class DamagedError(ValueError):
    """A picture is damaged, or not of the type of its name."""


class OversizedError(ValueError):
    """A picture is too large or complex to be shown."""


def kind_of_picture(data: bytes) -> str | None:
    """Return the suffix for the type given by a picture's first bytes; None if they give none.

    Programs use these rather than the name: many PNGs are called `.jpg`.
    """
    return next((suffix for start, suffix in _STARTS.items() if data.startswith(start)), None)


def is_webp(data: bytes) -> bool:
    """Return whether a picture is a WebP."""
    return data.startswith(b"RIFF") and data[8:12] == b"WEBP"


def picture_size(data: bytes, measure: Measure) -> tuple[float, float]:
    """Return width and height of a raster picture.

    Raise DamagedError if they cannot be determined, OversizedError if there are too many pixels.
    """
    try:
        width, height = measure(data)
    except (IndexError, struct.error):
        raise DamagedError("it ends too early") from None
    size = checked_size((width, height))
    _check_pixels(width * height)
    return size


def _check_pixels(pixels: float) -> None:
    if pixels > MOST_PIXELS:
        raise OversizedError(f"it has more than {MOST_PIXELS // 1_000_000} million pixels")


def checked_size(size: tuple[float, float]) -> tuple[float, float]:
    """Return a size in pixels; raise DamagedError if it is impossible."""
    width, height = size
    if not all(math.isfinite(side) and 0 < side <= _LARGEST for side in (width, height)):
        raise DamagedError(f"it cannot be {width:g} by {height:g} pixels")
    return width, height


def _measure_png(data: bytes) -> tuple[float, float]:
    """Return the size in the header chunk (PNG, third edition, 11.2.1); check all chunks."""
    if data[:8] != b"\x89PNG\r\n\x1a\n":
        raise DamagedError("it is not a PNG")
    if data[12:16] != b"IHDR":
        raise DamagedError("it has no header" if len(data) >= _HEADER else "it ends too early")
    for kind, begin, end in png_chunks(data):
        (checksum,) = struct.unpack_from(">I", data, end - 4)
        if zlib.crc32(memoryview(data)[begin + 4 : end - 4]) != checksum:
            name = kind.decode("ascii", "replace")
            raise DamagedError(f"the checksum of its chunk {name} is wrong")
    width, height = struct.unpack_from(">II", data, 16)
    return float(width), float(height)


def _measure_jpeg(data: bytes) -> tuple[float, float]:
    """Return the size in the first frame header (ITU-T T.81, B.2.2)."""
    if data[:2] != b"\xff\xd8":
        raise DamagedError("it is not a JPEG")
    for (code,), begin, _ in jpeg_segments(data):
        if code in _FRAMES:
            height, width = struct.unpack_from(">HH", data, begin + 5)
            return float(width), float(height)
    raise DamagedError("it has no frame")


def _measure_gif(data: bytes) -> tuple[float, float]:
    """Return the size of the logical screen (GIF89a, 18); images may be larger (20)."""
    if data[:6] not in {b"GIF87a", b"GIF89a"}:
        raise DamagedError("it is not a GIF")
    for kind, begin, _ in gif_blocks(data):
        if kind == b",":
            wide, high = struct.unpack_from("<HH", data, begin + 5)
            _check_pixels(wide * high)
    width, height = struct.unpack_from("<HH", data, 6)
    return float(width), float(height)


def _measure_webp(data: bytes) -> tuple[float, float]:
    """Return the size in the first chunk (WebP Container Specification; RFC 6386; RFC 9649)."""
    kind, begin, _ = next(webp_chunks(data), (b"", 0, 0))
    match kind:
        case b"VP8X":
            wide, high = (
                int.from_bytes(data[at : at + 3], "little") for at in (begin + 12, begin + 15)
            )
            return float(wide + 1), float(high + 1)
        case b"VP8L":
            (bits,) = struct.unpack_from("<I", data, begin + 9)
            return float((bits & _14_BITS) + 1), float((bits >> 14 & _14_BITS) + 1)
        case b"VP8 ":
            wide, high = struct.unpack_from("<HH", data, begin + 14)
            return float(wide & _14_BITS), float(high & _14_BITS)
        case _:
            raise DamagedError("it is not a WebP")


def svg_size(root: dict[str, str]) -> tuple[float, float]:
    """Return the size of an SVG from its root's width and height, or its viewBox (SVG 2, 8.2)."""
    from diptych.source.reading.lengths import in_px

    width, height = (in_px(root.get(side, "")) for side in ("width", "height"))
    if width is not None and height is not None:
        return width, height
    box = re.split(r"[\s,]+", root.get("viewBox", "").strip())
    try:
        _, _, width, height = map(float, box)
    except ValueError:
        raise DamagedError("it has neither width and height nor a viewBox") from None
    return width, height


MEASURES: dict[str, Measure] = {
    ".png": _measure_png,
    ".jpg": _measure_jpeg,
    ".jpeg": _measure_jpeg,
    ".gif": _measure_gif,
    ".webp": _measure_webp,
}
"""The function that measures each type of raster picture, by suffix."""
