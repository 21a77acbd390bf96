"""The parts of an SVG that both outputs show; compared with Chromium and resvg themselves."""

from __future__ import annotations

import base64
from html import unescape
from pathlib import Path

import pytest
from tests.authoring import said, write_files

from diptych.diagnostics import Span
from diptych.isolation.jobs import loads_from_elsewhere
from diptych.source.pictures.picture import read_picture
from diptych.source.pictures.svg import read_svg
from diptych.source.pictures.svg_head import normalised
from diptych.source.pictures.svg_parts import read_parts
from diptych.source.reading.source_reader import SourceReader

XML = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
FOREIGN = "`<foreignObject>`"


def drawing(content: str, attributes: str = 'width="100" height="100"') -> bytes:
    return f"{XML} {attributes}>{content}</svg>".encode()


@pytest.mark.parametrize(
    ("content", "part"),
    [
        ('<image href="rgb.png"/>', "the picture `rgb.png`"),
        ('<image xlink:href="http://x.org/a.png"/>', "the picture `http://x.org/a.png`"),
        ('<filter><feImage href="a.png"/></filter>', "the picture `a.png`"),
        ('<image href="data:image/avif;base64,AA"/>', "a picture of type `image/avif`"),
        ('<style>@import "x.css";</style>', "the style sheet `x.css`"),
        ("<style><![CDATA[@import url('x.css');]]></style>", "the style sheet `x.css`"),
        ('<?xml-stylesheet href="x.css"?>', "the style sheet `x.css`"),
        ("<foreignObject><b xmlns='http://www.w3.org/1999/xhtml'/></foreignObject>", FOREIGN),
        ("<p xmlns='http://www.w3.org/1999/xhtml'/>", "the HTML element `<p>`"),
        ('<use href="o.svg#r"/>', "`o.svg#r`"),
        ('<rect fill="url(o.svg#g)"/>', "`o.svg#g`"),
        ("<style>rect { fill: url('o.svg#g') }</style>", "`o.svg#g`"),
        ("<flowRoot/>", "`<flowRoot>`"),
        ("<text><tref/></text>", "`<tref>`"),
    ],
)
def test_what_comes_from_elsewhere_or_is_no_drawing_is_lost(content: str, part: str) -> None:
    assert read_parts(drawing(content)).lost == (part,)


@pytest.mark.parametrize(
    ("content", "part"),
    [
        ("<rect><animate/></rect>", "`<animate>`"),
        ("<rect><set/></rect>", "`<set>`"),
        ("<switch><foreignObject/><text>x</text></switch>", "`<foreignObject>`"),
        ("<style>rect { animation: k 1s }</style>", "an animation"),
        ("<style>rect { fill: var(--c) }</style>", "`var()`"),
        ("<style>@media (min-width: 9px) { rect { fill: red } }</style>", "`@media`"),
        ("<style>rect:not(.b) { fill: red }</style>", "the selector `:not`"),
        ("<style>rect { transform: rotate(4deg) }</style>", "the property `transform`"),
        ('<rect style="fill:red;rx:4px"/>', "the property `rx`"),
        ('<rect style="fill:red;width:4px"/>', "a size in `style`"),
        ('<rect fill="oklch(0.6 0.2 29)"/>', "the colour `oklch`"),
        ('<rect stroke="rgb(255 0 0 / 50%)"/>', "the colour `rgb ... / ...)`"),
        ('<rect style="clip-path:circle(4px)"/>', "the shape `circle`"),
        ('<rect width="4rem"/>', "the unit `rem`"),
        ('<rect vector-effect="non-scaling-stroke"/>', "`vector-effect`"),
        ("<style>@font-face { font-family: A; src: url(data:,) }</style>", "`@font-face`"),
    ],
)
def test_what_resvg_passes_over_looks_different(content: str, part: str) -> None:
    parts = read_parts(drawing(content))
    assert (parts.lost, parts.changed) == ((), (part,))


def test_a_ground_that_only_browsers_paint_is_said_unless_it_is_white() -> None:
    size = 'width="9" height="9"'
    assert read_parts(drawing("", f'{size} style="background: red"')).changed == ("a `background`",)
    assert read_parts(drawing("", f'{size} style="background: white"')).changed == ()


