"""The keys of a talk about its page."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.authoring import codes, project, said

from diptych.model.deck import NamedLink, Publication

TALK = "title: A talk\nslides: [a]\n"


def publication(root: Path, keys: str) -> Publication:
    prepared = project(root, {"deck/talks/talk.yaml": f"{TALK}{keys}\n"})
    assert said(prepared.found) == []
    return prepared.talks[0].talk.publication


def test_a_talk_that_says_nothing_is_listed_and_offers_both_files(tmp_path: Path) -> None:
    assert publication(tmp_path, "") == Publication(downloads=("pdf", "pptx"))


@pytest.mark.parametrize(
    ("licence", "expected"),
    [
        ("CC BY 4.0", NamedLink("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/")),
        (
            "cc-by-nc-sa-3.0",
            NamedLink("cc-by-nc-sa-3.0", "https://creativecommons.org/licenses/by-nc-sa/3.0/"),
        ),
        ("CC0", NamedLink("CC0", "https://creativecommons.org/publicdomain/zero/1.0/")),
        ("All rights reserved", NamedLink("All rights reserved")),
        (
            "{label: MIT, url: 'https://example.org/mit'}",
            NamedLink("MIT", "https://example.org/mit"),
        ),
    ],
)
def test_a_licence_is_a_name_with_an_address_if_it_has_one(
    licence: str, expected: NamedLink, tmp_path: Path
) -> None:
    assert publication(tmp_path, f"licence: {licence}").licence == expected


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("published: secret", "SRC104 3:12 `published` cannot be `secret`"),
        ("downloads: [pdf, docx]", "SRC104 3:18 there is no download `docx`"),
        ("tags: {a: b}", "SRC104 3:7 each of `tags` must be text, not a mapping"),
        ("was: [../up]", "SRC104 3:7 `../up` is not the name of a talk"),
        ("was: ..", "SRC104 3:6 `..` is not the name of a talk"),
        (
            "was: Talk",
            "REF108 3:6 `Talk` is the name of a talk, so its address cannot lead to this one",
        ),
        ("licence: {url: 'https://a.org'}", "SRC105 3:10 `licence` needs `label`"),
        (
            "licence: {label: L, url: 'data:x'}",
            "SRC205 3:26 a link may not lead to a `data:` address",
        ),
    ],
)
def test_what_is_wrong_is_told_where_it_is(keys: str, expected: str, tmp_path: Path) -> None:
    prepared = project(tmp_path, {"deck/talks/talk.yaml": f"{TALK}{keys}\n"})
    assert said(prepared.found) == [expected]


def test_a_former_name_belongs_to_one_talk(tmp_path: Path) -> None:
    talks = {f"deck/talks/{name}.yaml": f"{TALK}was: old\n" for name in ("one", "two")}
    prepared = project(tmp_path, {"deck/talks/talk.yaml": None, **talks})
    assert said(prepared.found) == ["REF108 3:1 `old` is a former name of talk `one` too"]


@pytest.mark.parametrize(
    "url", ["example.org", "ftp://example.org/", "https://a.org/?q", "https://a.org/#b", "https://"]
)
def test_a_site_is_published_at_an_address_of_the_web(url: str, tmp_path: Path) -> None:
    deck = f"format: 1\nsource_locale: en\nlocales: [en]\nsite: {{url: '{url}'}}\n"
    assert codes(project(tmp_path, {"deck/deck.yaml": deck}).found) == ["SRC104 4:13"]
