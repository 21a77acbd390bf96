"""How wide the text of a font is, whether it is one of ours or an author's."""

from __future__ import annotations

from itertools import chain

import pytest
from tests.fonts.making import LATIN, WIDTH, made

from diptych.fonts.measuring import HANGUL, metrics
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


def _run(run: tuple[str, list[int]]) -> list[tuple[int, int]]:
    first, widths = run
    return [(int(first) + place, width) for place, width in enumerate(widths)]
