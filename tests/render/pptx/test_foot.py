"""The foot of slides in PowerPoint: its own placeholders, and ticks that a person can edit."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from tests.authoring import PROJECT, write_files

from diptych.config import BuildConfig
from diptych.pipeline import build

TALK = """title: A talk
dates: {delivered: 2026-11-23}
date: true
sections:
  - {title: One, slides: [a]}
  - {title: Two, slides: [b]}
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Return a file of two slides in two sections, as python-pptx reads it."""
    pptx = pytest.importorskip("pptx")
    root = tmp_path_factory.mktemp("foot")
    files = {"deck/talks/talk.yaml": TALK, "deck/slides/b.md": "# B\n\n- x\n"}
    write_files(root, {**PROJECT, **files})
    build(BuildConfig(root=root, out=root / "output", outputs=("pptx",)))
    return pptx.Presentation(next(Path(root, "output").rglob("*.pptx")))


def test_footer_date_and_number_are_placeholders_of_their_kind(made: Any) -> None:
    found = {
        str(one.placeholder_format.type).partition(" ")[0]: one.text_frame.text
        for one in made.slides[1].placeholders
    }
    assert found["FOOTER"] == "A talk"
    assert found["DATE"] == "November 23, 2026"
    assert found["SLIDE_NUMBER"] == "2"
    kinds = {one.placeholder_format.idx for one in made.slide_master.placeholders}
    assert {2, 3, 4} <= kinds


def test_new_slides_get_the_date_too(made: Any) -> None:
    (header,) = re.findall(r"<p:hf[^>]*>", made.slide_master.part.blob.decode())
    assert header == '<p:hf hdr="0"/>'


def test_ticks_are_shapes_with_the_titles_of_their_sections(made: Any) -> None:
    ticks = [one for one in made.slides[1].shapes if one.name.startswith("Section")]
    about = [one._element.nvSpPr.cNvPr for one in ticks]
    assert [one.get("title") for one in about] == ["One", "Two"]
    assert [one.get("descr") for one in about] == [None, "Two"]
    assert [one.auto_shape_type for one in ticks] == [1, 1]
