"""Pictures of slides: one of each that is not hidden, as wide as asked for, always the same."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageFilter, ImageStat
from tests.authoring import PROJECT, write_files

from diptych.cli import main
from diptych.render.pdf.typesetter import Document
from diptych.reporting import FOUND, MISUSED

if TYPE_CHECKING:
    from playwright.sync_api import Browser

TALK = {
    **PROJECT,
    "deck/talks/talk.yaml": "title: A talk\nslides: [part/a, {slide: b, hidden: true}, c]\n",
    "deck/slides/part/a.md": "# First\n\n- One 둘\n- [Two](https://example.org)\n",
    "deck/slides/b.md": "# Secret\n",
    "deck/slides/c.md": "# Last\n",
}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_files(tmp_path, TALK)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def size(path: Path) -> tuple[int, int]:
    with Image.open(path) as picture:
        return picture.size


def test_each_slide_that_is_not_hidden_is_a_picture_named_by_number_and_slide(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["build", "--to", "png,svg"]) == 0
    assert capsys.readouterr().out == (
        "output/talk/en/png  2 slides\noutput/talk/en/svg  2 slides\n"
    )
    made = {path.name for path in (project / "output/talk/en").rglob("*.*")}
    assert made == {
        *("1-part.a.png", "3-c.png", "contact-sheet.png", "preview.png"),
        *("1-part.a.svg", "3-c.svg", "contact-sheet.svg"),
    }


def test_they_are_as_wide_as_asked_for(project: Path) -> None:
    folder = project / "output/talk/en/png"
    assert main(["build", "--to", "png"]) == 0
    assert size(folder / "1-part.a.png") == (1280, 720)
    assert main(["build", "--to", "png", "--width", "333"]) == 0
    assert size(folder / "1-part.a.png") == (333, 187)


def test_they_show_the_pages_of_the_pdf(project: Path) -> None:
    assert main(["build", "--to", "png,pdf"]) == 0
    with pypdfium2.PdfDocument(project / "output/talk/en/talk.en.pdf") as document:
        pages = [page.render(scale=1280 / page.get_width()).to_pil() for page in document]
    pictures = sorted((project / "output/talk/en/png").glob("[0-9]*"))
    for page, path in zip(pages, pictures, strict=True):
        with Image.open(path) as picture:
            soft = [one.convert("L").filter(ImageFilter.GaussianBlur(2)) for one in (picture, page)]
        assert max(ImageChops.difference(*soft).tobytes()) < 40
        assert min(soft[0].tobytes()) < 120


def test_an_svg_needs_no_font_and_loads_nothing(project: Path) -> None:
    assert main(["build", "--to", "svg"]) == 0
    drawn = (project / "output/talk/en/svg/1-part.a.svg").read_text("utf-8")
    assert drawn.startswith("<svg")
    assert "<text" not in drawn
    assert "src=" not in drawn


def test_they_are_the_same_every_time(project: Path) -> None:
    folder = project / "output/talk/en/png"
    assert main(["build", "--to", "png"]) == 0
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert main(["build", "--to", "png", "--verify"]) == 0
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_picture_of_a_slide_that_is_no_longer_shown_goes(project: Path) -> None:
    assert main(["build", "--to", "png"]) == 0
    (project / "deck/talks/talk.yaml").write_text("title: A talk\nslides: [c]\n", "utf-8")
    assert main(["build", "--to", "png"]) == 0
    assert [path.name for path in (project / "output/talk/en/png").iterdir()] == ["1-c.png"]


@pytest.mark.usefixtures("no_installed_fonts")
def test_a_letter_that_no_font_has_is_named_and_not_drawn_as_a_box(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "deck/slides/c.md").write_text("# Last\n\n- 漢\n", "utf-8")
    assert main(["build", "--to", "png"]) == FOUND
    assert "deck/slides/c.md:3:3: error[OUT401]" in capsys.readouterr().err
    assert not (project / "output").exists()


@pytest.mark.parametrize("width", ["0", "15", "7681", "-3", "wide", "1e3", ""])
def test_a_width_out_of_bounds_is_refused(
    project: Path, width: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["build", "--to", "png", "--width", width])
    assert ended.value.code == MISUSED
    assert f"`{width}` is not a width from 16 to 7680 pixels" in capsys.readouterr().err


def test_a_picture_of_one_slide_is_made_by_its_number(project: Path) -> None:
    assert main(["build", "--to", "png", "--slides", "3", "-o", "one"]) == 0
    (only,) = (project / "one").rglob("*.png")
    assert only.name == "3-c.png"
    assert size(only) == (1280, 720)


def test_many_pictures_are_drawn_a_few_at_a_time(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = project / "output/talk/en/png"
    assert main(["build", "--to", "png"]) == 0
    together = {path.name: path.read_bytes() for path in folder.iterdir()}
    monkeypatch.setattr("diptych.render.pictures.easel._MOST_AT_ONCE", 1)
    assert main(["build", "--to", "png", "--verify"]) == 0
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == together


def test_after_an_edit_only_the_pictures_that_it_changes_are_drawn(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[int] = []
    pages = Document.pages

    def count(document: Document, form: bytes, ppi: float = 72) -> list[bytes]:
        drawn.append(len(document.content))
        return pages(document, form, ppi)

    monkeypatch.setattr(Document, "pages", count)
    folder = project / "output/talk/en/png"
    assert main(["build", "--to", "png"]) == 0
    first = (folder / "1-part.a.png").read_bytes()
    (project / "deck/slides/c.md").write_text("# Changed\n", "utf-8")
    assert main(["build", "--to", "png"]) == 0
    assert drawn == [4, 2]  # slides, contact sheet, preview; then the slide and the contact sheet
    assert (folder / "1-part.a.png").read_bytes() == first
    after = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert main(["build", "--to", "png", "--verify"]) == 0
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == after
    assert drawn == [4, 2, 4]


def test_a_picture_that_memory_does_not_suffice_for_is_refused(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    deck = (
        "format: 1\nsource_locale: en\nlocales: [en]\ntokens: {page: {width: 720, height: 1900}}\n"
    )
    write_files(project, {"deck/deck.yaml": deck})
    assert main(["build", "--to", "png", "--width", "7680"]) == FOUND
    said = capsys.readouterr().err
    assert "error[OUT404]: a picture of 7680 x 20267 pixels is too large" in said
    assert "write `--width 5505` or less" in said
    assert not (project / "output").exists()
    assert main(["build", "--to", "svg"]) == 0


WORDS = """# A

