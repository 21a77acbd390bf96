"""Fonts in the container in which PowerPoint embeds them: Embedded OpenType (W3C, 2008).

Office may compress and encrypt the font within; both are optional, and neither is done here.
"""

from __future__ import annotations

import struct

from diptych.fonts.sfnt import FAMILY, FULL_NAME, STYLE, VERSION, names_in, tables_at

_VERSION = 0x00020001
_IS_PART = 0x1
"""TTEMBED_SUBSET."""
_DEFAULT_CHARSET = 1
_MAGIC = 0x504C
_ITALIC = 0b1


def as_eot(font: bytes, *, is_part: bool) -> bytes:
    """Return a font of one face in an Embedded OpenType container of version 2.1.

    Raise struct.error if it is damaged.
    """
    tables = tables_at(0, lambda at, size: font[at : at + size])
    own, head = (font[tables[tag][0] :] for tag in (b"OS/2", b"head"))
    weight, embedding = struct.unpack_from(">4xH2xH", own)
    (selection,) = struct.unpack_from(">H", own, 62)
    ranges = struct.unpack_from(">4I", own, 42)
    has_pages = struct.unpack_from(">H", own)[0] >= 1
    pages = struct.unpack_from(">2I", own, 78) if has_pages else (0, 0)
    (adjustment,) = struct.unpack_from(">I", head, 8)
    described = struct.pack(
        "<III10sBBIHH4I2II16x",
        len(font), _VERSION, _IS_PART if is_part else 0, own[32:42], _DEFAULT_CHARSET,
        selection & _ITALIC, weight, embedding, _MAGIC, *ranges, *pages, adjustment,
    )  # fmt: skip
    names = names_in(font)
    named = (names.get(one, "") for one in (FAMILY, STYLE, VERSION, FULL_NAME))
    texts = b"".join(_padded(text) for text in (*named, ""))
    return struct.pack("<I", 4 + len(described) + len(texts) + len(font)) + described + texts + font


def _padded(text: str) -> bytes:
    """Return a name behind its padding and its length; the last one is where it may be used."""
    data = text.encode("utf-16-le")
    return struct.pack("<HH", 0, len(data)) + data
