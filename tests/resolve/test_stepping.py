"""`steps: groups`: what appears with what, and in which order."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.authoring import only, project, said

from diptych.model.laid_out import LaidOutSlide
from diptych.model.shapes import last_step, paragraphs_of
from diptych.model.text import plain_text

LIST = "- A\n  - a\n- B\n\n  more\n"


def steps(slide: LaidOutSlide) -> dict[str, int]:
    """Return the step of each paragraph of the content; of anything else, by its region."""
    found: dict[str, int] = {}
    for shape in slide.shapes:
        if shape.region in {"title", "footer", "sections", "number"}:
            continue
        found |= {plain_text(one.runs): one.step for one in paragraphs_of(shape)}
        if not paragraphs_of(shape):
            found[shape.region] = last_step(shape)
    return found


def slide(root: Path, text: str, front: str = "steps: groups\n", talk: str = "") -> LaidOutSlide:
    files = {
        "deck/slides/a.md": f"---\n{front}---\n\n# T\n\n{text}" if front else f"# T\n\n{text}",
        "deck/talks/talk.yaml": f"title: A talk\n{talk}slides: [a]\n",
    }
    prepared = project(root, files)
    assert said(prepared.found) == []
    return only(prepared)[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (LIST, {"A": 1, "a": 1, "B": 2, "more": 2}),
        (f"Said first.\n\n{LIST}", {"Said first.": 0, "A": 1, "a": 1, "B": 2, "more": 2}),
        ("## One\n\nx\n\n## Two\n\n- y\n", {"One": 1, "x": 1, "Two": 2, "y": 2}),
        ("- A\n- B\n\n![Box](../media/box.svg)\n", {"Box": 0, "A": 1, "B": 2, "picture": 0}),
        (
            "::: metric\n10\n\npeople\n:::\n\n::: metric\n20\n\nbees\n:::\n",
            {"10": 1, "people": 1, "20": 2, "bees": 2},
        ),
        (
            "Above\n\n::: columns\n::: column\n- A\n- B\n:::\n::: column\nC\n:::\n:::\n",
            {"Above": 0, "A": 1, "B": 1, "C": 2},
        ),
        ("- A\n", {"A": 0}),
        ("- A\n\n. . .\n\n- B\n", {"A": 0, "B": 1}),
        ("::: incremental\n- A\n  - a\n- B\n:::\n", {"A": 1, "a": 2, "B": 3}),
    ],
)
def test_groups_appear_one_after_another(
    text: str, expected: dict[str, int], tmp_path: Path
) -> None:
    assert steps(slide(tmp_path, text)) == expected


@pytest.mark.parametrize(
    ("front", "talk", "expected"),
    [
        ("", "", 0),
        ("", "steps: groups\n", 2),
        ("steps: none\n", "steps: groups\n", 0),
        ("steps: groups\n", "", 2),
    ],
)
def test_a_talk_or_a_slide_asks_for_them(
    front: str, talk: str, expected: int, tmp_path: Path
) -> None:
    assert slide(tmp_path, LIST, front, talk).steps == expected


def test_a_group_that_a_talk_leaves_out_takes_no_step(tmp_path: Path) -> None:
    talk = "title: A\nsteps: groups\nslides:\n  - {slide: a, without: [b]}\n"
    files = {"deck/talks/talk.yaml": talk, "deck/slides/a.md": "# T\n\n- A\n- B {#b}\n- C\n"}
    (made,) = only(project(tmp_path, files))
    assert steps(made) == {"A": 1, "C": 2}


def test_all_languages_have_the_same_steps(tmp_path: Path) -> None:
    files = {
        "deck/deck.yaml": "format: 1\nlocales: [en, ko]\n",
        "deck/slides/a.md": f"---\nsteps: groups\n---\n\n# T\n\n{LIST}",
        "deck/slides/a.ko.md": f"# T\n\n{LIST}",
    }
    talks = project(tmp_path, files).talks
    assert [one.slides[0].steps for one in talks] == [2, 2]


def test_another_word_is_told_with_the_nearest(tmp_path: Path) -> None:
    (found,) = project(tmp_path, {"deck/slides/a.md": "---\nsteps: group\n---\n# A\n"}).found
    assert said([found])[0].endswith("2:8 `steps` cannot be `group`")
    assert found.hint == "did you mean `groups`?"
