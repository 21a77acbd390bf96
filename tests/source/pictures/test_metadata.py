"""Nothing in a picture discloses its maker, and its look is unchanged."""

from __future__ import annotations

import base64
import io
import re
import struct
import zipfile
import zlib
from functools import cache
from pathlib import Path

import pytest
from PIL import Image, ImageCms, PngImagePlugin
from tests.authoring import png, write_files
from tests.source.pictures.assets import asset_of

from diptych.config import BuildConfig
from diptych.pipeline import build
from diptych.source.pictures.metadata import without_metadata
from diptych.source.pictures.svg import read_svg

SECRET = b"Ada at 52.5N"
XML = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"'


def image(mode: str = "RGB") -> Image.Image:
    return Image.radial_gradient("L").resize((40, 20)).convert(mode)


def noted() -> Image.Exif:
    exif = Image.Exif()
    exif[0x010E] = SECRET.decode()
    exif.get_ifd(0x8825)[1] = "N"
    return exif


@cache
def icc() -> bytes:
    """Return a profile, made once: it says when."""
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def saved(kind: str, one: Image.Image | None = None, **options: object) -> bytes:
    file = io.BytesIO()
    (one or image()).save(file, kind, **options)
    return file.getvalue()


def segment(marker: int, content: bytes) -> bytes:
    return b"\xff" + bytes([marker]) + struct.pack(">H", len(content) + 2) + content


def photo() -> bytes:
    """Return a JPEG with all that cameras and editors write into one."""
    data = saved("jpeg", exif=noted(), icc_profile=icc(), comment=SECRET, progressive=True)
    jfif = b"JFIF\0\1\1\1\0H\0H\1\1" + b"abc"
    return (
        data[:2]
        + segment(0xE0, jfif)
        + segment(0xE0, b"JFXX\0\x10" + SECRET)
        + segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0<x>" + SECRET)
        + segment(0xE2, b"FPXR\0" + SECRET)
        + segment(0xED, b"Photoshop 3.0\0" + SECRET)
        + b"\0\xff"  # what stands between segments
        + data[2:]
        + b"\xff\xd8\xff\xd9"  # a preview behind the end
        + SECRET
    )


def chunk(kind: bytes, content: bytes) -> bytes:
    whole = kind + content
    return struct.pack(">I", len(content)) + whole + struct.pack(">I", zlib.crc32(whole))


def drawing() -> bytes:
    """Return a PNG with all that programs write into one."""
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", SECRET.decode())
    texts.add_itxt("XML:com.adobe.xmp", SECRET.decode())
    data = saved(
        "png",
        image("P"),
        pnginfo=texts,
        exif=noted(),
        icc_profile=icc(),
        transparency=0,
        dpi=(9, 9),
    )
    private = chunk(b"tIME", b"\x07\xe8\1\1\0\0\0") + chunk(b"prVt", SECRET)
    return data[:33] + private + data[33:] + SECRET


def animation() -> bytes:
    data = saved(
        "gif", image("P"), save_all=True, append_images=[image("P").rotate(90)], loop=3,
        duration=90, comment=SECRET,
    )  # fmt: skip
    xmp = b"!\xff\x0bXMP DataXMP" + SECRET + b"\1" + bytes(range(255, -1, -1)) + b"\0"
    return data[:-1] + xmp + b";" + SECRET


def frames(data: bytes) -> list[bytes]:
    one = Image.open(io.BytesIO(data))
    shown = []
    for at in range(getattr(one, "n_frames", 1)):
        one.seek(at)
        shown.append(one.convert("RGBA").tobytes())
    return shown


@pytest.mark.parametrize(
    ("name", "data"), [("a.jpg", photo()), ("a.png", drawing()), ("a.gif", animation())]
)
def test_pixels_and_colours_stay_and_nothing_else(name: str, data: bytes, tmp_path: Path) -> None:
    assert data.count(SECRET) >= 3
    bare = asset_of(tmp_path, name, data).read()
    assert SECRET not in bare
    assert frames(bare) == frames(data)
    before, after = (Image.open(io.BytesIO(one)) for one in (data, bare))
    kept = {"icc_profile", "transparency", "dpi", "loop", "duration", "background"}
    for how in kept & before.info.keys():
        assert after.info[how] == before.info[how]
    assert not after.getexif()
    assert not {"exif", "comment", "xmp", "Author", "XML:com.adobe.xmp"} & after.info.keys()


