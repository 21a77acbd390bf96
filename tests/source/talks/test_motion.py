"""Transitions: of a deck, a talk, a section, a slide, the nearest of which counts."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.authoring import document, only, project, said

from diptych.model.laid_out import Motion

TALK = """title: T
{talk}sections:
  - title: One
    {section}
    slides: [a, {{slide: b{use}}}]
"""


def transitions(
    root: Path, *, deck: str = "", talk: str = "", section: str = "", use: str = "", slide: str = ""
) -> list[str | None]:
    front = f"---\n{slide}---\n" if slide else ""
    prepared = project(
        root,
        {
            "deck/deck.yaml": f"format: 1\n{deck}",
            "deck/talks/talk.yaml": TALK.format(talk=talk, section=section, use=use),
            "deck/slides/a.md": "# A\n",
            "deck/slides/b.md": f"{front}# B\n",
        },
    )
    assert said(prepared.found) == []
    return [one.slide.transition for one in only(prepared)]


def test_a_deck_that_says_nothing_does_not_move(tmp_path: Path) -> None:
    assert transitions(tmp_path) == [None, None]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"deck": "transition: fade\n"}, ["fade", "fade"]),
        ({"deck": "transition: fade\n", "talk": "transition: none\n"}, ["none", "none"]),
        ({"talk": "transition: push\n", "section": "transition: morph"}, ["morph", "morph"]),
        ({"section": "transition: push", "slide": "transition: fade\n"}, ["push", "fade"]),
        ({"slide": "transition: fade\n", "use": ", transition: none"}, [None, "none"]),
    ],
)
def test_the_nearest_counts(
    given: dict[str, str], expected: list[str | None], tmp_path: Path
) -> None:
    assert transitions(tmp_path, **given) == expected


def test_another_word_is_told_where_it_is_with_the_nearest(tmp_path: Path) -> None:
    (found,) = project(tmp_path, {"deck/slides/a.md": "---\ntransition: morf\n---\n# A\n"}).found
    assert said([found])[0].endswith("2:13 `transition` cannot be `morf`")
    assert found.hint == "did you mean `morph`?"


@pytest.mark.parametrize(
    ("front", "heading", "expected"),
    [
        ("transition: fade", "", "fade"),
        ("format: {revealjs: {transition: slide}}", "", "push"),
        ("transition: convex", "", None),
        ("transition: slide-left", "", "push"),
        ("transition: fade-out", "", "fade"),
        ("transition: view-transition", "", None),
        ("transition: fade", " {transition=none}", "none"),
    ],
)
def test_a_talk_in_one_file_has_them_too(
    front: str, heading: str, expected: str | None, tmp_path: Path
) -> None:
    made = only(document(tmp_path, f"---\n{front}\n---\n\n## A{heading}\n\nx\n"))
    assert [one.slide.transition for one in made] == [expected]


def test_hidden_slides_are_passed_over(tmp_path: Path) -> None:
    slides = {f"deck/slides/{name}.md": f"# {name}\n" for name in "abc"}
    talk = (
        "title: T\ntransition: fade\nslides:\n  - a\n"
        "  - {slide: b, hidden: true, transition: push}\n  - {slide: c, transition: morph}\n"
    )
    (made,) = project(tmp_path, {**slides, "deck/talks/talk.yaml": talk}).talks
    assert made.motions == (
        Motion("fade", "morph"),
        Motion("push", "morph"),
        Motion("morph", "none"),
    )
