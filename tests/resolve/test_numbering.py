"""Citations and footnotes, numbered slide by slide as they are mentioned."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.authoring import document, notes, only, project, said, words

from diptych.model.laid_out import LaidOutSlide
from diptych.model.walk import texts


def slide(root: Path, text: str) -> LaidOutSlide:
    prepared = project(root, {"deck/slides/a.md": text})
    assert said(prepared.found) == []
    return only(prepared)[0]


@pytest.mark.parametrize(
    ("text", "shown", "sources"),
    [
        ("# A\n\n- x [@kim-2024]\n", ["x1"], ["1 example.org/kim"]),
        (
            "# A\n\n- x[@yang-2023]\n- y[@kim-2024; @yang-2023]\n",
            ["x1", "y2,1"],
            ["1 example.org/yang", "2 example.org/kim"],
        ),
        (
            "# A[@yang-2023]\n\n- x[@kim-2024]\n",
            ["x2"],
            ["1 example.org/yang", "2 example.org/kim"],
        ),
        (
            "---\nrefs: [yang-2023, kim-2024]\n---\n\n# A\n\n- x[@kim-2024]\n",
            ["x1"],
            ["1 example.org/kim", "example.org/yang"],
        ),
        ("---\nrefs: [kim-2024, kim-2024]\n---\n\n# A\n", [], ["example.org/kim"]),
        ("# A\n\n- x[^n] y[^n]\n\n[^n]: noted\n", ["x1 y1"], ["1 noted"]),
        (
            "# A\n\n- x^[see [@kim-2024]] y[@yang-2023]\n",
            ["x1 y2"],
            ["1 see3", "2 example.org/yang", "3 example.org/kim"],
        ),
        (
            "# A\n\n- x^[see [@kim-2024]] y[@kim-2024]\n",
            ["x1 y2"],
            ["1 see2", "2 example.org/kim"],
        ),
        (
            ("# A\n\n::: columns\n::: column\n- x[@kim-2024]\n:::\n::: column\n- y[@yang-2023]\n"
            ":::\n:::\n"),
            ["x1", "y2"],
            ["1 example.org/kim", "2 example.org/yang"],
        ),
        (
            '# A\n\n![Cap[@kim-2024]](../media/box.svg){alt="not [@cited]"}\n',
            [],
            ["1 example.org/kim"],
        ),
    ],
)  # fmt: skip
def test_sources_are_numbered_in_the_order_of_their_mentions(
    text: str, shown: list[str], sources: list[str], tmp_path: Path
) -> None:
    one = slide(tmp_path, text)
    assert words(one) == shown
    assert [source.replace("\u2002", " ") for source in words(one, "sources")] == sources


def test_each_slide_counts_from_one(tmp_path: Path) -> None:
    files = {
        "deck/talks/talk.yaml": "title: T\nslides: [a, b]\n",
        "deck/slides/a.md": "# A\n\n- x[@kim-2024] y[@yang-2023]\n",
        "deck/slides/b.md": "# B\n\n- z[@yang-2023]\n",
    }
    prepared = project(tmp_path, files)
    assert [words(one) for one in only(prepared)] == [["x1 y2"], ["z1"]]


def test_notes_name_what_they_cite_since_they_have_no_foot(tmp_path: Path) -> None:
    one = slide(tmp_path, "# A\n\n- x\n\n::: notes\nAs [@kim-2024; @yang-2023] say.\n:::\n")
    assert notes(one) == ["As [example.org/kim], [example.org/yang] say."]
    assert words(one, "sources") == []


def test_a_source_leads_to_its_address(tmp_path: Path) -> None:
    one = slide(tmp_path, "# A\n\n- x[@kim-2024]\n")
    (source,) = one.slide.sources
    assert (source.key, source.number, source.link) == ("kim-2024", 1, "https://example.org/kim")


@pytest.mark.parametrize("text", ["- x [@nobody] y", "- x [@nobody; @nobody] y"])
def test_an_unknown_reference_is_said_once_for_each_mention(text: str, tmp_path: Path) -> None:
    prepared = project(tmp_path, {"deck/slides/a.md": f"# A\n\n{text}\n"})
    assert said(prepared.found) == ["REF201 3:5 there is no reference `nobody`"]


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (
            "as @kim-2042 says",
            ["REF202 3:6 there is no reference `kim-2042`; it is shown as written"],
        ),
        ("as @kim-2024 says", []),
        ("see @sec-x", ["REF202 3:7 there is no reference `sec-x`; it is shown as written"]),
        ("as @kim says", []),
        ("as \\@kim-2042 says", []),
        ("(@kim-2042) is counted", []),
        (
            "x^[as @yang-2024 says]",
            ["REF202 3:9 there is no reference `yang-2024`; it is shown as written"],
        ),
    ],
)
def test_what_is_nearly_a_key_is_told(written: str, told: list[str], tmp_path: Path) -> None:
    prepared = project(tmp_path, {"deck/slides/a.md": f"# A\n\n- {written}\n"})
    assert said(prepared.found) == told


NEWS = """references:
  - {id: one, title: Chips, container-title: Reuters, issued: 2023, URL: "https://a.org/x"}
  - {id: two, title: Dogs, author: [{family: Doe}], issued: 2020, URL: "https://a.org/y"}
  - {id: three, title: Cats, URL: "https://www.cats.org/z"}
  - {id: four, title: Book, publisher: Press, issued: 2019}
"""
CITING = "# A\n\n- x[@one; @two; @three; @four]\n"
SHORT = ["1 Reuters 2023", "2 Doe 2020", "3 cats.org", "4 Book. Press (2019)"]


@pytest.mark.parametrize(
    ("deck", "talk", "front", "is_short"),
    [
        ("", "", "", False),
        ("sources: short\n", "", "", True),
        ("", "sources: short\n", "", True),
        ("", "", "---\nsources: short\n---\n\n", True),
        ("sources: short\n", "sources: full\n", "", False),
        ("", "sources: short\n", "---\nsources: full\n---\n\n", False),
    ],
)
def test_short_sources_are_publisher_and_year_and_lead_to_the_address(
    deck: str, talk: str, front: str, is_short: object, tmp_path: Path
) -> None:
    files = {
        "deck/deck.yaml": f"format: 1\nsource_locale: en\nlocales: [en]\ntheme: atlas\n{deck}",
        "deck/talks/talk.yaml": f"title: Demo\n{talk}slides: [a, {{generate: references}}]\n",
        "deck/slides/a.md": front + CITING,
        "deck/references.yaml": NEWS,
    }
    prepared = project(tmp_path, files)
    assert said(prepared.found) == []
    (foot,) = [one for one in only(prepared)[0].frames if one.role == "sources"]
    shown = [one.replace("\u2002", " ") for one in words(only(prepared)[0], "sources")]
    assert (shown == SHORT) is is_short
    assert "Chips. Reuters (2023)" in words(only(prepared)[1])
    assert [paragraph.runs[-1].link for paragraph in foot.paragraphs] == [  # type: ignore[union-attr]
        "https://a.org/x",
        "https://a.org/y",
        "https://www.cats.org/z",
        None,
    ]


def test_an_unknown_reference_of_a_single_file_talk_is_shown_by_its_key(tmp_path: Path) -> None:
    prepared = document(tmp_path, "# A\n\nAs [@nobody] and [see @nobody; @none] say.\n")
    assert {(one.kind.code, one.is_error) for one in prepared.found} == {("REF201", False)}
    (slide,) = prepared.talks[0].slides
    (words,) = [text.plain for text in texts(slide.slide.body)]
    assert words == "As [@nobody] and (see @nobody; @none) say."
