"""The parts of raster pictures: chunks of PNG and WebP, segments of JPEG, blocks of GIF.

Each part is given by its kind, start and end. Truncated data raises IndexError or struct.error.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

Piece = tuple[bytes, int, int]
"""The kind of a part, its start and its end."""

END_OF_IMAGE = b"\xd9"
START_OF_SCAN = b"\xda"
_NEXT_MARKER = re.compile(rb"\xff[\x01-\xcf\xd8-\xfe]")
"""The end of a scan's data: a marker that is no stuffed byte or restart (ITU-T T.81, B.1.1.5)."""
_ALONE = frozenset((0x01, *range(0xD0, 0xDA)))
"""Markers without a segment (T.81, table B.1)."""
_EXTENSION, _IMAGE, _TRAILER = b"!", b",", b";"
_TABLE, _SIZE = 0x80, 0x07
"""Bits for the presence and the size of a colour table (GIF89a, 18 and 20)."""


def png_chunks(data: bytes) -> Iterator[Piece]:
    """Yield the chunks up to the last one (PNG, third edition, 5.3)."""
    at, kind = 8, b""
    while kind != b"IEND":
        length, kind = struct.unpack_from(">I4s", data, at)
        yield kind, at, at + 12 + length
        at += 12 + length


def jpeg_segments(data: bytes) -> Iterator[Piece]:
    """Yield the segments up to the end of the image, scans with their data (ITU-T T.81, B.1).

    Data between segments is skipped, as in decoders. The kind is the marker's second byte.
    """
    at = 2
    while True:
        at = _found(_NEXT_MARKER.search(data, at), len(data))
        code = data[at + 1]
        kind, end = bytes((code,)), at + 2
        if code not in _ALONE:
            (length,) = struct.unpack_from(">H", data, end)
            end += max(2, length)
        if kind == START_OF_SCAN:
            end = _found(_NEXT_MARKER.search(data, end), len(data))
        if end > len(data):
            raise IndexError(end)
        yield kind, at, end
        if kind == END_OF_IMAGE:
            return
        at = end


def _found(marker: re.Match[bytes] | None, otherwise: int) -> int:
    return marker.start() if marker else otherwise


def gif_blocks(data: bytes) -> Iterator[Piece]:
    """Yield the header, whose kind is empty, and the blocks up to the trailer (GIF89a, appendix B).

    The kind of an extension includes its label.
    """
    at = 13 + _colours(data[10])
    yield b"", 0, at
    while True:
        kind, begin = data[at : at + 1], at
        if kind == _EXTENSION:
            kind, at = data[at : at + 2], _after_data(data, at + 2)
        elif kind == _IMAGE:
            at = _after_data(data, at + 11 + _colours(data[at + 9]))
        elif kind == _TRAILER:
            at += 1
        else:
            raise IndexError(at)
        yield kind, begin, at
        if kind == _TRAILER:
            return


def _colours(flags: int) -> int:
    """Return the size of a colour table in bytes."""
    return 3 << (flags & _SIZE) + 1 if flags & _TABLE else 0


def _after_data(data: bytes, at: int) -> int:
    """Return the offset after the sub-blocks that begin at `at` (GIF89a, 15)."""
    while length := data[at]:
        at += 1 + length
    return at + 1


def webp_chunks(data: bytes) -> Iterator[Piece]:
    """Yield the chunks (WebP Container Specification, "RIFF File Format")."""
    at = 12
    while at < len(data):
        kind, length = struct.unpack_from("<4sI", data, at)
        end = at + 8 + length + length % 2
        yield kind, at, end
        at = end
