"""Recognises files that Diptych has made by their content, if there is no record of them."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Mapping
from enum import Enum, auto
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from diptych.render.marks import (
    MARK_IN_JSON,
    MARK_IN_MARKDOWN,
    MARK_IN_PNG,
    MARK_IN_SVG,
    MARK_IN_WEBP,
    PDF_TABLE,
    PNG_MARK_AT,
)

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
_PDF_END = re.compile(rb"startxref\s+(\d{1,10})\s+%%EOF\s*\Z")
_HEAD = 1 << 10
"""Bytes in which the end of a PDF, the head of its table or the mark of an SVG are."""


class Origin(Enum):
    """What the content of a file says about who has made it."""

    AS_WRITTEN = auto()
    """Diptych, and nobody has changed it since."""
    OURS = auto()
    """Diptych; files of this kind do not show whether they were changed."""
    LIKE_OURS = auto()
    """Diptych, or another program: theirs can look the same."""
    UNKNOWN = auto()
    """Files of this kind show nothing."""
    EDITED = auto()
    """Diptych, but another program has saved it since."""
    FOREIGN = auto()
    """Not Diptych."""


def origin_of(path: PurePosixPath, content: bytes) -> Origin:
    """Return what the content of the file at `path` says about who has made it."""
    knows = _KINDS.get(path.suffix.lower())
    return knows(content) if knows is not None else Origin.UNKNOWN


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


def _of_html(content: bytes) -> Origin:
    return Origin.FOREIGN if _HTML.search(content, 0, _MOST) is None else Origin.OURS


def _of_pptx(content: bytes) -> Origin:
    if not _has_provenance(content):
        return Origin.FOREIGN
    return Origin.AS_WRITTEN if _is_as_written(content) else Origin.EDITED


def _is_as_written(content: bytes) -> bool:
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


def _has_provenance(content: bytes) -> bool:
    """Return whether a PPTX has our provenance, which PowerPoint keeps when it saves one."""

    def has_provenance(archive: ZipFile) -> bool:
        parts = [one for one in archive.infolist() if one.filename.startswith("customXml/")]
        return any(b"urn:diptych:provenance" in _beginning(archive, one) for one in parts[:100])

    return _says(content, has_provenance)


def _of_pdf(content: bytes) -> Origin:
    """Return the origin of a PDF, whose last table of objects is ours if nobody has edited it.

    Editors append another one with what they have changed (ISO 32000-1, 7.5.6), or write all anew.
    """
    if b"<xmp:CreatorTool>Typst" not in content or PDF_TABLE not in content:
        return Origin.FOREIGN
    end = _PDF_END.search(content, max(0, len(content) - _HEAD))
    at = int(end[1]) if end is not None else 0
    is_own = PDF_TABLE in content[at : at + _HEAD]
    return Origin.AS_WRITTEN if is_own else Origin.EDITED


def _of_svg(content: bytes) -> Origin:
    if MARK_IN_SVG in content[:_HEAD]:
        return Origin.OURS
    return Origin.FOREIGN


def _of_png(content: bytes) -> Origin:
    """Return the origin of a PNG: editors leave out our mark, or add when or how it was made."""
    if not content.startswith(MARK_IN_PNG, PNG_MARK_AT):
        return Origin.FOREIGN
    is_own = set(_chunks(content)) == {b"IHDR", b"tEXt", b"IDAT", b"IEND"}
    return Origin.OURS if is_own else Origin.EDITED


def _chunks(content: bytes) -> Iterator[bytes]:
    """Yield the types of the chunks of a PNG (PNG 3, 5.3)."""
    at = 8
    while at < len(content):
        yield content[at + 4 : at + 8]
        at += 12 + int.from_bytes(content[at : at + 4], "big")


def _of_webp(content: bytes) -> Origin:
    """Return the origin of a WebP; earlier ones of ours were single pictures without our mark."""
    if content[:4] == b"RIFF" and content.endswith(MARK_IN_WEBP):
        return Origin.OURS
    is_alike = content[:4] == b"RIFF" and content[8:16] == b"WEBPVP8L"
    return Origin.LIKE_OURS if is_alike else Origin.FOREIGN


def _of_json(content: bytes) -> Origin:
    """Return the origin of JSON; oEmbed files, and earlier transcripts, are without our mark."""
    if content.startswith(MARK_IN_JSON):
        return Origin.OURS
    is_alike = re.match(rb'\{\n  "(?:title|version)": .*\n', content) is not None
    return Origin.LIKE_OURS if is_alike else Origin.FOREIGN


def _of_markdown(content: bytes) -> Origin:
    return Origin.OURS if content.endswith(MARK_IN_MARKDOWN) else Origin.UNKNOWN


def _of_feed(content: bytes) -> Origin:
    is_alike = b'<feed xmlns="http://www.w3.org/2005/Atom"' in content[:200]
    return Origin.LIKE_OURS if is_alike else Origin.FOREIGN


_KINDS: Mapping[str, Callable[[bytes], Origin]] = {
    ".html": _of_html,
    ".pptx": _of_pptx,
    ".pdf": _of_pdf,
    ".svg": _of_svg,
    ".png": _of_png,
    ".webp": _of_webp,
    ".json": _of_json,
    ".md": _of_markdown,
    ".xml": _of_feed,
}
"""How each kind of output is recognised; other files are only written along with one of these."""