@pytest.mark.parametrize(
    ("suffix", "data"),
    [
        (".png", png()),
        (".jpg", saved("jpeg", icc_profile=icc())),
        (".jpg", saved("jpeg", image("CMYK"))),
        (".gif", saved("gif", image("P"))),
        (".webp", saved("webp", lossless=True)),
    ],
)
def test_a_picture_that_tells_nothing_stays_as_it_is(suffix: str, data: bytes) -> None:
    assert without_metadata(data, suffix) is data


def test_a_thumbnail_in_the_head_of_a_jpeg_goes() -> None:
    bare = without_metadata(photo(), ".jpg")
    assert bare[2:20] == segment(0xE0, b"JFIF\0\1\1\1\0H\0H\0\0")


def test_a_webp_in_an_svg_keeps_no_notes() -> None:
    data = saved("webp", exif=noted(), icc_profile=icc(), xmp=SECRET, lossless=True)
    bare = without_metadata(data, ".webp")
    assert SECRET in data
    assert SECRET not in bare
    assert frames(bare) == frames(data)
    assert Image.open(io.BytesIO(bare)).info.keys() >= {"icc_profile"}
    assert struct.unpack_from("<I", bare, 4) == (len(bare) - 8,)


INKSCAPE = f"""<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<!-- Created with {SECRET.decode()} -->
<?editor {SECRET.decode()}?>
<svg width="9" height="9" sodipodi:docname="{SECRET.decode()}.svg" content="&lt;{SECRET.decode()}"
  inkscape:export-filename="/home/{SECRET.decode()}.png"
  xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" xmlns="http://www.w3.org/2000/svg"
  xmlns:sodipodi='http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd'
  xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
  xmlns:xlink="http://www.w3.org/1999/xlink">
<sodipodi:namedview id="v" note="{SECRET.decode()}"><g/><!-- a --></sodipodi:namedview>
<metadata id="m"><rdf:RDF><metadata/>{SECRET.decode()}</rdf:RDF></metadata>
<style><![CDATA[ rect > g:nth-child(3) {{ fill: red }} /* <!-- kept --> */ ]]></style>
<g inkscape:label="{SECRET.decode()} > 1" id="a"><rect xlink:href="#a" data-x='1'/></g>
<text>a<!-- {SECRET.decode()} -->b</text><other xmlns="urn:x" note="{SECRET.decode()}"/>
</svg>
"""


def test_an_svg_keeps_what_it_shows_and_the_places_of_its_elements() -> None:
    svg = read_svg(INKSCAPE.encode()).data.decode()
    assert (
        svg
        == """<?xml version="1.0" encoding="UTF-8" standalone="no"?>


<svg width="9" height="9" xmlns="http://www.w3.org/2000/svg"
  xmlns:xlink="http://www.w3.org/1999/xlink">
<metadata/>
<metadata/>
<style><![CDATA[ rect > g:nth-child(3) { fill: red } /* <!-- kept --> */ ]]></style>
<g id="a"><rect xlink:href="#a" data-x='1'/></g>
<text>ab</text><metadata/>
</svg>
"""
    )


def test_an_svg_that_tells_nothing_stays_as_it_is() -> None:
    for svg in (f"{XML}/>", f'<?xml version="1.0"?>\n{XML}><title>Ada</title></svg>\n'):
        assert read_svg(svg.encode()).data == svg.encode()


def test_names_of_editors_go_whatever_prefix_the_svg_has() -> None:
    svg = (
        '<s:svg xmlns:s="http://www.w3.org/2000/svg" xmlns:e="urn:e" width="9" height="9">'
        '<s:metadata>x</s:metadata><s:g e:note="x"/><e:x/></s:svg>'
    )
    assert read_svg(svg.encode()).data.decode() == (
        '<s:svg xmlns:s="http://www.w3.org/2000/svg" width="9" height="9">'
        "<s:metadata/><s:g/><s:metadata/></s:svg>"
    )


