"""References in CSL-YAML and CSL-JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.authoring import only, project, said, words

from diptych.model.deck import Reference

CITING = {"deck/slides/a.md": "# A\n\n- Text [@one]\n"}


def references(root: Path, text: str) -> dict[str, Reference]:
    prepared = project(root, {"deck/references.yaml": text})
    assert said(prepared.found) == []
    return dict(prepared.talks[0].talk.references)


@pytest.mark.parametrize(
    ("item", "label", "url"),
    [
        ("title: Title", "Title", None),
        ("URL: 'https://example.org/x/'", "example.org/x", "https://example.org/x/"),
        ("title: T, URL: 'https://example.org/x/'", "T", "https://example.org/x/"),
        ("title: T, DOI: 10.1000/182", "T", "https://doi.org/10.1000/182"),
        ("title: T, note: 'Kim, 2024'", "Kim, 2024", None),
        ("type: book", "one", None),
        ("title: 2024", "2024", None),
        ("title: 'Control of *Varroa destructor*'", "Control of Varroa destructor", None),
        ("title: '**Bees** and _wasps_', note: ''", "Bees and wasps", None),
        ("title: 'H<sub>2</sub>O by <span class=\"nocase\">eBay</span>'", "H2O by eBay", None),
        (
            "title: '2 * 3 * 4, snake_case_name, a < b > c'",
            "2 * 3 * 4, snake_case_name, a < b > c",
            None,
        ),
    ],
)
def test_the_foot_of_a_slide_shows_note_address_title_or_key(
    item: str, label: str, url: str | None, tmp_path: Path
) -> None:
    read = references(tmp_path, f"references:\n  - {{id: one, {item}}}\n")
    assert (read["one"].label, read["one"].url) == (label, url)


DOE = "{family: Doe, given: Jane}"
WHO = "{literal: WHO}"
ROE = "{family: Roe, non-dropping-particle: van}"


@pytest.mark.parametrize(
    ("item", "label"),
    [
        (
            f"title: Dogs, author: [{DOE}], container-title: J. of Dogs, issued: 2020",
            "Doe (2020). Dogs. J. of Dogs",
        ),
        (f"title: Dogs, author: [{DOE}, {ROE}], issued: 2020-05-01", "Doe & van Roe (2020). Dogs"),
        (
            f"title: Dogs?, author: [{DOE}, {ROE}, {WHO}], issued: {{date-parts: [[2019, 3]]}}",
            "Doe et al. (2019). Dogs?",
        ),
        ("title: Dogs, author: [{literal: WHO}], publisher: Press", "WHO. Dogs. Press"),
        (f"title: Dogs, editor: {DOE}, issued: {{raw: May 2018}}", "Doe (2018). Dogs"),
        ("title: Dogs, publisher: Press, issued: [{year: 2017}]", "Dogs. Press (2017)"),
        ("title: Dogs, issued: 2017", "Dogs (2017)"),
        (f"title: Dogs, author: [{DOE}], note: 'As I say'", "As I say"),
        (f"author: [{DOE}], URL: 'https://x.org'", "x.org"),
    ],
)
def test_a_source_is_named_by_author_year_title_and_place(
    item: str, label: str, tmp_path: Path
) -> None:
    assert references(tmp_path, f"references:\n  - {{id: one, {item}}}\n")["one"].label == label


@pytest.mark.parametrize("as_list", [True, False])
def test_csl_json_is_read_too(as_list: bool, tmp_path: Path) -> None:  # noqa: FBT001 - a parameter
    items = [{"id": "one", "title": "T", "issued": {"date-parts": [[2024, 1]]}, "ISSN": "1"}]
    text = json.dumps(items if as_list else {"references": items}, indent=1)
    assert list(references(tmp_path, text)) == ["one"]


def test_a_label_is_shown_as_it_stands(tmp_path: Path) -> None:
    text = "references:\n  - {id: one, note: '*Kim* [@x] 100% <b>'}\n"
    prepared = project(tmp_path, {"deck/references.yaml": text, **CITING})
    assert words(only(prepared)[0], "sources") == ["1\u2002*Kim* [@x] 100% <b>"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("references: one\n", "SRC104 1:13 `references` must be a list, not text"),
        ("refs: []\n", "SRC103 1:1 unknown key `refs` in the list of references"),
        ("references:\n  - one\n", "SRC104 2:5 a reference must be a mapping of keys, not text"),
        ("references:\n  - {title: T}\n", "SRC105 2:5 a reference needs `id`"),
        (
            "references:\n  - {id: one, titel: T}\n",
            "SRC103 2:15 unknown key `titel` in a reference",
        ),
        (
            "references:\n  - {id: one}\n  - {id: one}\n",
            "REF105 3:10 reference `one` exists twice",
        ),
        (
            "references:\n  - {id: one, URL: 'javascript:x'}\n",
            "SRC205 2:20 a link may not lead to a `javascript:` address",
        ),
        ("references: [\n", "SRC101 1:13 broken YAML: did not find expected node content"),
    ],
)
def test_what_is_wrong_is_said_where_it_is_and_citing_slides_are_not_blamed(
    text: str, told: str, tmp_path: Path
) -> None:
    prepared = project(tmp_path, {"deck/references.yaml": text, **CITING})
    assert said(prepared.found) == [told]


def test_there_need_be_no_references(tmp_path: Path) -> None:
    prepared = project(tmp_path, {"deck/references.yaml": None})
    assert said(prepared.found) == []
