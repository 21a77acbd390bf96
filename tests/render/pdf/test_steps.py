"""With `--steps` a slide has a page for each of its steps, and remains one slide for readers."""

from __future__ import annotations

import json
from pathlib import Path

import pikepdf
import pytest
from msgspec.structs import replace
from tests.authoring import PROJECT, write_files
from tests.render.factory import table
from tests.render.html.factory import paragraph, slide
from tests.render.pdf.reading import letters, links, outline, tags, words

from diptych.cli import main
from diptych.model.drawn_shapes import Rectangle
from diptych.model.geometry import Box, Emu
from diptych.model.text_frame import TextFrame
from diptych.model.theme import Panel
from diptych.render.pdf.steps import at_step, steps_of

SLIDES = {
    "a": "# Start\n\n[To the list](#b), [to the end](#d)\n",
    "b": "# List\n\n::: incremental\n1. One\n2. Two\n    - Within\n:::\n\n::: notes\nSlowly\n:::\n",
    "c": "# Picture\n\nBefore\n\n. . .\n\n![A box](../media/box.svg)\n",
    "d": "# End\n\n> Said\n",
}
TALK = {
    **PROJECT,
    "deck/talks/talk.yaml": """title: A talk
sections:
  - {title: Part, slides: [a, b]}
  - {title: Rest, slides: [c, d]}
""",
    **{f"deck/slides/{name}.md": text for name, text in SLIDES.items()},
}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_files(tmp_path, TALK)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def pdf(project: Path, *options: str) -> Path:
    assert main(["build", "--to", "pdf", *options]) == 0
    return project / "output/talk/en/talk.en.pdf"


def bodies(path: Path) -> list[str]:
    """Return the words of each page before its foot."""
    return [page.partition(" A talk")[0] for page in words(path)]


def test_a_page_has_what_is_shown_so_far_in_its_final_place(project: Path) -> None:
    assert len(words(pdf(project))) == 4
    (whole,) = (page for page in letters(pdf(project)) if any(one.sign == "W" for one in page))
    path = pdf(project, "--steps")
    assert bodies(path) == [
        "Start To the list, to the end",
        "List",
        "List 1. One",
        "List 1. One 2. Two",
        "List 1. One 2. Two • Within",
        "Picture Before",
        "Picture Before A box",
        "End Said",
    ]
    for page in letters(path)[1:5]:
        assert set(page) <= set(whole)


def test_what_is_not_shown_yet_is_not_in_the_page(project: Path) -> None:
    path = pdf(project, "--steps")
    with pikepdf.open(path) as document:
        assert [len(page.get("/Annots", [])) for page in document.pages] == [2] + [0] * 7
    assert [tag.alt for tag in tags(path) if tag.name == "Figure"] == ["A box"]
    assert sum(tag.name == "LI" for tag in tags(path)) == 1 + 2 + 3


def test_links_and_bookmarks_lead_to_the_first_page_of_a_slide(project: Path) -> None:
    path = pdf(project, "--steps")
    assert links(path) == ["#2", "#8"]
    assert outline(path) == [
        *((0, "Part"), (1, "Start"), (1, "List")),
        *((0, "Rest"), (1, "Picture"), (1, "End")),
    ]
    with pikepdf.open(path) as document, document.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"


def test_the_pages_of_a_slide_have_its_number(project: Path) -> None:
    with pikepdf.open(pdf(project, "--steps")) as document:
        assert [page.label for page in document.pages] == list("12222334")


def test_a_console_shows_the_notes_with_each_page_of_a_slide(project: Path) -> None:
    path = pdf(project, "--steps").with_suffix(".pdfpc")
    found = json.loads(path.read_text("utf-8"))["pages"]
    assert [(one["idx"], one["label"], one["overlay"]) for one in found] == [
        *((1, "2", 0), (2, "2", 1), (3, "2", 2), (4, "2", 3))
    ]
    assert {one["note"] for one in found} == {"Slowly"}


def test_pictures_of_steps_are_numbered_in_their_order(project: Path) -> None:
    assert main(["build", "--to", "svg", "--steps"]) == 0
    names = [path.name for path in sorted((project / "output/talk/en/svg").iterdir())]
    assert names == [
        "1-a.svg",
        *("2-b.1.svg", "2-b.2.svg", "2-b.3.svg", "2-b.4.svg"),
        *("3-c.1.svg", "3-c.2.svg"),
        "4-d.svg",
        "contact-sheet.svg",
    ]


def test_a_panel_is_not_there_before_its_words() -> None:
    card = TextFrame(
        box=Box(Emu(0), Emu(0), Emu(10), Emu(10)),
        region="card",
        role="text",
        panel=Panel(fill="panel"),
        paragraphs=(paragraph("a", step=2), paragraph("b", step=2)),
    )
    made = slide("a", card)
    assert steps_of(made) == (0, 2)
    assert [len(at_step(made, step).shapes) for step in (0, 1, 2)] == [0, 0, 1]


def test_what_disappears_is_on_no_later_page() -> None:
    panel = Panel(fill="accent")
    place = Box(Emu(0), Emu(0), Emu(9), Emu(9))
    first = Rectangle(box=place, region="body", panel=panel, until=1)
    second = Rectangle(box=place, region="body", panel=panel, step=1, until=2)
    stepped = slide("a", first, second)
    assert steps_of(stepped) == (0, 1, 2)
    assert [at_step(stepped, step).shapes for step in (0, 1, 2)] == [(first,), (second,), ()]


def test_rows_of_a_table_are_added_below_each_other() -> None:
    heads, row = (paragraph("a"),), (paragraph("b"),)
    made = table(heads, row, row)
    first, *rest = made.rows
    rows = (first, *(replace(one, step=step) for step, one in enumerate(rest, 1)))
    stepped = slide("one", replace(made, rows=rows))
    assert steps_of(stepped) == (0, 1, 2)
    shown = [at_step(stepped, step).tables[0] for step in range(3)]
    assert [len(one.rows) for one in shown] == [1, 2, 3]
    assert [one.box.height for one in shown] == [first.height * count for count in (1, 2, 3)]
