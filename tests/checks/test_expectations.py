"""A talk's expectations of itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.authoring import project, said

SLIDES = {
    "deck/slides/a.md": "# One\n\n- x[@kim-2024]\n",
    "deck/slides/b.md": "---\nrefs: [yang-2023, kim-2024]\n---\n\n# Two *twice*\n",
}


def found(root: Path, expect: str, slides: str = "[a, b]") -> list[str]:
    talk = f"title: T\nslides: {slides}\nexpect: {expect}\n"
    return said(project(root, {**SLIDES, "deck/talks/talk.yaml": talk}).found)


@pytest.mark.parametrize(
    "expect",
    [
        "{}",
        "{slides: 2}",
        "{order: [a, b]}",
        "{order: [{id: a, title: One}, {id: b, title: Two twice}]}",
        "{references: {a: [kim-2024], b: [yang-2023, kim-2024]}}",
    ],
)
def test_a_promise_that_is_kept_says_nothing(expect: str, tmp_path: Path) -> None:
    assert found(tmp_path, expect) == []


@pytest.mark.parametrize(
    ("expect", "told"),
    [
        ("{slides: 3}", ["EXP101 3:9 the talk has 2 slides, not the 3 it expects"]),
        ("{order: [b, a]}", ["EXP102 3:18 slide 1 is `a`, not `b`"]),
        ("{order: [a]}", ["EXP102 3:9 slide 2 is `b`, which is not expected"]),
        ("{order: [a, b, c]}", ["EXP102 3:24 slide 3 is missing, not `c`"]),
        (
            "{order: [{id: a, title: Two}, b]}",
            ["EXP102 3:18 the title of `a` is “One”, not “Two”"],
        ),
        (
            "{references: {a: [kim-2024]}}",
            ["EXP103 5:3 slide `b` has the sources `yang-2023`, `kim-2024`, not none"],
        ),
        (
            "{references: {a: [yang-2023], b: [yang-2023, kim-2024]}}",
            ["EXP103 1:3 slide `a` has the sources `kim-2024`, not `yang-2023`"],
        ),
    ],
)
def test_a_promise_that_is_broken_is_said(expect: str, told: list[str], tmp_path: Path) -> None:
    assert found(tmp_path, expect) == told


def test_a_slide_that_could_not_be_read_is_not_blamed_for_its_title(tmp_path: Path) -> None:
    told = found(
        tmp_path,
        "{slides: 2, order: [a, {id: c, title: C}], references: {a: [kim-2024]}}",
        "[a, c]",
    )
    assert told == ["REF102 2:13 there is no slide `c`"]


def test_a_renamed_slide_keeps_the_promises_that_name_its_former_id(tmp_path: Path) -> None:
    expect = (
        "{order: [{id: a, title: One}, b], references: {a: [kim-2024], b: [yang-2023, kim-2024]}}"
    )
    files = {
        "deck/slides/new.md": "---\nwas: a\n---\n\n# One\n\n- x[@kim-2024]\n",
        "deck/slides/b.md": SLIDES["deck/slides/b.md"],
        "deck/talks/talk.yaml": f"title: T\nslides: [new, b]\nexpect: {expect}\n",
    }
    assert said(project(tmp_path, files).found) == []
