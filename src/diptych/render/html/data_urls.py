"""Files as `data:` URLs (RFC 2397), in the shorter of their two forms."""

from __future__ import annotations

import base64
import re
from pathlib import PurePosixPath

from diptych.render.media_types import MEDIA_TYPES

_CHARSETS = {".css": ";charset=utf-8"}
"""Parameters of types, for texts that would be read otherwise (RFC 2397: US-ASCII)."""
_TEXTS = (".css", ".svg")
_UNSAFE = re.compile(rb"[^ !$(-;=@A-Z\[\]_a-z~]")
"""Bytes that mean something in a URL, or would end an attribute or a string in CSS."""


def data_url(path: str, data: bytes) -> str:
    """Return a file as a URL for anywhere in HTML, CSS and JavaScript."""
    encoded = base64.b64encode(data).decode("ascii")
    return f"data:{media_type(path)};base64,{encoded}"


def quoted_data_url(path: str, data: bytes) -> str:
    """Return a file as a URL for between double quotes; shorter than the other for most SVGs."""
    if not path.lower().endswith(_TEXTS):
        return data_url(path, data)
    written = _UNSAFE.sub(lambda found: b"%%%02X" % found[0][0], data)
    if len(written) > len(data) * 4 / 3:
        return data_url(path, data)
    return f"data:{media_type(path)},{written.decode('ascii')}"


def media_type(path: str) -> str:
    """Return the type of a file by its name."""
    ending = PurePosixPath(path).suffix.lower()
    return MEDIA_TYPES.get(ending, "application/octet-stream") + _CHARSETS.get(ending, "")