![](p.svg){alt="x"}

---

## B

```chart
data: {Handgloves: 1, 한글 🇰🇷: 2, Quixotic 🚀: 2}
```
"""
PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 900 400" width="900" height="400"'
    ' font-size="90"><text x="10" y="100">Handgloves 한글 🚀</text>'
    '<text x="10" y="250" font-weight="bold">Handgloves 한글</text>'
    '<text x="10" y="380" font-family="monospace">Handgloves</text></svg>'
)


def test_words_in_an_svg_are_in_the_fonts_of_the_talk_wherever_it_is_shown(
    tmp_path: Path, browser: Browser
) -> None:
    (tmp_path / "t.md").write_text(WORDS, "utf-8")
    (tmp_path / "p.svg").write_text(PICTURE, "utf-8")
    out = tmp_path / "o"
    assert main(["build", str(tmp_path / "t.md"), "--to", "png,svg", "-o", str(out)]) == 0
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    drawn = sorted((out / "t/en/png").glob("[0-9]*.png"))
    for path in drawn:
        page.goto((out / f"t/en/svg/{path.stem}.svg").as_uri())
        with Image.open(io.BytesIO(page.screenshot())) as shown, Image.open(path) as expected:
            pair = [
                one.convert("L").filter(ImageFilter.GaussianBlur(2)) for one in (shown, expected)
            ]
        assert ImageStat.Stat(ImageChops.difference(*pair)).rms[0] < 4, path.name
    assert len(drawn) == 2
