"""Pictures: whole, of a known size, and inside the project."""

from __future__ import annotations

import struct
import unicodedata
from pathlib import Path

import pytest
from tests.authoring import SVG, png, png_that_claims, said, write_files

from diptych.diagnostics import Span
from diptych.model.asset import Asset
from diptych.source.pictures.metadata import without_metadata
from diptych.source.pictures.picture import read_picture
from diptych.source.pictures.sizes import (
    MEASURES,
    DamagedError,
    OversizedError,
    picture_size,
)
from diptych.source.pictures.svg import read_svg
from diptych.source.reading.source_reader import SourceReader

ENTITIES = "it declares entities that are nested, long or in other files"

SPAN = Span("deck/slides/a.md", 3)


def jpeg(width: int = 6, height: int = 4, *, fill: bytes = b"") -> bytes:
    """Return the least that has a frame header and an end."""
    application = b"\xff\xe0" + struct.pack(">H", 16) + b"JFIF\0" + b"\0" * 9
    frame = fill + b"\xff\xc0" + struct.pack(">HBHHB", 8, 8, height, width, 0)
    return b"\xff\xd8" + application + frame + b"\xff\xd9"


def gif(width: int = 6, height: int = 4) -> bytes:
    return b"GIF89a" + struct.pack("<HH", width, height) + b"\0\0\0;"


def framed(width: int, height: int) -> bytes:
    """Return a GIF whose image is larger than its screen."""
    image = b"," + struct.pack("<HHHHB", 0, 0, width, height, 0) + b"\2\1\0\0"
    return gif()[:-1] + image + b";"


def svg(attributes: str) -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}/>'.encode()


def size_of(data: bytes, suffix: str) -> tuple[float, float]:
    if suffix == ".svg":
        return read_svg(data).size_px
    size = picture_size(data, MEASURES[suffix])
    assert without_metadata(data, suffix)
    return size


def read(root: Path, path: str) -> tuple[Asset | None, list[str]]:
    (root / "slides").mkdir(exist_ok=True)
    reader = SourceReader(root)
    asset = read_picture(path, root / "slides", SPAN, reader)
    return asset, said(reader.found)


@pytest.mark.parametrize(
    ("suffix", "data", "size"),
    [
        (".png", png(5, 7), (5, 7)),
        (".jpg", jpeg(8, 9), (8, 9)),
        (".jpeg", jpeg(8, 9, fill=b"\xff\xff"), (8, 9)),
        (".gif", gif(3, 2), (3, 2)),
        (".gif", gif(3, 2) + b"\0\0", (3, 2)),
        (".svg", svg('width="20" height="10"'), (20, 10)),
        (".svg", svg('width="1in" height="25.4mm" viewBox="0 0 1 2"'), (96, 96)),
        (".svg", svg('viewBox="0 0 40,30"'), (40, 30)),
        (".svg", svg('width="100%" height="100%" viewBox="0 0 40 30"'), (40, 30)),
        (".svg", b"<?xml version='1.0'?><!DOCTYPE svg>" + svg('viewBox="0 0 4 3"'), (4, 3)),
    ],
)
def test_the_size_is_what_the_header_says(
    suffix: str, data: bytes, size: tuple[float, float]
) -> None:
    assert size_of(data, suffix) == pytest.approx(size)


