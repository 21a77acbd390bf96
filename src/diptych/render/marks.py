"""Marks by which a later build knows files that Diptych has made, if there is no record of them."""

from __future__ import annotations

import zlib

_SOFTWARE = b"tEXtSoftware\0Diptych"
MARK_IN_PNG = (
    (len(_SOFTWARE) - 4).to_bytes(4, "big") + _SOFTWARE + zlib.crc32(_SOFTWARE).to_bytes(4, "big")
)
"""A chunk with a keyword of the standard (PNG 3, 11.3.3.2)."""
PNG_MARK_AT = 33
"""After the signature and the header (PNG 3, 5.2 and 11.2.1)."""
MARK_IN_SVG = b"<!-- Diptych -->"
MARK_IN_MARKDOWN = b"\n<!-- Diptych -->\n"
"""A comment at its end, which no reader shows."""
MARK_IN_JSON = b'{\n  "generator": "Diptych",\n'
_NAME = b"Diptych\0"
MARK_IN_WEBP = (
    b"II*\0\x08\0\0\0\x01\0\x31\x01\x02\0"
    + len(_NAME).to_bytes(4, "little")
    + (26).to_bytes(4, "little")
    + bytes(4)
    + _NAME
)
"""Exif with one field, the software (TIFF 6.0, 2)."""
PDF_TABLE = b"/Type/XRef/W[1 4 2]/Size "
"""How the table of a PDF's objects begins, which Typst writes in another form."""


def marked_png(picture: bytes) -> bytes:
    """Return a PNG with the mark."""
    return picture[:PNG_MARK_AT] + MARK_IN_PNG + picture[PNG_MARK_AT:]


def marked_svg(picture: bytes) -> bytes:
    """Return an SVG with the mark after its first tag."""
    return picture.replace(b">", b">" + MARK_IN_SVG, 1)
