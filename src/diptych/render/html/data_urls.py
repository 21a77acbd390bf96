"""Files as `data:` URLs (RFC 2397), in the shorter of their two forms."""

from __future__ import annotations

import base64
import re
from pathlib import PurePosixPath

from diptych.render.media_types import MEDIA_TYPES

_CHARSETS = {".css": ";charset=utf-8"}
"""Parameters of types, for texts that would be read otherwise (RFC 2397: US-ASCII)."""
_TEXTS = (".css", ".svg")
_UNSAFE = re.compile(rb"[^ !$'-;=@A-Z\[\]_a-z~]")
"""Bytes that mean something in a URL, or would end an attribute or a string in CSS."""

_TAG = re.compile(
    rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<[A-Za-z](?:[^<>\"']|\"[^\"]*\"|'[^']*')*+>", re.DOTALL
)
_VALUE = re.compile(rb"\"[^\"]*\"|'[^']*'")
_WITH_WORDS = re.compile(rb"[<:](?:text|foreignObject)\b")
"""Elements in which spaces between others may be seen."""
_BETWEEN = re.compile(rb">\s+<")


def data_url(path: str, data: bytes) -> str:
    """Return a file as a URL for anywhere in HTML, CSS and JavaScript."""
    encoded = base64.b64encode(data).decode("ascii")
    return f"data:{media_type(path)};base64,{encoded}"


def quoted_data_url(path: str, data: bytes) -> str:
    """Return a file as a URL for between double quotes; shorter than the other for most SVGs."""
    if not path.lower().endswith(_TEXTS):
        return data_url(path, data)
    shown = _compact(data) if path.lower().endswith(".svg") else data
    written = _UNSAFE.sub(lambda found: b"%%%02X" % found[0][0], shown)
    if len(written) > len(shown) * 4 / 3:
        return data_url(path, shown)
    return f"data:{media_type(path)},{written.decode('ascii')}"


def _compact(svg: bytes) -> bytes:
    """Return a well-formed SVG that says the same with fewer bytes that mean something in a URL.

    Values of attributes are between single quotes where they can be, and have spaces in place of
    line ends, as which XML reads them (XML 1.0, 3.3.3).
    """
    in_tags = _TAG.sub(lambda found: _requoted(found[0]), svg)
    return in_tags if _WITH_WORDS.search(svg) else _BETWEEN.sub(b"><", in_tags)


def _requoted(tag: bytes) -> bytes:
    if tag.startswith(b"<!"):
        return tag

    def quoted(found: re.Match[bytes]) -> bytes:
        value = found[0][1:-1]
        return found[0] if b"'" in value else b"'%b'" % value

    return _VALUE.sub(quoted, tag.replace(b"\r\n", b"\n").replace(b"\n", b" "))


def media_type(path: str) -> str:
    """Return the type of a file by its name."""
    ending = PurePosixPath(path).suffix.lower()
    return MEDIA_TYPES.get(ending, "application/octet-stream") + _CHARSETS.get(ending, "")
