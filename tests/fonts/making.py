"""Fonts made for a test: known widths, kerning, weights and licence bits."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont
from fontTools.ttLib.tables.TupleVariation import TupleVariation

LATIN = "".join(map(chr, range(0x20, 0x7F))) + "é–•“”‘’…"
HANGUL = "".join(map(chr, range(0xAC00, 0xD7A4)))
WIDTH, WIDE = 500, 900
"""The advances of Latin characters and of syllables, of 1000 units to the em."""
AV_KERN = -120


def made(
    family: str = "Test Sans",
    *,
    weight: int = 400,
    style: str = "Regular",
    characters: str = LATIN,
    widths: Mapping[str, int] = {},
    licence: int = 0,
    is_truetype: bool = True,
    heavier: int = 0,
    korean: str = "",
) -> bytes:
    """Return a font in which `A` before `V` is kerned.

    `heavier` is by how much all characters are wider at the weight of 900, to which it can then be
    varied. `korean` is another name of its family.
    """
    glyphs = {character: f"u{ord(character):04X}" for character in characters}
    names = [".notdef", *glyphs.values()]
    builder = FontBuilder(1000, isTTF=is_truetype)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(character): name for character, name in glyphs.items()})
    advances = {
        name: (widths.get(character, WIDE if character in HANGUL else WIDTH), 0)
        for character, name in glyphs.items()
    }
    advances[".notdef"] = (600, 0)
    if is_truetype:
        builder.setupGlyf({name: _box(TTGlyphPen(None)).glyph() for name in names})
    else:
        shapes = {name: _box(T2CharStringPen(500, None)).getCharString() for name in names}
        builder.setupCFF("TestSans", {}, shapes, {})
    builder.setupHorizontalMetrics(advances)
    builder.setupHorizontalHeader(ascent=900, descent=-200)
    own = family if style in {"Regular", "Bold"} else f"{family} {style}"
    named: dict[str, Any] = {
        "familyName": {"en": own, "ko": korean} if korean else own,
        "styleName": style if style in {"Regular", "Bold"} else "Regular",
        "psName": f"{family}-{style}".replace(" ", ""),
    }
    if own != family:
        named |= {"typographicFamily": family, "typographicSubfamily": style}
    builder.setupNameTable(named)
    builder.setupOS2(
        usWeightClass=weight,
        fsType=licence,
        fsSelection=0x20 if style == "Bold" else 0x40,
        ulCodePageRange1=1 << 19 if HANGUL[0] in characters else 1,
        sTypoAscender=900,
        sTypoDescender=-200,
        usWinAscent=900,
        usWinDescent=200,
    )
    builder.font["OS/2"].panose.bFamilyType = 2
    builder.font["OS/2"].panose.bSerifStyle = 11
    builder.setupPost()
    if {"A", "V"} <= set(characters):
        kern = f"feature kern {{ pos u0041 u0056 {AV_KERN}; }} kern;"
        addOpenTypeFeaturesFromString(builder.font, kern)
    if heavier:
        builder.setupFvar([("wght", 400, 400, 900, "Weight")], [])
        wider = [(0, 0)] * 4 + [(0, 0), (heavier, 0), (0, 0), (0, 0)]
        builder.setupGvar({name: [TupleVariation({"wght": (0, 1, 1)}, wider)] for name in names})
    return saved(builder.font)


def _box(pen: Any) -> Any:
    pen.moveTo((50, 0))
    for corner in ((450, 0), (450, 700), (50, 700)):
        pen.lineTo(corner)
    pen.closePath()
    return pen


def saved(font: TTFont | TTCollection) -> bytes:
    """Return a font as a file."""
    file = io.BytesIO()
    font.save(file)
    return file.getvalue()


def collected(*fonts: bytes) -> bytes:
    """Return fonts as a collection (TTC)."""
    collection = TTCollection()
    collection.fonts = [TTFont(io.BytesIO(font)) for font in fonts]
    return saved(collection)


def compressed(font: bytes) -> bytes:
    """Return a font as WOFF2."""
    one = TTFont(io.BytesIO(font))
    one.flavor = "woff2"
    return saved(one)
