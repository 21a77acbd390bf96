"""Identifiers derived from names, so that a talk always gets the same ones."""

from __future__ import annotations

import hashlib

from diptych.model.laid_out import LaidOutSlide


def guid(*names: str) -> str:
    """Return a GUID for `names`, in braces and capitals, as in RFC 9562, version 5."""
    digest = bytearray(hashlib.sha1(_seed(names), usedforsecurity=False).digest()[:16])
    digest[6] = digest[6] & 0x0F | 0x50
    digest[8] = digest[8] & 0x3F | 0x80
    text = digest.hex().upper()
    return f"{{{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}}}"


def creation_id(*names: str) -> int:
    """Return a positive 31-bit number derived from `names`, for `p14:creationId`."""
    digest = hashlib.sha1(_seed(names), usedforsecurity=False).digest()
    return int.from_bytes(digest[:4], "big") & 0x7FFFFFFF or 1


def page_id(slide: LaidOutSlide) -> str:
    """Return the slide's id, with its part if the slide continues over several pages."""
    return slide.slide.id if slide.part == 1 else f"{slide.slide.id}.{slide.part}"


def slide_creation_id(slide: LaidOutSlide) -> int:
    """Return the number by which PowerPoint and we recognise the slide after editing."""
    return creation_id("slide", page_id(slide))


def _seed(names: tuple[str, ...]) -> bytes:
    return "\n".join(("diptych", *names)).encode()
