"""Fonts are cut down to what is shown, and packed as browsers read them."""

from __future__ import annotations

import struct
from pathlib import Path

import brotli
import pytest
import uharfbuzz

from diptych.model.asset import Asset
from diptych.render.subsetting import _KNOWN_TABLES, Subsets, _tables, as_woff2, cut_font
from diptych.source.reading.runtime import VENDOR

FONT = VENDOR / "pretendard" / "Pretendard-Regular.ttf"
TEXT = "AVATAR Tó 가나다 “fi” 800x600 ->"


OFF = {"calt": False, "clig": False, "liga": False}


def width(font: bytes, text: str, features: dict[str, bool] = OFF) -> int:
    """Return how wide a browser sets a text, with ligatures off as in decks."""
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    uharfbuzz.shape(uharfbuzz.Font(uharfbuzz.Face(font)), buffer, features)
    return sum(position.x_advance for position in buffer.glyph_positions)


@pytest.fixture(scope="module")
def cut() -> bytes:
    return cut_font(FONT.read_bytes(), TEXT)


def test_a_cut_font_has_the_characters_it_was_cut_for(cut: bytes) -> None:
    # HarfBuzz adds what brackets become in text from right to left.
    assert set(uharfbuzz.Face(cut).unicodes) - {ord("<")} == set(map(ord, TEXT))
    assert len(cut) < FONT.stat().st_size / 100


@pytest.mark.parametrize("text", ["AVATAR", "Tó", "가나다 AV", "“fi”", "800x600", "->"])
def test_it_sets_them_as_wide_as_the_whole_one(cut: bytes, text: str) -> None:
    assert width(cut, text) == width(FONT.read_bytes(), text)


def test_it_has_no_ligatures_and_no_contextual_forms(cut: bytes) -> None:
    assert width(cut, "->", {}) == width(cut, "->")
    whole = FONT.read_bytes()
    assert width(whole, "->", {}) != width(whole, "->")


def test_it_keeps_copyright_and_licence_and_not_the_reserved_name(cut: bytes) -> None:
    assert "Pretendard".encode("utf-16-be") not in cut
    assert b"Pretendard" not in cut
    assert "SIL Open Font License".encode("utf-16-be") in cut
    assert "Kil Hyung-jin".encode("utf-16-be") in cut


def test_woff2_holds_the_same_tables(cut: bytes) -> None:
    woff2 = as_woff2(cut)
    assert len(woff2) % 4 == 0
    signature, flavor, length, count, _, plain, packed = struct.unpack_from(">4s4sIHHII", woff2)
    assert (signature, flavor, length) == (b"wOF2", cut[:4], len(woff2))
    assert plain == len(cut)
    at, sizes = 48, []
    for _ in range(count):
        tag, version = _KNOWN_TABLES[woff2[at] & 63], woff2[at] >> 6
        assert version == (3 if tag in {"glyf", "loca"} else 0)
        at += 1
        size = 0
        while True:
            size = size << 7 | woff2[at] & 0x7F
            at += 1
            if not woff2[at - 1] & 0x80:
                break
        sizes.append((tag, size))
    content = brotli.decompress(woff2[at : at + packed])
    for (tag, size), (name, data) in zip(sizes, _tables(cut), strict=True):
        assert (tag, content[:size]) == (name, data)
        content = content[size:]
    assert content == b""


def test_a_font_is_cut_once_and_kept_by_content(tmp_path: Path) -> None:
    said: list[str] = []
    read: list[Path] = []

    def bytes_of_font() -> bytes:
        read.append(FONT)
        return FONT.read_bytes()

    font = Asset(name=FONT.name, sha256="a", media_type="font/ttf", read=bytes_of_font)
    one = Subsets(tmp_path, said.append).woff2(font, "abc")
    assert Subsets(tmp_path, said.append).woff2(font, "cba") == one
    assert len(read) == 1
    Subsets(tmp_path, said.append).woff2(font, "abcd")
    assert len(read) == 2
    assert said == ["cutting Pretendard-Regular.ttf"] * 2


def test_the_same_text_gives_the_same_bytes(cut: bytes) -> None:
    assert as_woff2(cut_font(FONT.read_bytes(), TEXT[::-1])) == as_woff2(cut)
