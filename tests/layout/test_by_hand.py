"""Content that is placed on the page by hand: where it is, and what it may not cover."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.authoring import SVG, document, only, said, slide_of
from tests.layout.factories import box

from diptych.layout.by_hand import box_by_hand
from diptych.model.deck import ByHand
from diptych.model.drawn_shapes import Rectangle
from diptych.model.geometry import WIDESCREEN, Box, from_px
from diptych.model.laid_out import LaidOutSlide
from diptych.model.shapes import PictureShape
from diptych.model.text import plain_text
from diptych.model.text_frame import TextFrame
from diptych.pipeline import Prepared
from diptych.source.reading.lengths import as_length

GRID = box(64, 128, 1152, 534)


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ({"left": "100", "top": "1in", "width": "50%"}, (100, 96, 640, 566)),
        ({"left": "25%", "top": "50%", "width": "200px", "height": "10%"}, (320, 360, 200, 72)),
        ({"right": "80", "bottom": "10%", "width": "300", "height": "100"}, (900, 548, 300, 100)),
        ({"left": "100", "right": "100"}, (100, 128, 1080, 534)),
        ({"left": "6/12", "width": "3/12"}, (648, 128, 276, 534)),
        ({"left": "0/12", "width": "12/12", "top": "1/2"}, (64, 403, 1152, 259)),
        ({"top": "690"}, (64, 690, 1152, 30)),
        ({}, (64, 128, 1152, 534)),
    ],
)
def test_places_are_in_px_shares_of_the_page_or_parts_of_the_grid(
    place: dict[str, str], expected: tuple[int, int, int, int]
) -> None:
    by_hand = ByHand(**{name: as_length(written) for name, written in place.items()})
    assert box_by_hand(by_hand, WIDESCREEN, GRID, from_px(16)) == box(*expected)


def by_hand(root: Path, text: str) -> Prepared:
    return document(root, f"# A\n\n- Some words\n\n{text}\n", {"box.svg": SVG})


def shapes_of(slide: LaidOutSlide) -> dict[str, Box]:
    """Return the boxes of pictures and texts by what they say."""
    named = {}
    for shape in slide.shapes:
        if isinstance(shape, TextFrame):
            named[" ".join(plain_text(one.runs) for one in shape.paragraphs)] = shape.box
        elif isinstance(shape, PictureShape):
            named[shape.alt] = shape.box
    return named


def test_a_picture_and_a_div_stand_where_their_author_put_them(tmp_path: Path) -> None:
    text = (
        "![](box.svg){.absolute left=700 top=200 width=400 alt=box}\n\n"
        "::: {.absolute left=700 top=520 width=400}\nBelow it\n:::"
    )
    prepared = by_hand(tmp_path, text)
    assert said(prepared.found) == []
    found = shapes_of(only(prepared)[0])
    assert found["box"] == box(700, 200, 400, 300)
    assert (found["Below it"].x, found["Below it"].y) == (from_px(700), from_px(520))
    (slide,) = only(prepared)
    assert not [one for one in slide.shapes if isinstance(one, Rectangle)], "no text is on it"


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("right=0 bottom=0 width=300", (980, 495, 300, 225)),
        ("left=0 bottom=0 height=150", (0, 570, 200, 150)),
        ("right=20 top=20 height=150", (1060, 20, 200, 150)),
        ("left=500 top=200 height=150", (500, 200, 200, 150)),
    ],
)
def test_a_picture_stands_at_the_edges_from_which_its_place_is_given(
    place: str, expected: tuple[int, int, int, int], tmp_path: Path
) -> None:
    prepared = by_hand(tmp_path, f"![](box.svg){{.absolute {place} alt=box}}")
    assert shapes_of(only(prepared)[0])["box"] == box(*expected)


@pytest.mark.parametrize(
    ("place", "align", "anchor"),
    [
        ("right=40 top=300", "right", "top"),
        ("left=500 bottom=60", "left", "bottom"),
        ("right=40 width=300 bottom=60 height=90", "left", "top"),
    ],
)
def test_words_stand_at_the_edges_from_which_their_place_is_given(
    place: str, align: str, anchor: str, tmp_path: Path
) -> None:
    prepared = by_hand(tmp_path, f"::: {{.absolute {place}}}\nHere\n:::")
    assert said(prepared.found) == []
    frames = [one for one in only(prepared)[0].shapes if isinstance(one, TextFrame)]
    (frame,) = (one for one in frames if one.region.startswith("by-hand"))
    assert (frame.paragraphs[0].align, frame.anchor) == (align, anchor)


def test_a_block_with_a_name_may_be_placed_and_words_come_in_reading_order(tmp_path: Path) -> None:
    text = "::: {.metric .absolute left=900 top=400 width=300}\n42\n\nanswers\n:::"
    prepared = by_hand(tmp_path, text)
    assert said(prepared.found) == []
    assert [*shapes_of(only(prepared)[0])][:3] == ["A", "Some words", "42 answers"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "::: {.absolute left=70 top=130}\nCovers\n:::",
            ["FIT133 5:1 what is placed here by hand covers the content of `body`"],
        ),
        (
            "::: {.absolute left=70 top=50 height=60}\nCovers\n:::",
            ["FIT133 5:1 what is placed here by hand covers the title"],
        ),
        (
            "![](box.svg){.absolute left=1200 top=300 width=200 alt=a}",
            ["FIT134 5:1 what is placed here by hand is partly off the page"],
        ),
        (
            2 * "::: {.absolute left=600 top=300 height=40}\nA\n:::\n\n",
            ["FIT133 9:1 what is placed here by hand covers the content of `by-hand-1`"],
        ),
        (
            "::: {.absolute left=6em top=300}\nA\n:::",
            ["SRC203 5:16 `left` cannot be `6em`"],
        ),
        (
            "::: {.absolute left=600 top=300 width=100 height=30}\n" + "word " * 30 + "\n:::",
            ["FIT201 6:1 what is placed by hand overflows by 1 line at 18 pt"],
        ),
    ],
)
def test_what_is_wrong_with_a_place_is_said_where_it_is_written(
    text: str, found: list[str], tmp_path: Path
) -> None:
    assert said(by_hand(tmp_path, text).found) == found


def test_yaml_says_the_same(tmp_path: Path) -> None:
    text = (
        "title: A\nbody: [{paragraph: Some words}]\n"
        "absolute:\n- {left: 700, top: 40%, width: 4/12, blocks: [{paragraph: Below it}]}\n"
    )
    prepared = slide_of(tmp_path, text, suffix=".yaml")
    assert said(prepared.found) == []
    placed = shapes_of(only(prepared)[0])["Below it"]
    assert (placed.x, placed.y, placed.width) == (from_px(700), from_px(288), 3_556_000)
