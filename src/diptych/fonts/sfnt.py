"""The tables of OpenType fonts, as far as it takes to find, name and license a face.

Only a few tables are read, within limits, so that hundreds of installed fonts are looked through in
milliseconds, and nothing that a font says leads anywhere else (OpenType 1.9.1).
"""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping

from msgspec import Struct

Read = Callable[[int, int], bytes]
"""Returns as many bytes of a file as there are from an offset, up to a length."""

_SINGLE = (b"\0\1\0\0", b"OTTO", b"true")
_COLLECTION = b"ttcf"
_MOST_FACES = 64
"""A collection of the five East Asian languages in ten weights has fifty."""
_MOST_TABLES = 128
_MOST_NAMES = 4096
_LARGEST_NAMES = 1 << 20
_LONGEST_NAME = 200
FAMILY, STYLE, FULL_NAME, VERSION = 1, 2, 4, 5
_TYPOGRAPHIC_FAMILY = 16
"""Name IDs (OpenType 1.9.1, `name`)."""
_WINDOWS, _MACINTOSH, _UNICODE = 3, 1, 0
_ENGLISH = {(_WINDOWS, 0x409), (_MACINTOSH, 0)}
"""Platform and language of names in English."""
_ITALIC = 0b1000000001
"""Bits 0 and 9 of `OS/2.fsSelection`: italic, oblique."""
_NORMAL_WIDTH = 5
_WITH_PAGES = 82
"""The length of `OS/2` that has the first code pages: version 1 and later."""
_WEIGHT_AXIS = b"wght"


class FontFacts(Struct, frozen=True, kw_only=True):
    """What a face says about itself."""

    index: int
    """Its position in a collection."""
    families: tuple[str, ...]
    """All names of its family, in every language, normalised (Unicode NFC)."""
    name: str
    """Its family of at most four styles, which Office knows it by (name ID 1), in English if there
    is such a name."""
    weight: int
    """From 100 to 900, in hundreds."""
    weights: tuple[int, int] | None
    """The lightest and the heaviest that it can be made, if it is variable."""
    is_italic: bool
    width: int
    """1 to 9, 5 for normal (usWidthClass)."""
    embedding: int
    """The bits of `OS/2.fsType`."""
    panose: bytes
    is_fixed: bool
    """Whether all characters are equally wide."""
    is_truetype: bool
    """Whether its outlines are TrueType, not CFF."""
    is_korean: bool
    """Whether it says that it supports Korean (bit 19 or 21 of `ulCodePageRange1`)."""


def faces_in(read: Read) -> Iterator[FontFacts]:
    """Yield the faces of a font file; none if it is damaged or of another format."""
    head = read(0, 12)
    try:
        for index, offset in enumerate(_offsets(head, read)):
            found = _facts(index, tables_at(offset, read), read)
            if found is not None:
                yield found
    except (struct.error, IndexError):  # it ends too early
        return


def is_font(data: bytes) -> bool:
    """Return whether data begins like a font that is not compressed."""
    return data[:4] in {*_SINGLE, _COLLECTION}


def _offsets(head: bytes, read: Read) -> tuple[int, ...]:
    if head[:4] in _SINGLE:
        return (0,)
    if head[:4] != _COLLECTION:
        return ()
    (count,) = struct.unpack_from(">I", head, 8)
    most = min(count, _MOST_FACES)
    return struct.unpack(f">{most}I", read(12, 4 * most))


def tables_at(offset: int, read: Read) -> dict[bytes, tuple[int, int]]:
    """Return offset and length of each table of the font at `offset`, by tag.

    Raise struct.error if the file is too short.
    """
    (count,) = struct.unpack_from(">H", read(offset + 4, 2))
    listed = read(offset + 12, 16 * min(count, _MOST_TABLES))
    return {tag: (at, length) for tag, _, at, length in struct.iter_unpack(">4sIII", listed)}


