"""The orientation that a camera records in a JPEG or PNG.

Browsers apply it, but PowerPoint and LibreOffice do not. So pictures are written without it, with
their pixels as stored, and each output turns them itself.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from diptych.model.orientation import TURNS, UPRIGHT, Turn
from diptych.source.pictures.chunks import START_OF_SCAN, jpeg_segments, png_chunks
from diptych.source.pictures.metadata import without_metadata

_ORIENTATION = 0x0112
_SHORT = 3
_EXIF = b"Exif\0\0"
_APP1 = b"\xe1"
_AFTER_IHDR = 33
"""Offset of a PNG's second chunk; the first has a fixed size (PNG, third edition, 11.2.1)."""


def turn_of(data: bytes, suffix: str) -> Turn:
    """Return the transformation that makes a valid stored picture upright."""
    tiff = next(_exif_data(data, suffix), b"")
    return TURNS.get(_orientation(tiff), UPRIGHT)


def bare_but_upright(data: bytes, suffix: str) -> bytes:
    """Return a valid picture without metadata other than its orientation, which browsers apply.

    Raise DamagedError if it is truncated.
    """
    bare, turn = without_metadata(data, suffix), turn_of(data, suffix)
    return _with_orientation(bare, suffix, turn) if turn else bare


def _with_orientation(data: bytes, suffix: str, turn: Turn) -> bytes:
    """Return a JPEG or PNG without Exif data with such data for only the orientation."""
    value = next(value for value, other in TURNS.items() if other == turn)
    tiff = struct.pack(
        ">2sHIHHHIHHI", b"MM", 42, 8, 1, _ORIENTATION, _SHORT, 1, value, 0, 0
    )  # header, one entry, no further ones (TIFF 6.0, 2)
    if suffix == ".png":
        chunk = b"eXIf" + tiff
        whole = struct.pack(">I", len(tiff)) + chunk + struct.pack(">I", zlib.crc32(chunk))
        return data[:_AFTER_IHDR] + whole + data[_AFTER_IHDR:]
    exif = _EXIF + tiff
    return data[:2] + b"\xff" + _APP1 + struct.pack(">H", len(exif) + 2) + exif + data[2:]


def _exif_data(data: bytes, suffix: str) -> Iterator[bytes]:
    """Yield the blocks of Exif data, each a TIFF file."""
    match suffix:
        case ".jpg" | ".jpeg":  # before the first scan (Exif 2.32, 4.5.2)
            for kind, begin, end in jpeg_segments(data):
                if kind == START_OF_SCAN:
                    return
                if kind == _APP1 and data.startswith(_EXIF, begin + 4):
                    yield data[begin + 4 + len(_EXIF) : end]
        case ".png":  # PNG, third edition, 11.3.3.6
            for kind, begin, end in png_chunks(data):
                if kind == b"eXIf":
                    yield data[begin + 8 : end - 4]
        case _:
            return


def _orientation(tiff: bytes) -> int:
    """Return the value of the tag Orientation (TIFF 6.0, 2); 0 if there is none."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None or len(tiff) < 8:  # noqa: PLR2004 - its header
        return 0
    (first,) = struct.unpack_from(order + "I", tiff, 4)
    if first + 2 > len(tiff):
        return 0
    (count,) = struct.unpack_from(order + "H", tiff, first)
    for entry in range(first + 2, min(len(tiff) - 11, first + 2 + 12 * count), 12):
        tag, kind = struct.unpack_from(order + "HH", tiff, entry)
        if (tag, kind) == (_ORIENTATION, _SHORT):
            value: int = struct.unpack_from(order + "H", tiff, entry + 8)[0]
            return value
    return 0
