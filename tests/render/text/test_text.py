"""A transcript has every word of the slides in reading order, as Markdown and as JSON."""

from __future__ import annotations

import html
import json
import re
import shutil
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from tests.authoring import PROJECT, png, write_files

from diptych.cli import main
from diptych.config import BuildConfig
from diptych.pipeline import prepare
from diptych.render.passages import Passage
from diptych.render.text.markdown import markdown
from diptych.render.transcript import Transcript, transcript

ROOT = Path(__file__).resolve().parents[3]
GOLDEN = Path(__file__).parent / "golden"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    shutil.copy(GOLDEN / "talk.md", tmp_path)
    (tmp_path / "box.png").write_bytes(png())
    return tmp_path


def test_a_talk_is_told_slide_by_slide(folder: Path) -> None:
    assert main(["build", "talk.md", "--to", "text", "-o", "out"]) == 0
    assert (folder / "out/talk/en/talk.en.md").read_text("utf-8") == (
        GOLDEN / "talk.en.md"
    ).read_text("utf-8")


def test_programs_read_the_same(folder: Path) -> None:
    assert main(["build", "talk.md", "--to", "text", "-o", "out"]) == 0
    told = json.loads((folder / "out/talk/en/talk.en.json").read_text("utf-8"))
    assert (told["title"], told["language"]) == ("Everything", "en")
    assert told["speakers"] == ["Jane Doe", "John Roe"]
    slide = told["slides"][5]
    assert (slide["anchor"], slide["section"]) == ("a-table", "Second part")
    table = slide["passages"][1]
    assert table["has_header"]
    assert table["rows"][1] == [[{"text": "a"}], [{"text": "1 |"}]]
    assert table.keys() == {"kind", "rows", "has_header"}, "how it looks is not told to programs"
    assert told["slides"][2]["passages"][1]["words"][0] == {"text": "Some slanted words, "}
    assert told["slides"][2]["passages"][1]["words"][1] == {
        "text": "a page",
        "link": "https://example.org/a_(b)",
    }


def test_a_picture_that_leads_somewhere_is_told_with_its_address(folder: Path) -> None:
    pictures = (
        "[![A box](box.png)](https://example.org/box)\n\n"
        '![Far away](https://example.org/talk.mp4){poster=box.png alt="A talk"}\n'
    )
    (folder / "talk.md").write_text(f"# A\n\n{pictures}", "utf-8")
    assert main(["build", "talk.md", "--to", "text", "-o", "out"]) == 0
    told = (folder / "out/talk/en/talk.en.md").read_text("utf-8")
    assert "[A box](https://example.org/box)" in told
    assert "[A talk](https://example.org/talk.mp4)" in told


def test_a_formula_is_followed_by_the_words_that_its_author_gives_for_it(folder: Path) -> None:
    formulas = '$$\nx = 1\n$$ {alt="x is one"}\n\n$$\ny\n$$\n'
    (folder / "talk.md").write_text(f"# A\n\n{formulas}", "utf-8")
    assert main(["build", "talk.md", "--to", "text", "-o", "out"]) == 0
    told = (folder / "out/talk/en/talk.en.md").read_text("utf-8")
    assert "\n\n$$\nx = 1\n$$\n\n\\[x is one\\]\n\n$$\ny\n$$\n\n" in told


def test_a_paragraph_of_an_item_stays_in_its_list(folder: Path) -> None:
    items = "- One\n\n    more of one\n\n    - inner\n\n        more of inner\n\n- Two\n\nAfter\n"
    (folder / "talk.md").write_text(f"# A\n\n{items}", "utf-8")
    assert main(["build", "talk.md", "--to", "text", "-o", "out"]) == 0
    told = (folder / "out/talk/en/talk.en.md").read_text("utf-8")
    assert "- One\\\n  more of one\n  - inner\\\n    more of inner\n- Two\n\nAfter\n" in told


