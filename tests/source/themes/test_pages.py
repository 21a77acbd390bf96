"""A theme sets the size of its pages; boxes drawn for other pages are stretched to it."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest
from tests.small import write, write_project
from tests.source.themes.themed import sound_theme_of

from diptych.config import BuildConfig
from diptych.model.geometry import WIDESCREEN, Box, from_px, page, to_px
from diptych.pipeline import build, prepare
from diptych.source.themes.pages import stretched, stretched_area, stretched_picture

DECK = "deck/deck.yaml"
STANDARD = page(from_px(960), from_px(720))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_project(tmp_path)


def with_tokens(root: Path, tokens: str, *, theme: str = "atlas") -> Path:
    write(root / DECK, f"format: 1\ntheme: {theme}\ntokens:\n  {tokens}\n")
    return root


def px(x: float, y: float, width: float, height: float) -> Box:
    return Box(from_px(x), from_px(y), from_px(width), from_px(height))


# ------------------------------------------------------------------------------------ what is said


def test_a_page_is_widescreen_where_nothing_is_said(root: Path) -> None:
    assert sound_theme_of(root).page == px(0, 0, 1280, 720)


@pytest.mark.parametrize(
    ("written", "width", "height"),
    [
        ("16:9", 1280, 720),
        ("4:3", 960, 720),
        ("'4:3'", 960, 720),
        ("16:10", 1152, 720),
        ("{width: 10in, height: 7.5in}", 960, 720),
        ("{width: 33.8667cm, height: 19.05cm}", 1280, 720),
        ("{width: 1080, height: 1350px}", 1080, 1350),
    ],
)
def test_a_page_has_a_name_or_two_lengths(
    written: str, width: int, height: int, root: Path
) -> None:
    page = sound_theme_of(with_tokens(root, f"page: {written}")).page
    assert (round(to_px(page.width), 1), round(to_px(page.height), 1)) == (width, height)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (
            "4:5",
            "`page` cannot be `4:5`",
        ),
        ("[10in, 7.5in]", "`page` must be a name or two lengths"),
        ("{width: 10in}", "`page` needs `height`"),
        ("{width: 10in, hieght: 7in}", "unknown key `hieght` in `page`"),
        ("{width: 57in, height: 10in}", "`width` of a page cannot be `57in`"),
        ("{width: 10in, height: 0.9in}", "`height` of a page cannot be `0.9in`"),
        ("{width: 10in, height: 50%}", "`height` of a page cannot be `50%`"),
        ("{width: wide, height: 10in}", "`width` of a page cannot be `wide`"),
    ],
)
def test_what_is_no_page_is_an_error_at_its_place(written: str, said: str, root: Path) -> None:
    found = prepare(BuildConfig(root=with_tokens(root, f"page: {written}"))).found
    assert found[0].is_error
    assert found[0].span is not None
    assert (found[0].span.file, found[0].span.line) == (DECK, 4)
    assert found[0].message == said
    assert found[0].hint


# ------------------------------------------------------------------------- boxes of another's page


def test_boxes_of_the_theme_below_are_stretched_to_the_page(root: Path) -> None:
    theme = sound_theme_of(with_tokens(root, "page: 4:3"))
    body = theme.layouts["body"].region("body")
    assert body is not None
    assert body.box == px(48, 136, 864, 528)
    for layout in theme.layouts.values():
        for box in (*(one.box for one in layout.regions), *(one.box for one in layout.decorations)):
            assert box.x >= 0
            assert box.y >= 0
            assert box.right <= theme.page.right
            assert box.bottom <= theme.page.bottom


def test_boxes_that_are_drawn_for_the_page_stay_as_they_are(root: Path) -> None:
    tokens = "page: 4:3\n  regions: {body: {box: [10, 128, 900, 500]}}"
    body = sound_theme_of(with_tokens(root, tokens)).layouts["body"].region("body")
    assert body is not None
    assert body.box == px(10, 128, 900, 500)


def test_a_theme_may_change_its_page_back(root: Path) -> None:
    house = "format: 1\nextends: atlas\npage: 4:3\nregions: {body: {box: [0, 128, 960, 500]}}\n"
    write(root / "templates/house/theme.yaml", house)
    write(root / DECK, "format: 1\ntheme: house\ntokens: {page: 16:9}\n")
    layout = sound_theme_of(root).layouts["body"]
    body, title = layout.region("body"), layout.region("title")
    assert body is not None
    assert title is not None
    assert (body.box, title.box) == (px(0, 128, 1280, 500), px(64, 58, 1152, 64))


def test_places_of_boxes_may_be_as_far_out_as_the_page_is_large(root: Path) -> None:
    tokens = "page: {width: 5000, height: 720}\n  regions: {body: {box: [%d, 128, 900, 500]}}"
    assert sound_theme_of(with_tokens(root, tokens % 4000)).page.width == from_px(5000)
    found = prepare(BuildConfig(root=with_tokens(root, tokens % 15_001))).found
    assert "the x of a box cannot be 15001" in [one.message for one in found]


@pytest.mark.parametrize(
    ("box", "there"),
    [
        (px(1080, 40, 136, 48), px(810, 46, 102, 36)),  # a logo
        (px(520, 0, 760, 720), px(200, 0, 760, 720)),  # from edge to edge, at the right
        (px(0, 600, 1280, 120), px(0, 630, 960, 90)),  # along the lower edge
        (px(0, 0, 1280, 720), px(0, 0, 960, 720)),  # all of the page
        (px(0, 40, 136, 48), px(0, 46, 102, 36)),  # at the left
    ],
)
def test_a_picture_keeps_its_proportions_unless_it_fills_the_page(box: Box, there: Box) -> None:
    assert stretched_picture(box, WIDESCREEN, STANDARD) == there


@pytest.mark.parametrize("end", ["{width: 1in, height: 1in}", "{width: 56in, height: 56in}"])
def test_a_page_may_be_as_small_and_as_large_as_powerpoint_can_show(end: str, root: Path) -> None:
    found = prepare(BuildConfig(root=with_tokens(root, f"page: {end}"))).found
    assert not [one for one in found if "page" in one.message]


def test_lines_and_bars_stay_as_thick() -> None:
    square = page(from_px(2560), from_px(2560))
    assert stretched_area(px(64, 180, 6, 360), WIDESCREEN, square) == px(128, 640, 6, 1280)
    assert stretched_area(px(64, 180, 16, 11), WIDESCREEN, square) == px(128, 640, 32, 11)


def test_on_its_own_page_a_box_is_as_it_was_drawn() -> None:
    box = px(1, 2, 3, 4)
    assert stretched(box, WIDESCREEN, WIDESCREEN) is box
    assert stretched_picture(box, STANDARD, STANDARD) is box


# ------------------------------------------------------------------------------------ both outputs


def test_the_size_of_a_page_is_written_in_both_outputs(root: Path) -> None:
    without_pictures = with_tokens(root, "page: 4:3", theme="plain")
    build(BuildConfig(root=without_pictures, out=root / "out"))
    with ZipFile(root / "out/talk/en/talk.en.pptx") as package:
        presentation = package.read("ppt/presentation.xml").decode()
    assert '<p:sldSz cx="9144000" cy="6858000" type="screen4x3"/>' in presentation
    (style,), (script,) = (root.glob(f"out/talk/assets/*/deck.{end}") for end in ("css", "js"))
    css, js = style.read_text("utf-8"), script.read_text("utf-8")
    assert "width: 960px;\nheight: 720px;" in css
    assert "size: 960px 720px;" in css
    assert "width: 960,\nheight: 720," in js
    assert "(width * 3) / 4" in js
    assert "PAGE_" not in css + js


def test_a_page_without_a_name_of_powerpoints_has_no_type(root: Path) -> None:
    without_pictures = with_tokens(root, "page: 16:10", theme="plain")
    build(BuildConfig(root=without_pictures, out=root / "out"))
    with ZipFile(root / "out/talk/en/talk.en.pptx") as package:
        presentation = package.read("ppt/presentation.xml").decode()
    assert '<p:sldSz cx="10972800" cy="6858000"/>' in presentation
