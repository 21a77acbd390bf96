"""Icons become lines and curves that DrawingML has too, in the same places as in SVG."""

from __future__ import annotations

import pytest

from diptych.icons import GRID, icon_left, icon_names, icon_path
from diptych.icons.outlines import path_of


@pytest.mark.parametrize(
    ("data", "path"),
    [
        ("m1 2 3 4", "M 10 20 L 40 60 "),
        ("M1 2h3v-1z", "M 10 20 L 40 20 L 40 10 Z "),
        ("M0 0c1 1 2 2 3 0s2 2 3 0", "M 0 0 C 10 10 20 20 30 0 C 40 -20 50 20 60 0 "),
        ("M0 0q3 3 6 0t6 0", "M 0 0 C 20 20 40 20 60 0 C 80 -20 100 -20 120 0 "),
        ("M1 0a1 1 0 012 0", "M 10 0 C 10 -6 14 -10 20 -10 C 26 -10 30 -6 30 0 "),
        ("M0 0a0 1 0 0 0 1 1", "M 0 0 L 10 10 "),
    ],
)
def test_each_command_of_a_path_is_written_absolutely(data: str, path: str) -> None:
    assert path_of([("path", {"d": data})], 10) == path


def test_other_elements_are_paths_too() -> None:
    line = ("line", {"x1": "1", "y1": "2", "x2": "3", "y2": "4"})
    corners = ("polygon", {"points": "0 0 1 0 1 1"})
    square = ("rect", {"x": "1", "y": "1", "width": "2", "height": "2"})
    assert path_of([line, corners], 1) == "M 1 2 L 3 4 M 0 0 L 1 0 L 1 1 Z "
    assert path_of([square], 1) == "M 1 1 L 3 1 L 3 1 L 3 3 L 3 3 L 1 3 L 1 3 L 1 1 L 1 1 Z "
    assert path_of([("circle", {"cx": "2", "cy": "2", "r": "1"})], 1).startswith("M 1 2 C ")


def test_every_icon_lies_on_its_grid() -> None:
    assert len(icon_names()) > 1500
    for name in icon_names():
        numbers = [int(word) for word in icon_path(name).split() if not word.isalpha()]
        assert -GRID // 24 <= min(numbers) <= max(numbers) <= GRID * 25 // 24, name


@pytest.mark.parametrize(
    ("name", "left"), [("circle", 100), ("shield", 300), ("arrow-right", 400), ("square", 200)]
)
def test_the_lines_of_an_icon_begin_as_far_from_the_edge_as_it_is_drawn(
    name: str, left: int
) -> None:
    assert icon_left(name) == left
