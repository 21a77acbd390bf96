"""The orientation that a camera notes in a JPEG or PNG, taken out of the file.

Browsers heed it, PowerPoint and LibreOffice do not. So the file is written without it, its pixels
as they were stored, and each output turns the picture itself.
"""

from __future__ import annotations

import struct
import zlib

from diptych.model.orientation import TURNS, UPRIGHT, Turn

_ORIENTATION = 0x0112
_SHORT = 3
_EXIF = b"Exif\0\0"
_APP1 = 0xE1
_SCAN = 0xDA


def laid_flat(data: bytes, suffix: str) -> tuple[bytes, Turn]:
    """Return a whole picture that any program shows as it is stored, and how it is to be turned."""
    at, end = _tiff(data, suffix)
    found = _entry(data, at, end) if at else None
    if found is None:
        return data, UPRIGHT
    offset, order = found
    (value,) = struct.unpack_from(order + "H", data, offset)
    if value not in TURNS or not TURNS[value]:
        return data, UPRIGHT
    flat = data[:offset] + struct.pack(order + "H", 1) + data[offset + 2 :]
    if suffix == ".png":
        checksum = struct.pack(">I", zlib.crc32(flat[at - 4 : end]))
        flat = flat[:end] + checksum + flat[end + 4 :]
    return flat, TURNS[value]


def _tiff(data: bytes, suffix: str) -> tuple[int, int]:
    """Return where the Exif data, which is a TIFF file, begins and ends; 0, 0 if there is none."""
    match suffix:
        case ".jpg" | ".jpeg":
            return _in_jpeg(data)
        case ".png":
            return _in_png(data)
        case _:
            return 0, 0


def _in_jpeg(data: bytes) -> tuple[int, int]:
    """Look through the segments before the first scan (Exif 2.32, 4.5.2)."""
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:  # noqa: PLR2004 - how a marker begins
        marker = data[at + 1]
        if marker == 0xFF:  # noqa: PLR2004 - a fill byte
            at += 1
            continue
        (length,) = struct.unpack_from(">H", data, at + 2)
        if marker == _SCAN or length < 2:  # noqa: PLR2004 - a length counts itself
            break
        if marker == _APP1 and data.startswith(_EXIF, at + 4):
            return at + 4 + len(_EXIF), min(len(data), at + 2 + length)
        at += 2 + length
    return 0, 0


def _in_png(data: bytes) -> tuple[int, int]:
    """Look for the chunk eXIf (PNG, third edition, 11.3.3.6); all chunks are whole."""
    at = 8
    while at + 8 <= len(data):
        length, kind = struct.unpack_from(">I4s", data, at)
        if kind == b"eXIf":
            return at + 8, at + 8 + length
        at += length + 12
    return 0, 0


def _entry(data: bytes, at: int, end: int) -> tuple[int, str] | None:
    """Return where the orientation's value stands, and the order of its bytes (TIFF 6.0, 2)."""
    order = {b"II": "<", b"MM": ">"}.get(data[at : at + 2])
    if order is None or end - at < 8:  # noqa: PLR2004 - its header
        return None
    (first,) = struct.unpack_from(order + "I", data, at + 4)
    if at + first + 2 > end:
        return None
    (count,) = struct.unpack_from(order + "H", data, at + first)
    for entry in range(at + first + 2, min(end - 11, at + first + 2 + 12 * count), 12):
        tag, kind = struct.unpack_from(order + "HH", data, entry)
        if (tag, kind) == (_ORIENTATION, _SHORT):
            return entry + 8, order
    return None
