"""Pictures in Markdown: figures, rows, links, and those among words."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.authoring import SVG, authored, document, drawn, only, said, slide_of, write_files

from diptych.blocks.picture import Picture
from diptych.blocks.pictures import Pictures
from diptych.blocks.prose import Prose
from diptych.config import BuildConfig
from diptych.model.block import Block
from diptych.model.shapes import PictureShape
from diptych.pipeline import prepare

FILES = dict.fromkeys(("a.svg", "b.svg", "with space.svg"), SVG)


def blocks(root: Path, text: str) -> tuple[tuple[Block, ...], list[str]]:
    """Return the body of the only slide, and what was found, but for missing alt texts."""
    prepared = document(root, f"# S\n\n{text}\n", FILES)
    (slide,) = authored(prepared)
    return slide.body, [one for one in said(prepared.found) if not one.startswith("A11Y001")]


def one(root: Path, text: str) -> Picture:
    body, found = blocks(root, text)
    assert found == []
    (picture,) = body
    assert isinstance(picture, Picture)
    return picture


def told(picture: Picture) -> tuple[str | None, str | None]:
    """Return the caption and the alternative text."""
    caption, alt = picture.caption, picture.alt
    return (caption.plain if caption else None), (alt.plain if alt else None)


def test_a_path_may_have_spaces(tmp_path: Path) -> None:
    assert one(tmp_path, "![](with  space.svg){alt=x}").asset.name == "with space.svg"


def test_a_picture_alone_is_a_figure_with_its_words_below(tmp_path: Path) -> None:
    assert told(one(tmp_path, "![A *box*](a.svg)")) == ("A box", None)


@pytest.mark.parametrize("behind", ["\\ ", "\\\n"])
def test_a_space_behind_a_picture_makes_its_words_the_alternative(
    behind: str, tmp_path: Path
) -> None:
    assert told(one(tmp_path, f"![A *box*](a.svg){behind}")) == (None, "A box")


def test_a_picture_in_a_link_leads_there(tmp_path: Path) -> None:
    picture = one(tmp_path, "[![A box](a.svg){width=50%}](https://example.org)")
    assert told(picture) == (None, "A box")
    assert (picture.link, picture.width) == ("https://example.org", 0.5)


@pytest.mark.parametrize("between", ["", " ", "\n", "\\\n"])
def test_neighbours_make_a_row(between: str, tmp_path: Path) -> None:
    body, found = blocks(tmp_path, f"![One](a.svg){between}[![Two](b.svg){{#two}}](#s)")
    assert found == []
    (row,) = body
    assert isinstance(row, Pictures)
    assert [told(picture) for picture in row.pictures] == [(None, "One"), (None, "Two")]
    assert [picture.link for picture in row.pictures] == [None, "#s"]
    assert row.pictures[1].id == "two"


def test_a_row_is_drawn_from_left_to_right_in_one_height(tmp_path: Path) -> None:
    prepared = document(tmp_path, "# S\n\n![One](a.svg) ![Two](b.svg)\n", FILES)
    (slide,) = only(prepared)
    one, two = slide.pictures
    assert (one.alt, two.alt) == ("One", "Two")
    assert one.box.right < two.box.x
    assert (one.box.y, one.box.height) == (two.box.y, two.box.height)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("See ![A box](a.svg) here.", "See here."),
        ("![A box](a.svg) begins it.", "begins it."),
        ("It ends in ![A box](a.svg)", "It ends in"),
    ],
)
def test_a_picture_among_words_goes_below_them(text: str, words: str, tmp_path: Path) -> None:
    body, found = blocks(tmp_path, text)
    prose, picture = body
    assert isinstance(prose, Prose)
    assert isinstance(picture, Picture)
    assert prose.text.plain == words
    assert told(picture) == (None, "A box")
    column = 1 + text.index("!")
    assert found == [f"SRC407 3:{column} picture `a.svg` is in a line of text"]


def test_a_video_among_words_is_named_as_it_is_written(tmp_path: Path) -> None:
    prepared = document(tmp_path, "# A\n\nSee ![it](https://example.org/a.mp4) here\n")
    assert "SRC407 3:5 video `https://example.org/a.mp4` is in a line of text" in said(
        prepared.found
    )


@pytest.mark.parametrize(
    "text",
    [
        "# Title ![A box](a.svg)",
        "# Title\n\nWords\n\n## Heading ![A box](a.svg)\n\nWords",
        "# Title\n\n- An item ![A box](a.svg)\n    - and below\n- another",
        "# Title\n\n| Head ![A box](a.svg) |\n|---|\n| Cell |",
        "# Title\n\n> Quoted ![A box](a.svg)",
    ],
)
def test_a_picture_in_any_text_is_shown_on_its_slide(text: str, tmp_path: Path) -> None:
    prepared = document(tmp_path, f"{text}\n", FILES)
    (slide,) = only(prepared)
    assert [shape.alt for shape in slide.shapes if isinstance(shape, PictureShape)] == ["A box"]
    assert [found.split()[0] for found in said(prepared.found)] == ["SRC407"]


def test_a_row_in_a_quotation_goes_below_it(tmp_path: Path) -> None:
    body, found = blocks(tmp_path, "> Quoted\n>\n> ![One](a.svg) ![Two](b.svg)")
    assert found == []
    assert [type(block).__name__ for block in body] == ["Quote", "Pictures"]


def test_a_picture_in_a_footnote_is_refused(tmp_path: Path) -> None:
    prepared = document(tmp_path, "# S\n\nWords^[see ![A](a.svg)]\n", FILES)
    assert "SRC212 3:12 a picture is in a place for words only" in said(prepared.found)


def test_yaml_has_rows_and_links_too(tmp_path: Path) -> None:
    text = """title: S
