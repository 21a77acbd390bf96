"""A generated slide that has nothing to show is reported."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.authoring import project, said

TALK = "deck/talks/talk.yaml"


@pytest.mark.parametrize(
    ("kind", "why"),
    [
        ("agenda", "no section of the talk has a name"),
        ("references", "no slide of the talk has sources"),
    ],
)
def test_an_empty_one_is_reported_where_it_is_asked_for(
    tmp_path: Path, kind: str, why: str
) -> None:
    told = f"title: T\nslides:\n  - generate: {kind}\n  - a\n"
    found = project(tmp_path, {TALK: told}).found
    assert said(found) == [f"REF114 3:15 the slide `{kind}` is empty: {why}"]
    assert "or leave the slide out" in (found[0].hint or "")
    assert not found[0].is_error


def test_one_that_has_something_to_show_is_not(tmp_path: Path) -> None:
    slides = "[{generate: agenda}, a, {generate: references}]"
    told = f"title: T\nsections:\n  - {{title: One, slides: {slides}}}\n"
    cited = "# A slide\n\n- A thought [@kim-2024]\n"
    assert said(project(tmp_path, {TALK: told, "deck/slides/a.md": cited}).found) == []
