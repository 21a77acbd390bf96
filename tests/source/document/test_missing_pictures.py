"""Pictures that a single-file talk lacks: each is a warning, and a panel in its place."""

from __future__ import annotations

import base64
from pathlib import Path
from urllib.parse import quote

import pytest
from tests.authoring import SVG, codes, document, only, png, project, said

FILES = {"broken.png": b"\x89PNG\r\n\x1a\n", "drawing.eps": b"%!PS-Adobe-3.0 EPSF-3.0\n"}


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("none.png", "SRC401"),
        ("broken.png", "SRC402"),
        ("drawing.eps", "SRC404"),
        ("C:/Users/me/a.png", "SRC401"),
    ],
)
def test_a_panel_stands_in_the_place_of_a_picture(path: str, code: str, tmp_path: Path) -> None:
    prepared = document(tmp_path, f"# A\n\n![A picture]({path})\n", FILES)
    (slide,) = only(prepared)
    assert [one.asset.name for one in slide.pictures] == ["missing-picture.svg"]
    assert codes(prepared.found) == [f"{code} 3:1"]
    assert not any(one.is_error for one in prepared.found)


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("data:image/png;base64,A", "SRC402"),
        ("data:image/png;base64,iVBORw0KGgo=", "SRC402"),
        ("data:text/html,%3Cp%3E", "SRC404"),
        ("data:", "SRC404"),
    ],
)
def test_so_it_does_for_one_that_is_written_out_and_damaged(
    address: str, code: str, tmp_path: Path
) -> None:
    prepared = document(tmp_path, f"# A\n\n![A picture]({address})\n\nText\n")
    (slide,) = only(prepared)
    assert [one.asset.name for one in slide.pictures] == ["missing-picture.svg"]
    assert codes(prepared.found) == [f"{code} 3:1"]


@pytest.mark.parametrize("written", ["![A box]({})", '<img src="{}" alt="A box">'])
@pytest.mark.parametrize(
    ("head", "data", "name"),
    [
        ("data:image/png;base64,", png(), "png"),
        ("DATA:;BASE64,", png(), "png"),
        ("data:image/svg+xml;base64,", SVG.encode(), "svg"),
        ("data:image/svg+xml;charset=utf-8,", SVG.encode(), "svg"),
    ],
)
def test_a_picture_that_is_written_out_in_the_text_is_shown(
    written: str, head: str, data: bytes, name: str, tmp_path: Path
) -> None:
    is_coded = head.lower().endswith("base64,")
    body = base64.b64encode(data).decode() if is_coded else quote(data)
    text = f"# A\n\n{written.format(head + body)}\n\nText\n"
    for prepared in (document(tmp_path, text), project(tmp_path, {"deck/slides/a.md": text})):
        assert said(prepared.found) == []
        (asset,) = [one.asset for slide in only(prepared) for one in slide.pictures]
        assert asset.name.endswith(f".{name}")


@pytest.mark.parametrize("written", ["![A box]({})", '<img src="{}" alt="A box">'])
@pytest.mark.parametrize("size", [3_000, 6_000, 1_000_000])
def test_however_long_it_is(written: str, size: int, tmp_path: Path) -> None:
    svg = SVG.replace("</svg>", f"<!-- {'x' * size} --></svg>").encode()
    address = f"data:image/svg+xml;base64,{base64.b64encode(svg).decode()}"
    text = f"# A\n\n{written.format(address)}\n\n{{{{ x }}}}\n"
    for prepared in (document(tmp_path, text), project(tmp_path, {"deck/slides/a.md": text})):
        (told,) = prepared.found
        assert told.span is not None
        assert (told.span.line, "x" * 5 in (told.message + str(told.hint))) == (5, False)
        ((asset,),) = [[one.asset for one in slide.pictures] for slide in only(prepared)]
        assert asset.name.startswith("picture-")


def test_one_outside_the_permitted_folders_is_an_error_still(tmp_path: Path) -> None:
    prepared = document(tmp_path, "# A\n\n![A picture](../../a.png)\n")
    assert codes(prepared.found) == ["SRC403 3:1"]
    assert prepared.found[0].is_error


def test_in_a_project_all_are_errors(tmp_path: Path) -> None:
    prepared = project(tmp_path, {"deck/slides/a.md": "# A\n\n![A picture](none.png)\n"})
    assert codes(prepared.found) == ["SRC401 3:1"]
    assert prepared.found[0].is_error


def test_a_damaged_font_beside_it_is_a_warning(tmp_path: Path) -> None:
    prepared = document(tmp_path, "# A\n\nx\n", {"fonts/display.woff": b"wOFF no more"})
    assert [one.kind.code for one in prepared.found] == ["FIT304"]
    assert not prepared.found[0].is_error
