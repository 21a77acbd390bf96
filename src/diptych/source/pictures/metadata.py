"""Strips pictures of metadata about their authors: location, camera, names, paths, comments.

What affects how pixels are shown stays: colour profiles, transparency, density, animation. Nothing
is re-encoded; parts are left out.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator

from diptych.source.pictures.chunks import gif_blocks, jpeg_segments, png_chunks, webp_chunks
from diptych.source.pictures.sizes import DamagedError

Part = bytes | memoryview
"""A part of a picture; views avoid copying large pictures."""

_PNG_KEPT = frozenset((
    b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP", b"mDCV", b"cLLI", b"sBIT", b"bKGD",
    b"hIST", b"pHYs", b"sPLT", b"acTL", b"fcTL", b"fdAT",
))  # fmt: skip
"""Ancillary chunks (PNG, third edition, 4.7.2) that affect what is seen."""
_ANCILLARY = 0x20
"""The bit of a chunk's first letter that marks it as ancillary (PNG, 5.4)."""
_APPLICATIONS, _COMMENT = range(0xE0, 0xF0), 0xFE
_JPEG_KEPT = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
"""Application segments about colours and pixels, with their first bytes."""
_JFIF = 18
"""Size of a JFIF segment, marker included, without a thumbnail (ITU-T T.871, 10.1)."""
_GIF_KEPT = (b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1012")
"""Application extensions for the loop count and the colours of a GIF."""
_GIF_COMMENT, _GIF_APPLICATION = b"!\xfe", b"!\xff"
_WEBP_DROPPED = {b"EXIF", b"XMP "}
_WEBP_FLAGS = 0x0C
"""The flags of an extended WebP for these chunks."""


def without_metadata(data: bytes, suffix: str) -> bytes:
    """Return a valid picture with only what is seen.

    Raise DamagedError if it is truncated.
    """
    try:
        kept = list(_BARE[suffix](data, memoryview(data)))
    except (IndexError, struct.error):
        raise DamagedError("it ends too early") from None
    return data if sum(map(len, kept)) == len(data) else b"".join(kept)


def _bare_png(data: bytes, view: memoryview) -> Iterator[Part]:
    yield view[:8]
    for kind, begin, end in png_chunks(data):
        if not kind[0] & _ANCILLARY or kind in _PNG_KEPT:
            yield view[begin:end]


def _bare_jpeg(data: bytes, view: memoryview) -> Iterator[Part]:
    yield view[:2]
    for (code,), begin, end in jpeg_segments(data):
        if code not in _APPLICATIONS and code != _COMMENT:
            yield view[begin:end]
        elif code in _JPEG_KEPT and data.startswith(_JPEG_KEPT[code], begin + 4):
            segment = data[begin:end]
            yield _without_thumbnail(segment) if code == _APPLICATIONS[0] else segment


def _without_thumbnail(jfif: bytes) -> bytes:
    if len(jfif) <= _JFIF:
        return jfif
    return jfif[:2] + struct.pack(">H", _JFIF - 2) + jfif[4 : _JFIF - 2] + b"\0\0"


def _bare_gif(data: bytes, view: memoryview) -> Iterator[Part]:
    for kind, begin, end in gif_blocks(data):
        is_foreign = kind == _GIF_APPLICATION and not data.startswith(_GIF_KEPT, begin + 3)
        if kind != _GIF_COMMENT and not is_foreign:
            yield view[begin:end]


def _bare_webp(data: bytes, view: memoryview) -> Iterator[Part]:
    body = b"".join(
        _without_flags(data[begin:end]) if kind == b"VP8X" else view[begin:end]
        for kind, begin, end in webp_chunks(data)
        if kind not in _WEBP_DROPPED
    )
    yield data[:4] + struct.pack("<I", 4 + len(body)) + data[8:12] + body


def _without_flags(chunk: bytes) -> bytes:
    return chunk[:8] + bytes([chunk[8] & ~_WEBP_FLAGS]) + chunk[9:]


_BARE: dict[str, Callable[[bytes, memoryview], Iterator[Part]]] = {
    ".png": _bare_png,
    ".jpg": _bare_jpeg,
    ".jpeg": _bare_jpeg,
    ".gif": _bare_gif,
    ".webp": _bare_webp,
}
