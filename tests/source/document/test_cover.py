"""The title slide says who speaks, each with where they are from."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.authoring import document, said, words


@pytest.mark.parametrize(
    ("front", "lines"),
    [
        ("author: Ann", ["Ann"]),
        ("author: [Ann, Bob]\ninstitute: Uni X", ["Ann", "Bob", "Uni X"]),
        ("author: [Ann, Bob]\ninstitute: [Uni X, Uni Y]", ["Ann", "Bob", "Uni X, Uni Y"]),
        (
            "author: [{name: Ann, affiliation: Uni X}, {name: Bob, affiliation: Uni Y}]",
            ["Ann, Uni X", "Bob, Uni Y"],
        ),
        (
            "author: [{name: Ann, affiliation: Uni X}, {name: Bob, affiliation: Uni X}]",
            ["Ann", "Bob", "Uni X"],
        ),
        ("author: [{name: Ann, affiliation: Uni X}, Bob]", ["Ann, Uni X", "Bob"]),
        (
            "author: [{name: Ann, affiliation: Uni X}, Bob]\ninstitute: Uni Y",
            ["Ann, Uni X", "Bob, Uni Y"],
        ),
        ("author: {name: Ann, affiliation: [A, {name: B}]}", ["Ann", "A, B"]),
        (
            "affiliations: [{id: 1, name: A}]\nauthor: {name: Ann, affiliations: [{ref: 1}]}",
            ["Ann", "A"],
        ),
        ("author: '**Ann** [X](https://x.org)'\ndate: 2024-01-02", ["Ann X", "2024-01-02"]),
        ("institute: Uni X", ["Uni X"]),
    ],
)
def test_authors_stand_with_their_affiliations(
    front: str, lines: list[str], tmp_path: Path
) -> None:
    prepared = document(tmp_path, f"---\ntitle: T\n{front}\n---\n\n# A\n\nx\n")
    assert said(prepared.found) == []
    assert words(prepared.talks[0].slides[0]) == lines


@pytest.mark.parametrize(
    ("front", "title"),
    [
        ("title: [One, Two]", "One Two"),
        ("title: [Only]", "Only"),
        ("title: |\n  On\n  two", "On two"),
    ],
)
def test_a_title_may_be_a_list_or_stand_on_lines(front: str, title: str, tmp_path: Path) -> None:
    prepared = document(tmp_path, f"---\n{front}\n---\n\n# A\n\nx\n")
    assert prepared.talks[0].slides[0].slide.title.plain == title


def test_the_bar_of_a_line_block_is_not_shown(tmp_path: Path) -> None:
    prepared = document(tmp_path, "---\ntitle: T\nsubtitle: |\n  | (part 8)\n---\n\n# A\n\nx\n")
    assert words(prepared.talks[0].slides[0]) == ["(part 8)"]


@pytest.mark.parametrize(
    ("date", "found"),
    [
        ("2026-13-45", ["SRC328 3:7 the calendar has no day `2026-13-45`"]),
        ("2026-11-30", []),
        ("Spring 2026", []),
    ],
)
def test_a_day_that_there_is_not_is_reported(date: str, found: list[str], tmp_path: Path) -> None:
    prepared = document(tmp_path, f"---\ntitle: T\ndate: {date}\n---\n\n# A\n\nx\n")
    assert said(prepared.found) == found
