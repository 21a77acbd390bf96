"""What reveal-md and Marp mean by their text is honoured or reported."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.authoring import document, notes, only, said, words

from diptych.blocks.picture import Picture

REVEAL = "---\nrevealOptions: {transition: fade}\n---\n\n"


@pytest.mark.parametrize(
    "note", ["Note: Say **this**.", "Note:\nSay **this**.", "notes:\n\nSay **this**."]
)
def test_in_a_file_for_reveal_md_what_follows_note_is_for_the_speaker(
    note: str, tmp_path: Path
) -> None:
    prepared = document(tmp_path, f"{REVEAL}# A\n\nx\n\n{note}\n\n- more\n\n---\n\n# B\n\ny\n")
    first, second = only(prepared)
    assert (words(first), notes(first)) == (["x"], ["Say this.", "more"])
    assert (words(second), notes(second)) == (["y"], [])
    assert [one.split()[0] for one in said(prepared.found)] == ["SRC313"]


def test_comments_of_reveal_md_tell_such_a_file_too(tmp_path: Path) -> None:
    text = '# A\n\n<!-- .slide: data-background="red" -->\n\nx\n\nNote: said\n'
    (slide,) = only(document(tmp_path, text))
    assert (words(slide), notes(slide)) == (["x"], ["said"])


def test_in_any_other_file_it_is_shown_and_reported_once(tmp_path: Path) -> None:
    prepared = document(tmp_path, "# A\n\nNote: one\n\n# B\n\nnotes: two\n\n# C\n\nNoted: three\n")
    assert [words(one) for one in only(prepared)] == [
        ["Note: one"],
        ["notes: two"],
        ["Noted: three"],
    ]
    (found,) = prepared.found
    assert found.kind.code == "SRC317"
    assert found.message.endswith("`Note: one`, `notes: two`")


def test_comments_and_picture_words_of_marp_are_reported(tmp_path: Path) -> None:
    text = (
        "---\nmarp: true\n---\n\n# A\n\n<!-- _class: lead -->\n\nx\n\n"
        "<!--\nSay this aloud.\n-->\n\n"
        "```\n<!-- code -->\n```\n\n![bg right:40% A box](box.svg)\n"
    )
    prepared = document(tmp_path, text)
    (slide,) = only(prepared)
    assert words(slide) == ["x", "<!-- code -->"]
    picture = slide.slide.body[-1]
    assert isinstance(picture, Picture)
    assert picture.caption is not None
    assert picture.caption.plain == "A box"
    told = {found.kind.code: found.message for found in prepared.found}
    assert told["SRC316"].endswith("`_class: lead`, `Say this aloud.`")
    assert "`bg right:40%`" in told["SRC203"]


def test_comments_elsewhere_are_comments(tmp_path: Path) -> None:
    prepared = document(tmp_path, "# A\n\n<!-- aside -->\n\n![right](box.svg)\n\nx\n")
    assert said(prepared.found) == []


@pytest.mark.parametrize(
    ("lang", "locale", "found"),
    [
        ("ko_KR", "ko-KR", []),
        ("en_US.UTF-8", "en-US", []),
        ("my own", "en", ["SRC313 2:7 `my own` is not a valid language tag"]),
        ("xx-YY", "en", ["SRC313 2:7 `xx-YY` is not a valid language tag"]),
        ("german", "de", ["SRC313 2:7 `german` is not a valid language tag"]),
    ],
)
def test_a_language_is_told_in_any_usual_form(
    lang: str, locale: str, found: list[str], tmp_path: Path
) -> None:
    prepared = document(tmp_path, f"---\nlang: {lang}\n---\n\n# A\n\nx\n")
    assert (prepared.talks[0].locale, said(prepared.found)) == (locale, found)


def test_a_date_that_would_have_to_be_computed_is_left_out_and_reported(tmp_path: Path) -> None:
    prepared = document(tmp_path, "---\ntitle: T\ndate: today\n---\n\n# A\n\nx\n")
    assert words(only(prepared)[0]) == []
    assert [one.split()[0] for one in said(prepared.found)] == ["SRC313"]
