"""Recognises files that Diptych has made by their content, if there is no record of them."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

_MOST = 1 << 20
"""Most bytes of a part of a PPTX that are read."""
_HTML = re.compile(
    rb"<meta name=\"generator\" content=\"Diptych\">|assets/deck-[0-9a-f]{8}/|page-[0-9a-f]{8}\.css"
    rb"|content=\"default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self';"
    rb" base-uri 'none'; form-action 'none'\""
)
"""In a page, a deck, a list, or a document that leads to one of them."""


def is_ours(path: PurePosixPath, content: bytes) -> bool | None:
    """Return whether Diptych has made the file at `path`; None if such files do not show it."""
    knows = _KINDS.get(path.suffix.lower())
    return knows(content) if knows is not None else None


def is_as_written(content: bytes) -> bool:
    """Return whether each entry of a PPTX is as Diptych writes it, and so nobody has edited it.

    Other programs say when an entry was made, on what system, or how (APPNOTE 6.3.9, 4.4).
    """
    from diptych.render.pptx.archive import OWN_ENTRY

    return _says(
        content,
        lambda archive: all(
            (*one.date_time, one.flag_bits, one.create_version, one.create_system) == OWN_ENTRY
            for one in archive.infolist()
        ),
    )


def is_edited(content: bytes) -> bool:
    """Return whether a PPTX is one of Diptych's that another program has saved."""
    return not is_as_written(content) and _is_pptx(content)


def _says(content: bytes, what: Callable[[ZipFile], bool]) -> bool:
    """Return what an archive says; False if it cannot be read."""
    import zipfile
    import zlib

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return what(archive)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError):
        return False


def _beginning(archive: ZipFile, entry: ZipInfo) -> bytes:
    """Return the beginning of an entry; nothing if it is compressed as in no PPTX (ISO 29500-2).

    Each other way of compression has errors of its own, and they are often not installed.
    """
    from zipfile import ZIP_DEFLATED, ZIP_STORED

    if entry.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
        return b""
    with archive.open(entry) as part:
        return part.read(_MOST)


def _is_html(content: bytes) -> bool:
    return _HTML.search(content, 0, _MOST) is not None


def _is_pptx(content: bytes) -> bool:
    """Return whether a PPTX has our provenance, which PowerPoint keeps when it saves one."""

    def has_provenance(archive: ZipFile) -> bool:
        parts = [one for one in archive.infolist() if one.filename.startswith("customXml/")]
        return any(b"urn:diptych:provenance" in _beginning(archive, one) for one in parts[:100])

    return _says(content, has_provenance)


def _is_pdf(content: bytes) -> bool:
    return b"<xmp:CreatorTool>Typst" in content


def _is_svg(content: bytes) -> bool:
    return content.startswith(b'<svg viewBox="0 0 ') and b"xmlns:h5=" in content[:300]


def _is_png(content: bytes) -> bool:
    """Return whether a PNG has only what Typst writes: editors add when or how it was made."""
    return set(_chunks(content)) <= {b"IHDR", b"IDAT", b"IEND"} and content[:4] == b"\x89PNG"


def _chunks(content: bytes) -> Iterator[bytes]:
    """Yield the types of the chunks of a PNG (PNG 3, 5.3)."""
    at = 8
    while at < len(content):
        yield content[at + 4 : at + 8]
        at += 12 + int.from_bytes(content[at : at + 4], "big")


def _is_webp(content: bytes) -> bool:
    """Return whether a WebP is a single picture without loss, and nothing about it."""
    return content[:4] == b"RIFF" and content[8:16] == b"WEBPVP8L"


def _is_json(content: bytes) -> bool:
    """Return whether JSON is a transcript or an oEmbed file."""
    return re.match(rb'\{\n  "(?:title|version)": .*\n', content) is not None


def _is_feed(content: bytes) -> bool:
    return b'<feed xmlns="http://www.w3.org/2005/Atom"' in content[:200]


_KINDS: Mapping[str, Callable[[bytes], bool]] = {
    ".html": _is_html,
    ".pptx": _is_pptx,
    ".pdf": _is_pdf,
    ".svg": _is_svg,
    ".png": _is_png,
    ".webp": _is_webp,
    ".json": _is_json,
    ".xml": _is_feed,
}
"""How each kind of output is recognised; other files are only written along with one of these."""
