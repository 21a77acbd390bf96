"""How wide the text of a font is, whether it is one of ours or an author's."""

from __future__ import annotations

import io
from itertools import chain

import pytest
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph
from fontTools.ttLib.tables.DefaultTable import DefaultTable
from tests.fonts.making import LATIN, WIDTH, made

from diptych.fonts.measuring import HANGUL, metrics, unpacked
from diptych.source.reading.runtime import VENDOR, read_metrics


@pytest.mark.parametrize("weight", [400, 700])
def test_the_build_has_measured_our_fonts_alike(weight: int) -> None:
    name = {400: "Regular", 700: "Bold"}[weight]
    again = metrics((VENDOR / f"pretendard/Pretendard-{name}.ttf").read_bytes())
    face = read_metrics().face("Pretendard", weight)
    assert face is not None
    assert (again["kern"], again["hangul"], again["ascent"]) == (
        face.kern,
        face.hangul,
        face.ascent,
    )
    advances = dict(chain.from_iterable(map(_run, again["advances"].items())))
    assert face.advances.items() <= advances.items()
    assert not advances.keys() & set(HANGUL), "all syllables have one width"


def test_only_the_characters_that_are_asked_for_are_told() -> None:
    made_of = metrics(made(), frozenset(map(ord, "ABC")))
    assert made_of["advances"] == {str(ord("A")): [WIDTH] * 3}


def test_what_is_never_seen_has_no_width_whatever_its_glyph() -> None:
    advances = metrics(made(characters=f"{LATIN}\u00ad\u200b\u2066"))["advances"]
    assert [advances[str(code)] for code in (0xAD, 0x200B, 0x2066)] == [[0], [0], [0]]


def _with_units(font: bytes, units: int) -> bytes:
    """Return a font that says that its em has so many units."""
    count = int.from_bytes(font[4:6])
    records = (font[12 + 16 * one : 28 + 16 * one] for one in range(count))
    head = next(int.from_bytes(one[8:12]) for one in records if one[:4] == b"head")
    return font[: head + 18] + units.to_bytes(2) + font[head + 20 :]


def _blank() -> bytes:
    """Return a font whose letters have widths and nothing else."""
    font = TTFont(io.BytesIO(made()))
    for name in font.getGlyphOrder():
        font["glyf"][name] = Glyph()
    data = io.BytesIO()
    font.save(data)
    return data.getvalue()


@pytest.mark.parametrize(
    ("font", "reason"),
    [
        (_with_units(made(), 0), "its em has 0 units"),
        (_with_units(made(), 1), "its em has 1 unit$"),
        (made(widths=dict.fromkeys(LATIN, 0)), "its letters have no width"),
        (_blank(), "its letters have no outlines"),
    ],
    ids=["em", "a unit", "widths", "outlines"],
)
def test_a_font_that_shows_nothing_is_refused(font: bytes, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        metrics(font)


def test_a_font_that_ends_too_early_is_called_damaged() -> None:
    with pytest.raises(ValueError, match="it is damaged"):
        unpacked(b"wOF2" + made()[4:200])


def _run(run: tuple[str, list[int]]) -> list[tuple[int, int]]:
    first, widths = run
    return [(int(first) + place, width) for place, width in enumerate(widths)]


def test_a_compressed_font_may_be_no_larger_than_others() -> None:
    font = TTFont(io.BytesIO(made()))
    font["zzzz"] = DefaultTable("zzzz")
    font["zzzz"].data = bytes(64 << 20)
    font.flavor = "woff"
    packed = io.BytesIO()
    font.save(packed)
    assert len(packed.getvalue()) < 100_000
    with pytest.raises(ValueError, match="more than 64 MB when it is unpacked"):
        unpacked(packed.getvalue())
