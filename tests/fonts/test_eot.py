"""Fonts in the container of PowerPoint, read as the specification says (W3C, EOT, 2008)."""

from __future__ import annotations

import io
import struct

import pytest
from fontTools.ttLib import TTFont
from tests.fonts.making import made

from diptych.fonts.eot import as_eot


def read(data: bytes) -> tuple[dict[str, object], bytes]:
    """Return what a container says, by the names of the specification, and the font in it."""
    keys = (
        "EOTSize", "FontDataSize", "Version", "Flags", "PANOSE", "Charset", "Italic", "Weight",
        "fsType", "MagicNumber", "UnicodeRange1", "UnicodeRange2", "UnicodeRange3",
        "UnicodeRange4", "CodePageRange1", "CodePageRange2", "CheckSumAdjustment",
    )  # fmt: skip
    told: dict[str, object] = dict(
        zip(keys, struct.unpack_from("<4I10s2BI2H7I", data), strict=True)
    )
    at = struct.calcsize("<4I10s2BI2H7I") + 16  # four reserved words
    for key in ("FamilyName", "StyleName", "VersionName", "FullName", "RootString"):
        padding, size = struct.unpack_from("<HH", data, at)
        assert padding == 0
        told[key] = data[at + 4 : at + 4 + size].decode("utf-16-le")
        at += 4 + size
    return told, data[at:]


def test_a_container_says_what_its_font_says() -> None:
    font = made(weight=700, style="Bold", licence=8)
    data = as_eot(font, is_part=False)
    told, inner = read(data)
    own = TTFont(io.BytesIO(font))
    assert inner == font
    assert told == {
        "EOTSize": len(data),
        "FontDataSize": len(font),
        "Version": 0x00020001,
        "Flags": 0,
        "PANOSE": bytes([2, 11, 0, 0, 0, 0, 0, 0, 0, 0]),
        "Charset": 1,
        "Italic": 0,
        "Weight": 700,
        "fsType": 8,
        "MagicNumber": 0x504C,
        "UnicodeRange1": own["OS/2"].ulUnicodeRange1,
        "UnicodeRange2": own["OS/2"].ulUnicodeRange2,
        "UnicodeRange3": own["OS/2"].ulUnicodeRange3,
        "UnicodeRange4": own["OS/2"].ulUnicodeRange4,
        "CodePageRange1": own["OS/2"].ulCodePageRange1,
        "CodePageRange2": own["OS/2"].ulCodePageRange2,
        "CheckSumAdjustment": own["head"].checkSumAdjustment,
        "FamilyName": own["name"].getDebugName(1),
        "StyleName": own["name"].getDebugName(2),
        "VersionName": own["name"].getDebugName(5) or "",
        "FullName": own["name"].getDebugName(4) or "",
        "RootString": "",
    }


def test_a_part_of_a_font_is_said_to_be_one() -> None:
    assert read(as_eot(made(), is_part=True))[0]["Flags"] == 1


def test_a_damaged_font_is_refused() -> None:
    with pytest.raises(struct.error):
        as_eot(made()[:20], is_part=False)
