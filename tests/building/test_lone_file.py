"""`-o FILE` writes exactly that file, or leaves everything as it was."""

from __future__ import annotations

import errno
from collections.abc import Mapping
from pathlib import Path

import pytest
from tests.authoring import PROJECT, write_files

from diptych.cli import main
from diptych.reporting import CLEAN, FOUND, MISUSED
from diptych.storage.folder import Folder

FILES: Mapping[str, str | bytes] = {
    **PROJECT,
    "deck/slides/a.md": "# A slide\n\n![A box](../media/box.svg)\n\n::: notes\nSay it.\n:::\n",
    "deck/slides/b.md": "# Another\n",
    "deck/talks/talk.yaml": "title: A talk\nslides: [a, b]\n",
}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a project with a talk in one language, and stand in it."""
    monkeypatch.chdir(tmp_path)
    return write_files(tmp_path, FILES)


def names(folder: Path) -> set[str]:
    """Return the names of everything in a folder."""
    return {path.name for path in folder.iterdir()}


@pytest.mark.parametrize(
    ("out", "options", "start"),
    [
        ("talk.pptx", (), b"PK"),
        ("talk.pdf", (), b"%PDF"),
        ("talk.HTML", (), b"<!DOCTYPE html>"),
        ("a.png", ("--slides", "2"), b"\x89PNG"),
        ("talk.md", ("--to", "text"), b"# A talk"),
        ("talk.json", ("--to", "text"), b"{"),
    ],
)
def test_exactly_that_file_is_written_each_time_the_same(
    project: Path,
    capsys: pytest.CaptureFixture[str],
    out: str,
    options: tuple[str, ...],
    start: bytes,
) -> None:
    assert main(["build", "-o", out, *options]) == CLEAN
    slides = "1 slide" if options[:1] == ("--slides",) else "2 slides"
    assert capsys.readouterr().out == f"{out}  {slides}\n"
    assert names(project) == {"deck", out}
    data = (project / out).read_bytes()
    assert data.startswith(start)
    (project / out).write_text("old")
    assert main(["build", "talk", "-o", str(project / out), "--force", *options]) == CLEAN
    assert (project / out).read_bytes() == data
    assert names(project) == {"deck", out}


def test_another_file_stays_though_it_is_of_the_same_talk(project: Path) -> None:
    for name in ("one.html", "two.html"):
        assert main(["build", "-o", name]) == CLEAN
    assert names(project) == {"deck", "one.html", "two.html"}


def test_several_talks_or_languages_are_told_apart_by_options(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_files(project, {"deck/talks/other.yaml": "title: B\nslides: [b]\nlocales: [en, ko]\n"})
    assert main(["build", "-o", "talk.html"]) == FOUND
    assert "`talk.html` is one file, and there are 2 talks" in (said := capsys.readouterr().err)
    assert "name one of them: other, talk" in said
    assert main(["build", "other", "-o", "talk.html"]) == FOUND
    assert "is in en, ko" in (said := capsys.readouterr().err)
    assert "`--locale en` writes one of them" in said
    assert names(project) == {"deck"}
    assert main(["build", "other", "--locale", "en", "-o", "talk.html"]) == CLEAN


def test_pictures_of_several_slides_are_no_one_file(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["build", "-o", "a.svg"]) == FOUND
    assert "there is one for each slide" in (said := capsys.readouterr().err)
    assert "`--slides 1`" in said
    assert names(project) == {"deck"}


def test_steps_of_a_slide_are_no_one_file(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    steps = "# Steps\n\n::: incremental\n- x\n- y\n:::\n"
    write_files(project, {"deck/slides/b.md": steps})
    assert main(["build", "-o", "b.svg", "--steps", "--slides", "2"]) == FOUND
    assert "there is one for each step of a slide" in (said := capsys.readouterr().err)
    assert "= hint: leave out `--steps`, or name a folder" in said
    assert main(["build", "-o", "b.svg", "--steps"]) == FOUND
    assert "such as `--slides 1` and leave out `--steps`" in capsys.readouterr().err
    assert names(project) == {"deck"}


def test_a_talk_that_is_not_there_is_named_rather_than_counted(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["build", "other", "talk", "-o", "talk.html"]) == FOUND
    said = capsys.readouterr().err
    assert "there is no talk `other`" in said
    assert "OUT601" not in said


def test_an_earlier_file_stays_if_anything_is_wrong(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (project / "talk.html").write_text("old")
    write_files(project, {"deck/slides/b.md": "---\nlayuot: x\n---\n"})
    assert main(["build", "-o", "talk.html"]) == FOUND
    warned = "format: 1\nhtml: {files: [media]}\n"
    write_files(project, {"deck/slides/b.md": "# B\n", "deck/deck.yaml": warned})
    assert main(["build", "-o", "talk.html", "--strict"]) == FOUND

    def fail(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", "talk.html")

    monkeypatch.setattr(Folder, "_move", fail)
    assert main(["build", "-o", "talk.html", "--force"]) == MISUSED
    assert (project / "talk.html").read_text() == "old"
    assert names(project) == {"deck", "talk.html"}


@pytest.mark.parametrize("link", ["symbolic", "hard", "none"])
def test_a_source_is_not_replaced_by_whatever_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], link: str
) -> None:
    monkeypatch.chdir(tmp_path)
    source = write_files(tmp_path, {"talk.md": "# A talk\n\n![A box](box.svg)\n"}) / "talk.md"
    write_files(tmp_path, {"box.svg": FILES["deck/media/box.svg"]})
    before = source.read_bytes()
    name = "talk.md" if link == "none" else "again.md"
    if link == "symbolic":
        (tmp_path / name).symlink_to(source)
    elif link == "hard":
        (tmp_path / name).hardlink_to(source)
    assert main(["build", "talk.md", "-o", name]) == MISUSED
    code = MISUSED if link == "symbolic" else FOUND
    assert main(["build", "talk.md", "--to", "text", "-o", name]) == code
    said = capsys.readouterr().err
    assert ("is a link" if link == "symbolic" else "is a source of the talk") in said
    assert main(["build", "talk.md", "--slides", "1", "-o", "box.svg"]) == FOUND
    assert source.read_bytes() == before


def test_a_link_in_the_project_leads_nowhere(
    project: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (project / "made").symlink_to(outside)
    assert main(["build", "-o", "made/talk.html"]) == MISUSED
    assert names(outside) == set()


def test_a_folder_s_records_are_not_touched(project: Path) -> None:
    assert main(["build", "--to", "html", "-o", "made"]) == CLEAN
    before = names(project / "made/talk/en")
    assert main(["build", "-o", "made/talk/en/talk.html"]) == CLEAN
    assert main(["build", "--to", "html", "-o", "made"]) == CLEAN
    assert names(project / "made/talk/en") == before | {"talk.html"}