body:
  - pictures:
      - {file: ../media/box.svg, alt: One, link: "https://example.org"}
      - {file: ../media/box.svg, alt: Two, width: 25}
"""
    prepared = slide_of(tmp_path, text, suffix=".yaml")
    (slide,) = only(prepared)
    assert [picture.alt for picture in slide.pictures] == ["One", "Two"]
    assert [picture.link for picture in slide.pictures] == ["https://example.org", None]
    assert said(prepared.found) == []


def test_a_link_of_a_picture_is_checked_as_any(tmp_path: Path) -> None:
    text = """title: S
body:
  - picture: {file: ../media/box.svg, alt: One, link: "javascript:x"}
  - picture: {file: ../media/box.svg, alt: One, link: "#nowhere"}
  - picture: {file: ../media/box.svg, alt: One, caption: C, link: "#a"}
"""
    prepared = slide_of(tmp_path, text, suffix=".yaml")
    found = drawn(prepared)
    assert "a link may not lead to a `javascript:` address" in found
    assert "there is no slide `nowhere` in the talk" in found
    assert len(prepared.found) == 2


def below_repository(root: Path, path: str) -> list[str]:
    """Return what is found in a talk two folders below `root` that shows a picture at `path`."""
    write_files(root, {"talks/2024/talk.md": f'# S\n\n![]({path}){{alt="x"}}\n', **FILES})
    talk = root / "talks" / "2024" / "talk.md"
    config = BuildConfig(root=talk.parent, document=talk, out=root / "output")
    return [found.message for found in prepare(config).found]


def test_a_talk_that_is_one_file_shows_pictures_of_its_repository(tmp_path: Path) -> None:
    write_files(tmp_path, {"repository/.git/HEAD": "ref: x", "a.svg": SVG})
    assert below_repository(tmp_path / "repository", "../../a.svg") == []
    outside = "picture `../../../a.svg` is outside the talk's folder and git repository"
    assert below_repository(tmp_path / "repository", "../../../a.svg") == [outside]


def test_without_a_repository_it_shows_those_of_its_folder(tmp_path: Path) -> None:
    outside = "picture `../../a.svg` is outside the talk's folder and git repository"
    assert below_repository(tmp_path, "../../a.svg") == [outside]
    (tmp_path / "talks/2024/a.svg").write_text(SVG, "utf-8")
    assert below_repository(tmp_path, "a.svg") == []


def test_a_home_that_is_a_repository_is_not_open_to_talks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    write_files(tmp_path, {".git/HEAD": "ref: x"})
    assert below_repository(tmp_path, "../../a.svg") != []
