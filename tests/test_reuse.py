"""Reusing slides: other texts, blocks left out, slides hidden, generated, or shown twice."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.authoring import PROJECT, notes, only, project, said, words, write_files

from diptych.cli import main
from diptych.config import BuildConfig
from diptych.model.laid_out import LaidOutSlide
from diptych.model.text import Run
from diptych.pipeline import Prepared, prepare
from diptych.reporting import CLEAN

SLIDE = """\
---
kicker: Market
---

# Supply of {{ chip }}

- Orders rise [@kim-2024] {#orders}
  - most of them from {{ chip }} buyers {#buyers}
- Prices follow [@yang-2023] {#prices}

::: notes
Say it twice.
:::
"""
TALK = """\
title: A talk
variables: {{chip: H100}}
sections:
  - title: Opening
    slides: [a]
  - title: Supply
    slides:
      - {entry}
"""
OTHER = "# Other\n\n- A thought [@yang-2023]\n"


def reused(root: Path, entry: str, **files: str) -> Prepared:
    """Return what comes of a talk that shows the slide `b` as `entry` says."""
    told = {f"deck/{name.replace('__', '/')}": text for name, text in files.items()}
    return project(
        root,
        {"deck/slides/b.md": SLIDE, "deck/talks/talk.yaml": TALK.format(entry=entry), **told},
    )


def shown(root: Path, entry: str) -> LaidOutSlide:
    """Return the slide `b` as the talk shows it; nothing may be wrong."""
    prepared = reused(root, entry)
    assert said(prepared.found) == []
    return only(prepared)[-1]


def test_with_fills_variables_for_one_slide(tmp_path: Path) -> None:
    slide = shown(tmp_path, "{slide: b, with: {chip: A100}}")
    assert slide.slide.title.plain == "Supply of A100"
    assert "most of them from A100 buyers" in words(slide)


def test_a_talk_may_change_title_kicker_layout_and_notes(tmp_path: Path) -> None:
    slide = shown(
        tmp_path,
        "{slide: b, title: Only *here*, kicker: null, layout: statement, notes: Said otherwise.}",
    )
    assert slide.slide.title.plain == "Only here"
    assert words(slide, "kicker") == []
    assert slide.layout.name == "statement"
    assert notes(slide) == ["Said otherwise."]
    assert shown(tmp_path / "2", "{slide: b, notes: null}").notes == ()


def test_blocks_are_left_out_by_id_and_the_sources_renumber(tmp_path: Path) -> None:
    slide = shown(tmp_path, "{slide: b, without: [orders]}")
    assert words(slide) == ["Prices follow1"]
    assert [(one.key, one.number) for one in slide.slide.sources] == [("yang-2023", 1)]


def test_other_words_are_put_in_the_place_of_a_block(tmp_path: Path) -> None:
    slide = shown(tmp_path, "{slide: b, put: {buyers: 'from *everybody*'}}")
    assert words(slide)[1] == "from everybody"


@pytest.mark.parametrize("change", ["without: [x]", "put: {x: New}"])
def test_an_id_of_several_blocks_is_told_where_a_talk_names_it(change: str, tmp_path: Path) -> None:
    talk = f"title: T\nslides: [{{slide: b, {change}}}]\n"
    files = {"deck/talks/talk.yaml": talk, "deck/slides/b.md": "# B\n\n- a {#x}\n- b {#x}\n- c\n"}
    (found,) = said(project(tmp_path, files).found)
    assert found.startswith("REF118 2:")
    assert found.endswith("slide `b` has 2 blocks `x`")


def test_a_slide_may_be_shown_twice_under_an_id_of_its_own(tmp_path: Path) -> None:
    talk = (
        "title: T\nvariables: {chip: x}\nslides: [b, {slide: b, as: b-again, without: [prices]}]\n"
    )
    prepared = project(tmp_path, {"deck/slides/b.md": SLIDE, "deck/talks/talk.yaml": talk})
    assert said(prepared.found) == []
    assert [(one.slide.id, one.slide.source_id) for one in only(prepared)] == [
        ("b", "b"),
        ("b-again", "b"),
    ]


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        (
            "{slide: b, without: [ordres]}",
            "REF110 8:30 slide `b` has no block `ordres`",
        ),
        (
            "{slide: b, put: {orders: [{paragraph: No more}]}}",
            "REF111 8:26 block `orders` is a bullet: only a text can replace it",
        ),
        ("{slide: a}", "REF103 8:9 slide `a` is already in the talk, at line 5"),
        ("{slide: b, as: B!}", "SRC307 8:24 `B!` is not a valid slide id"),
        ("{slide: b, wiht: {}}", "SRC103 8:20 unknown key `wiht` in a slide of a talk"),
        ("{generate: agneda}", "SRC104 8:20 nothing generates `agneda`"),
    ],
)
def test_what_cannot_be_is_told_at_its_place(tmp_path: Path, entry: str, told: str) -> None:
    prepared = reused(tmp_path, entry)
    assert told in said(prepared.found)
    assert all(found.hint for found in prepared.found if found.kind.code in told)


def test_the_agenda_marks_the_section_it_stands_in(tmp_path: Path) -> None:
    slide = shown(tmp_path, "{generate: agenda, title: Where we are}")
    assert slide.slide.id == "agenda"
    assert words(slide) == ["Opening", "Supply"]
    bold = [
        any(isinstance(run, Run) and run.style.bold for run in paragraph.runs)
        for frame in slide.frames
        if frame.role == "text"
        for paragraph in frame.paragraphs
    ]
    assert bold == [False, True]


def test_a_section_may_open_with_its_name(tmp_path: Path) -> None:
    talk = "title: T\nsections:\n  - {title: The *race*, opener: true, slides: [a]}\n"
    prepared = project(tmp_path, {"deck/talks/talk.yaml": talk})
    assert said(prepared.found) == []
    opener, _ = only(prepared)
    assert (opener.slide.id, opener.layout.name) == ("section-the-race", "section")
    assert opener.slide.title.plain == "The race"


def test_the_list_of_references_has_every_source_once(tmp_path: Path) -> None:
    talk = "title: T\nvariables: {chip: x}\nslides: [b, c, {generate: references}]\n"
    files = {"deck/slides/b.md": SLIDE, "deck/slides/c.md": OTHER, "deck/talks/talk.yaml": talk}
    prepared = project(tmp_path, files)
    assert said(prepared.found) == []
    last = only(prepared)[-1]
    assert last.slide.title.plain == "References"
    assert words(last) == ["example.org/kim", "example.org/yang"]


def test_hidden_and_backup_slides_are_marked(tmp_path: Path) -> None:
    talk = "title: T\nslides: [{slide: a, hidden: true}]\nbackup: [c]\n"
    prepared = project(tmp_path, {"deck/talks/talk.yaml": talk, "deck/slides/c.md": OTHER})
    assert said(prepared.found) == []
    assert [(one.slide.hidden, one.slide.backup) for one in only(prepared)] == [
        (True, False),
        (False, True),
    ]


def test_a_renamed_slide_is_found_by_its_old_id_and_the_talk_is_told(tmp_path: Path) -> None:
    files = {
        "deck/slides/new/name.md": "---\nwas: [b, old/name]\n---\n\n# Renamed\n",
        "deck/talks/talk.yaml": "title: T\nslides: [old/name]\n",
    }
    prepared = project(tmp_path, files)
    assert said(prepared.found) == ["REF109 2:10 slide `old/name` is now called `new/name`"]
    assert prepared.found[0].hint == "write `new/name` here"
    assert [one.slide.id for one in only(prepared)] == ["new/name"]


def test_a_reused_slide_brings_its_translation_and_the_talk_its_own_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write_files(
        tmp_path,
        {
            **PROJECT,
            "deck/slides/b.md": SLIDE,
            "deck/talks/talk.yaml": "title: One\nvariables: {chip: H100}\nslides: [b]\n",
        },
    )
    monkeypatch.chdir(tmp_path)
    main(["locale", "add", "ko"])
    po = tmp_path / "deck/locales/ko.po"
    korean = {
        "Supply of {{ chip }}": "{{ chip }} 공급",
        "Orders rise [@kim-2024]": "주문 증가[@kim-2024]",
        "Prices follow [@yang-2023]": "가격 상승[@yang-2023]",
    }
    text = po.read_text("utf-8")
    for source, translation in korean.items():
        text = text.replace(
            f'msgid "{source}"\nmsgstr ""', f'msgid "{source}"\nmsgstr "{translation}"'
        )
    po.write_text(text, "utf-8")
    other = "title: Two\nvariables: {chip: NPU}\nslides: [{slide: b, as: c/d, title: Shorter}]\n"
    write_files(tmp_path, {"deck/talks/other.yaml": other})
    capsys.readouterr()
    assert main(["build", "other", "--locale", "ko", "--format", "concise"]) == CLEAN
    page = (tmp_path / "output/other/ko/index.html").read_text("utf-8")
    assert "주문 증가" in page
    assert "Shorter" in page
    assert "deck/talks/other.yaml:3:" in capsys.readouterr().err


def test_a_build_reads_only_the_slides_that_its_talk_shows(tmp_path: Path) -> None:
    others = {f"deck/slides/other/s{n}.md": f"# Slide {n}\n" for n in range(20)}
    talks = {f"deck/talks/t{n}.yaml": f"title: T\nslides: [other/s{n}]\n" for n in range(20)}
    write_files(tmp_path, {**PROJECT, **others, **talks})
    config = BuildConfig(root=tmp_path, talks=("talk",), out=tmp_path / "output")
    files = (path for path in prepare(config).files if path.is_file())
    read = [path.relative_to(tmp_path) for path in files if path.is_relative_to(tmp_path)]
    assert [path.name for path in read if "slides" in path.parts] == ["a.md"]
    assert [path.name for path in read if "talks" in path.parts] == ["talk.yaml"]
