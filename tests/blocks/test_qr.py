"""QR codes: what a camera reads, where they stand, and which addresses have none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from msgspec.structs import replace
from PIL import Image, ImageDraw
from tests.authoring import document, drawn, said
from tests.layout.factories import PLAIN, SPAN, box, style, text

from diptych.blocks.qr import Qr, modules
from diptych.cli import main
from diptych.model.density import OWN
from diptych.model.drawn_shapes import Drawing, Rectangle
from diptych.model.geometry import from_px
from diptych.model.text_frame import TextFrame
from diptych.model.theme import Palette

ADDRESS = "https://example.org/a?b=c&d=%ED%95%9C"


def read(path: str, size: int, scale: int = 4) -> list[str]:
    """Return what a camera reads of outlines made of `M x y H x V y H x Z`."""
    image = Image.new("L", (size * scale, size * scale), 255)
    draw = ImageDraw.Draw(image)
    for outline in path.split("Z"):
        if words := outline.split():
            x, y, right, bottom = (int(words[at]) * scale for at in (1, 2, 4, 6))
            draw.rectangle((x, y, right - 1, bottom - 1), fill=0)
    return [found.text for found in zxingcpp.read_barcodes(image)]


def shapes(width: int = 600, height: int = 500, **rest: Any) -> tuple[Any, ...]:
    qr = Qr(to=ADDRESS, span=SPAN, **rest)
    setting = qr.set(style()).fitted(from_px(width), OWN)
    return tuple(setting.draw(box(0, 0, width, height)))


@pytest.mark.parametrize(
    "address", [ADDRESS, "mailto:a@example.org", "https://한국.kr/" + "x" * 400]
)
def test_a_camera_reads_the_address(address: str) -> None:
    size, path = modules(address)
    assert read(path, size) == [address]


def test_it_is_dark_on_light_in_the_middle_of_its_box() -> None:
    ground, code = shapes()
    assert isinstance(ground, Rectangle)
    assert isinstance(code, Drawing)
    assert ground.box == code.box == box(140, 90, 320, 320)
    assert (ground.panel.fill, code.color, code.link) == ("paper", "ink", ADDRESS)


@pytest.mark.parametrize(("ground", "edge"), [("paper", "slate"), ("night", None)])
def test_it_has_an_edge_on_a_page_that_is_as_light(ground: str, edge: str | None) -> None:
    palette = Palette(roles={"rule": "slate"}, block_styles=PLAIN.block_styles)
    using = replace(PLAIN, palettes={"light": palette})
    setting = Qr(to=ADDRESS, span=SPAN).set(style(using=using, ground=ground, mode="light"))
    panel, _ = setting.fitted(from_px(600), OWN).draw(box(0, 0, 600, 500))
    assert isinstance(panel, Rectangle)
    assert panel.panel.line == edge


def test_it_shrinks_to_its_room_and_its_words_stay_below_it() -> None:
    ground, code, words = shapes(200, 150, caption=text("Slides"), step=2)
    assert isinstance(words, TextFrame)
    assert code.box.width == code.box.height < from_px(150)
    assert code.box.bottom <= words.box.y
    assert words.box.bottom <= from_px(150)
    assert {ground.step, code.step, words.paragraphs[0].step} == {2}


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("slides.html", "a QR code leads out of the talk, and `slides.html` does not"),
        ("javascript:alert(1)", "a link may not lead to a `javascript:` address"),
        (f"https://example.org/{'x' * 5000}", "an address of 5,020 bytes is too long"),
    ],
)
def test_an_address_without_a_code_is_reported(address: str, message: str, tmp_path: Path) -> None:
    prepared = document(tmp_path, f'# A\n\n::: {{.qr to="{address}"}}\n:::\n')
    assert message in said(prepared.found)[0]
    assert "SRC322 3:1" in said(prepared.found)[0]


def test_an_address_without_its_beginning_is_completed_in_the_hint(tmp_path: Path) -> None:
    prepared = document(tmp_path, '# A\n\n::: {.qr to="www.example.org"}\n:::\n')
    assert prepared.found[0].hint == "write `https://www.example.org`"


def test_a_code_without_an_address_is_reported(tmp_path: Path) -> None:
    prepared = document(tmp_path, "# A\n\n::: qr\nWords\n:::\n")
    assert "a QR code needs `to`" in drawn(prepared)
    assert prepared.found[0].hint == 'write it as `to="..."` after its name, `::: {.qr to=…}`'


def test_a_fence_of_that_name_is_told_what_it_may_be(tmp_path: Path) -> None:
    prepared = document(tmp_path, "# A\n\n```qr\nhttps://example.org\n```\n")
    assert said(prepared.found) == [
        "SRC318 3:1 `qr` is a block, not a language: this is shown as it is"
    ]
    assert prepared.found[0].hint == "write `::: {.qr …}` in place of the fence"


def test_every_output_shows_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    written = f'# A\n\n::: {{.qr to="{ADDRESS}"}}\nSlides\n:::\n'
    (tmp_path / "talk.md").write_text(written, "utf-8")
    assert main(["build", "talk.md", "--to", "png,text", "--width", "960"]) == 0
    (picture,) = tmp_path.glob("output/talk/en/**/*1-*.png")
    with Image.open(picture) as image:
        assert [found.text for found in zxingcpp.read_barcodes(image)] == [ADDRESS]
    (transcript,) = tmp_path.glob("output/talk/en/*.md")
    assert f"QR: {ADDRESS}" in transcript.read_text("utf-8").replace("\\&", "&")
