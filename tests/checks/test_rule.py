"""Checks look at the texts of a slide once, until it changes."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace
from tests.authoring import PROJECT, project

from diptych.checks.rule import Build
from diptych.memo import Memo
from diptych.model.deck import Section, Talk
from diptych.model.text import Text

FILES = {
    **PROJECT,
    "deck/talks/talk.yaml": "title: T\nslides: [a, b]\n",
    "deck/slides/b.md": "# Another\n\n- Words\n",
}
SEEN: list[str] = []


def long_ones(text: Text) -> bool:
    SEEN.append(text.source)
    return len(text.source) > 5


def found(talk: Talk, memo: Memo) -> tuple[list[str], list[str]]:
    """Return the texts that a check finds, and those that it looks at."""
    SEEN.clear()
    memo.begin()
    return [text.source for text in Build(talk, (), memo).texts_that(long_ones)], list(SEEN)


def test_a_text_is_looked_at_again_only_on_a_slide_that_changed(tmp_path: Path) -> None:
    talk, memo = project(tmp_path, FILES).talks[0].talk, Memo()
    assert found(talk, memo) == (
        ["A slide", "A thought", "Another"],
        ["A slide", "A thought", "Another", "Words"],
    )
    assert found(talk, memo) == (["A slide", "A thought", "Another"], [])
    (section,) = talk.sections
    first, second = section.slides
    changed = replace(second, title=replace(second.title, source="New"))
    edited = replace(talk, sections=(Section(section.title, (first, changed)),))
    assert found(edited, memo) == (["A slide", "A thought"], ["New", "Words"])
