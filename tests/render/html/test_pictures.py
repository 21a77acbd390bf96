"""An SVG picture embeds the letters of its text."""

from __future__ import annotations

import base64
import io
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageChops, ImageStat
from tests.render.factory import asset
from tests.render.html.factory import THEME

from diptych.render.html.fonts import own_name
from diptych.render.html.pictures import picture_bytes
from diptych.render.html.policy import content_policy
from diptych.render.raster import Rasters, _Wanted
from diptych.render.subsetting import Subsets
from diptych.source.reading.runtime import font_files, read_runtime

if TYPE_CHECKING:
    from playwright.sync_api import Browser

XML = 'xmlns="http://www.w3.org/2000/svg"'
CUT = Subsets(None, lambda _: None).woff2


def shown(svg: str) -> str:
    picture = asset("a.svg", svg.encode())
    return picture_bytes(picture, THEME, read_runtime(), CUT).decode()


def test_its_text_is_set_in_a_font_inside_it() -> None:
    svg = shown(f'<svg {XML}><text font-family="Arial">Hi <tspan>가</tspan></text></svg>')
    assert "Hi <tspan>가</tspan>" in svg
    assert f'font-family="{own_name("Pretendard")}, Arial"' in svg
    rules = re.findall(r"@font-face\{[^}]*\}", svg)
    assert [re.findall(r"font-weight:(\d+)", rule) for rule in rules] == [["400"]]
    font = base64.b64decode(re.findall("base64,([^)]*)", svg)[0])
    assert font.startswith(b"wOF2")
    assert len(font) < 2000


def test_bold_text_and_code_bring_their_faces() -> None:
    svg = shown(f'<svg {XML}><text style="font:bold 9px monospace">x</text></svg>')
    faces = re.findall(r'font-family:"([^"]*)";font-weight:(\d+)', svg)
    families = (own_name("JetBrains Mono"), own_name("Pretendard"))
    assert set(faces) == {(family, weight) for family in families for weight in ("400", "700")}


@pytest.mark.parametrize("content", ["<rect/>", "<title>text</title><text/>"])
def test_a_picture_without_text_is_written_as_it_is(content: str) -> None:
    svg = f"<svg {XML}>{content}</svg>"
    assert shown(svg) == svg


def test_other_pictures_are_written_as_they_are() -> None:
    picture = asset("text.png", b"text")
    assert picture_bytes(picture, THEME, read_runtime(), CUT) == b"text"


@pytest.mark.browser
def test_it_looks_in_a_page_as_in_powerpoint(browser: Browser, tmp_path: Path) -> None:
    svg = (
        f'<svg {XML} width="300" height="100"><text y="30" font-family="Arial" font-size="24">Ragó'
        ' -> 한글</text><text y="60" font-size="24" font-weight="bold">AVATAR</text>'
        '<text y="90" style="font:24px monospace">code 0O1l -></text></svg>'
    )
    (tmp_path / "a.svg").write_text(shown(svg), "utf-8")
    policy = f'<meta http-equiv="Content-Security-Policy" content="{content_policy()}">'
    html = f'{policy}<body style="margin:0"><img src="a.svg">'
    (tmp_path / "a.html").write_text(html, "utf-8")
    page = browser.new_page(viewport={"width": 300, "height": 100})
    page.goto((tmp_path / "a.html").as_uri())
    in_page = Image.open(io.BytesIO(page.screenshot())).convert("L")
    page.close()

    with Rasters(None, font_files(), lambda _: None) as rasters:
        drawn = rasters._drawn(_Wanted(asset("a.svg", svg.encode(), (300, 100)), 300, None))
    assert drawn is not None
    png = Image.open(io.BytesIO(drawn))
    in_powerpoint = Image.new("L", png.size, 255)
    in_powerpoint.paste(png.convert("L"), mask=png.getchannel("A"))
    difference = ImageStat.Stat(ImageChops.difference(in_page, in_powerpoint)).mean[0]
    ink = 255 - ImageStat.Stat(in_powerpoint).mean[0]
    assert difference < ink / 4
