"""A build names the scripts of a project, and folders elsewhere, if they are new."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.authoring import PROJECT, write_files

from diptych.building.disclosures import Disclosures, new_disclosures
from diptych.cli import main
from diptych.commands.serve.attempt import attempt
from diptych.config import BuildConfig
from diptych.reporting import CLEAN

FILES = {
    **PROJECT,
    "deck/deck.yaml": (
        "format: 1\nsource_locale: en\nlocales: [en]\n"
        "html:\n  scripts: [own.js]\n  plugins: {Own: plugin.js}\n  styles: [own.css]\n"
    ),
    "deck/own.js": "//\n",
    "deck/own.css": "p { margin: 0 }\n",
    "deck/plugin.js": "window.Own = { id: 'own' };\n",
    "templates/html/deck.js": "// no deck\n",
}
SCRIPTS = "pages run scripts that this project brings: "
FOLDERS = "slides are taken from outside this project: "


@pytest.fixture(autouse=True)
def _cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIPTYCH_CACHE", str(tmp_path / "cache"))
    write_files(tmp_path / "mine", FILES)
    monkeypatch.chdir(tmp_path / "mine")


def told(capsys: pytest.CaptureFixture[str], *command: str) -> list[str]:
    assert main(command or ("build", "--to", "html")) == CLEAN
    lines = capsys.readouterr().err.splitlines()
    return [line for line in lines if line.startswith((SCRIPTS, FOLDERS))]


def test_scripts_are_named_once_and_again_when_they_have_changed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    everything = f"{SCRIPTS}deck/own.js, deck/plugin.js, templates/html/deck.js"
    assert told(capsys) == [everything]
    assert told(capsys) == []
    Path("deck/slides/a.md").write_text("# Another\n\n- Thought\n", "utf-8")
    assert told(capsys) == []
    Path("deck/own.js").write_text("// changed\n", "utf-8")
    assert told(capsys) == [f"{SCRIPTS}deck/own.js"]
    Path("deck/own.js").write_text("//\n", "utf-8")
    assert told(capsys) == [f"{SCRIPTS}deck/own.js"], "back is a change too"


def test_a_project_without_scripts_of_its_own_says_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(write_files(tmp_path / "plain", PROJECT))
    assert told(capsys) == []


def test_a_frozen_talk_brings_no_scripts_but_those_of_its_project(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(write_files(tmp_path / "plain", PROJECT))
    assert main(("freeze", "talk")) == CLEAN
    assert Path("deck/frozen/talk/templates/html/deck.js").is_file()
    assert told(capsys) == []


def test_another_clone_names_them_anew(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    told(capsys)
    monkeypatch.chdir(write_files(tmp_path / "clone", FILES))
    assert len(told(capsys)) == 1


def test_a_gallery_and_a_preview_name_them_too(capsys: pytest.CaptureFixture[str]) -> None:
    Path("templates/html/gallery.js").write_text("//\n", "utf-8")
    (line,) = told(capsys, "slides", "--gallery")
    assert line.endswith("templates/html/deck.js, templates/html/gallery.js")
    Path("deck/plugin.js").write_text("window.Own = { id: 'other' };\n", "utf-8")
    made = attempt(BuildConfig(root=Path.cwd(), out=Path("output")))
    assert made.notices == (f"{SCRIPTS}deck/plugin.js",)


def test_libraries_bring_no_scripts_and_those_elsewhere_are_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    library = {**FILES, "deck/slides/b.md": "# Lent\n\n- Thought\n"}
    write_files(tmp_path / "lent", library)
    talk = "title: A talk\nslides: [a, 'lent:b']\n"
    monkeypatch.chdir(write_files(tmp_path / "plain", {**PROJECT, "deck/talks/talk.yaml": talk}))
    assert main(("library", "add", "lent", "../lent")) == CLEAN
    assert told(capsys) == [], "whoever has just added it knows"
    monkeypatch.chdir(shutil.copytree(Path.cwd(), tmp_path / "clone"))
    assert told(capsys) == [f"{FOLDERS}lent from ../lent"]
    assert told(capsys) == []
    made = [path.name for path in Path("output").rglob("*.js")]
    assert not {"own.js", "plugin.js"} & set(made)
    assert not any(path.read_bytes() == b"// no deck\n" for path in Path("output").rglob("deck.js"))


def test_a_library_within_the_same_repository_is_no_news(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".git").mkdir()
    write_files(tmp_path / "lent", {**PROJECT, "deck/slides/b.md": "# Lent\n\n- Thought\n"})
    talk = "title: A talk\nslides: [a, 'lent:b']\n"
    monkeypatch.chdir(write_files(tmp_path / "plain", {**PROJECT, "deck/talks/talk.yaml": talk}))
    main(("library", "add", "lent", "../lent"))
    monkeypatch.chdir(shutil.copytree(Path.cwd(), tmp_path / "clone"))
    assert told(capsys) == []


def test_many_are_named_in_part_and_counted(tmp_path: Path) -> None:
    config = BuildConfig(root=tmp_path, cache=None)
    brought = Disclosures({f"deck/{number:02}.js": "0" for number in range(15)})
    (line,) = new_disclosures(config, brought)
    assert line.endswith("deck/10.js, deck/11.js and 3 more")
    assert new_disclosures(config, brought) == (line,), "without a cache, everything is new"
