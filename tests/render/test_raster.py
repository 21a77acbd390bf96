"""SVG pictures are drawn for PowerPoint as browsers draw them."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image
from tests.authoring import write_files

from diptych.diagnostics import Span
from diptych.isolation.process import TooSlowError
from diptych.model.asset import Asset
from diptych.render.drawer import Drawer, Job
from diptych.render.raster import MOST_PIXELS, Rasters, _Wanted
from diptych.source.pictures.picture import read_picture
from diptych.source.reading.runtime import font_files
from diptych.source.reading.source_reader import SourceReader

SPAN = Span("a.md", 1)
XML = 'xmlns="http://www.w3.org/2000/svg"'


def ink(root: Path, svg: str) -> tuple[tuple[int, ...] | None, tuple[int, int]]:
    """Return the box of what is drawn of a picture, in hundredths of its sides, and its size."""
    write_files(root, {"a.svg": svg})
    reader = SourceReader(root)
    asset = read_picture("a.svg", root, SPAN, reader)
    assert asset is not None
    assert reader.found == []
    with Rasters(root / "cache", font_files(), lambda _: None) as rasters:
        data = rasters._drawn(_Wanted(asset, 200, SPAN))
    assert rasters.found == []
    assert data is not None
    image = Image.open(io.BytesIO(data))
    box = image.getchannel("A").getbbox()
    sides = image.size * 2
    share = box and tuple(round(100 * at / side) for at, side in zip(box, sides, strict=True))
    return share, image.size


@pytest.mark.parametrize("unit", ["px", "pt", "pc", "mm", "cm", "in", ""])
def test_sizes_may_be_in_any_unit(unit: str, tmp_path: Path) -> None:
    svg = f'<svg {XML} width="60{unit}" height="30{unit}" viewBox="0 0 200 100">'
    box, (width, height) = ink(tmp_path, f'{svg}<rect width="100" height="50"/></svg>')
    assert box == (0, 0, 50, 50)
    assert width == 2 * height


@pytest.mark.parametrize(
    "content",
    [
        '<rect x="1in" width="1in" height="192"/>',
        '<rect x="72pt" width="6pc" height="2in"/>',
        '<rect x="25.4mm" width="2.54cm" height="2in"/>',
    ],
)
def test_lengths_inside_a_picture_may_be_in_any_unit(content: str, tmp_path: Path) -> None:
    box, _ = ink(tmp_path, f'<svg {XML} width="192" height="192">{content}</svg>')
    assert box == (50, 0, 100, 100)


@pytest.mark.parametrize(
    "attributes",
    [
        'font-size="48"',
        'font-size="36pt"',
        'font-size="48" font-family="Arial"',
        'font-size="48" font-family="sans-serif"',
        'font-size="48" font-family="Times New Roman, serif"',
        'font-size="48" font-family="cursive"',
        'style="font: bold 48px/1 Helvetica"',
    ],
)
def test_text_is_drawn_whatever_face_it_asks_for(attributes: str, tmp_path: Path) -> None:
    svg = f'<svg {XML} width="100" height="100"><text y="80" {attributes}>HH</text></svg>'
    box, _ = ink(tmp_path, svg)
    assert box is not None
    assert box[1] in range(44, 48)  # the cap height of Pretendard, 0.71 em, above 80
    assert box[3] == 80


def test_what_fills_a_picture_fills_it_to_its_edges(tmp_path: Path) -> None:
    svg = f'<svg {XML} width="60mm" height="30mm"><rect width="100%" height="100%"/></svg>'
    write_files(tmp_path, {"a.svg": svg})
    asset = read_picture("a.svg", tmp_path, SPAN, SourceReader(tmp_path))
    assert asset is not None
    with Rasters(None, font_files(), lambda _: None) as rasters:
        data = rasters._drawn(_Wanted(asset, 453, SPAN))
    assert data is not None
    image = Image.open(io.BytesIO(data))
    assert image.size == (453, 226)
    assert image.getchannel("A").getextrema() == (255, 255)


def test_a_picture_of_other_sides_than_its_content_keeps_the_room_beside_it(tmp_path: Path) -> None:
    svg = f'<svg {XML} width="100" height="50" viewBox="0 0 10 10"><rect width="10" height="10"/>'
    assert ink(tmp_path, f"{svg}</svg>")[0] == (25, 0, 75, 100)
    left = svg.replace("viewBox", "preserveAspectRatio='xMinYMid' viewBox")
    assert ink(tmp_path / "b", f"{left}</svg>")[0] == (0, 0, 50, 100)


@pytest.mark.parametrize("box", ["0 0 10", "a b c d", "0 0 10 0"])
def test_a_view_box_that_cannot_be_read_is_passed_over(box: str, tmp_path: Path) -> None:
    svg = f'<svg {XML} width="100" height="50" viewBox="{box}"><rect width="50" height="50"/></svg>'
    assert ink(tmp_path, svg)[0] in {(0, 0, 50, 100), None}


def test_code_is_drawn_monospaced(tmp_path: Path) -> None:
    svg = f'<svg {XML} width="100" height="50"><text y="40" font-size="40" {{}}>{{}}</text></svg>'
    wide, _ = ink(tmp_path / "a", svg.format('font-family="Courier"', "iii"))
    narrow, _ = ink(tmp_path / "b", svg.format('font-family="Arial"', "iii"))
    assert wide is not None
    assert narrow is not None
    assert wide[2] - wide[0] > 1.8 * (narrow[2] - narrow[0])


def test_an_svg_without_a_namespace_is_drawn(tmp_path: Path) -> None:
    box, _ = ink(tmp_path, '<svg width="4" height="4"><rect width="2" height="4"/></svg>')
    assert box == (0, 0, 50, 100)


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("Hi é 한글 “→”", ""),
        ("漢字 →", "`字`, `漢`"),
        ("\U0001f600 \U0001fae9", "`\U0001fae9`"),
        ("e\u0301", ""),
    ],
)
def test_letters_that_no_font_has_are_said(text: str, missing: str, tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_text(
        f'<svg {XML} width="9" height="9"><title>漢</title><text>{text}</text></svg>', "utf-8"
    )
    asset = read_picture("a.svg", tmp_path, SPAN, SourceReader(tmp_path))
    assert asset is not None
    rasters = Rasters(None, font_files(), lambda _: None)
    rasters._report_letters(_Wanted(asset, 9, SPAN))
    wanted = [f"picture `a.svg` shows no {missing} in PowerPoint and PDF"] if missing else []
    assert [found.message for found in rasters.found] == wanted


def picture(root: Path, name: str, content: str = "") -> _Wanted:
    write_files(root, {name: f'<svg {XML} width="9" height="9">{content}</svg>'})
    asset = read_picture(name, root, SPAN, SourceReader(root))
    assert asset is not None
    return _Wanted(asset, 9, SPAN)


def drawn_by(cache: Path, one: _Wanted, fonts: tuple[Asset, ...] | None = None) -> list[str]:
    """Return what is said while a picture is drawn; nothing, and no process, if it is kept."""
    told: list[str] = []
    with Rasters(cache, font_files() if fonts is None else fonts, told.append) as rasters:
        assert rasters._drawn(one) is not None
        assert (rasters.drawer is None) is (told == [])
    return told


def test_a_picture_that_is_kept_starts_no_process(tmp_path: Path) -> None:
    one = picture(tmp_path, "a.svg")
    assert drawn_by(tmp_path / "cache", one) == ["drawing a.svg"]
    assert drawn_by(tmp_path / "cache", one) == []


def test_without_a_cache_a_picture_of_several_talks_is_drawn_once(tmp_path: Path) -> None:
    one = picture(tmp_path, "a.svg")
    told: list[str] = []
    with Rasters(None, font_files(), told.append) as rasters:
        assert rasters._drawn(one) == rasters._drawn(one) is not None
    assert told == ["drawing a.svg"]


@pytest.mark.parametrize("damage", [b"", b"\x89PNG", b"\0" * 200])
def test_a_picture_that_is_kept_damaged_is_drawn_again(damage: bytes, tmp_path: Path) -> None:
    one, cache = picture(tmp_path, "a.svg"), tmp_path / "cache"
    drawn_by(cache, one)
    (kept,) = (cache / "pictures").iterdir()
    sound = kept.read_bytes()
    kept.write_bytes(damage)
    assert drawn_by(cache, one) == ["drawing a.svg"]
    assert kept.read_bytes() == sound


def test_other_fonts_or_another_renderer_draw_it_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, cache = picture(tmp_path, "a.svg"), tmp_path / "cache"
    drawn_by(cache, one)
    assert drawn_by(cache, one, font_files()[:3]) == ["drawing a.svg"]
    monkeypatch.setattr("diptych.render.raster.version_of", lambda _: "resvg_py-99")
    assert drawn_by(cache, one) == ["drawing a.svg"]


def test_what_cannot_be_drawn_is_told_once_at_its_place_and_the_rest_drawn(tmp_path: Path) -> None:
    large = picture(
        tmp_path,
        "large.svg",
        '<pattern id="p" width="1e6" height="1e6" patternUnits="userSpaceOnUse">'
        '<rect width="1" height="1"/></pattern><rect width="9" height="9" fill="url(#p)"/>',
    )
    with Rasters(tmp_path / "cache", font_files(), lambda _: None) as rasters:
        assert rasters._drawn(large) is None
        assert rasters._drawn(picture(tmp_path, "a.svg")) is not None
        assert rasters._drawn(large) is None
    assert [(found.span, found.message) for found in rasters.undrawn.values()] == [
        (SPAN, "picture `large.svg` cannot be drawn: it takes more than 1 GB of memory")
    ]


def test_a_run_does_not_wait_for_one_slow_picture_after_the_other(tmp_path: Path) -> None:
    class Slow(Drawer):
        def draw(self, job: Job) -> bytes:
            raise TooSlowError(f"no time for {job.width}")

    drawer = Slow()
    with Rasters(None, font_files(), lambda _: None, drawer) as rasters:
        for number in range(4):
            assert rasters._drawn(picture(tmp_path, f"{number}.svg", "<g/>" * number)) is None
    assert [found.message for found in rasters.undrawn.values()] == [
        "picture `0.svg` cannot be drawn: no time for 9"
    ]


def test_a_drawing_has_no_more_pixels_than_a_poster(tmp_path: Path) -> None:
    write_files(tmp_path, {"a.svg": f'<svg {XML} width="1" height="16384"/>'})
    asset = read_picture("a.svg", tmp_path, SPAN, SourceReader(tmp_path))
    assert asset is not None
    with Rasters(None, font_files(), lambda _: None) as rasters:
        assert rasters._drawn(_Wanted(asset, 65, SPAN)) is None
        assert MOST_PIXELS == 64 * (64 * 16384)
    (found,) = rasters.undrawn.values()
    assert found.message == "picture `a.svg` cannot be drawn: it would have 65 by 1064960 pixels"