def _facts(index: int, tables: Mapping[bytes, tuple[int, int]], read: Read) -> FontFacts | None:
    names = _names(tables, read, {FAMILY, _TYPOGRAPHIC_FAMILY})
    if b"OS/2" not in tables or b"cmap" not in tables:
        return None
    own = read(tables[b"OS/2"][0], min(tables[b"OS/2"][1], 96))
    weight, width, embedding = struct.unpack_from(">4xHHH", own)
    (selection,) = struct.unpack_from(">H", own, 62)
    pages = struct.unpack_from(">I", own, 78)[0] if len(own) >= _WITH_PAGES else 0
    families = [name for kind in (_TYPOGRAPHIC_FAMILY, FAMILY) for name in names.get(kind, ())]
    if not families:
        return None
    return FontFacts(
        index=index,
        families=tuple(dict.fromkeys(families)),
        name=next(iter(names.get(FAMILY, families))),
        weight=nearest_hundred(weight),
        weights=_weights(tables, read),
        is_italic=bool(selection & _ITALIC),
        width=width or _NORMAL_WIDTH,
        embedding=embedding,
        panose=own[32:42],
        is_fixed=_is_fixed(tables, read),
        is_truetype=b"glyf" in tables,
        is_korean=bool(pages & (1 << 19 | 1 << 21)),
    )


def nearest_hundred(weight: float) -> int:
    """Return the nearest weight of 100, 200 to 900."""
    return min(900, max(100, round(weight / 100) * 100))


def _is_fixed(tables: Mapping[bytes, tuple[int, int]], read: Read) -> bool:
    post = read(tables[b"post"][0] + 12, 4) if b"post" in tables else b""
    return post not in {b"", b"\0\0\0\0"}


def _weights(tables: Mapping[bytes, tuple[int, int]], read: Read) -> tuple[int, int] | None:
    """Return the range of the weight axis of a variable font (OpenType, `fvar`)."""
    if b"fvar" not in tables:
        return None
    at, _ = tables[b"fvar"]
    axes_at, count, size = struct.unpack(">4xHxxHH", read(at, 12))
    for number in range(min(count, _MOST_TABLES)):
        tag, least, _, most = struct.unpack(">4siii", read(at + axes_at + number * size, 16))
        if tag == _WEIGHT_AXIS and least < most:
            return nearest_hundred(least / 65536), nearest_hundred(most / 65536)
    return None


def _names(
    tables: Mapping[bytes, tuple[int, int]], read: Read, wanted: Collection[int]
) -> dict[int, list[str]]:
    """Return the names of some IDs, those in English first."""
    if b"name" not in tables:
        return {}
    at, length = tables[b"name"]
    table = read(at, min(length, _LARGEST_NAMES))
    _, count, storage = struct.unpack_from(">HHH", table)
    found: dict[int, list[str]] = {}
    listed = table[6 : 6 + 12 * min(count, _MOST_NAMES)]
    whole = len(listed) - len(listed) % 12
    for platform, encoding, language, name_id, size, offset in struct.iter_unpack(
        ">6H", listed[:whole]
    ):
        if name_id not in wanted or size > 2 * _LONGEST_NAME:
            continue
        raw = table[storage + offset : storage + offset + size]
        name = _decoded(raw, platform, encoding)
        if not name:
            continue
        known = found.setdefault(name_id, [])
        if (platform, language) in _ENGLISH:
            known.insert(0, name)
        else:
            known.append(name)
    return found


def names_in(font: bytes) -> dict[int, str]:
    """Return how a font of one face calls its family, style and version, by name ID, in English.

    Raise struct.error if it is damaged.
    """

    def read(at: int, size: int) -> bytes:
        return font[at : at + size]

    found = _names(tables_at(0, read), read, {FAMILY, STYLE, FULL_NAME, VERSION})
    return {name_id: names[0] for name_id, names in found.items()}


def _decoded(raw: bytes, platform: int, encoding: int) -> str:
    """Return a name; empty if it is in an encoding that is no longer used."""
    if platform == _MACINTOSH and encoding == 0:
        text = raw.decode("mac_roman", "replace")
    elif platform in {_WINDOWS, _UNICODE}:
        text = raw.decode("utf-16-be", "replace")
    else:
        return ""
    shown = "".join(character for character in text if character.isprintable())
    return unicodedata.normalize("NFC", shown).strip()[:_LONGEST_NAME]


