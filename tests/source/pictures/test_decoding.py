"""Pictures that PowerPoint does not read become PNG or JPEG, within limits."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
from PIL import Image
from tests.authoring import project, said, write_files

from diptych.isolation import process as isolation
from diptych.model.asset import Asset
from diptych.pipeline import Prepared
from diptych.source.pictures import decoding
from diptych.source.pictures.decoding import decode, decoded_kind

RED, BLUE = (200, 30, 30), (30, 30, 200)


def picture(kind: str, size: tuple[int, int] = (8, 4), **options: object) -> bytes:
    """Return a picture whose left half is red, and its right half blue."""
    made = Image.new("RGB", size, BLUE)
    made.paste(RED, (0, 0, size[0] // 2, size[1]))
    if options.pop("alpha", False):
        made.putalpha(128)
    data = io.BytesIO()
    made.save(data, kind, **options)
    return data.getvalue()


def pdf(box: str = "0 0 200 100", *, more: str = "") -> bytes:
    """Return a PDF of one page, red at its left, whose `/MediaBox` is `box`."""
    stream = "1 0 0 rg 0 0 50 100 re f"
    return (
        f"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        f"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        f"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[{box}]/Contents 4 0 R{more}>>endobj\n"
        f"4 0 obj<</Length {len(stream)}>>stream\n{stream}\nendstream endobj\n"
        "trailer<</Root 1 0 R>>"
    ).encode()


def shown(root: Path, name: str, data: bytes) -> Prepared:
    """Return what comes of a slide with a picture."""
    write_files(root, {f"deck/media/{name}": data})
    return project(root, {"deck/slides/a.md": f"# A\n\n![a caption](../media/{name})\n"})


def asset_of(prepared: Prepared) -> Asset:
    assert not prepared.found
    return prepared.talks[0].slides[0].pictures[0].asset


@pytest.mark.parametrize(
    ("name", "data", "suffix"),
    [
        ("photo.webp", picture("WEBP"), "jpg"),
        ("sharp.webp", picture("WEBP", lossless=True), "png"),
        ("glass.webp", picture("WEBP", alpha=True), "png"),
        ("photo.avif", picture("AVIF"), "jpg"),
        ("glass.avif", picture("AVIF", alpha=True), "png"),
        ("called.png", picture("WEBP"), "jpg"),
    ],
)
def test_a_photo_becomes_a_jpeg_and_all_else_a_png(
    tmp_path: Path, name: str, data: bytes, suffix: str
) -> None:
    asset = asset_of(shown(tmp_path, name, data))
    assert (asset.suffix, asset.size_px) == (suffix, (8, 4))
    with Image.open(io.BytesIO(asset.read())) as made:
        left = made.convert("RGB").getpixel((1, 1))
        assert isinstance(left, tuple)
        assert max(abs(one - other) for one, other in zip(left, RED, strict=True)) < 60


def test_the_first_page_of_a_pdf_is_a_picture_on_white(tmp_path: Path) -> None:
    asset = asset_of(shown(tmp_path, "plan.pdf", pdf()))
    assert (asset.name, asset.size_px) == ("plan.png", (2560, 1280))
    with Image.open(io.BytesIO(asset.read())) as made:
        assert made.getpixel((100, 600)) == (255, 0, 0)
        assert made.getpixel((2000, 600)) == (255, 255, 255)


def test_a_picture_is_upright_and_says_nothing_about_its_author(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112], exif[0x013B] = 6, "Jane Doe"
    asset = asset_of(shown(tmp_path, "a.webp", picture("WEBP", exif=exif.tobytes())))
    assert asset.size_px == (4, 8)
    assert b"Jane" not in asset.read()


def test_of_a_moving_picture_the_first_is_shown(tmp_path: Path) -> None:
    frames = [Image.new("RGB", (8, 4), color) for color in (RED, BLUE)]
    data = io.BytesIO()
    frames[0].save(data, "WEBP", save_all=True, append_images=frames[1:], lossless=True)
    with Image.open(
        io.BytesIO(asset_of(shown(tmp_path, "a.webp", data.getvalue())).read())
    ) as made:
        assert made.convert("RGB").getpixel((4, 2)) == RED


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("a.webp", picture("WEBP")[:60], "it cannot be decoded"),
        ("a.avif", picture("AVIF")[:300], "it cannot be decoded"),
        ("a.pdf", b"%PDF-1.4 nothing", "its first page cannot be drawn; it may need a password"),
        ("a.pdf", pdf("0 0 0 0"), ""),
        ("a.webp", b"no picture", "it is not a WEBP"),
    ],
)
def test_a_damaged_picture_is_reported(tmp_path: Path, name: str, data: bytes, why: str) -> None:
    found = shown(tmp_path, name, data).found
    if why:
        assert said(found) == [f"SRC402 3:1 picture `{name}` is damaged: {why}"]


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_decoded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(decoding, "MOST_PIXELS", 1_000_000)
    data = picture("WEBP", (1_200, 1_000), quality=1, method=0)
    (found,) = said(shown(tmp_path, "a.webp", data).found)
    assert found.endswith("is too large or complex to be shown: it has more than 1 million pixels")


def test_without_its_decoder_a_picture_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(decoding, "_processes", {})
    monkeypatch.setattr(isolation, "find_spec", lambda _: None)
    found = shown(tmp_path, "a.webp", picture("WEBP")).found
    assert said(found) == [
        "SRC409 3:1 picture `a.webp` cannot be decoded: `pillow` is not installed"
    ]
    assert "pip install pillow pypdfium2" in (found[0].hint or "")


def test_a_talk_without_such_pictures_imports_no_decoder(tmp_path: Path) -> None:
    assert decoded_kind(b"\x89PNG\r\n\x1a\n") is None
    assert "pypdfium2" not in sys.modules or decode is not None
