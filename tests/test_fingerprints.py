"""A fingerprint tells pages apart that look different, and no others."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw, ImageFont
from tests.fingerprints import Change, Fingerprint

FONT = Path(__file__).parents[1] / "src/diptych/_vendor/pretendard/Pretendard-Regular.ttf"
PAPER, INK, ACCENT = "#fbfaf6", "#16181d", "#b4532a"
FINE = 4
"""Pages are drawn larger by this factor and then reduced, to place things within pixels."""


def page(
    *,
    text: tuple[float, float] = (96, 200),
    words: str = "두 언어로 된 발표와 그래픽 처리 장치",
    tint: str = INK,
    box: tuple[float, float] = (800, 150),
    fill: str = "#1f6f78",
    number: tuple[float, float] = (1200, 680),
) -> Image.Image:
    """Return a slide with a line of text, a coloured box and a small page number."""
    image = Image.new("RGB", (1280 * FINE, 720 * FINE), PAPER)
    draw = ImageDraw.Draw(image)

    def at(place: tuple[float, float]) -> tuple[int, int]:
        return round(place[0] * FINE), round(place[1] * FINE)

    left, top = at(box)
    draw.rectangle((left, top, left + 300 * FINE, top + 200 * FINE), fill=fill)
    draw.text(at(text), words, font=ImageFont.truetype(str(FONT), 28 * FINE), fill=tint)
    draw.text(at(number), "12", font=ImageFont.truetype(str(FONT), 14 * FINE), fill="#5b6472")
    return image.resize((1280, 720), Image.Resampling.BOX)


ORIGINAL = Fingerprint.of(page())


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"text": (96.25, 200.25)},
        {"text": (97, 199)},
        {"box": (800.5, 150.5)},
        {"number": (1200.5, 679.5)},
        {"tint": "#18191e"},
    ],
    ids=str,
)
def test_what_nobody_would_see_is_no_change(changes: dict[str, Any]) -> None:
    assert ORIGINAL.change(Fingerprint.of(page(**changes))) is None


@pytest.mark.parametrize("size", [(1920, 1080), (2560, 1440)], ids=str)
def test_neither_the_size_of_a_picture_nor_its_smoothing_is_a_change(size: tuple[int, int]) -> None:
    for how in (Image.Resampling.BOX, Image.Resampling.BICUBIC):
        assert ORIGINAL.change(Fingerprint.of(page().resize(size, how))) is None


def test_the_noise_of_a_photograph_is_no_change() -> None:
    file = io.BytesIO()
    page().save(file, "JPEG", quality=90)
    assert ORIGINAL.change(Fingerprint.of(Image.open(file))) is None


@pytest.mark.parametrize(
    ("changes", "left", "top"),
    [
        ({"text": (99, 200)}, 80, 200),
        ({"text": (96, 203)}, 80, 200),
        ({"box": (803, 150)}, 800, 120),
        ({"box": (800, 147)}, 800, 120),
        ({"number": (1206, 680)}, 1200, 680),
        ({"number": (1200, 686)}, 1200, 680),
        ({"words": "두 언어로 된 발표와 그래픽 처리"}, 400, 200),
        ({"words": ""}, 80, 200),
        ({"tint": ACCENT}, 80, 160),
        ({"fill": "#2a6f78"}, 800, 120),
        ({"fill": "#5b4b9a"}, 800, 120),
        ({"number": (2000, 2000)}, 1200, 680),
    ],
    ids=str,
)
def test_a_change_is_noticed_where_it_is(changes: dict[str, Any], left: int, top: int) -> None:
    change = ORIGINAL.change(Fingerprint.of(page(**changes)))
    assert change is not None
    assert abs(change.left - left) <= 40
    assert abs(change.top - top) <= 40


def test_another_ground_is_a_change_of_the_whole_page() -> None:
    dark = Fingerprint.of(Image.new("RGB", (1280, 720), "#101418"))
    light = Fingerprint.of(Image.new("RGB", (1280, 720), PAPER))
    change = dark.change(light)
    assert change is not None
    assert change[:4] == Change(0, 0, 1280, 720, 0)[:4]


def test_a_fingerprint_survives_being_stored() -> None:
    stored = Fingerprint.unpacked(ORIGINAL.packed())
    assert stored.change(ORIGINAL) is None
    assert len(ORIGINAL.packed()) < 500
