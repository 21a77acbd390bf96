"""Fonts cut down to the glyphs that are shown, each cut once and cached by content.

HarfBuzz cuts, Brotli compresses; both are imported only if something is not cached yet. A cut font
has no name: it is a modified version, and some licences reserve the name for the original
(SIL Open Font License 1.1, clause 3).
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Callable, Iterable
from pathlib import Path

from diptych.model.asset import Asset
from diptych.storage.recall import keep, recall

_VERSION = 1
"""Incremented when fonts are cut differently, so that old ones are not used."""
_FEATURES = (
    "kern", "mark", "mkmk", "ccmp", "init", "medi", "fina", "isol", "med2", "fin2", "fin3", "rlig",
    "rclt", "nukt", "akhn", "rphf", "rkrf", "pref", "blwf", "half", "abvf", "pstf", "cfar", "vatu",
    "cjct", "pres", "abvs", "blws", "psts", "haln", "dist", "abvm", "blwm", "ljmo", "vjmo", "tjmo",
    "ssty",
)  # fmt: skip
"""The features that line widths depend on, and those without which letters of some scripts are not
joined (OpenType 1.9.1, "Registered features"), and the forms of primes in formulas. Others are off
(deck.css)."""
_NAMES = (0, 13, 14)
"""Copyright, licence and its address (OpenType 1.9, `name`)."""
FAMILY_NAMES = (0, 1, 2, 3, 4, 5, 6, 13, 14, 16, 17)
"""Those, and the font's own names, for a font that is not distributed."""
_QUALITY = 10
"""Brotli's second best: just as small for fonts, in half the time."""
_KNOWN_TABLES = (
    "cmap", "head", "hhea", "hmtx", "maxp", "name", "OS/2", "post", "cvt ", "fpgm", "glyf", "loca",
    "prep", "CFF ", "VORG", "EBDT", "EBLC", "gasp", "hdmx", "kern", "LTSH", "PCLT", "VDMX", "vhea",
    "vmtx", "BASE", "GDEF", "GPOS", "GSUB",
)  # fmt: skip
"""By their index (WOFF 2.0, 4.1)."""
_LOSSLESS = 0x0800
"""The bit of `head.flags` that is set in a WOFF2 file (WOFF 2.0, 5.1)."""


class Subsets:
    """Cuts fonts, and keeps them in the cache."""

    def __init__(self, cache: Path | None, progress: Callable[[str], None]) -> None:
        self.cache = cache
        self.progress = progress
        self.cut: dict[str, bytes] = {}

    def woff2(self, font: Asset, characters: Iterable[str]) -> bytes:
        """Return `font` as WOFF2 with only what `characters` need; deterministic."""
        text = "".join(sorted(set(characters)))
        made_of = f"{_VERSION} woff2 {font.sha256} {text}"
        name = hashlib.sha256(made_of.encode("utf-8", "surrogatepass")).hexdigest()
        if name not in self.cut:
            kept = recall(self.cache, "fonts", name)
            if kept is None:
                self.progress(f"cutting {font.name}")
                kept = as_woff2(cut_font(font.read(), text))
                keep(self.cache, "fonts", name, kept)
            self.cut[name] = kept
        return self.cut[name]


def cut_font(data: bytes, characters: str, *, names: tuple[int, ...] = _NAMES) -> bytes:
    """Return a TrueType or OpenType font with what `characters` need, and `names` of its names."""
    import uharfbuzz

    wanted = uharfbuzz.SubsetInput()
    wanted.unicode_set.update(map(ord, characters))
    wanted.flags = uharfbuzz.SubsetFlags.NO_HINTING
    _only(wanted.layout_feature_tag_set, (int.from_bytes(tag.encode(), "big") for tag in _FEATURES))
    _only(wanted.name_id_set, names)
    return bytes(uharfbuzz.subset(uharfbuzz.Face(data), wanted).blob.data)


def _only(chosen: set[int], wanted: Iterable[int]) -> None:
    chosen.clear()
    chosen.update(wanted)


def as_woff2(font: bytes) -> bytes:
    """Return a font as WOFF2, its tables unchanged (WOFF 2.0, W3C Recommendation, 4 and 5)."""
    import brotli

    tables = _tables(font)
    directory = b"".join(_entry(tag, data) for tag, data in tables)
    content: bytes = brotli.compress(
        b"".join(data for _, data in tables), mode=brotli.MODE_FONT, quality=_QUALITY
    )
    plain = 12 + sum(16 + len(data) + -len(data) % 4 for _, data in tables)
    length = 48 + len(directory) + len(content)
    header = struct.pack(
        ">4s4sIHHIIHHIIIII",
        b"wOF2", font[:4], length + -length % 4, len(tables), 0, plain, len(content),
        *(0,) * 7,
    )  # fmt: skip
    return header + directory + content + bytes(-length % 4)


def _tables(font: bytes) -> list[tuple[str, bytes]]:
    """Return the tables of a font, `loca` directly after `glyf`."""
    (count,) = struct.unpack_from(">H", font, 4)
    entries = struct.iter_unpack(">4sIII", font[12 : 12 + 16 * count])
    tables = {tag.decode("ascii"): font[at : at + length] for tag, _, at, length in entries}
    head = tables["head"]
    (flags,) = struct.unpack_from(">H", head, 16)
    tables["head"] = head[:16] + struct.pack(">H", flags | _LOSSLESS) + head[18:]
    return sorted(tables.items())


def _entry(tag: str, data: bytes) -> bytes:
    """Return a table's directory entry; version 3 of `glyf` and `loca` is the untransformed one."""
    version = 3 if tag in {"glyf", "loca"} else 0
    known = _KNOWN_TABLES.index(tag) if tag in _KNOWN_TABLES else 63
    written = b"" if tag in _KNOWN_TABLES else tag.encode("ascii")
    return bytes([version << 6 | known]) + written + _base_128(len(data))


def _base_128(number: int) -> bytes:
    """Return a number in as few bytes of seven bits as possible (WOFF 2.0, 4.1, UIntBase128)."""
    digits = [number & 0x7F]
    while number := number >> 7:
        digits.append(number & 0x7F | 0x80)
    return bytes(reversed(digits))
