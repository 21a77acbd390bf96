"""Pictures have as many pixels as `--dpi` asks for, and each is in an output once."""

from __future__ import annotations

import io
from pathlib import Path
from zipfile import ZipFile

import pikepdf
import pytest
from PIL import Image
from tests.authoring import PROJECT, write_files

from diptych.cli import main


def photo(width: int, height: int, kind: str = "JPEG") -> bytes:
    """Return a noisy picture, which fewer pixels make smaller."""
    data = io.BytesIO()
    Image.effect_noise((width, height), 80).convert("RGB").save(data, kind)
    return data.getvalue()


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    slides = {
        "a": "# A\n\n![c](../media/wide.jpg){width=50%}\n",
        "b": "# B\n\n![c](../media/wide.jpg){width=25%}\n\n![d](../media/small.png){width=50%}\n",
    }
    files = {f"deck/slides/{name}.md": text for name, text in slides.items()}
    media = {"deck/media/wide.jpg": photo(1600, 800), "deck/media/small.png": photo(60, 30, "PNG")}
    talk = {"deck/talks/talk.yaml": "title: T\nslides: [a, b]\n"}
    write_files(tmp_path, {**PROJECT, **files, **media, **talk})
    monkeypatch.chdir(tmp_path)
    return tmp_path


def in_pptx(root: Path) -> dict[str, tuple[int, int]]:
    """Return the size of each picture of the PPTX, by its suffix."""
    with ZipFile(root / "output/talk/en/talk.en.pptx") as package:
        names = [name for name in package.namelist() if name.endswith((".jpg", ".png"))]
        shown = {}
        for name in names:
            with Image.open(io.BytesIO(package.read(name))) as made:
                shown[name.rpartition(".")[2]] = made.size
    return shown


def test_a_picture_has_the_pixels_of_its_largest_place(project: Path) -> None:
    assert main(["build", "--to", "pptx,html,pdf"]) == 0
    assert in_pptx(project) == {"jpg": (1600, 800), "png": (60, 30)}
    assert main(["build", "--to", "pptx,html,pdf", "--dpi", "96"]) == 0
    shown = in_pptx(project)
    wide, high = shown.pop("jpg")
    assert shown == {"png": (60, 30)}, "one with few pixels stays as it is"
    assert wide == pytest.approx(576, abs=1)
    assert high == pytest.approx(288, abs=1)
    (page,) = (project / "output/talk/assets/media").glob("*.jpg")
    with Image.open(page) as made:
        assert made.size == (wide, high)
    widths = images(project / "output/talk/en/talk.en.pdf")
    assert wide in widths
    assert 1600 not in widths


def test_a_picture_used_500_times_is_stored_once_in_each_output(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture = photo(40, 20, "PNG")
    slide = "\n".join(f"# {number}\n\n![c](small.png)\n" for number in range(500))
    (tmp_path / "talk.md").write_text(f"---\ntitle: T\nslide-level: 1\n---\n\n{slide}", "utf-8")
    (tmp_path / "small.png").write_bytes(picture)
    monkeypatch.chdir(tmp_path)
    outputs = "pptx,html,single-file,pdf"
    assert main(["build", "talk.md", "--to", outputs, "-o", "out"]) == 0
    with ZipFile(tmp_path / "out/talk/en/talk.en.pptx") as package:
        media = [name for name in package.namelist() if name.endswith(".png")]
        assert [package.read(name) for name in media].count(picture) == 1
    assert len(list((tmp_path / "out/talk/assets/media").glob("*.png"))) == 1
    page = (tmp_path / "out/talk/en/talk.en.html").read_bytes()
    assert page.count(b"image/png;base64,") == 1
    assert images(tmp_path / "out/talk/en/talk.en.pdf").count(40) == 1


def images(path: Path) -> list[int]:
    """Return the widths of the pictures that a PDF holds."""
    with pikepdf.open(path) as document:
        streams = [one for one in document.objects if isinstance(one, pikepdf.Stream)]
        return [int(one["/Width"]) for one in streams if one.get("/Subtype") == "/Image"]
