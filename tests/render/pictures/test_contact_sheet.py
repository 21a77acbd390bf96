"""Contact sheets: all slides on one picture, in rows, whatever their number and shape."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from tests.authoring import PROJECT, SVG, write_files

from diptych.cli import main
from diptych.render.pictures.contact_sheet import grid_of

WIDE = 16 / 9


@pytest.mark.parametrize(
    ("count", "shape", "columns", "rows"),
    [
        (1, WIDE, 1, 1),
        (2, WIDE, 2, 1),
        (4, WIDE, 2, 2),
        (27, WIDE, 6, 5),
        (100, WIDE, 10, 10),
        (1000, WIDE, 33, 31),
        (27, 4 / 3, 6, 5),
        (27, 1 / 1.414, 7, 4),
        (5, 0.02, 5, 1),
    ],
)
def test_rows_and_columns_make_a_picture_that_a_screen_can_show(
    count: int, shape: float, columns: int, rows: int
) -> None:
    grid = grid_of(count, shape)
    assert (grid.columns, grid.rows) == (columns, rows)
    width, height = grid.sheet
    assert width <= 4096
    assert height <= 4096
    assert max(grid.width, grid.height) <= 320.001
    assert grid.width >= min(100, 320 * shape)


def test_it_shows_each_slide_at_its_place_in_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    colors = ["#D01010", "#10A010", "#1010D0"]
    names = "abc"
    write_files(
        tmp_path,
        {
            **PROJECT,
            "deck/talks/talk.yaml": "title: A talk\nslides: [a, b, c]\n",
            **{
                f"deck/media/{n}.svg": SVG.replace("#1F6F78", c)
                for n, c in zip(names, colors, strict=True)
            },
            **{f"deck/slides/{n}.md": f"# {n}\n\n![A box](../media/{n}.svg)\n" for n in names},
        },
    )
    assert main(["build", "--to", "png"]) == 0
    grid = grid_of(3, WIDE)
    with Image.open(tmp_path / "output/talk/en/png/contact-sheet.png") as picture:
        assert picture.size == grid.sheet
        shown = picture.convert("RGB")
    for number, color in enumerate(colors):
        x, y = grid.place(number % grid.columns, number // grid.columns)
        at = (round(x + grid.width / 2), round(y + grid.height * 0.55))
        assert shown.getpixel(at) == tuple(bytes.fromhex(color[1:]))
    below = shown.crop((24, round(24 + grid.height + 2), 60, round(24 + grid.height + 20)))
    assert min(below.convert("L").tobytes()) < 120


def test_one_that_would_be_too_large_is_divided(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("diptych.render.pictures.writers.MOST_AS_VECTORS", 2)
    write_files(
        tmp_path,
        {
            **PROJECT,
            "deck/talks/talk.yaml": "title: A talk\nslides: [a, b, c]\n",
            **{f"deck/slides/{name}.md": f"# Slide {name}\n" for name in "abc"},
        },
    )
    assert main(["build", "--to", "svg"]) == 0
    made = (tmp_path / "output/talk/en/svg").glob("contact*")
    assert sorted(path.name for path in made) == ["contact-sheet.1.svg", "contact-sheet.2.svg"]
