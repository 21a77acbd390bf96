"""Measures fonts, and writes one that somebody brought anew as one plain face.

This runs in the isolated process: what the rest of the program opens is only what HarfBuzz wrote
here. The build hook, which measures our own fonts, uses it before anything is installed. So it
depends on uharfbuzz alone, and on fontTools for fonts compressed as WOFF or WOFF2.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

FEATURES = {"calt": False, "clig": False, "liga": False}
"""OpenType features as slides are shown: no ligatures and no contextual forms.

PowerPoint applies neither, and deck.css turns them off with `font-variant-ligatures: none`. So
pairs alone describe every string: Pretendard's `calt` would reach over three characters in
`800x600` and draw `->` as an arrow."""
_DROPPED = ("calt", "clig", "liga", "dlig", "hlig")
KERNED = "".join(map(chr, chain(range(0x20, 0x7F), range(0xA0, 0x100)))) + "–—‘’“”•…€₩™→"
"""Characters whose pairs are measured: ASCII, Latin-1, common punctuation and currencies."""
IGNORABLE = frozenset(
    chain(
        (0xAD, 0x34F, 0x61C, 0xFEFF),
        *(range(0x17B4, 0x17B6), range(0x180B, 0x1810), range(0x200B, 0x2010)),
        *(range(0x202A, 0x202F), range(0x2060, 0x2070), range(0xFE00, 0xFE10)),
        range(0xFFF0, 0xFFF9),
        *(range(0x1BCA0, 0x1BCA4), range(0x1D173, 0x1D17B), range(0xE0000, 0xE1000)),
    )
)
"""Characters that are not seen, whatever glyph a font has for them (Unicode 15.1,
Default_Ignorable_Code_Point, without fillers of Hangul, which HarfBuzz shows)."""
HANGUL = range(0xAC00, 0xD7A4)
_BLANK = frozenset("\u115f\u1160\u3164\uffa0")
"""Letters without ink: the fillers of Hangul."""
_WIDE = {"W", "F"}
_DAMAGED = "it is damaged"
_LARGEST = 64 << 20
"""Most bytes of a font that was compressed, as of one that is not (`storage/reading.py`)."""
_LOOKED_AT = 200
"""How many letters of a font are looked at to know whether it shows any."""
_UNITS = range(16, 16_384 + 1)
"""The units that an em may have (OpenType, `head`); Typst reads no font with others."""


def unpacked(data: bytes) -> bytes:
    """Return a font that was compressed as WOFF or WOFF2.

    Raise ImportError without fontTools, ValueError if the font is damaged, or much larger.
    """
    from fontTools.ttLib import TTFont

    plain = io.BytesIO()
    try:
        font = TTFont(io.BytesIO(data), recalcTimestamp=False)
        font.flavor = None
        font.save(plain)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - whatever a decoder raises
        raise ValueError(_DAMAGED) from None
    made = plain.getvalue()
    if len(made) > _LARGEST:
        raise ValueError(f"it has more than {_LARGEST >> 20} MB when it is unpacked")
    return made


def static_face(
    data: bytes, index: int, weight: int | None, characters: Container[int] | None = None
) -> bytes:
    """Return one face of a font as a font of its own, in a weight if it is variable.

    It has those of some `characters` that the font has, all for None, and everything that shapes
    text, except ligatures; no hints. Raise ValueError if it is damaged, or shows nothing.
    """
    import uharfbuzz

    face = uharfbuzz.Face(data, index)
    known = [code for code in face.unicodes if characters is None or code in characters]
    if not known:
        raise ValueError("it has no characters")
    wanted = uharfbuzz.SubsetInput()
    wanted.unicode_set.update(known)
    wanted.flags = uharfbuzz.SubsetFlags.NO_HINTING
    for tag in _DROPPED:
        wanted.layout_feature_tag_set.discard(int.from_bytes(tag.encode(), "big"))
    if weight is not None:
        wanted.pin_all_axes_to_default(face)
        wanted.pin_axis_location(face, "wght", float(weight))
    try:
        made = uharfbuzz.subset(face, wanted)
    except RuntimeError:
        raise ValueError(_DAMAGED) from None
    return bytes(made.blob.data)


def characters_in(path: str, index: int, characters: str) -> str:
    """Return which of some characters a face of a font file shows; none if it is damaged."""
    import uharfbuzz

    font = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(path), index))
    try:
        _units(font)
    except ValueError:
        return ""
    known = font.face.unicodes
    return "".join(one for one in characters if ord(one) in known and _is_shown(font, one))


def _is_shown(font: Any, character: str) -> bool:
    """Return whether something is shown of a letter, and takes room; others may be blank."""
    if not character.isalnum() or character in _BLANK:
        return True
    code = ord(character)
    return _nominal(font, code) > 0 and _is_seen(font, code)


def metrics(data: bytes, characters: Container[int] | None = None) -> dict[str, Any]:
    """Return what it takes to know how wide text is in a font of one face, for JSON.

    Lengths are in units of its em, `ascent` and `descent` positive. `hangul` is the advance of most
    syllables, 0 if it has none; the others, and other `characters` than those an em wide, are in
    `advances`: all that it has for None.
    """
    import uharfbuzz

    font = uharfbuzz.Font(uharfbuzz.Face(data))
    upem = _units(font)
    mapped = sorted(font.face.unicodes)
    advances = {code: _nominal(font, code) for code in mapped}
    _check_letters(font, advances)
    syllables = [advances[code] for code in mapped if code in HANGUL]
    hangul = max(set(syllables), key=syllables.count) if syllables else 0
    extents = font.get_font_extents("ltr")
    known = {
        code: width
        for code, width in advances.items()
        if (characters is None or code in characters) and _is_told(code, width, hangul, upem)
    }
    return {
        "upem": upem,
        "ascent": extents.ascender,
        "descent": -extents.descender,
        "missing": font.get_glyph_h_advance(0),
        "hangul": hangul,
        "advances": {str(run.start): [known[code] for code in run] for run in _runs(sorted(known))},
        "kern": _kern(font, [c for c in KERNED if ord(c) in advances and ord(c) not in IGNORABLE]),
    }


def _units(font: Any) -> int:
    """Return the units of its em; raise ValueError if it has too few, or too many."""
    head = font.face.reference_table("head").data or b""
    units = int.from_bytes(head[18:20], "big")  # for others HarfBuzz takes a thousand
    if units not in _UNITS:
        raise ValueError(f"its em has {units} unit{'' if units == 1 else 's'}")
    return units


def _check_letters(font: Any, advances: Mapping[int, int]) -> None:
    """Raise ValueError if its letters take no room, or if nothing is shown of them."""
    letters = [code for code in advances if chr(code).isalnum()][:_LOOKED_AT]
    if letters and not any(advances[code] for code in letters):
        raise ValueError("its letters have no width")
    if letters and not any(_is_seen(font, code) for code in letters):
        raise ValueError("its letters have no outlines")


def _nominal(font: Any, code: int) -> int:
    if code in IGNORABLE:
        return 0
    advance: int = font.get_glyph_h_advance(font.get_nominal_glyph(code) or 0)
    return advance


def _is_seen(font: Any, code: int) -> bool:
    """Return whether anything is shown of a character."""
    extents = font.get_glyph_extents(font.get_nominal_glyph(code) or 0)
    return extents is not None and bool(extents.width or extents.height)


def _is_told(code: int, width: int, hangul: int, upem: int) -> bool:
    """Return whether the advance of a character does not follow from what it is."""
    if code in HANGUL:
        return width != hangul
    return width != upem or unicodedata.east_asian_width(chr(code)) not in _WIDE


def _runs(numbers: Iterable[int]) -> Iterator[range]:
    """Yield the stretches of consecutive numbers in ascending `numbers`."""
    run = range(0)
    for number in numbers:
        if run and number == run.stop:
            run = range(run.start, number + 1)
            continue
        if run:
            yield run
        run = range(number, number + 1)
    if run:
        yield run


def _kern(font: Any, characters: list[str]) -> dict[str, dict[str, int]]:
    """Return what setting a pair adds to its two advances, by first and second character.

    All pairs of a first character are shaped at once, `aBaCaD`; where signs are joined to one, as
    dashes are in some fonts, each pair is shaped alone.
    """
    shaped = _shaper(font)
    alone = {character: sum(shaped(character)) for character in characters}
    table: dict[str, dict[str, int]] = {}
    for first in characters:
        widths = shaped("".join(first + second for second in characters))
        is_whole = len(widths) == 2 * len(characters)
        for number, second in enumerate(characters):
            if is_whole:
                added = widths[2 * number] - alone[first]
            else:
                added = sum(shaped(first + second)) - alone[first] - alone[second]
            if added:
                table.setdefault(first, {})[second] = added
    return table


def _shaper(font: Any) -> Callable[[str], list[int]]:
    """Return the function that tells the advance of each glyph of a text."""
    import uharfbuzz

    def shaped(text: str) -> list[int]:
        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        # Guessing would begin another run at some signs, and nothing is kerned across runs.
        buffer.direction, buffer.script, buffer.language = "ltr", "Latn", "en"
        uharfbuzz.shape(font, buffer, FEATURES)
        return [position.x_advance for position in buffer.glyph_positions]

    return shaped
