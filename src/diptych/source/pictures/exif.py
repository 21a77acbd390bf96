"""The orientation that a camera notes in a JPEG or PNG.

Browsers heed it, PowerPoint and LibreOffice do not. So a picture goes into the outputs without it,
its pixels as they were stored, and each output turns the picture itself.
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
_BEHIND_IHDR = 33
"""Where the second chunk of a PNG begins; the first is of one size (PNG, third edition, 11.2.1)."""


def turn_of(data: bytes, suffix: str) -> Turn:
    """Return what makes a sound picture upright that is shown as it is stored."""
    tiff = next(_notes(data, suffix), b"")
    return TURNS.get(_orientation(tiff), UPRIGHT)


def bare_but_upright(data: bytes, suffix: str) -> bytes:
    """Return a sound picture without metadata but for its orientation, for browsers to heed.

    Raise DamagedError where it ends too early.
    """
    bare, turn = without_metadata(data, suffix), turn_of(data, suffix)
    return _with_note(bare, suffix, turn) if turn else bare


def _with_note(data: bytes, suffix: str, turn: Turn) -> bytes:
    """Return a JPEG or PNG that has no Exif data with some of nothing but an orientation."""
    value = next(value for value, other in TURNS.items() if other == turn)
    tiff = struct.pack(
        ">2sHIHHHIHHI", b"MM", 42, 8, 1, _ORIENTATION, _SHORT, 1, value, 0, 0
    )  # header, one entry, no further ones (TIFF 6.0, 2)
    if suffix == ".png":
        chunk = b"eXIf" + tiff
        whole = struct.pack(">I", len(tiff)) + chunk + struct.pack(">I", zlib.crc32(chunk))
        return data[:_BEHIND_IHDR] + whole + data[_BEHIND_IHDR:]
    note = _EXIF + tiff
    return data[:2] + b"\xff" + _APP1 + struct.pack(">H", len(note) + 2) + note + data[2:]


def _notes(data: bytes, suffix: str) -> Iterator[bytes]:
    """Yield the Exif data, each a TIFF file."""
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
    """Return the value of the tag Orientation (TIFF 6.0, 2); 0 where there is none."""
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
