"""Scrims in the PDF and in pictures of slides: whole at their sides."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from diptych.isolation import jobs as isolated
from diptych.model.drawn_shapes import Scrim, Side
from diptych.model.geometry import Box, Emu, from_px
from diptych.model.theme import Panel
from diptych.render.pdf.pictures import DocumentPictures
from diptych.render.pdf.shapes.rectangle import rectangle
from diptych.render.pdf.typesetter import Document

SETTINGS = """#set page(width: 75pt, height: 75pt, margin: 0pt)
#let c-ink = black
#let at(x, y, width, body) = place(top + left, dx: x, dy: y, block(width: width, body))"""


@pytest.fixture(scope="module")
def sides() -> dict[Side, Image.Image]:
    """Return a white square of 100 px under a black scrim toward each side."""
    box = Box(Emu(0), Emu(0), from_px(100), from_px(100))
    names: tuple[Side, ...] = ("left", "right", "top", "bottom")
    scrims = [Scrim(opacity=0.6, toward=side, start=0.2, full=0.5) for side in names]
    document = Document(
        settings=SETTINGS,
        content=tuple(f"#page({rectangle(box, Panel(fill='ink'), scrim)})" for scrim in scrims),
        pictures=DocumentPictures(names={}, files={}),
        fonts={},
    )
    drawn = document.pages(isolated.PNG, 96)
    return {
        side: Image.open(io.BytesIO(data)).convert("L")
        for side, data in zip(names, drawn, strict=True)
    }


@pytest.mark.parametrize(
    ("side", "clear", "half", "whole"),
    [
        ("left", (85, 50), (65, 50), (20, 50)),
        ("right", (15, 50), (35, 50), (80, 50)),
        ("top", (50, 85), (50, 65), (50, 20)),
        ("bottom", (50, 15), (50, 35), (50, 80)),
    ],
)
def test_they_become_whole_toward_their_side(
    sides: dict[Side, Image.Image],
    side: Side,
    clear: tuple[int, int],
    half: tuple[int, int],
    whole: tuple[int, int],
) -> None:
    grey = [sides[side].getpixel(place) for place in (clear, half, whole)]
    assert grey == [255, pytest.approx(255 * 0.7, abs=3), pytest.approx(255 * 0.4, abs=1)]
