"""A talk's file, and what a project gives it."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest
from tests.authoring import authored, project, said

from diptych.config import BuildConfig
from diptych.model.deck import Talk
from diptych.pipeline import prepare
from diptych.source.talks.selection import slide_ids
from diptych.source.themes.lookup import FROM_POWERPOINT

TALK = """\
title: A *talk*
event: CES 2024
venue: Main stage
dates: {delivered: 2024-01-11}
speakers:
  - {name: Kim, affiliation: Lablup, email: kim@example.org, url: "https://example.org"}
  - Lee
locale: ko
locales: [ko, en, ko]
abstract: {en: " In short. ", ko: 짧게.}
variables: {year: 2024, chips: [A100, H100], where: {city: Seoul}}
links:
  - {label: Home, url: "https://example.org"}
sections:
  - title: Opening
    slides: [a]
  - title: Closing
    slides: [b]
"""


def talk(root: Path, text: str) -> Talk:
    prepared = project(root, {"deck/talks/talk.yaml": text, "deck/slides/b.md": "# B\n"})
    untranslated = {"missing-translation"}
    assert said(one for one in prepared.found if one.kind.name not in untranslated) == []
    return prepared.talks[0].talk


def test_the_occasion_is_read(tmp_path: Path) -> None:
    one = talk(tmp_path, TALK)
    assert (one.name, one.title.plain, one.event) == ("talk", "A talk", "CES 2024")
    assert one.dates == {"delivered": dt.date(2024, 1, 11)}
    assert [person.name for person in one.speakers] == ["Kim", "Lee"]
    assert one.speakers[0].url == "https://example.org"
    assert (one.locale, one.locales) == ("ko", ("ko", "en"))
    abstracts = {locale: abstract.plain for locale, abstract in one.abstract.items()}
    assert abstracts == {"en": "In short.", "ko": "짧게."}
    assert one.variables == {"year": 2024, "chips": ["A100", "H100"], "where": {"city": "Seoul"}}
    assert one.facts["speaker"] == {
        "name": "Kim",
        "affiliation": "Lablup",
        "email": "kim@example.org",
        "url": "https://example.org",
    }


def test_sections_name_stretches_of_slides(tmp_path: Path) -> None:
    sections = talk(tmp_path, TALK).sections
    assert [(one.title.plain, [slide.id for slide in one.slides]) for one in sections] == [
        ("Opening", ["a"]),
        ("Closing", ["b"]),
    ]


def test_a_talk_without_sections_has_one_without_a_name(tmp_path: Path) -> None:
    (section,) = talk(tmp_path, "title: T\nslides: [b, a]\n").sections
    assert section.title.plain == ""
    assert [slide.id for slide in section.slides] == ["b", "a"]


def test_slides_may_stand_before_the_sections(tmp_path: Path) -> None:
    text = "title: T\nslides: [a]\nsections:\n  - {title: S, slides: [b]}\n"
    assert [section.title.plain for section in talk(tmp_path, text).sections] == ["", "S"]


def test_the_projects_locales_are_the_talks_unless_it_says_others(tmp_path: Path) -> None:
    assert talk(tmp_path, "title: T\nslides: [a]\n").locales == ("en",)


def test_a_theme_that_is_not_there_is_told_where_it_is_named(tmp_path: Path) -> None:
    deck = "format: 1\ntheme: atlsa\n"
    own = "title: T\nslides: [a]\ntheme: atls\n"
    told = project(tmp_path / "1", {"deck/deck.yaml": deck}).found
    assert said(told) == ["REF106 2:8 there is no theme `atlsa`"]
    told = project(tmp_path / "2", {"deck/talks/talk.yaml": own}).found
    assert said(told) == ["REF106 3:8 there is no theme `atls`"]


@pytest.mark.parametrize(
    ("base", "hint"), [("atlsa", "did you mean `atlas`?"), ("corp.pptx", FROM_POWERPOINT)]
)
def test_a_theme_that_extends_none_that_exists_is_one_error(
    base: str, hint: str, tmp_path: Path
) -> None:
    files = {"deck/deck.yaml": "format: 1\ntheme: own\n"}
    theme = {"templates/own/theme.yaml": f"extends: {base}\n"}
    (found,) = project(tmp_path, {**files, **theme}).found
    assert said([found]) == [f"REF106 1:10 there is no theme `{base}`"]
    assert found.hint == hint


def test_ids_are_the_paths_of_the_files(tmp_path: Path) -> None:
    files = {"deck/slides/x/y.md": "# Y\n", "deck/slides/z.yml": "title: Z\n"}
    project(tmp_path, {**files, "deck/slides/x/notes.txt": "", "deck/slides/w.md/x": ""})
    assert slide_ids(tmp_path / "deck" / "slides") == ["a", "x/y", "z"]


def test_every_talk_of_the_project_is_read_but_hidden_files(tmp_path: Path) -> None:
    files = {
        "deck/talks/second.yml": "title: Second\nslides: [a]\n",
        "deck/talks/.talk.yaml.swp.yaml": "?",
        "deck/talks/notes.txt": "?",
    }
    prepared = project(tmp_path, files)
    assert prepared.found == ()
    assert [one.talk.name for one in prepared.talks] == ["second", "talk"]


def test_two_files_of_one_talk_are_refused(tmp_path: Path) -> None:
    prepared = project(tmp_path, {"deck/talks/talk.yml": "title: Another\nslides: [a]\n"})
    assert said(prepared.found) == [
        "REF108 1:1 talk `talk` exists twice: as `talk.yaml` and as `talk.yml`"
    ]


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (("tlak",), "REF104 - there is no talk `tlak`"),
        (("talk", "talk"), None),
    ],
)
def test_talks_are_asked_for_by_name(
    names: tuple[str, ...], told: str | None, tmp_path: Path
) -> None:
    project(tmp_path, {})
    prepared = prepare(BuildConfig(root=tmp_path, talks=names, out=tmp_path / "output"))
    assert said(prepared.found) == ([told] if told else [])
    assert len(prepared.talks) == (0 if told else 1)


def test_a_project_without_talks_says_what_to_add(tmp_path: Path) -> None:
    prepared = project(tmp_path, {"deck/talks/talk.yaml": None})
    assert said(prepared.found) == ["REF104 - the project has no talks"]
    assert prepared.found[0].hint == "add one, such as `deck/talks/my-talk.yaml`"


def test_what_is_wrong_with_a_slide_of_two_talks_is_said_once(tmp_path: Path) -> None:
    files = {
        "deck/talks/other.yaml": "title: Other\nslides: [a]\n",
        "deck/slides/a.md": "---\nlayot: body\n---\n\n# A\n",
    }
    prepared = project(tmp_path, files)
    assert said(prepared.found) == ["SRC103 2:1 unknown key `layot` in a slide's front matter"]
    assert len(prepared.talks) == 2
    assert authored_ids(prepared.talks[0].talk) == ["a"]


def authored_ids(one: Talk) -> list[str]:
    return [slide.id for slide in one.slides]


@pytest.mark.parametrize(
    ("deck", "told"),
    [
        ("format: 2\n", "SRC108 1:9 format 2 is unknown to this version of Diptych"),
        ("format: 1\nlocals: [en]\n", "SRC103 2:1 unknown key `locals` in deck.yaml"),
        ("format: 1\nlocales: [../en]\n", "SRC104 2:11 `../en` is not a valid language tag"),
        ("format: 1\nlocales: [en, EN]\n", "SRC104 2:15 `EN` is the same language as `en`"),
        (
            "format: 1\nsource_locale: [en]\n",
            "SRC104 2:16 `source_locale` must be text, not a list",
        ),
        ("format: 1\narrange: true\n", "SRC104 2:10 `arrange` cannot be `true`"),
        ("format: 1\nlibraries: {x: y}\n", "SRC104 2:16 library `x` must be a mapping of keys"),
        ("- format\n", "SRC104 1:1 deck.yaml must be a mapping of keys, not a list"),
        ("format: [\n", "SRC101 1:9 broken YAML: did not find expected node content"),
    ],
)
def test_what_is_wrong_with_the_project_itself_is_said(
    deck: str, told: str, tmp_path: Path
) -> None:
    prepared = project(tmp_path, {"deck/deck.yaml": deck})
    (one,) = said(prepared.found)
    assert one.startswith(told)


@pytest.mark.parametrize(
    "path", ["deck/slides/gpu/a.md", "slides/gpu/a", "gpu/a.yaml", "./gpu/a.md"]
)
def test_a_slide_named_by_its_path_is_recognised(path: str, tmp_path: Path) -> None:
    files = {
        "deck/talks/talk.yaml": f"title: A\nslides: [{path}]\n",
        "deck/slides/gpu/a.md": "# A\n",
        "deck/slides/gpu/b.md": "# B\n",
    }
    assert [one.hint for one in project(tmp_path, files).found] == ["did you mean `gpu/a`?"]


@pytest.mark.parametrize(
    ("dates", "told", "hint"),
    [
        ("{delivered: 2024-02-31}", "`2024-02-31` is not a date", "write year, month and day"),
        ("{delivered: 11.01.2024}", "`11.01.2024` is not a date", "write year, month and day"),
        ("2024-01-11", "must be a mapping", "write `dates: {delivered: 2024-01-11}`"),
    ],
)
def test_what_is_no_date_is_told(dates: str, told: str, hint: str, tmp_path: Path) -> None:
    files = {
        "deck/talks/talk.yaml": f"title: A\nslides: [a]\ndates: {dates}\n",
        "deck/slides/a.md": "# A\n",
    }
    (one,) = project(tmp_path, files).found
    assert told in one.message
    assert (one.hint or "").startswith(hint)


@pytest.mark.parametrize(
    "listed",
    ["slides:\n  - a\n  - deep/b # first", "slides: [a, deep/b]", "slides: [{slide: a}, deep/b]"],
)
def test_slides_of_a_talk_with_broken_yaml_are_checked_on_their_own(
    listed: str, tmp_path: Path
) -> None:
    files = {
        "deck/talks/talk.yaml": f"title: A: B\n{listed}\nabstract: a, unused\n",
        "deck/slides/a.md": "# A\n\n::: boks\n:::\n",
        "deck/slides/deep/b.md": "---\nkiker: B\n---\n\n# B\n\nSee @nothing, {{ x }}\n",
        "deck/slides/unused.md": "# C\n\n::: boks\n:::\n",
    }
    prepared = project(tmp_path, files)
    assert [(one.span.file, one.kind.code) for one in prepared.found if one.span] == [
        ("deck/talks/talk.yaml", "SRC101"),
        ("deck/slides/a.md", "SRC302"),
        ("deck/slides/deep/b.md", "SRC103"),
    ]


def test_a_project_that_says_nothing_is_enough(tmp_path: Path) -> None:
    prepared = project(tmp_path, {"deck/deck.yaml": ""})
    assert said(prepared.found) == []
    assert len(authored(prepared)) == 1


@pytest.mark.parametrize("name", [b"\xff", b"a\x1bb", b"a\nb\x01"])
def test_a_name_that_is_not_utf_8_is_an_error(name: bytes, tmp_path: Path) -> None:
    talk = f"deck/talks/{os.fsdecode(name)}.yaml"
    found = project(tmp_path, {talk: "title: T\nslides: [a]\n"}).found
    assert [one.kind.code for one in found if one.is_error] == ["SRC106"]


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (("nul",), ["talk `nul` has a name that is not allowed on Windows"]),
        (("what: why",), ["talk `what: why` has a name that is not allowed on Windows"]),
        (
            ("Intro", "intro"),
            [
                "talks `Intro` and `intro` have the same name on macOS and Windows",
                "talks `intro` and `Intro` have the same name on macOS and Windows",
            ],
        ),
        (("x" * 210,), [f"talk `{'x' * 210}` has a name of more than 200 bytes"]),
        (("intro", "nullify", "a b"), []),
    ],
)
def test_a_name_that_other_systems_cannot_give_to_outputs_is_a_warning(
    names: tuple[str, ...], told: list[str], tmp_path: Path
) -> None:
    talks = {f"deck/talks/{name}.yaml": "title: T\nslides: [a]\n" for name in names}
    found = project(tmp_path, talks).found
    assert [one.message for one in found if one.kind.name == "unportable-talk-name"] == told