@pytest.mark.parametrize(
    ("suffix", "data", "why"),
    [
        (".png", b"", "it is not a PNG"),
        (".png", jpeg(), "it is not a PNG"),
        (".png", png()[:8], "it ends too early"),
        (".png", png()[:20], "it ends too early"),
        (".png", png()[:-4], "it ends too early"),
        (".png", png()[:-12], "it ends too early"),
        (".png", png().replace(b"IDAT", b"IDAX"), "the checksum of its chunk IDAX is wrong"),
        (".png", png()[:30] + b"\0" + png()[31:], "the checksum of its chunk IHDR is wrong"),
        (".png", png(0, 5), "it cannot be 0 by 5 pixels"),
        (".jpg", b"", "it is not a JPEG"),
        (".jpg", jpeg()[:-2], "it ends too early"),
        (".jpg", jpeg()[:2] + jpeg()[2:-2] + b"\xff\xda", "it ends too early"),
        (".jpg", b"\xff\xd8\xff\xd9", "it has no frame"),
        (".jpg", b"\xff\xd8\xff\xe0\0\0\xff\xd9", "it has no frame"),
        (".gif", b"GIF89", "it is not a GIF"),
        (".gif", gif()[:-1], "it ends too early"),
        (".svg", b"", "it is not valid XML: no element found: line 1, column 0"),
        (".svg", b"<svg", "it is not valid XML: unclosed token: line 1, column 0"),
        (".svg", b"<html/>", "it is not an SVG"),
        (".svg", svg(""), "it has neither width and height nor a viewBox"),
        (".svg", svg('width="1.2.3" height="1"'), "it has neither width and height nor a viewBox"),
        (".svg", svg('viewBox="0 0 nan 3"'), "it cannot be nan by 3 pixels"),
        (".svg", svg('viewBox="0 0 -1 3"'), "it cannot be -1 by 3 pixels"),
        (".svg", svg('viewBox="0 0 1e300 3"'), "it cannot be 1e+300 by 3 pixels"),
        (".svg", b"\x1f\x8b\x08\0", "it is compressed"),
        *(
            (".svg", f"<!DOCTYPE svg [{entity}]>".encode() + svg("x='&a;'"), ENTITIES)
            for entity in (
                '<!ENTITY a SYSTEM "file:///etc/passwd">',
                '<!ENTITY b "b"><!ENTITY a "&b;&b;">',
                '<!ENTITY % b "b"><!ENTITY a "b">',
                '<!ENTITY a "<g/>">',
                f'<!ENTITY a "{"b" * 201}">',
            )
        ),
    ],
)
def test_a_damaged_picture_says_what_is_wrong_with_it(suffix: str, data: bytes, why: str) -> None:
    with pytest.raises(DamagedError) as caught:
        size_of(data, suffix)
    assert str(caught.value) == why


def test_an_svg_of_illustrator_has_the_values_of_its_entities(tmp_path: Path) -> None:
    head = (
        '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd" [\n'
        '<!ENTITY ns_svg "http://www.w3.org/2000/svg">\n<!ENTITY who "A &#34;B&#34;">\n]>\n'
    )
    shown = '<svg xmlns="&ns_svg;" width="4" height="3"><text id="&who;">&who;, &amp;</text></svg>'
    write_files(tmp_path, {"media/box.svg": head + shown})
    one, found = read(tmp_path, "../media/box.svg")
    assert found == []
    assert one is not None
    assert one.read().decode() == (
        '\n<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3">'
        '<text id="A &quot;B&quot;">A &quot;B&quot;, &amp;</text></svg>'
    )


def test_entities_do_not_fill_the_machine() -> None:
    head = f'<!DOCTYPE svg [<!ENTITY a "{"b" * 200}">]>'.encode()
    with pytest.raises(OversizedError):
        size_of(head + svg(f"id='{'&a;' * 100_000}'"), ".svg")


def test_a_picture_is_known_by_its_content(tmp_path: Path) -> None:
    write_files(tmp_path, {"media/box.svg": SVG, "media/copy.SVG": SVG})
    one, _ = read(tmp_path, "../media/box.svg")
    other, found = read(tmp_path, "../media/copy.SVG")
    assert found == []
    assert one is not None
    assert other is not None
    assert one.sha256 == other.sha256
    assert one.read() == SVG.encode()
    assert other.media_type == "image/svg+xml"


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("../media/bxo.svg", "SRC401"),
        ("", "SRC401"),
        ("../media/torn.png", "SRC402"),
        ("../../box.svg", "SRC403"),
        ("/etc/box.svg", "SRC403"),
        ("https://example.org/box.svg", "SRC403"),
        ("//example.org/box.svg", "SRC403"),
        ("data:image/png;base64,AAAA", "SRC404"),
        ("javascript:x.png", "SRC403"),
        ("C:/box.svg", "SRC403"),
        ("../media/box.bmp", "SRC404"),
        ("../media", "SRC404"),
        ("../media/box.svg?size=2", "SRC404"),
        ("../media/" + "x" * 5000 + ".svg", "SRC401"),
        ("../media/a\0.svg", "SRC403"),
        ("\\\\server\\share\\box.svg", "SRC403"),
    ],
)
def test_other_paths_are_refused_each_for_its_reason(path: str, code: str, tmp_path: Path) -> None:
    write_files(
        tmp_path / "project",
        {"media/box.svg": SVG, "media/torn.png": png()[:-9]},
    )
    asset, found = read(tmp_path / "project", path)
    assert asset is None
    assert [one.split()[0] for one in found] == [code]