@pytest.mark.parametrize(
    ("written", "bare"),
    [
        ("<script>alert(1)</script><g/>", "<metadata/><g/>"),
        ('<s:script xmlns:s="http://www.w3.org/2000/svg" href="a.js"/>', "<metadata/>"),
        ('<g onclick="alert(1)" id="a"/>', '<g id="a"/>'),
        ("<g\nonload\n=\n'alert(1)'/>", "<g/>"),
        ('<a href="javascript:alert(1)"/>', "<a/>"),
        ('<a href=" java&#10;script&#58;alert(1)"><g/></a>', "<a><g/></a>"),
        (
            '<a><set attributeName="href" to="JavaScript:x"/></a>',
            '<a><set attributeName="href"/></a>',
        ),
        ('<g xml:base="file:///home/ada/"/>', "<g/>"),
        ('<g aria-label="javascript: the parts"/>', '<g aria-label="javascript: the parts"/>'),
        ('<a href="https://x.org/?on=1"/>', '<a href="https://x.org/?on=1"/>'),
    ],
)
def test_an_svg_opened_by_itself_runs_nothing(written: str, bare: str) -> None:
    assert read_svg(f"{XML}>{written}</svg>".encode()).data.decode() == f"{XML}>{bare}</svg>"


@pytest.mark.parametrize("quote", "\"'")
@pytest.mark.parametrize("wrap", ["", "\n", "&#10;", "&#xA;\t"])
def test_pictures_inside_an_svg_keep_no_notes_either(wrap: str, quote: str) -> None:
    code = base64.b64encode(photo()).decode()
    lines = wrap.join(code[at : at + 76] for at in range(0, len(code), 76))
    href = f"href={quote}data:image/jpeg;base64,{lines}{quote}"
    svg = read_svg(f"{XML}><image {href} width='4'/><image {href}/></svg>".encode()).data.decode()
    head, address = svg.split('"data:image/jpeg;base64,')[:2]
    assert head == f"{XML}><image href="
    bare = base64.b64decode(address.partition('"')[0])
    assert bare == without_metadata(photo(), ".jpg")
    assert svg.count(address.partition('"')[0]) == 2


@pytest.mark.parametrize("kind", ["jpeg", "png"])
def test_pictures_inside_an_svg_stay_upright(kind: str) -> None:
    exif = noted()
    exif[0x0112] = 6
    code = base64.b64encode(saved(kind, exif=exif)).decode()
    svg = read_svg(f'{XML}><image href="data:image/{kind};base64,{code}"/></svg>'.encode()).data
    data = base64.b64decode(svg.decode().partition("base64,")[2].partition('"')[0])
    assert dict(Image.open(io.BytesIO(data)).getexif()) == {0x0112: 6}


def test_no_output_tells_what_pictures_told(tmp_path: Path) -> None:
    photo_inside = base64.b64encode(photo()).decode()
    outer = INKSCAPE.replace(
        "</svg>", f'<image href="data:image/jpeg;base64,{photo_inside}"/></svg>'
    )
    media = {"a.jpg": photo(), "b.png": drawing(), "c.gif": animation(), "d.svg": outer.encode()}
    talk = "# One\n\n" + "".join(f"![]({name}){{alt=x}}\n\n" for name in media)
    write_files(tmp_path, {**media, "talk.md": talk})
    config = BuildConfig(root=tmp_path, out=tmp_path / "out", document=tmp_path / "talk.md")
    outcome = build(config)
    assert not [found for found in outcome.found if found.is_error]
    files = [path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file()]
    packages = [zipfile.ZipFile(io.BytesIO(data)) for data in files if data.startswith(b"PK")]
    files += [package.read(name) for package in packages for name in package.namelist()]
    pictures = [data for data in files if data.startswith((b"\xff\xd8", b"\x89PNG", b"GIF8"))]
    assert len(pictures) >= 3 + 4  # the page has them, and PowerPoint with a PNG of the SVG
    assert [data for data in files if SECRET in data] == []
    inside = [found for data in files for found in re.findall(rb"jpeg;base64,([\w+/]+)", data)]
    assert len(inside) == 2
    assert [code for code in inside if SECRET in base64.b64decode(code + b"==")] == []


def test_comments_alone_are_taken_out_of_an_svg() -> None:
    drawn = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text>%s b</text>%s</svg>'
    read = read_svg(drawn % (b"<!---->", b"<!-- a\n> -->"))
    assert read.data == drawn % (b"", b"")
