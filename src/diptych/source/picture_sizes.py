"""How large a picture is, by its own header; what is damaged says so."""

from __future__ import annotations

import math
import re
import struct
import zlib
from collections.abc import Callable
from xml.parsers import expat

from diptych.source.lengths import in_px

Measure = Callable[[bytes], tuple[float, float]]

_STARTS = {b"\x89PNG\r\n\x1a\n": ".png", b"\xff\xd8\xff": ".jpg", b"GIF8": ".gif"}
_LARGEST = 100_000
"""Pixels a side; what says more is no picture that could be shown."""
_SOF = range(0xFFC0, 0xFFD0)
_NO_FRAME = {0xFFC4, 0xFFC8, 0xFFCC}
_HEADER = 16
"""Where the name of a PNG's first chunk ends."""
_END = 0xFFD9
_ALONE = {0xFF01, *range(0xFFD0, 0xFFD9)}


class DamagedError(ValueError):
    """A picture is damaged, or is not what its name says."""


def kind_of_picture(data: bytes) -> str | None:
    """Return the suffix of the type that a picture's first bytes tell; None: they tell none.

    Programs go by these and not by the name: many a PNG is called `.jpg`.
    """
    return next((suffix for start, suffix in _STARTS.items() if data.startswith(start)), None)


def picture_size(data: bytes, measure: Measure) -> tuple[float, float]:
    """Return width and height in pixels; raise DamagedError if they cannot be known."""
    try:
        width, height = measure(data)
    except (IndexError, struct.error):
        raise DamagedError("it ends too early") from None
    except expat.ExpatError as error:
        raise DamagedError(f"it is no XML: {error}") from None
    if not all(math.isfinite(side) and 0 < side <= _LARGEST for side in (width, height)):
        raise DamagedError(f"it cannot be {width:g} by {height:g} pixels")
    return width, height


def _measure_png(data: bytes) -> tuple[float, float]:
    """Return the size in the header chunk (PNG, third edition, 11.2.1), all chunks being whole."""
    if data[:8] != b"\x89PNG\r\n\x1a\n":
        raise DamagedError("it is no PNG")
    if data[12:16] != b"IHDR":
        raise DamagedError("it has no header" if len(data) >= _HEADER else "it ends too early")
    at = 8
    while True:
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        content = data[at + 4 : at + 8 + length]
        at += length + 12
        (checksum,) = struct.unpack(">I", data[at - 4 : at])
        if zlib.crc32(content) != checksum:
            name = kind.decode("ascii", "replace")
            raise DamagedError(f"the checksum of its part {name} is wrong")
        if kind == b"IEND":
            width, height = struct.unpack(">II", data[16:24])
            return float(width), float(height)


def _measure_jpeg(data: bytes) -> tuple[float, float]:
    """Return the size in the frame header (ITU-T T.81, B.2.2), having seen the image's end."""
    if data[:2] != b"\xff\xd8":
        raise DamagedError("it is no JPEG")
    if data.rfind(b"\xff\xd9") < max(2, data.rfind(b"\xff\xda")):  # cameras write more behind it
        raise DamagedError("it ends too early")
    at = 2
    while at < len(data):
        (marker,) = struct.unpack(">H", data[at : at + 2])
        if marker == _END:
            break
        if marker in _ALONE or marker == 0xFFFF:  # noqa: PLR2004 - a fill byte (B.1.1.2)
            at += 1 if marker == 0xFFFF else 2  # noqa: PLR2004 - as above
            continue
        (length,) = struct.unpack(">H", data[at + 2 : at + 4])
        if marker in _SOF and marker not in _NO_FRAME:
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return float(width), float(height)
        at += max(2, length) + 2
    raise DamagedError("it has no frame")


def _measure_gif(data: bytes) -> tuple[float, float]:
    if data[:6] not in {b"GIF87a", b"GIF89a"}:
        raise DamagedError("it is no GIF")
    if not data.rstrip(b"\x00").endswith(b";"):
        raise DamagedError("it ends too early")
    width, height = struct.unpack("<HH", data[6:10])
    return float(width), float(height)


def _measure_svg(data: bytes) -> tuple[float, float]:
    """Return width and height of the root element, or of its view box (SVG 2, 8.2)."""
    root: list[dict[str, str]] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if not root:
            if name.rpartition(" ")[2] != "svg":
                raise DamagedError("it is no SVG")
            root.append(attributes)
        parser.StartElementHandler = None

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = start
    parser.EntityDeclHandler = _refuse_entities
    parser.Parse(data, True)
    return _svg_size(root[0])


def _refuse_entities(*_: object) -> None:
    raise DamagedError("it declares entities")


def _svg_size(root: dict[str, str]) -> tuple[float, float]:
    width, height = (in_px(root.get(side, "")) for side in ("width", "height"))
    if width is not None and height is not None:
        return width, height
    box = re.split(r"[\s,]+", root.get("viewBox", "").strip())
    try:
        _, _, width, height = map(float, box)
    except ValueError:
        raise DamagedError("it says neither width and height nor a viewBox") from None
    return width, height


MEASURES: dict[str, Measure] = {
    ".png": _measure_png,
    ".jpg": _measure_jpeg,
    ".jpeg": _measure_jpeg,
    ".gif": _measure_gif,
    ".svg": _measure_svg,
}
"""How each type of picture is measured, by its suffix."""
