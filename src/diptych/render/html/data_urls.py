"""Files as `data:` URLs (RFC 2397), in the shorter of their two forms."""

from __future__ import annotations

import base64
import re
from pathlib import PurePosixPath

MEDIA_TYPES = {
    ".avif": "image/avif",
    ".css": "text/css;charset=utf-8",
    ".gif": "image/gif",
    ".ico": "image/x-icon",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": "text/javascript",
    ".json": "application/json",
    ".m4a": "audio/mp4",
    ".m4v": "video/mp4",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
    ".oga": "audio/ogg",
    ".ogg": "audio/ogg",
    ".otf": "font/otf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
    ".wav": "audio/wav",
    ".webm": "video/webm",
    ".webp": "image/webp",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
}
"""The types of files that a page, or a style sheet, can refer to (IANA, "Media Types")."""
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
    return MEDIA_TYPES.get(PurePosixPath(path).suffix.lower(), "application/octet-stream")
