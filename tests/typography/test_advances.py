from __future__ import annotations

import string
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from tests.layout.factories import EVEN
from tests.typography.wrapping import corpus

from diptych.model.metrics import Face
from diptych.source.reading.runtime import read_metrics
from diptych.typography.advances import Advances

KERNED = replace(EVEN, kern={"A": {"V": -100, " ": -50}, "b": {"c": 20}})


def along(text: str, face: Face = KERNED) -> list[float]:
    return [round(step, 6) for step in Advances(face).along(text)]


def test_a_step_is_the_advance_and_the_kern_of_the_pair() -> None:
    assert along("AVA") == [0.4, 0.5, 0.5]
    assert along("A b") == [0.45, 0.5, 0.5]
    assert along("") == []


@pytest.mark.parametrize(
    ("character", "em"),
    [("가", 1.0), ("ㄱ", 1.0), ("、", 1.0), ("é", 0.6), ("\u0301", 0), ("\u200b", 0), ("😀", 1.0)],
)
def test_what_the_face_lacks_is_as_wide_as_what_replaces_it(character: str, em: float) -> None:
    assert along(character) == [em]


def test_at_most_is_no_less_than_any_step() -> None:
    steps = Advances(KERNED)
    pairs = [(first, second) for first in string.ascii_letters for second in string.ascii_letters]
    assert all(steps[first, second] <= steps.at_most[first] for first, second in pairs)
    assert steps.at_most["b"] == 0.52


@pytest.mark.parametrize("weight", ["Regular", "Bold"])
def test_a_line_is_as_long_as_harfbuzz_makes_it(vendor: Path, weight: str) -> None:
    harfbuzz = pytest.importorskip("uharfbuzz")
    path = vendor / "pretendard" / f"Pretendard-{weight}.ttf"
    font = harfbuzz.Font(harfbuzz.Face(harfbuzz.Blob.from_file_path(str(path))))
    face = read_metrics().face("Pretendard", 700 if weight == "Bold" else 400)
    assert face is not None
    steps = Advances(face)
    for line in corpus("en"):
        text = line.encode("ascii", "ignore").decode()
        assert sum(steps.along(text)) * face.upem == pytest.approx(shaped(harfbuzz, font, text))


def shaped(harfbuzz: Any, font: Any, text: str) -> int:
    buffer = harfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    harfbuzz.shape(font, buffer, {"calt": False, "clig": False, "liga": False})
    return sum(position.x_advance for position in buffer.glyph_positions)