@pytest.mark.parametrize(
    "content",
    [
        '<image href="data:image/png;base64,AA"/><image href="#a"/><image/>',
        '<a href="https://x.org"><rect/></a><use href="#a"/><rect fill="url(#g)"/>',
        '<rect style="fill:rgb(255, 0, 0);vector-effect:none;transform:none"/>',
        "<style>@media (prefers-color-scheme: dark) { rect { fill: red } }</style>",
        '<style>/* @import "x.css"; */ rect { fill: #f00 }</style>',
        "<metadata/><title>var(--x)</title>",
    ],
)
def test_what_both_draw_alike_is_not_reported(content: str) -> None:
    parts = read_parts(drawing(content))
    assert (parts.lost, parts.changed) == ((), ())


def test_an_svg_without_its_namespace_is_given_it() -> None:
    bare = b'<!-- <svg> --><svg width="200" height="100"><rect/></svg>'
    assert normalised(bare) == (
        b'<!-- <svg> --><svg xmlns="http://www.w3.org/2000/svg" width="200" height="100">'
        b"<rect/></svg>"
    )
    assert normalised(drawing("")) == drawing("")


@pytest.mark.parametrize("encoding", ["iso-8859-1", "utf-16"])
def test_an_svg_in_another_encoding_becomes_utf_8(encoding: str) -> None:
    written = f'<?xml version="1.0" encoding="{encoding}"?>{drawing("é").decode()}'
    assert normalised(written.encode(encoding)) == drawing("é")


@pytest.mark.parametrize(
    "address", ["a.png", "/etc/passwd", "http://x.org/a.png?b=1&amp;c", "file:///etc/passwd"]
)
@pytest.mark.parametrize("form", ['<image href="{}"/>', "<image xlink:href='{}' width='9'/>"])
def test_no_program_is_told_of_a_picture_that_is_not_inside(form: str, address: str) -> None:
    svg = read_svg(drawing(form.format(address)))
    assert svg.lost == (f"the picture `{unescape(address)}`",)
    assert address.encode() not in svg.data
    assert not loads_from_elsewhere(svg.data)
    assert read_svg(svg.data).data == svg.data


def test_a_picture_says_once_what_of_it_is_lost_and_what_looks_different(tmp_path: Path) -> None:
    content = '<image href="a.png"/><image href="b.png"/><rect fill="lab(1% 2 3)"/>'
    write_files(tmp_path, {"plan.svg": drawing(content)})
    reader = SourceReader(tmp_path)
    for _ in range(2):
        assert read_picture("plan.svg", tmp_path, Span("a.md", 3), reader) is not None
    assert said(reader.found) == [
        "SRC405 3:1 picture `plan.svg` loses the picture `a.png`, the picture `b.png`",
        "SRC406 3:1 picture `plan.svg` looks different in PowerPoint: the colour `lab`",
    ]


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (
            "<script>draw()</script>",
            ["SRC412 3:1 picture `plan.svg` has scripts, which are left out"],
        ),
        (
            '<image href="data:image/svg+xml;base64,{}"/>',
            [
                "SRC405 3:1 picture `plan.svg` loses the picture `a.png`",
                "SRC412 3:1 picture `plan.svg` has scripts, which are left out",
            ],
        ),
    ],
)
def test_scripts_of_a_picture_are_named_and_what_is_lost_deep_in_it(
    content: str, found: list[str], tmp_path: Path
) -> None:
    inside = base64.b64encode(drawing('<script/><image href="a.png"/>')).decode()
    write_files(tmp_path, {"plan.svg": drawing(content.format(inside))})
    reader = SourceReader(tmp_path)
    assert read_picture("plan.svg", tmp_path, Span("a.md", 3), reader) is not None
    assert said(reader.found) == found


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/svg11.dtd">',
        "<!DOCTYPE svg>",
        "<!DOCTYPE svg [\n<!ATTLIST svg a CDATA #IMPLIED>\n] >",
    ],
)
def test_a_document_type_is_taken_out_that_no_part_of_a_pptx_may_have(doctype: str) -> None:
    drawn = drawing("<!-- <!DOCTYPE kept> -->")
    declared = b'<?xml version="1.0"?>\n'
    assert normalised(declared + doctype.encode() + drawn) == declared + drawn
