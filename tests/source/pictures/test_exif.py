"""Pictures that a camera stored lying or mirrored come out upright."""

from __future__ import annotations

import io
import struct
from pathlib import Path

import pytest
from PIL import Image, ImageOps
from tests.source.pictures.assets import asset_of

TAG = 0x0112


def photo(orientation: int | None, kind: str, order: str = "MM") -> bytes:
    """Return a picture of 40 x 20, red, green, blue and white at its corners as it is stored."""
    image = Image.new("RGB", (40, 20), "white")
    for at, color in (((0, 0), "red"), ((20, 0), "lime"), ((0, 10), "blue")):
        image.paste(color, (*at, at[0] + 20, at[1] + 10))
    file = io.BytesIO()
    exif = Image.Exif()
    exif.endian = "<" if order == "II" else ">"
    if orientation is not None:
        exif[0x010F] = "A maker"
        exif[TAG] = orientation
    image.save(file, kind, exif=exif, quality=95)
    return file.getvalue()


def corners(image: Image.Image) -> list[str]:
    """Return the colours of the corners in reading order, near enough for a JPEG."""
    names = {(1, 0, 0): "red", (0, 1, 0): "lime", (0, 0, 1): "blue", (1, 1, 1): "white"}
    width, height = image.size
    places = [(3, 3), (width - 4, 3), (3, height - 4), (width - 4, height - 4)]
    pixels = [image.convert("RGB").getpixel(place) for place in places]
    return [names[tuple(round(part / 255) for part in pixel)] for pixel in pixels]  # type: ignore[union-attr,index]  # three bands


@pytest.mark.parametrize("order", ["II", "MM"])
@pytest.mark.parametrize("kind", ["jpeg", "png"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_the_turn_makes_upright_what_the_file_alone_does_not_say_any_more(
    orientation: int, kind: str, order: str, tmp_path: Path
) -> None:
    data = photo(orientation, kind, order)
    asset = asset_of(tmp_path, f"a.{kind.replace('jpeg', 'jpg')}", data)
    flat = Image.open(io.BytesIO(asset.read()))
    assert not flat.getexif()
    mirrored = ImageOps.mirror(flat) if asset.turn.is_mirrored else flat
    turned = mirrored.rotate(-asset.turn.degrees, expand=True)
    upright = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    assert corners(turned) == corners(upright)
    assert asset.size_px == turned.size == upright.size


@pytest.mark.parametrize("kind", ["jpeg", "png"])
@pytest.mark.parametrize("orientation", [None, 0, 9, 1])
def test_a_picture_without_an_orientation_stays_as_it_is(
    orientation: int | None, kind: str, tmp_path: Path
) -> None:
    data = photo(orientation, kind)
    asset = asset_of(tmp_path, f"a.{kind.replace('jpeg', 'jpg')}", data)
    assert (bool(asset.turn), asset.size_px) == (False, (40, 20))
    shown, stored = (Image.open(io.BytesIO(one)).tobytes() for one in (asset.read(), data))
    assert shown == stored


@pytest.mark.parametrize("offset", [0, 8, 2**31, 2**32 - 1])
def test_damaged_notes_of_a_camera_are_passed_over(offset: int, tmp_path: Path) -> None:
    tiff = struct.pack(">2sHI", b"MM", 42, offset)
    segment = b"\xff\xe1" + struct.pack(">H", len(tiff) + 8) + b"Exif\0\0" + tiff
    data = photo(None, "jpeg")
    asset = asset_of(tmp_path, "a.jpg", data[:2] + segment + data[2:])
    assert not asset.turn
