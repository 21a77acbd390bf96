"""Pictures inside an SVG are measured before anything decodes them."""

from __future__ import annotations

import base64
import gzip
import io
import struct
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from tests.authoring import png, png_that_claims, said, write_files

from diptych.diagnostics import Span
from diptych.source.pictures import embedded
from diptych.source.pictures.picture import read_picture
from diptych.source.pictures.sizes import OversizedError
from diptych.source.pictures.svg import Svg, read_svg
from diptych.source.reading.source_reader import SourceReader

XML = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'


def webp(width: int, height: int) -> bytes:
    """Return the head of an extended WebP."""
    sides = b"".join((side - 1).to_bytes(3, "little") for side in (width, height))
    return b"RIFF" + struct.pack("<I", 22) + b"WEBPVP8X" + struct.pack("<II", 10, 0) + sides


def inside(*pictures: bytes | str, media: str = "image/png") -> str:
    shown = (
        one if isinstance(one, str) else f"data:{media};base64,{base64.b64encode(one).decode()}"
        for one in pictures
    )
    return f'{XML}{"".join(f"""<image href="{address}"/>""" for address in shown)}</svg>'


def read(svg: str) -> Svg:
    return read_svg(svg.encode())


@pytest.mark.parametrize("claim", [png_that_claims, webp])
def test_pictures_inside_have_no_more_pixels_than_can_be_drawn(
    claim: Callable[[int, int], bytes],
) -> None:
    assert read(inside(claim(8000, 8000))).pixels == embedded.MOST_PIXELS
    with pytest.raises(OversizedError, match="the pictures in it have more than 64 million pixels"):
        read(inside(claim(8000, 8001)))
    with pytest.raises(OversizedError, match="the pictures in it have more"):
        read(inside(claim(8000, 4000), claim(8000, 4001)))


@pytest.mark.parametrize(
    "head", ["data:image/png;base64,", " data:;BASE64 ,", "data:image/jpeg;x=1 ; base64,"]
)
@pytest.mark.parametrize("break_at", [76, 4])
def test_an_address_is_read_as_browsers_do(head: str, break_at: int) -> None:
    code = base64.b64encode(png_that_claims(9000, 9000)).decode().rstrip("=")
    lines = "\n".join(code[at : at + break_at] for at in range(0, len(code), break_at))
    for body in (code, lines, code.replace("I", "%49"), f"{code}#x"):
        with pytest.raises(OversizedError):
            read(inside(f"{head}{body}"))


def test_no_more_pictures_stand_inside_than_a_map_has_signs() -> None:
    def signs(count: int) -> str:
        return inside(*(f"data:image/png,{number}" for number in range(count)))

    assert len(read(signs(embedded.MOST_PICTURES)).lost) == 1
    with pytest.raises(OversizedError, match="it has more than 2,000 pictures in it"):
        read(signs(embedded.MOST_PICTURES + 1))


def test_a_picture_that_stands_twice_counts_once() -> None:
    assert read(inside(png(), png())).pixels == 12


def test_kinds_go_by_what_is_inside_not_by_what_is_said() -> None:
    with pytest.raises(OversizedError):
        read(inside(png_that_claims(9000, 9000), media="image/svg+xml"))


@pytest.mark.parametrize(
    ("picture", "why"),
    [
        (png()[:-8], "it ends too early"),
        (png().replace(b"IDAT", b"IDAX"), "the checksum of its chunk IDAX is wrong"),
        (b"\xff\xd8\xff\xe0\xff\xff", "it ends too early"),
        (b"GIF89a\1\0\1\0\0\0\0,", "it ends too early"),
        (webp(2, 2)[:20], "it ends too early"),
        (b"RIFF\0\0\0\0WEBP????\0\0\0\0", "it is not a WebP"),
        ("data:image/png;base64,A", "it is not valid Base64"),
        (gzip.compress(f"{XML}</svg>".encode(), mtime=0), "it is compressed"),
        (b"", "it is not valid XML: no element found"),
        ("data:image/png,x", "it is not valid XML: syntax error"),
        (b"<html/>", "it is not an SVG"),
    ],
)
def test_a_damaged_picture_inside_is_said_to_be_lost(picture: bytes | str, why: str) -> None:
    (lost,) = read(inside(picture)).lost
    assert lost.startswith(f"a damaged picture ({why}")


def test_svgs_inside_svgs_are_held_to_the_same_bounds() -> None:
    deep = f"{XML}{'<g>' * 200}{'</g>' * 200}</svg>".encode()
    with pytest.raises(OversizedError, match="its elements are drawn more than 128 levels deep"):
        read(inside(deep, media="image/svg+xml"))
    with pytest.raises(OversizedError, match="more than 64 million"):
        read(inside(inside(png_that_claims(9000, 9000)).encode(), media="image/svg+xml"))
    written = "".join(f"%{byte:02x}" for byte in deep)
    with pytest.raises(OversizedError, match="its elements are drawn more than 128 levels deep"):
        read(inside(f"data:image/svg+xml,{written}"))


def test_svgs_stand_three_deep_in_each_other_and_no_deeper() -> None:
    svg = f"{XML}</svg>"
    for _ in range(3):
        svg = inside(svg.encode(), media="image/svg+xml")
    assert read(svg).lost == ()
    with pytest.raises(OversizedError, match="pictures in it are nested more than 3 deep"):
        read(inside(svg.encode(), media="image/svg+xml"))


def test_a_bomb_of_pixels_is_told_at_its_place(tmp_path: Path) -> None:
    write_files(tmp_path, {"a.svg": inside(png_that_claims(60_000, 60_000))})
    reader = SourceReader(tmp_path)
    assert read_picture("a.svg", tmp_path, Span("a.md", 3), reader) is None
    (found,) = said(reader.found)
    assert found.startswith("SRC408 3:1 picture `a.svg` is too large or complex to be shown:")
    assert found.endswith(": it has more than 120 million pixels")


@pytest.mark.parametrize(
    ("kind", "options"),
    [("webp", {"lossless": True}), ("webp", {"quality": 50}), ("webp", {"exif": b"Exif\0\0"})],
)
def test_a_webp_of_each_kind_is_measured(kind: str, options: dict[str, object]) -> None:
    file = io.BytesIO()
    Image.new("RGB", (37, 21), "red").save(file, kind, **options)
    assert read(inside(file.getvalue())).pixels == 37 * 21


def test_an_svg_inside_tells_nothing_either() -> None:
    nested = XML.replace("<svg", '<svg e:path="/home/ada" xmlns:e="urn:e"') + "<!-- Ada --></svg>"
    data = read(inside(nested.encode(), media="image/svg+xml")).data.decode()
    code = data.partition("data:image/svg+xml;base64,")[2].partition('"')[0]
    assert base64.b64decode(code).decode() == f"{XML}</svg>"
