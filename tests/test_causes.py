"""The diagnostics of one mistake: its cause, at its place, and no consequences."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.authoring import project, said

TALK = "deck/talks/talk.yaml"
COVER = """# {{ talk.title }}

- {{ talk.event }} in {{ talk.venue }}
- {{ talk.speaker.name }}, {{ talk.speaker.affiliation }}
- {{ when }}
"""
WHOLE = """title: T
event: E
venue: V
speakers: [{name: Jane, affiliation: Home}]
variables: {when: now}
slides: [a]
"""


def told_of(root: Path, old: str, new: str) -> list[str]:
    """Return what is said of a sound talk with one change."""
    assert old in WHOLE
    files = {TALK: WHOLE.replace(old, new), "deck/slides/a.md": COVER}
    return said(project(root, files).found)


def test_the_sound_talk_is_sound(tmp_path: Path) -> None:
    assert told_of(tmp_path, "venue: V", "venue: W") == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("event", "evnt", "SRC103 2:1 unknown key `evnt` in a talk"),
        (
            "[{name: Jane, affiliation: Home}]",
            "Jane",
            "SRC104 4:11 `speakers` must be a list, not text",
        ),
        ("affiliation", "afiliation", "SRC103 4:25 unknown key `afiliation` in a speaker"),
        ("variables", "varables", "SRC103 5:1 unknown key `varables` in a talk"),
        ("event: E", "event: [E]", "SRC104 2:8 `event` must be text, not a list"),
    ],
)
def test_what_follows_from_a_mistake_in_the_talk_is_not_said(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    assert told_of(tmp_path, old, new) == [told]


@pytest.mark.parametrize(
    ("file", "text", "told"),
    [
        (TALK, "titl: T\nslides: [a]\n", "SRC103 1:1 unknown key `titl` in a talk"),
        (TALK, "title: T\nslide: [a]\n", "SRC103 2:1 unknown key `slide` in a talk"),
        (
            TALK,
            "title: T\nsections:\n  - {titel: One, slides: [a]}\n",
            "SRC103 3:6 unknown key `titel` in a section",
        ),
        (
            "deck/slides/a.yaml",
            "titl: A\nbody: []\n",
            "SRC103 1:1 unknown key `titl` in a slide",
        ),
        (
            "deck/references.yaml",
            "references:\n  - {idd: kim-2024, title: On Korean}\n",
            "SRC103 2:6 unknown key `idd` in a reference",
        ),
        (
            "deck/slides/a.md",
            "---\nlayuot: cover\n---\n\n# A\n\n::: {region=event}\nE\n:::\n",
            "SRC103 2:1 unknown key `layuot` in a slide's front matter",
        ),
    ],
)
def test_a_misspelt_key_is_read_on_as_the_one_that_is_meant(
    tmp_path: Path, file: str, text: str, told: str
) -> None:
    without = {"deck/slides/a.md": None} if file.endswith("a.yaml") else {}
    assert said(project(tmp_path, {**without, file: text}).found) == [told]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "[{name: Jane, affiliation: Home}]",
            "[Jane]",
            "REF301 4:1 the speaker Jane has no `affiliation`, which deck/slides/a.md:4 shows",
        ),
        ("venue: V\n", "", "REF301 1:1 the talk has no `venue`, which deck/slides/a.md:3 shows"),
    ],
)
def test_what_a_talk_may_say_and_does_not_is_said_at_the_talk(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    assert told_of(tmp_path, old, new) == [told]


def test_a_talk_without_speakers_is_told_of_the_key(tmp_path: Path) -> None:
    found = told_of(tmp_path, "speakers: [{name: Jane, affiliation: Home}]\n", "")
    assert set(found) == {"REF301 1:1 the talk has no `speakers`, which deck/slides/a.md:4 shows"}


def test_a_misspelt_variable_of_a_sound_talk_is_said_at_the_slide(tmp_path: Path) -> None:
    files = {TALK: WHOLE, "deck/slides/a.md": COVER.replace("when", "wen")}
    found = project(tmp_path, files).found
    assert said(found) == ["REF301 5:3 there is no variable `wen`"]
    assert found[0].hint == "did you mean `when`?"
