"""Talks pinned as they were given."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.authoring import PROJECT, write_files

from diptych.cli import main
from diptych.config import BuildConfig
from diptych.layout import weighing
from diptych.layout.choice import AS_WRITTEN
from diptych.pipeline import prepare
from diptych.reporting import CLEAN, FOUND, MISUSED

FILES = {
    **PROJECT,
    "deck/talks/other.yaml": "title: Another talk\nslides: [a]\n",
    "deck/slides/a.md": "# A slide of {{ talk.title }}\n\n- A thought [@kim-2024]\n\n"
    '![](../media/box.svg){alt="A box"}\n\n```{.python file=../../src/train.py}\n```\n\n'
    "```table\nfile: ../../src/rates.csv\n```\n",
    "src/train.py": "rate = 0.1\n",
    "src/rates.csv": "Step,Rate\n1,0.1\n",
    "templates/own/theme.yaml": "extends: atlas\ncolors: {accent: {value: '#0B6E4F'}}\n",
    "deck/deck.yaml": "format: 1\nsource_locale: en\nlocales: [en]\ntheme: own\n"
    "html: {styles: html/ours.css}\n",
    "deck/html/ours.css": "h1 { background: url(box.svg) }\n",
    "deck/html/box.svg": "<svg/>\n",
    "templates/html/beside.txt": "beside the page\n",
}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a project with two talks of one slide, and stand in it."""
    monkeypatch.chdir(write_files(tmp_path, FILES))
    return tmp_path


def built(root: Path, talk: str) -> dict[str, bytes]:
    """Return every file of a talk, built anew."""
    out = root / "output"
    shutil.rmtree(out, ignore_errors=True)
    assert main(["build", talk]) == CLEAN
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in sorted((out / talk).rglob("*"))
        if path.is_file()
    }


def change_everything(root: Path) -> None:
    """Edit the slide, the talk, the theme, the picture, the references, what pages have besides."""
    for name, old, new in (
        ("deck/slides/a.md", "A thought", "Second thoughts"),
        ("deck/talks/talk.yaml", "A talk", "A later talk"),
        ("templates/own/theme.yaml", "#0B6E4F", "#123456"),
        ("deck/media/box.svg", "#1F6F78", "#AA0000"),
        ("deck/references.yaml", "kim", "lee"),
        ("deck/html/ours.css", "h1", "h2"),
        ("deck/html/box.svg", "svg", "SVG"),
        ("templates/html/beside.txt", "beside", "besides"),
        ("src/train.py", "0.1", "0.2"),
        ("src/rates.csv", "0.1", "0.2"),
    ):
        path = root / name
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")


def test_a_frozen_talk_is_rebuilt_to_the_byte_after_everything_changed(project: Path) -> None:
    before = built(project, "talk")
    assert main(["freeze", "talk"]) == CLEAN
    assert built(project, "talk") == before
    change_everything(project)
    (project / "deck/references.yaml").write_text(str(PROJECT["deck/references.yaml"]), "utf-8")
    assert built(project, "talk") == before


def test_other_talks_follow_the_edits(project: Path) -> None:
    main(["freeze", "talk"])
    path = project / "deck/slides/a.md"
    path.write_text(path.read_text("utf-8").replace("A thought", "Second thoughts"), "utf-8")
    assert any(b"Second thoughts" in data for data in built(project, "other").values())
    assert not any(b"Second thoughts" in data for data in built(project, "talk").values())