def test_a_head_above_all_columns_of_a_table_is_told_once(tmp_path: Path) -> None:
    table = "# A\n\n| Orders ||\n|---|---|\n| Tesla | 10 |\n"
    write_files(tmp_path, {**PROJECT, "deck/slides/a.md": table})
    (slide,) = told_by(tmp_path).slides
    assert [one.plain for one in slide.passages] == ["A", "Orders", ""]
    assert not slide.passages[-1].has_header
    assert len(slide.passages[-1].rows) == 1


def told_by(root: Path, *, with_notes: bool = False) -> Transcript:
    (talk, *_) = prepare(BuildConfig(root=root)).talks
    return transcript(talk, with_notes=with_notes)


def test_notes_are_told_only_when_asked_for(tmp_path: Path) -> None:
    notes = "# A\n\nText\n\n::: notes\nSay this.\n\n- And *that*.\n:::\n"
    write_files(tmp_path, {**PROJECT, "deck/slides/a.md": notes})
    assert "Say" not in markdown(told_by(tmp_path))
    told = markdown(told_by(tmp_path, with_notes=True))
    assert told.endswith("> Say this.\n>\n> - And *that*.\n")


def test_a_build_writes_notes_only_when_asked_for(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = "# A\n\nText\n\n::: notes\nSay this.\n:::\n"
    (folder / "talk.md").write_text(source, "utf-8")
    written = [folder / f"out/talk/en/talk.en.{suffix}" for suffix in ("md", "json")]
    arguments = ["build", "talk.md", "--to", "text", "-o", "out"]
    for options, has_notes in (([], False), (["--with-notes"], True), ([], False)):
        assert main([*arguments, *options]) == 0
        assert ["Say this." in path.read_text("utf-8") for path in written] == [has_notes] * 2
    assert main([*arguments, "--with-notes"]) == 0
    assert main(["build", "talk.md", "--to", "pptx", "-o", "out", "--no-notes"]) == 0
    assert "still has notes, from earlier builds, in talk/en/text" in capsys.readouterr().err
    assert main(arguments) == 0
    assert main(["build", "talk.md", "--to", "pptx", "-o", "out", "--no-notes"]) == 0
    assert "still has notes" not in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main([*arguments, "--with-notes", "--no-notes"])


def test_the_abstract_is_told_before_the_slides_in_the_language_of_the_talk(
    tmp_path: Path,
) -> None:
    about = "abstract: |\n  About **chips**, see www.example.org.\n\n  - one\n  - [two](#a)\n"
    talk = f"title: T\nlocales: [en, ko]\nslides: [a]\n{about}"
    write_files(tmp_path, {**PROJECT, "deck/talks/talk.yaml": talk})
    for told in map(transcript, prepare(BuildConfig(root=tmp_path)).talks):
        assert markdown(told).startswith(
            "# T\n\nAbout **chips**, see [www.example.org](https://www.example.org).\n\n"
            "- one\n- [two](#a)\n\n## 1 "
        )
        language = "en" if told.language == "ko" else ""
        assert {one.language for one in told.abstract} == {language}


def test_hidden_slides_are_not_told(tmp_path: Path) -> None:
    talk = "title: T\nslides: [a, {slide: b, hidden: true}]\n"
    slides = {"deck/talks/talk.yaml": talk, "deck/slides/b.md": "# Secret\n"}
    write_files(tmp_path, {**PROJECT, **slides})
    assert [slide.anchor for slide in told_by(tmp_path).slides] == ["a"]


def test_markdown_shows_exactly_the_words_of_the_slides() -> None:
    """Nothing in a text is taken for markup by those who show the Markdown."""
    parser = MarkdownIt("commonmark").enable("table")
    for talk in prepare(BuildConfig(root=ROOT)).talks:
        told = transcript(talk)
        rendered = re.sub("<[^>]+>", " ", parser.render(markdown(told)))
        shown = "".join(html.unescape(rendered).split())
        at = 0
        for slide in told.slides:
            for passage in slide.passages:
                words = "".join(_plain(passage).split())
                at = shown.find(words, at) if passage.kind != "title" else at
                assert at >= 0, (talk.locale, slide.anchor, passage)


def _plain(passage: Passage) -> str:
    cells = (words for row in passage.rows for cell in row for words in cell)
    return "".join(words.text for words in (*passage.words, *cells))
