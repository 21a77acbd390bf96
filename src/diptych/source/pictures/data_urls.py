"""Pictures written out in `data:` addresses (RFC 2397), in a text or inside an SVG."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from pathlib import Path
from urllib.parse import unquote_to_bytes

from diptych.source.pictures.decoding import decoded_kind
from diptych.source.pictures.sizes import DamagedError, OversizedError, kind_of_picture
from diptych.storage.reading import PICTURE

BASE_64 = re.compile(r";\s*base64\s*$", re.IGNORECASE)
_SVG = re.compile(rb"<svg[\s>]")
_HEAD = 4_096
"""Bytes before which an SVG begins, with its comments and document type."""
_SHOWN = 32
"""Characters of such an address in a message."""
_NAMED = 8
"""Digits of the hash in the name of such a picture."""


def is_data(address: str) -> bool:
    """Return whether an address has a file within itself."""
    return address[:5].lower() == "data:"


def shown_path(path: str) -> str:
    """Return a path as messages show it."""
    return f"{path[:_SHOWN]}…" if is_data(path) and len(path) > _SHOWN else path


def suffix_of(data: bytes) -> str | None:
    """Return the suffix of a picture with this content; None if it is not a picture."""
    is_svg = _SVG.search(data[:_HEAD]) is not None
    return decoded_kind(data) or kind_of_picture(data) or (".svg" if is_svg else None)


def picture_in(address: str) -> tuple[Path, bytes]:
    """Return the picture in an address, and a path with a name; without suffix if it is none.

    Raise DamagedError or OversizedError if it cannot be had.
    """
    data = data_of(address)
    if len(data) > PICTURE.most:
        raise OversizedError(f"it has more than {PICTURE.most >> 20} MiB")
    name = f"picture-{hashlib.sha256(data).hexdigest()[:_NAMED]}"
    return Path(f"{name}{suffix_of(data) or ''}"), data


def data_of(address: str) -> bytes:
    """Return the data of an address, as decoded by browsers (Fetch Standard, 6).

    Raise DamagedError if it cannot be decoded.
    """
    head, _, body = address.strip().partition(",")
    data = unquote_to_bytes(body.partition("#")[0])
    if not BASE_64.search(head):
        return data
    try:
        return base64.b64decode(b"".join(data.split()) + b"==")
    except binascii.Error:
        raise DamagedError("it is not valid Base64") from None