def test_a_deleted_folder_thaws_the_talk(project: Path) -> None:
    main(["freeze", "talk"])
    assert main(["freeze", "talk"]) == MISUSED
    frozen = project / "deck" / "frozen" / "talk"
    for path in sorted(frozen.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    frozen.rmdir()
    path = project / "deck/slides/a.md"
    path.write_text(path.read_text("utf-8").replace("A thought", "Second thoughts"), "utf-8")
    assert any(b"Second thoughts" in data for data in built(project, "talk").values())


def test_a_frozen_file_that_was_changed_is_told(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["freeze", "talk"])
    path = project / "deck/frozen/talk/deck/slides/a.md"
    path.write_text(path.read_text("utf-8") + "\n- more\n", "utf-8")
    capsys.readouterr()
    assert main(["check", "talk", "--format", "concise"]) == FOUND
    said = capsys.readouterr().err
    assert "deck/frozen/talk/frozen.yaml:" in said
    assert "error[REF112]: frozen file `deck/frozen/talk/deck/slides/a.md` has changed" in said


def test_another_version_of_diptych_is_told(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    main(["freeze", "talk"])
    monkeypatch.setattr("diptych.source.readings.__version__", "99.0")
    capsys.readouterr()
    assert main(["check", "talk", "--format", "concise"]) == CLEAN
    assert "warning[REF113]" in capsys.readouterr().err


def test_a_talk_with_errors_is_not_frozen(project: Path) -> None:
    (project / "deck/slides/a.md").write_text("# A\n\n- [@nobody]\n", "utf-8")
    assert main(["freeze", "talk"]) == FOUND
    assert not (project / "deck" / "frozen").exists()


def test_slides_of_a_library_are_frozen_with_the_talk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_files(tmp_path / "lent", {**FILES, "deck/slides/b.md": "# Lent\n\n- A lent thought\n"})
    own = {
        **FILES,
        "deck/deck.yaml": "format: 1\nlibraries: {lent: {path: ../lent}}\n",
        "deck/talks/talk.yaml": "title: A talk\nslides: [a, 'lent:b']\n",
    }
    root = write_files(tmp_path / "own", own)
    monkeypatch.chdir(root)
    assert main(["library", "update", "--yes"]) == CLEAN
    live = built(root, "talk")
    assert main(["freeze", "talk"]) == CLEAN
    before = built(root, "talk")
    assert before["talk/en/index.html"] == live["talk/en/index.html"]
    slide = tmp_path / "lent/deck/slides/b.md"
    slide.write_text(slide.read_text("utf-8").replace("lent thought", "changed thought"), "utf-8")
    assert built(root, "talk") == before


ARRANGED = {
    **PROJECT,
    "deck/deck.yaml": "format: 1\nsource_locale: en\nlocales: [en, ko]\narrange: auto\n",
    "deck/talks/talk.yaml": "title: A talk\nslides: [a, b, c]\n",
    "deck/talks/other.yaml": "title: A talk\nslides: [a, b, c]\n",
    "deck/slides/a.md": "# Cards\n\n- One\n    - a\n    - b\n    - c\n    - d\n- Two\n    - e\n",
    "deck/slides/b.md": "# One point\n\nShort.\n",
    "deck/slides/c.md": "# Sparse\n\n- A thought\n- Another\n",
}


@pytest.fixture
def arranged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a project of two talks of slides arranged by their content, and stand in it."""
    monkeypatch.setattr("diptych.building.remembering.store_of", lambda _: None)
    monkeypatch.chdir(write_files(tmp_path, ARRANGED))
    return tmp_path


def arrange_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let arrangements and densities be chosen as a later version might."""
    monkeypatch.setattr(weighing, "_decided", lambda *_: AS_WRITTEN)
    monkeypatch.setattr(weighing, "common_density", lambda _: 2)
    monkeypatch.setattr(weighing, "_is_sparse", lambda *_: False)


def test_frozen_slides_stay_arranged_whatever_later_versions_choose(
    arranged: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["freeze", "talk"]) == CLEAN
    record = (arranged / "deck/frozen/talk/frozen.yaml").read_text("utf-8")
    normal = '"density": {"en": "large", "ko": "large"}'
    assert f'"a": {{"arrange": "cards", "layout": "cards-2", {normal}}}' in record
    assert f'"b": {{"arrange": "statement", "layout": "titled-statement", {normal}}}' in record
    assert f'"c": {{"arrange": "plain", "layout": "body", {normal}, "centred": true}}' in record
    frozen, live = built(arranged, "talk"), built(arranged, "other")
    arrange_otherwise(monkeypatch)
    assert built(arranged, "talk") == frozen
    assert built(arranged, "other") != live


def test_each_language_of_a_frozen_slide_keeps_its_own_density(arranged: Path) -> None:
    assert main(["freeze", "talk"]) == CLEAN
    record = arranged / "deck/frozen/talk/frozen.yaml"
    text = record.read_text("utf-8")
    record.write_text(text.replace('"ko": "large"', '"ko": "small"'), "utf-8")
    prepared = prepare(BuildConfig(root=arranged, talks=("talk",), out=arranged / "output"))
    assert [{slide.density.name for slide in talk} for talk in prepared.talks] == [
        {"large"},
        {"small"},
    ]


def test_a_talk_frozen_before_arrangements_were_recorded_is_laid_out_as_written(
    arranged: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["freeze", "talk"]) == CLEAN
    record = arranged / "deck/frozen/talk/frozen.yaml"
    lines = record.read_text("utf-8").splitlines(keepends=True)
    kept = (line for line in lines if not line.startswith(("slides:", '  "')))
    record.write_text("".join(kept), "utf-8")
    capsys.readouterr()
    assert main(["explain", "a"]) == CLEAN
    said = capsys.readouterr().out
    assert "a in other: cards, layout `cards-2`" in said
    assert "a in talk: as written, layout `body`" in said


def test_explain_says_that_a_frozen_slide_stays_as_it_was(
    arranged: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["freeze", "talk"]) == CLEAN
    capsys.readouterr()
    assert main(["explain", "a"]) == CLEAN
    assert "The talk is frozen: the slide stays as it was." in capsys.readouterr().out


def test_each_page_of_a_frozen_slide_keeps_its_arrangement_and_density(
    arranged: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    points = "".join(f"        - {letter}\n" for letter in "abcd")
    cards = f"- One\n    - A\n{points}    - B\n        - e\n- Two\n    - f\n    - g\n"
    write_files(arranged, {"deck/slides/a.md": f"---\narrange: pages\n---\n\n# Pages\n\n{cards}"})
    assert main(["freeze", "talk"]) == CLEAN
    record = (arranged / "deck/frozen/talk/frozen.yaml").read_text("utf-8")
    density = '"density": {"en": "large", "ko": "large"}'
    assert f'"pages": [{{"arrange": "cards", "layout": "cards-2", {density}}}, ' in record
    frozen, live = built(arranged, "talk"), built(arranged, "other")
    arrange_otherwise(monkeypatch)
    assert built(arranged, "talk") == frozen
    assert built(arranged, "other") != live


def test_missing_translations_of_a_frozen_talk_are_told_when_it_is_frozen_and_not_again(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    deck = project / "deck/deck.yaml"
    deck.write_text(deck.read_text("utf-8").replace("[en]", "[en, ko]"), "utf-8")
    assert main(["freeze", "talk"]) == CLEAN
    assert "not translated into `ko`" in capsys.readouterr().err
    assert prepare(BuildConfig(root=project, talks=("talk",))).found == ()
    policy = BuildConfig(root=project, talks=("talk",), missing="fail")
    (hint,) = {one.hint for one in prepare(policy).found}
    assert hint == (
        "the talk is frozen as it was given: to change that, delete `deck/frozen/talk`,"
        " translate what is missing, and freeze it again"
    )
