"""What a page looks like in a few hundred bytes, so that a change of its looks is noticed.

A page is divided into 32 by 18 cells, each 40 px of a slide wide. A fingerprint has for each how
bright it is, and how much brighter to the right and below than to the left and above, so that it
also changes if something moves within a cell; and for each 4 cells together their colour. How edges
are smoothed hardly changes these means, and what moves by a pixel changes them less than is allowed
for the amount of ink.
"""

from __future__ import annotations

import base64
import math
import zlib
from array import array
from functools import cache
from typing import NamedTuple, Self

from PIL import Image, ImageMath

ACROSS, DOWN = 32, 18
CELL = 20
"""Pixels across a cell in the picture that is measured."""
SIZE = (ACROSS * CELL, DOWN * CELL)
PX = 1280 // ACROSS
"""Pixels of a slide across a cell."""
_STEP = 0.8
"""The unit of stored values, as a share of what is allowed."""
_NOISE = 0.4
"""How far values may differ where a page is empty, of 255."""
_MOVEMENT = 0.06
"""How far they may differ for each unit of ink: as much as if it all moved 1.2 px to one side."""
_LARGEST = 127
_COLOR_NOISE = 1.5
"""The same of colours."""


class Change(NamedTuple):
    """A part of a page that looks different."""

    left: int
    """In px of the slide, like the others."""
    top: int
    right: int
    bottom: int
    much: float
    """The largest difference, of 255."""


class Fingerprint(NamedTuple):
    """What a page looks like."""

    ground: int
    """The brightness that most of the page has."""
    light: tuple[float, ...]
    """How much brighter each cell is than the ground, then how far light is to the right of the
    middle of each, then how far below: in rows from the top left, of 255."""
    color: tuple[float, ...]
    """The means of blue-difference and then red-difference of each 4 cells, of 255."""

    @classmethod
    def of(cls, picture: Image.Image) -> Self:
        """Return the fingerprint of a picture of any size."""
        y, blue, red = (
            picture.convert("RGB").resize(SIZE, Image.Resampling.BOX).convert("YCbCr").split()
        )
        histogram = y.histogram()
        ground = histogram.index(max(histogram))
        light = y.convert("F").point(lambda value: value * 1.0 - ground)
        parts = (light, _product(light, _ramp(is_down=False)), _product(light, _ramp(is_down=True)))
        return cls(
            ground,
            tuple(value for part in parts for value in _means(part, CELL)),
            tuple(
                value - 128 for part in (blue, red) for value in _means(part.convert("F"), 2 * CELL)
            ),
        )

    def packed(self) -> str:
        """Return it as text, with values rounded to a share of what is allowed."""
        cells = ACROSS * DOWN
        light = [_code(value) for value in self.light[:cells]]
        units = [_STEP * _allowed(_value(code)) for code in light]
        sides = [value / units[i % cells] for i, value in enumerate(self.light[cells:])]
        color = [value / (_STEP * _COLOR_NOISE) for value in self.color]
        codes = (self.ground, *light, *map(round, sides), *map(round, color))
        data = bytes([code % 256 for code in codes])
        return base64.b85encode(zlib.compress(data, 9)).decode()

    @classmethod
    def unpacked(cls, text: str) -> Self:
        """Return what was packed."""
        ground, *codes = zlib.decompress(base64.b85decode(text))
        signed = [code - 256 if code > _LARGEST else code for code in codes]
        cells = ACROSS * DOWN
        light = [_value(code) for code in signed[:cells]]
        units = [_STEP * _allowed(value) for value in light]
        sides = [code * units[i % cells] for i, code in enumerate(signed[cells : 3 * cells])]
        color = [code * _STEP * _COLOR_NOISE for code in signed[3 * cells :]]
        return cls(ground, (*light, *sides), tuple(color))

    def change(self, other: Fingerprint) -> Change | None:
        """Return which part of another page looks different; None for none."""
        cells = ACROSS * DOWN
        changed: dict[tuple[int, int], float] = {}
        moved = self.ground - other.ground
        for i in range(3 * cells):
            shift = moved if i < cells else 0
            away = abs(self.light[i] - other.light[i] + shift)
            ink = max(abs(self.light[i % cells]), abs(other.light[i % cells]))
            if away > _allowed(ink):
                _note(changed, i % cells % ACROSS, i % cells // ACROSS, away)
        for i, (one, two) in enumerate(zip(self.color, other.color, strict=True)):
            place = i % (cells // 4)
            away = abs(one - two)
            if away > _COLOR_NOISE + _MOVEMENT * max(abs(one), abs(two)):
                _note(changed, 2 * (place % (ACROSS // 2)), 2 * (place // (ACROSS // 2)), away)
        if not changed:
            return None
        across, down = [x for x, _ in changed], [y for _, y in changed]
        return Change(
            PX * min(across), PX * min(down), PX * (max(across) + 1), PX * (max(down) + 1),
            max(changed.values()),
        )  # fmt: skip


def _allowed(ink: float) -> float:
    """Return how far values of a cell with so much ink may differ."""
    return _NOISE + _MOVEMENT * abs(ink)


def _code(value: float) -> int:
    """Return the number of steps from 0 to a value, each a share of what is allowed there."""
    steps = math.log1p(_MOVEMENT * abs(value) / _NOISE) / (_MOVEMENT * _STEP)
    return round(math.copysign(steps, value))


def _value(code: int) -> float:
    return math.copysign(math.expm1(abs(code) * _MOVEMENT * _STEP) * _NOISE / _MOVEMENT, code)


def _note(changed: dict[tuple[int, int], float], x: int, y: int, away: float) -> None:
    changed[x, y] = max(away, changed.get((x, y), 0.0))


def _means(picture: Image.Image, size: int) -> array[float]:
    return array("f", picture.reduce(size).tobytes())


def _product(one: Image.Image, other: Image.Image) -> Image.Image:
    made = ImageMath.lambda_eval(lambda given: given["a"] * given["b"], a=one, b=other)
    assert isinstance(made, Image.Image)
    return made


@cache
def _ramp(*, is_down: bool) -> Image.Image:
    """Return a picture that rises from -1 to 1 in each cell, to the right or down."""
    width, height = SIZE
    step = [(2 * i + 1) / CELL - 1 for i in range(CELL)]
    rows = (
        [step[y % CELL]] * width if is_down else step * ACROSS for y in range(height)
    )  # fmt: skip
    return Image.frombytes(
        "F", SIZE, array("f", (value for row in rows for value in row)).tobytes()
    )
