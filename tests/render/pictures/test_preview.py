"""The preview of a talk for links: the first slide in the size that social networks ask for."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageFilter
from tests.authoring import PROJECT, write_files

from diptych.cli import main

DECK = "format: 1\nsource_locale: en\nlocales: [en]\ntokens: {{page: '{}'}}\n"


@pytest.mark.parametrize(
    ("page", "width", "height"), [("16:9", 1200, 675), ("4:3", 840, 630), ("16:10", 1008, 630)]
)
def test_a_slide_fills_it_if_little_is_cut_and_else_is_whole_on_its_background(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, page: str, width: int, height: int
) -> None:
    monkeypatch.chdir(tmp_path)
    talk = {
        "deck/deck.yaml": DECK.format(page),
        "deck/talks/talk.yaml": "title: A talk\nslides: [a, b]\n",
        "deck/slides/a.md": "---\nlayout: section\n---\n\n# A slide\n",
        "deck/slides/b.md": "# Another\n",
    }
    write_files(tmp_path, {**PROJECT, **talk})
    assert main(["build", "--to", "png", "--width", str(width)]) == 0
    with Image.open(tmp_path / "output/talk/en/png/1-a.png") as picture:
        alone = picture.convert("L")
    expected = Image.new("L", (1200, 630), alone.getpixel((2, 2)))
    expected.paste(alone, ((1200 - width) // 2, (630 - height) // 2))
    with Image.open(tmp_path / "output/talk/en/png/preview.png") as picture:
        assert picture.size == (1200, 630)
        shown = picture.convert("L")
    soft = [one.filter(ImageFilter.GaussianBlur(2)) for one in (shown, expected)]
    assert max(ImageChops.difference(*soft).tobytes()) < 40


@pytest.mark.parametrize("slide", ["2", "3"])
def test_there_is_none_of_a_part_of_a_talk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, slide: str
) -> None:
    monkeypatch.chdir(tmp_path)
    talk = "title: A talk\nslides: [{slide: a, hidden: true}, b, c]\n"
    slides = {f"deck/slides/{name}.md": f"# Slide {name}\n" for name in "abc"}
    write_files(tmp_path, {**PROJECT, "deck/talks/talk.yaml": talk, **slides})
    assert main(["build", "--to", "png", "--slides", slide]) == 0
    (only,) = (tmp_path / "output/talk/en/png").iterdir()
    assert only.name[0] == slide
    assert main(["build", "-o", "one.png", "--slides", slide]) == 0
    assert (tmp_path / "one.png").read_bytes() == only.read_bytes()


def test_it_is_that_of_the_first_slide_that_is_not_hidden(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    talk = "title: A talk\nslides: [{{slide: a, hidden: {}}}, b]\n"
    slides = {f"deck/slides/{name}.md": f"# Slide {name}\n" for name in "ab"}
    path = tmp_path / "output/talk/en/png/preview.png"
    made = []
    for hidden in ("true", "false"):
        files = {**PROJECT, "deck/talks/talk.yaml": talk.format(hidden), **slides}
        write_files(tmp_path, files)
        assert main(["build", "--to", "png"]) == 0
        made.append(path.read_bytes())
    assert made[0] != made[1]
