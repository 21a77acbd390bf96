"""A picture that is stored rotated is turned upright in all outputs, within its box."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageOps
from tests.authoring import document
from tests.render.files import page_of, pptx_of
from tests.render.pdf.deck import built

from diptych.model.geometry import Emu, to_px


def photo(orientation: int) -> bytes:
    """Return a JPEG stored 40 wide and 20 high, each of its quarters in another colour."""
    file, exif = io.BytesIO(), Image.Exif()
    exif[0x0112] = orientation
    image = Image.new("RGB", (40, 20), "red")
    for corner, color in (((20, 0), "lime"), ((0, 10), "blue"), ((20, 10), "white")):
        image.paste(color, (*corner, corner[0] + 20, corner[1] + 10))
    image.save(file, "jpeg", exif=exif, quality=95)
    return file.getvalue()


@pytest.mark.parametrize(
    ("orientation", "turned", "css"),
    [
        (1, "", None),
        (2, ' flipH="1"', "rotate(0deg) scaleX(-1)"),
        (3, ' rot="10800000"', "rotate(180deg)"),
        (4, ' rot="10800000" flipH="1"', "rotate(180deg) scaleX(-1)"),
        (5, ' rot="16200000" flipH="1"', "rotate(270deg) scaleX(-1)"),
        (6, ' rot="5400000"', "rotate(90deg)"),
        (7, ' rot="5400000" flipH="1"', "rotate(90deg) scaleX(-1)"),
        (8, ' rot="16200000"', "rotate(270deg)"),
    ],
)
def test_each_orientation_is_turned(
    orientation: int, turned: str, css: str | None, tmp_path: Path
) -> None:
    text = '# S\n\nWords\n\n![](a.jpg){alt="A photo" width=200px}\n'
    made = document(tmp_path, text, {"a.jpg": photo(orientation)})
    (talk,), (supplies,) = made.talks, made.supplies
    (picture,) = (picture for slide in talk for picture in slide.pictures)
    box = picture.box
    assert picture.asset.aspect == (0.5 if orientation >= 5 else 2)
    assert box.width == pytest.approx(box.height * picture.asset.aspect, rel=0.01)

    with zipfile.ZipFile(io.BytesIO(pptx_of(talk))) as package:
        slide = package.read("ppt/slides/slide1.xml").decode()
    if orientation == 1:
        assert " rot=" not in slide
    else:
        found = re.search(
            r'<a:xfrm( [^>]*)><a:off x="(\d+)" y="(\d+)"/><a:ext cx="(\d+)" cy="(\d+)"/>', slide
        )
        assert found is not None
        assert found[1] == turned
        x, y, width, height = map(int, found.groups()[1:])
        stored = (box.height, box.width) if orientation >= 5 else (box.width, box.height)
        assert (width, height) == stored
        assert x + width / 2 == pytest.approx(box.x + box.width / 2, abs=1)
        assert y + height / 2 == pytest.approx(box.y + box.height / 2, abs=1)

    page = page_of(talk, supplies)
    (image,) = re.findall(r'<img[^>]* alt="A photo"[^>]*>', page)
    style = re.search(r'style="([^"]*)"', image)
    if css is None:
        assert style is None
    else:
        assert style is not None
        assert style[1].endswith(f"transform:translate(-50%,-50%) {css}")
        size = "width:200%;height:50%" if orientation >= 5 else "width:100%;height:100%"
        assert style[1].startswith(size)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_pdf_shows_it_upright(orientation: int, tmp_path: Path) -> None:
    data = photo(orientation)
    (tmp_path / "a.jpg").write_bytes(data)
    (tmp_path / "talk.md").write_text('# S\n\n![](a.jpg){alt="A photo" width=200px}\n', "utf-8")
    ((talk, pdf),) = built(tmp_path / "talk.md", tmp_path / "out")
    number, box = next((i, p.box) for i, slide in enumerate(talk) for p in slide.pictures)
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[number].render(scale=96 / 72).to_pil().convert("RGB")
    with Image.open(io.BytesIO(data)) as stored:
        upright = ImageOps.exif_transpose(stored).convert("RGB")
    for across, down in ((0.25, 0.25), (0.75, 0.25), (0.25, 0.75), (0.75, 0.75)):
        wanted = upright.getpixel((int(across * upright.width), int(down * upright.height)))
        x, y = box.x + across * box.width, box.y + down * box.height
        shown = page.getpixel((int(to_px(Emu(round(x)))), int(to_px(Emu(round(y))))))
        assert shown == pytest.approx(wanted, abs=12), (across, down)
