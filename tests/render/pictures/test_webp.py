"""WebP: the pictures of PNG pixel by pixel, in fewer bytes, if its encoder is installed."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest
from PIL import Image, ImageChops
from tests.authoring import PROJECT, write_files

from diptych.cli import main
from diptych.reporting import FOUND


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    slides = {f"deck/slides/{name}.md": f"# Slide {name}\n\n- A thought\n" for name in "ab"}
    write_files(
        tmp_path, {**PROJECT, "deck/talks/talk.yaml": "title: T\nslides: [a, b]\n", **slides}
    )
    monkeypatch.chdir(tmp_path)
    return tmp_path / "output/talk/en"


def test_they_are_those_of_png_without_loss_and_smaller(project: Path) -> None:
    assert main(["build", "--to", "png,webp", "--width", "640"]) == 0
    names = sorted(path.name for path in (project / "webp").iterdir())
    assert names == ["1-a.webp", "2-b.webp", "contact-sheet.webp"]
    for name in names:
        path = project / "webp" / name
        png = project / "png" / f"{path.stem}.png"
        with Image.open(path) as made, Image.open(png) as drawn:
            assert made.size == drawn.size
            difference = ImageChops.difference(made.convert("RGB"), drawn.convert("RGB"))
        assert difference.getbbox() is None
        assert path.stat().st_size < png.stat().st_size / 1.5


def test_without_its_encoder_a_build_says_how_to_get_it(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    known = importlib.util.find_spec
    monkeypatch.setattr(
        "diptych.render.pictures.webp.find_spec",
        lambda name: None if name == "PIL" else known(name),
    )
    assert main(["build", "--to", "webp"]) == FOUND
    said = capsys.readouterr().err
    assert "error[OUT405]: WebP cannot be written: `pillow` is not installed" in said
    assert "`pip install pillow`" in said
    assert not project.exists()