def has_needed(font: bytes) -> bool:
    """Return whether a font of one face has the tables that `renamed` changes, and outlines."""
    try:
        tables = tables_at(0, lambda at, size: font[at : at + size])
    except struct.error:
        return False
    long_enough = {tag for tag, (_, length) in tables.items() if length >= _LEAST.get(tag, 1)}
    return _LEAST.keys() <= long_enough and not long_enough.isdisjoint(_OUTLINES)


_LEAST = {b"OS/2": 64, b"head": 54, b"hmtx": 4, b"cmap": 4, b"maxp": 6}
"""The tables without which nothing is shown, and the least length of each."""
_OUTLINES = (b"glyf", b"CFF ", b"CFF2")


def renamed(font: bytes, names: Mapping[int, str], weight: int) -> bytes:
    """Return a font of one face with other `names`, by name ID, and a weight; nothing else changes.

    Raise struct.error if it is damaged.
    """
    count: int = struct.unpack_from(">H", font, 4)[0]
    listed = tuple(struct.iter_unpack(">4sIII", font[12 : 12 + 16 * count]))
    tables = {tag: font[at : at + length] for tag, _, at, length in listed}
    sums = {tag: checksum for tag, checksum, _, _ in listed}
    own = bytearray(tables[b"OS/2"])
    struct.pack_into(">H", own, 4, weight)
    (selection,) = struct.unpack_from(">H", own, 62)
    is_bold = weight >= _BOLD
    struct.pack_into(">H", own, 62, selection & ~0b1100001 | (0b100000 if is_bold else 0b1000000))
    tables[b"OS/2"] = bytes(own)
    head = bytearray(tables[b"head"])
    struct.pack_into(">I", head, 8, 0)
    struct.pack_into(">H", head, 44, int(is_bold))
    tables[b"head"] = bytes(head)
    tables[b"name"] = _name_table(names)
    sums |= {tag: _checksum(tables[tag]) for tag in (b"OS/2", b"head", b"name")}
    return _packed(font[:4], tables, sums)


_BOLD = 700
_CHECKED = 0xB1B0AFBA
"""What the checksum of a whole font is subtracted from (`head.checksumAdjustment`)."""


def _name_table(names: Mapping[int, str]) -> bytes:
    texts = {name_id: text.encode("utf-16-be") for name_id, text in sorted(names.items())}
    at, entries = 0, []
    for name_id, text in texts.items():
        entries.append(struct.pack(">6H", _WINDOWS, 1, 0x409, name_id, len(text), at))
        at += len(text)
    head = struct.pack(">HHH", 0, len(texts), 6 + 12 * len(texts))
    return b"".join((head, *entries, *texts.values()))


def _packed(kind: bytes, tables: Mapping[bytes, bytes], sums: Mapping[bytes, int]) -> bytes:
    """Return a font of some tables, given their checksums: a large one is not summed up again."""
    count = len(tables)
    power = 1 << (count.bit_length() - 1)
    head = kind + struct.pack(
        ">HHHH", count, power * 16, power.bit_length() - 1, (count - power) * 16
    )
    at = len(head) + 16 * count
    entries, content, adjusted = b"", [], 0
    for tag, data in sorted(tables.items()):
        entries += struct.pack(">4sIII", tag, sums[tag], at, len(data))
        if tag == b"head":
            adjusted = at + 8
        content += [data, bytes(-len(data) % 4)]
        at += len(data) + -len(data) % 4
    whole = bytearray(b"".join((head, entries, *content)))
    total = sum(sums.values()) + _checksum(head + entries)
    struct.pack_into(">I", whole, adjusted, (_CHECKED - total) & 0xFFFFFFFF)
    return bytes(whole)


def _checksum(data: bytes) -> int:
    """Return the sum of data in words of four bytes (OpenType, "Calculating checksums")."""
    padded = data + bytes(-len(data) % 4)
    words: tuple[int, ...] = struct.unpack(f">{len(padded) // 4}I", padded)
    return sum(words) & 0xFFFFFFFF
