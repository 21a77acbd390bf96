"""Pictures that a single-file talk lacks: each is a warning, and a panel in its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.authoring import codes, document, only, project

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
