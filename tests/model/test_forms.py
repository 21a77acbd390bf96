"""Values of the model are read back from bytes unchanged, or not at all."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest

from diptych.config import BuildConfig
from diptych.diagnostics import Span
from diptych.model.asset import Asset, Content
from diptych.model.deck import Slide
from diptych.model.forms import read, written
from diptych.model.paragraph import Paragraph
from diptych.model.shapes import Shape
from diptych.pipeline import prepare

REPOSITORY = Path(__file__).parents[2]


def test_every_slide_of_the_talk_comes_back_as_it_was(tmp_path: Path) -> None:
    talks = prepare(BuildConfig(root=REPOSITORY, out=tmp_path)).talks
    for slide in (slide for talk in talks for slide in talk):
        data = written(slide.slide)
        assert data is not None
        again = read(data, Slide)
        assert again == slide.slide
        assert written(again) == data  # 1 is not 1.0, though they are equal
        solved = written((slide.shapes, slide.notes))
        assert solved is not None
        kind = tuple[tuple[Shape, ...], tuple[Paragraph, ...]]
        assert read(solved, kind) == (slide.shapes, slide.notes)
        assert written(read(solved, kind)) == solved


def test_a_picture_comes_back_with_its_bytes_if_it_was_read() -> None:
    asset = Asset(name="a.png", sha256="f00", media_type="image/png", read=Content("f00", b"PNG"))
    data = written(asset)
    assert data is not None
    assert read(data, Asset).read() == b"PNG"
    del asset
    gc.collect()
    with pytest.raises(ValueError, match="nothing with the hash f00"):
        read(data, Asset)


def test_what_reads_a_file_in_its_own_way_is_not_written() -> None:
    assert written(Asset(name="a", sha256="0", media_type="font/ttf", read=bytes)) is None


def test_half_a_character_is_not_written() -> None:
    assert written(Span("a\udc80.md", 1)) is None


@pytest.mark.parametrize("data", [b"", b"\x00", b"\xff" * 40, b"\x91" * 5000])
def test_other_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        read(data, Slide)


def test_what_is_of_another_kind_is_refused() -> None:
    data = written(Span("a.md", 1))
    assert data is not None
    with pytest.raises(ValueError, match="missing required field"):
        read(data, Slide)