@pytest.mark.parametrize(("stored", "written"), [("NFD", "NFC"), ("NFC", "NFD")])
def test_a_name_is_found_however_its_characters_are_composed(
    stored: str, written: str, tmp_path: Path
) -> None:
    path = "그림/é.svg"
    write_files(tmp_path, {f"media/{unicodedata.normalize(stored, path)}": SVG})  # type: ignore[arg-type]  # one of its forms
    asset, found = read(tmp_path, f"../media/{unicodedata.normalize(written, path)}")  # type: ignore[arg-type]  # as above
    assert found == []
    assert asset is not None


def test_a_name_in_another_form_leads_out_of_the_project_no_more_than_any(tmp_path: Path) -> None:
    write_files(tmp_path, {"secret/a.svg": SVG, "project/media/b.svg": SVG})
    link = tmp_path / "project" / "media" / unicodedata.normalize("NFD", "é.svg")
    link.symlink_to(tmp_path / "secret" / "a.svg")
    _, found = read(tmp_path / "project", f"../media/{unicodedata.normalize('NFC', 'é.svg')}")
    assert [one.split()[0] for one in found] == ["SRC403"]


def test_a_change_of_a_file_in_another_form_is_noticed(tmp_path: Path) -> None:
    stored = tmp_path / "media" / unicodedata.normalize("NFD", "é.svg")
    write_files(tmp_path, {f"media/{stored.name}": SVG})
    reader = SourceReader(tmp_path)
    read_picture(unicodedata.normalize("NFC", "é.svg"), tmp_path / "media", SPAN, reader)
    assert reader.files[stored] is not None


@pytest.mark.parametrize(
    ("suffix", "fits", "is_too_much"),
    [
        (".png", png_that_claims(12_000, 10_000), png_that_claims(12_000, 10_001)),
        (".jpg", jpeg(12_000, 10_000), jpeg(12_000, 10_001)),
        (".gif", gif(12_000, 10_000), gif(12_000, 10_001)),
        (".gif", framed(12_000, 10_000), framed(12_000, 10_001)),
    ],
    ids=["png", "jpeg", "gif", "image of a gif"],
)
def test_a_picture_has_no_more_pixels_than_a_camera_makes(
    suffix: str, fits: bytes, is_too_much: bytes
) -> None:
    assert size_of(fits, suffix)
    with pytest.raises(OversizedError, match="it has more than 120 million pixels"):
        size_of(is_too_much, suffix)


@pytest.mark.parametrize(
    ("suffix", "data"),
    [
        (".png", png()[:8] + b"\xff\xff\xff\xf0" + png()[12:]),
        (".png", png()[:-12]),
        (".jpg", jpeg()[:4] + b"\xff\xff" + jpeg()[6:]),
        (".jpg", jpeg()[:-2] + b"\xff\xda\0\2" + b"\0" * 9),
        (".gif", gif()[:-1] + b"!\xfe\xff;"),
        (".gif", gif()[:-1] + b"?;"),
        (".gif", gif()[:10] + b"\xf7\0\0;"),
    ],
)
def test_lengths_that_lead_out_of_a_picture_are_damage(suffix: str, data: bytes) -> None:
    with pytest.raises(DamagedError, match="it ends too early"):
        size_of(data, suffix)


@pytest.mark.parametrize(
    ("encoding", "why"),
    [
        ("shift_jis", None),
        ("euc-kr", None),
        ("utf-16", None),
        ("iso-8859-1", None),
        ("windows-1252", None),
        ("no-such", "it is not in the encoding that it declares"),
        ("punycode", "it is not in the encoding that it declares"),
        ("zip", "it is not in the encoding that it declares"),
        ("unicode_escape", "it is not in the encoding that it declares"),
        ("idna", "it is not in the encoding that it declares"),
    ],
)
def test_an_svg_is_in_an_encoding_of_texts(encoding: str, why: str | None) -> None:
    known = encoding if why is None else "ascii"
    data = f'<?xml version="1.0" encoding="{encoding}"?>{svg("""width="4" height="3" """).decode()}'
    if why is None:
        assert size_of(data.encode(known), ".svg") == (4, 3)
        return
    with pytest.raises(DamagedError, match=why):
        size_of(data.encode(known), ".svg")


def test_an_svg_in_two_bytes_a_character_needs_no_declaration() -> None:
    data = svg('width="4" height="3"').decode().encode("utf-16")
    assert size_of(data, ".svg") == (4, 3)
