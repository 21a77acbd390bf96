"""Files as they come: encodings, line ends, links that lead out, folders, names that cannot be."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Literal

import pytest
from tests.authoring import PROJECT, authored, codes, only, project, said, words, write_files
from tests.solved import line_counts

from diptych.config import BuildConfig
from diptych.diagnostics import Span
from diptych.pipeline import check
from diptych.source.reading.paths import is_there, nearby
from diptych.source.reading.source_reader import SourceReader

SLIDE = "---\nkicker: K\n---\n\n# A slide\n\n- One\n- Two [@nobody]\n"


@pytest.mark.parametrize(
    "data",
    [
        SLIDE.encode(),
        SLIDE.replace("\n", "\r\n").encode(),
        SLIDE.replace("\n", "\r").encode(),
        b"\xef\xbb\xbf" + SLIDE.encode(),
        SLIDE.rstrip("\n").encode(),
    ],
    ids=["unix", "windows", "old mac", "byte order mark", "no newline at the end"],
)
def test_every_editors_files_are_read_alike(data: bytes, tmp_path: Path) -> None:
    prepared = project(tmp_path, {"deck/slides/a.md": data})
    (slide,) = authored(prepared)
    assert slide.title.plain == "A slide"
    assert slide.kicker is not None
    assert words(only(prepared)[0]) == ["One", "Two [@nobody]"]
    assert codes(prepared.found) == ["REF201 8:7"]


@pytest.mark.parametrize(
    ("data", "told", "encoding"),
    [
        (b"# A\n\n- caf\xe9\n", "SRC106 3:6 byte 0xe9 is not UTF-8", "latin1"),
        ("# 가\n\n- 나\n".encode("euc-kr"), "SRC106 1:3 byte 0xb0 is not UTF-8", "euc-kr"),
        ("# 똠방\n".encode("cp949"), "SRC106 1:3 byte 0x8c is not UTF-8", "cp949"),
        ("# A\n".encode("utf-16-le"), "SRC106 1:1 it is UTF-16, not UTF-8", "utf-16-le"),
        ("# A\n".encode("utf-16-be"), "SRC106 1:1 it is UTF-16, not UTF-8", "utf-16-be"),
        ("# A\n".encode("utf-16"), "SRC106 1:1 byte 0xff is not UTF-8", "utf-16"),
        ("# A\n".encode("utf-32"), "SRC106 1:1 byte 0xff is not UTF-8", "utf-32"),
        ("가나 ".encode() + b"\xff", "SRC106 1:4 byte 0xff is not UTF-8", "latin1"),
    ],
)
def test_a_file_that_is_not_utf_8_is_told_where_and_how_to_be_saved(
    data: bytes, told: str, encoding: str, tmp_path: Path
) -> None:
    prepared = project(tmp_path, {"deck/slides/a.md": data})
    assert said(prepared.found) == [told]
    assert f"iconv -f {encoding} -t utf-8 deck/slides/a.md" in (prepared.found[0].hint or "")


def test_characters_that_change_the_order_of_others_are_warned_of_at_their_places(
    tmp_path: Path,
) -> None:
    files = {"deck/slides/a.md": "# A \u202eB\u202c\n\n- one \u2067two\n"}
    prepared = project(tmp_path, files)
    assert codes(prepared.found) == ["SRC114 1:5", "SRC114 1:7", "SRC114 3:7"]
    assert not any(one.is_error for one in prepared.found)
    assert "right-to-left override (U+202E)" in prepared.found[0].message


def test_such_a_character_is_warned_of_once_if_yaml_has_it_as_an_escape_or_itself(
    tmp_path: Path,
) -> None:
    talk = 'title: "A \\u202eB"\nevent: "C \u202dD"\nslides: [a]\n'
    files = {"deck/talks/talk.yaml": talk, "deck/slides/a.md": "# A\n"}
    prepared = project(tmp_path, files)
    assert sorted(codes(prepared.found)) == ["SRC114 1:11", "SRC114 2:11"]


def test_a_file_of_a_single_zero_is_no_utf_16(tmp_path: Path) -> None:
    prepared = project(tmp_path, {"deck/slides/a.md": b"\0"})
    assert codes(prepared.found)[0] == "SRC109 1:1"


def test_control_characters_are_said_one_by_one_and_replaced(tmp_path: Path) -> None:
    text = "# A\x01\n\n- 가\x0b나 \u2028\n"
    prepared = project(tmp_path, {"deck/slides/a.md": text})
    assert codes(prepared.found) == ["SRC109 1:4", "SRC109 3:4", "SRC109 3:7"]
    assert words(only(prepared)[0]) == ["가\ufffd나 \ufffd"]


@pytest.mark.usefixtures("no_installed_fonts")
def test_what_stands_for_a_control_character_is_not_said_to_be_in_no_font(tmp_path: Path) -> None:
    files = write_files(tmp_path, {**PROJECT, "deck/slides/a.md": "# A\n\nbad \x01 here\n"})
    assert codes(check(BuildConfig(root=files)).found) == ["SRC109 3:5"]
    (files / "deck/slides/a.md").write_text("# A\n\nbad \ufffd here\n", "utf-8")
    assert codes(check(BuildConfig(root=files)).found) == ["OUT407 3:1"]


def test_a_file_full_of_them_is_not_said_a_thousand_times(tmp_path: Path) -> None:
    prepared = project(tmp_path, {"deck/slides/a.md": "# A\n\n" + "\x00" * 1000})
    assert len(prepared.found) <= 21


@pytest.mark.parametrize("name", ["deck/slides/a.md", "deck/references.yaml"])
def test_a_link_that_leads_out_of_the_project_is_not_followed(name: str, tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text("# Secret\n", encoding="utf-8")
    root = tmp_path / "project"
    write_files(root, {"deck/deck.yaml": "format: 1\n", "deck/slides/b.md": "# B\n"})
    (root / name).symlink_to(outside)
    prepared = project(root, {name: None})
    assert "SRC403" in [found.kind.code for found in prepared.found]
    assert "Secret" not in str(prepared.talks)


def test_a_picture_behind_a_link_that_leads_out_is_not_read(tmp_path: Path) -> None:
    outside = tmp_path / "outside.svg"
    outside.write_text("<svg/>", encoding="utf-8")
    root = tmp_path / "project"
    (root / "deck" / "media").mkdir(parents=True)
    (root / "deck" / "media" / "out.svg").symlink_to(outside)
    slide = '# A\n\n![](../media/out.svg){alt="x"}\n'
    assert codes(project(root, {"deck/slides/a.md": slide}).found) == ["SRC403 3:1"]


def test_a_link_within_the_project_is_followed(tmp_path: Path) -> None:
    write_files(tmp_path, {"deck/slides/b.md": "# Linked\n"})
    (tmp_path / "deck" / "slides" / "a.md").symlink_to(tmp_path / "deck" / "slides" / "b.md")
    prepared = project(tmp_path, {"deck/slides/a.md": None})
    assert prepared.found == ()
    assert authored(prepared)[0].title.plain == "Linked"


def test_links_in_a_circle_are_no_files(tmp_path: Path) -> None:
    circle = tmp_path / "deck" / "media" / "circle.svg"
    circle.parent.mkdir(parents=True)
    circle.symlink_to(circle)
    slide = '# A\n\n![](../media/circle.svg){alt="x"}\n'
    assert len(project(tmp_path, {"deck/slides/a.md": slide}).found) == 1


def test_a_folder_in_a_files_place_is_no_file(tmp_path: Path) -> None:
    files = {"deck/slides/a.md": None, "deck/slides/a.md/x": "", "deck/talks/b.yaml/x": ""}
    found = project(tmp_path, files).found
    assert said(found) == [
        "SRC107 - file `deck/talks/b.yaml` is not an ordinary file",
        *said(found)[1:],
    ]
    assert said(found)[1].startswith("REF102")


@pytest.mark.parametrize("name", ["a\0b.md", "x" * 5000, "\ud800"])
def test_a_name_that_cannot_be_is_not_there(name: str, tmp_path: Path) -> None:
    assert not is_there(tmp_path / name)
    assert SourceReader(tmp_path).owns(tmp_path / name) in {True, False}


def test_files_are_named_as_the_author_would_type_them(tmp_path: Path) -> None:
    reader = SourceReader(tmp_path / "project", shown_from=tmp_path)
    assert reader.name(tmp_path / "project" / "deck" / "a.md") == "project/deck/a.md"
    elsewhere = SourceReader(tmp_path / "project", shown_from=tmp_path / "other")
    assert elsewhere.name(tmp_path / "project" / "deck" / "a.md") == "deck/a.md"
    assert elsewhere.name(tmp_path / "a.md") == (tmp_path / "a.md").as_posix()


def test_remembers_every_file_it_looked_for(tmp_path: Path) -> None:
    reader = SourceReader(tmp_path)
    assert reader.read_text(tmp_path / "missing.yaml", wanted_by=Span("a.md", 3)) is None
    assert not reader.has_file(tmp_path / "other.yaml")
    assert list(reader.files) == [tmp_path / "missing.yaml", tmp_path / "other.yaml"]
    assert said(reader.found) == ["SRC107 3:1 file `missing.yaml` does not exist"]


def test_the_most_similar_file_of_the_folder_is_offered(tmp_path: Path) -> None:
    write_files(tmp_path, {"chart.svg": "", "photo.png": "", "chart.md": ""})
    (tmp_path / "chrat.svg").mkdir()
    assert nearby(tmp_path / "chrat.svg") == "did you mean `chart.svg`?"
    assert nearby(tmp_path / "nowhere" / "a.svg") == "there is no folder `nowhere`"
    (tmp_path / "topic").mkdir()
    higher = nearby(tmp_path / "topic" / "media" / "x.svg")
    assert higher == "there is no folder `media`"
    write_files(tmp_path, {"media/x.svg": ""})
    higher = nearby(tmp_path / "topic" / "media" / "x.svg")
    assert higher == "paths begin at their own file: write `../` before this one"
    assert nearby(tmp_path / "a.gif", what="picture") == "there is no picture in that folder yet"


@pytest.mark.parametrize(("stands", "name"), [(".", "deck/a.md"), ("deck", "a.md")])
def test_a_file_has_one_home_whatever_it_is_called(tmp_path: Path, stands: str, name: str) -> None:
    reader = SourceReader(tmp_path, shown_from=tmp_path / stands)
    assert reader.name(tmp_path / "deck" / "a.md") == name
    assert reader.project_paths == {name: "deck/a.md"}


def test_a_file_outside_the_project_has_no_home(tmp_path: Path) -> None:
    reader = SourceReader(tmp_path / "project", shown_from=tmp_path)
    assert reader.name(tmp_path / "theme.yaml") == "theme.yaml"
    assert reader.project_paths == {}


def test_a_project_reached_by_a_link_is_one_nevertheless(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    reader = SourceReader(tmp_path / "link", shown_from=tmp_path / "real")
    assert reader.name(tmp_path / "link" / "a.md") == "a.md"
    assert reader.project_paths == {"a.md": "a.md"}


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_text_typed_on_a_mac_is_the_same_text(form: Literal["NFC", "NFD"], tmp_path: Path) -> None:
    title = "한국어 문장은 단어 사이에서만 줄을 바꾸며 조사는 앞말에 붙는다"
    slide = unicodedata.normalize(form, f"# {title}\n\n- Café {{{{ 이름 }}}}\n")
    talk = unicodedata.normalize(form, "title: T\nvariables: {이름: 값}\nslides: [a]\n")
    prepared = project(tmp_path, {"deck/slides/a.md": slide, "deck/talks/talk.yaml": talk})
    assert prepared.found == ()
    (shown,) = only(prepared)
    assert [text.replace("\N{NO-BREAK SPACE}", " ") for text in words(shown, "title")] == [title]
    assert words(shown, "text") == ["Café 값"]
    assert [line_counts(frame) for frame in shown.frames if frame.role == "title"] == [(2,)]
