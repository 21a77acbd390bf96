"""Text on pictures: a scrim as opaque as the worst picture needs, and no more of it than text."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.small import SVG, write, write_project

from diptych.config import BuildConfig
from diptych.model.contrast import READABLE, contrast, mixed
from diptych.model.drawn_shapes import Rectangle, Scrim
from diptych.model.laid_out import LaidOutSlide
from diptych.model.shapes import PictureShape
from diptych.model.text_frame import TextFrame
from diptych.model.theme import Theme
from diptych.pipeline import prepare
from diptych.render.pptx.arrangement import arrange
from diptych.render.pptx.design import read_design

WIDE = SVG.replace("0 0 40 30", "0 0 1280 720")
PICTURE = '![](../../media/wide.svg){alt="a field"}'


def laid_out(root: Path, front: str, body: str) -> tuple[LaidOutSlide, Theme]:
    slides = {"a/one": f"---\n{front}\n---\n\n# On a picture\n\n{body}\n"}
    write_project(root, slides)
    write(root / "deck/media/wide.svg", WIDE)
    prepared = prepare(BuildConfig(root=root))
    assert prepared.found == ()
    (talk,) = prepared.talks
    return talk.slides[0], talk.theme


@pytest.mark.parametrize(("mode", "worst"), [("dark", "#FFFFFF"), ("light", "#000000")])
def test_text_can_be_read_even_on_the_worst_picture(tmp_path: Path, mode: str, worst: str) -> None:
    front = f"layout: text-on-picture\nmode: {mode}\nkicker: Above"
    slide, theme = laid_out(tmp_path, front, f"{PICTURE}\n\nBelow")
    veils = [shape for shape in slide.shapes if isinstance(shape, Rectangle)]
    (scrim,) = (veil.scrim for veil in veils)
    assert scrim is not None
    assert (scrim.toward, scrim.opacity < 1) == ("bottom", True)
    behind = mixed(worst, theme.colors[slide.layout.background].value, scrim.opacity)
    small = [p for frame in slide.frames for p in frame.paragraphs if p.size < 14]
    assert [p for p in small if contrast(theme.colors[p.color].value, behind) < READABLE] == []


def test_the_picture_is_behind_the_title_in_every_output(tmp_path: Path) -> None:
    slide, theme = laid_out(tmp_path, "layout: text-on-picture", f"{PICTURE}\n\nBelow")
    assert [type(shape) for shape in slide.shapes][:3] == [PictureShape, Rectangle, TextFrame]
    arranged = arrange(slide, read_design(theme, "en", "", ""))
    assert [one.written.name for one in arranged][:3] == ["Picture", "Bar", "Title"]


def test_a_number_at_the_foot_of_a_picture_has_a_scrim_that_fades_out(tmp_path: Path) -> None:
    slide, _ = laid_out(tmp_path, "show_title: false", PICTURE)
    (veil,) = (shape for shape in slide.shapes if isinstance(shape, Rectangle))
    number = slide.frames[-1]
    assert veil.scrim is not None
    assert (number.role, veil.scrim.toward) == ("number", "bottom")
    assert veil.box == slide.pictures[0].box
    assert 0.75 < veil.scrim.start < veil.scrim.full == number.box.y / veil.box.height


def test_text_beside_a_picture_has_none(tmp_path: Path) -> None:
    slide, _ = laid_out(tmp_path, "layout: picture-text", f"{PICTURE}\n\n- Beside")
    assert not [shape for shape in slide.shapes if isinstance(shape, Rectangle)]


def test_a_scrim_is_clear_up_to_its_begin_and_whole_from_there() -> None:
    scrim = Scrim(opacity=0.6, toward="left", start=0.2, full=0.5)
    assert scrim.stops == ((0.0, 0.0), (0.2, 0.0), (0.5, 0.6), (1.0, 0.6))
