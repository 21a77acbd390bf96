"""What is at the foot of slides: said once in deck.yaml, or by a talk."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.authoring import SVG, project, said, words
from tests.small import write

from diptych.config import BuildConfig
from diptych.model.drawn_shapes import Rectangle
from diptych.model.laid_out import LaidOutTalk
from diptych.pipeline import Prepared, prepare

DATES = "dates: {delivered: 2026-11-23}\n"
SECTIONS = """sections:
  - {title: One, slides: [a]}
  - {title: Two, slides: [b]}
"""


def built(root: Path, deck: str = "", talk: str = "") -> Prepared:
    files: dict[str, str | bytes | None] = {
        "deck/deck.yaml": f"format: 1\nlocales: [en, ko]\n{deck}",
        "deck/talks/talk.yaml": f"title: A talk\nevent: CES\n{DATES}{talk}{SECTIONS}",
        "deck/slides/a.md": "# A\n\n- x\n",
        "deck/slides/b.md": "# B\n\n- x\n",
        "deck/media/logo.svg": SVG,
    }
    return project(root, files)


def talks(prepared: Prepared) -> tuple[LaidOutTalk, LaidOutTalk]:
    english, korean = prepared.talks
    return english, korean


def foot(talk: LaidOutTalk) -> list[str]:
    return words(talk.slides[0], "footer", "date")


@pytest.mark.parametrize(
    ("deck", "talk", "english", "korean"),
    [
        ("", "", ["A talk"], ["A talk"]),
        ("footer: House\n", "", ["House"], ["House"]),
        ("footer: {en: At {{ talk.event }}, ko: 여기}\n", "", ["At CES"], ["여기"]),
        ("footer: House\n", "footer: Mine\n", ["Mine"], ["Mine"]),
        ("footer: House\n", "footer: true\n", ["A talk"], ["A talk"]),
        ("footer: House\n", "footer: false\n", [], []),
        ("date: true\n", "", ["A talk", "November 23, 2026"], ["A talk", "2026년 11월 23일"]),
        ("date: year\n", "", ["A talk", "2026"], ["A talk", "2026년"]),
        ("date: true\n", "date: false\n", ["A talk"], ["A talk"]),
        ("", "date: 2024-01-12\n", ["A talk", "January 12, 2024"], ["A talk", "2024년 1월 12일"]),
    ],
)
def test_a_talk_has_the_foot_of_its_deck_or_its_own(
    deck: str, talk: str, english: list[str], korean: list[str], tmp_path: Path
) -> None:
    made = built(tmp_path, deck.replace("At {{ talk.event }}", '"At {{ talk.event }}"'), talk)
    assert [foot(one) for one in talks(made)] == [english, korean]


@pytest.mark.parametrize(
    ("deck", "talk", "place"),
    [
        ("footer: {en: House, kr: 집}\n", "", "deck/deck.yaml 3:21"),
        ("", "footer: {en: Mine, kr: 내}\n", "deck/talks/talk.yaml 4:20"),
    ],
)
def test_a_footer_in_a_language_that_no_talk_has_is_an_unknown_key(
    deck: str, talk: str, place: str, tmp_path: Path
) -> None:
    (found,) = (one for one in built(tmp_path, deck, talk).found if one.kind.code == "SRC103")
    span = found.span
    assert span is not None
    assert f"{span.file} {span.line}:{span.column}" == place
    assert found.message == "unknown key `kr` in `footer`"


def test_a_footer_is_also_for_languages_that_only_some_talks_have(tmp_path: Path) -> None:
    write(tmp_path / "deck/locales/ja.po", "")
    made = built(
        tmp_path, "footer: {en: A, ja: B}\n", "locales: [en, ja, de-AT]\nfooter: {de: C}\n"
    )
    assert "SRC103" not in {one.kind.code for one in made.found}


@pytest.mark.parametrize("written", ["abstract: {en: a, zz: b}\n", "abstract_credit: {zz: b}\n"])
def test_texts_of_a_talk_by_what_is_no_language_are_said(written: str, tmp_path: Path) -> None:
    assert "`zz` is not a valid language tag" in {
        one.message for one in built(tmp_path, talk=written).found
    }


def test_a_logo_is_left_of_date_and_ticks(tmp_path: Path) -> None:
    (english, _) = talks(built(tmp_path, "logo: media/logo.svg\ndate: true\n"))
    layout = english.slides[0].layout
    logo = layout.decorations[-1]
    assert logo.picture is not None
    (footer,), (date,) = layout.with_role("footer"), layout.with_role("date")
    assert footer.box.right <= logo.box.x < logo.box.right < date.box.x


def test_a_talk_may_leave_the_logo_out(tmp_path: Path) -> None:
    (english, _) = talks(built(tmp_path, "logo: media/logo.svg\n", "logo: false\n"))
    assert not [one for one in english.slides[0].layout.decorations if one.picture]


def test_the_ticks_say_the_sections_and_which_is_the_present_one(tmp_path: Path) -> None:
    (english, _) = talks(built(tmp_path))
    for slide, current in zip(english.slides, ("One", "Two"), strict=True):
        ticks = [one for one in slide.shapes if one.region == "sections"]
        assert [one.alt for one in ticks if one.alt] == [current]
        assert len(ticks) == 2
    (english, _) = talks(built(tmp_path / "other", talk="ticks: false\n"))
    assert not [one for one in english.slides[0].shapes if one.region == "sections"]


def test_a_cover_before_the_sections_has_no_tick(tmp_path: Path) -> None:
    text = "---\ntitle: T\n---\n\n# One\n\n## A\n\n- a\n\n# Two\n\n## B\n\n- b\n"
    document = write(tmp_path / "t.md", text)
    (talk,) = prepare(BuildConfig(root=tmp_path, document=document)).talks
    ticks = [one for one in talk.slides[-1].shapes if one.region == "sections"]
    assert [(one.section, one.alt) for one in ticks if isinstance(one, Rectangle)] == [
        ("One", ""),
        ("Two", "Two"),
    ]


@pytest.mark.parametrize(
    ("deck", "talk", "expected"),
    [
        ("date: lnog\n", "", "3:7 `date` cannot be `lnog`"),
        ("date: [1]\n", "", "3:7 `date` must be true, false, a day or a style"),
        ("ticks: maybe\n", "", "3:8 `ticks` must be true or false, not text"),
        ("", "logo: none.svg\n", "4:7 picture `none.svg` does not exist"),
        ("", "footer: '[@doe]'\n", "a citation is not allowed in the footer"),
        ("futer: x\n", "", "unknown key `futer` in deck.yaml"),
    ],
)
def test_what_is_wrong_is_told_where_it_is(
    deck: str, talk: str, expected: str, tmp_path: Path
) -> None:
    found = said(built(tmp_path, deck, talk).found)
    assert any(expected in one for one in found), found


def test_a_talk_that_asks_for_a_date_must_have_one(tmp_path: Path) -> None:
    files: dict[str, str | bytes | None] = {
        "deck/talks/talk.yaml": "title: T\nslides: [a]\ndate: true\n",
        "deck/slides/a.md": "# A\n",
    }
    (found,) = said(project(tmp_path, files).found)
    assert "there is no date to show: the talk has no `dates`" in found
