"""A new project is ready to build, shows the range of features, and overwrites nothing."""

from __future__ import annotations

import errno
import re
from pathlib import Path
from typing import Any

import pytest

from diptych import pipeline
from diptych.commands.init.new_project import FILES, NAME, SAMPLE, make_project, talk_name
from diptych.config import BuildConfig
from diptych.layout.placing import infer_layout
from diptych.source.project import read_project


def _contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_a_new_project_builds_in_both_formats_with_nothing_found(tmp_path: Path) -> None:
    make_project(tmp_path / "demo")
    config = BuildConfig(root=tmp_path / "demo", out=tmp_path / "demo" / "output", strict=True)
    outcome = pipeline.build(config)
    assert outcome.found == ()
    assert {"demo/en/demo.en.pptx", "demo/en/index.html"} <= set(map(str, outcome.written))


def test_the_sample_itself_is_a_project_with_nothing_wrong(tmp_path: Path) -> None:
    assert pipeline.check(BuildConfig(root=SAMPLE, out=tmp_path)).found == ()


def test_every_file_of_the_sample_is_written_and_no_other() -> None:
    assert sorted(FILES) == sorted(_contents(SAMPLE))


def test_the_written_files_are_returned_and_are_all_there_is(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "talks"
    made = make_project(folder)
    assert sorted(path.relative_to(folder).as_posix() for path in made) == sorted(_contents(folder))
    assert folder / ".gitignore" in made


@pytest.mark.parametrize(
    ("folder", "name"),
    [
        ("demo", "demo"),
        ("My Talk, 2026!", "my-talk-2026"),
        ("Café_Zürich", "cafe-zurich"),
        ("2026-pycon", "2026-pycon"),
        ("발표", NAME),
        ("--", NAME),
    ],
)
def test_the_talk_is_named_after_its_folder(tmp_path: Path, folder: str, name: str) -> None:
    make_project(tmp_path / folder)
    assert (tmp_path / folder / "deck" / "talks" / f"{name}.yaml").is_file()


def test_the_folder_one_stands_in_gives_the_name_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    assert talk_name(Path()) == "here"
    assert Path("README.md") in make_project(Path())


def test_no_trace_of_the_sample_name_is_left(tmp_path: Path) -> None:
    for path in make_project(tmp_path / "demo"):
        assert NAME not in path.read_text("utf-8"), path


def test_the_sample_shows_the_range_of_what_a_slide_can_be(tmp_path: Path) -> None:
    make_project(tmp_path)
    talk = read_project(tmp_path, ()).talks[0].talk
    assert [slide.layout or infer_layout(slide) for slide in talk.slides] == [
        "cover",
        "body",
        "columns",
        "picture-text",
        "statement",
        "closing",
    ]
    assert any(slide.notes for slide in talk.slides)
    assert len(talk.sections) == 3
    sources = "".join(path.read_text("utf-8") for path in tmp_path.rglob("*.md"))
    for mark in ("**", "[@", "{{ talk.", "::: notes", "<!--", "{alt=", "> ", "`"):
        assert mark in sources


def test_what_a_build_writes_is_ignored_by_git(tmp_path: Path) -> None:
    make_project(tmp_path)
    assert "output/" in (tmp_path / ".gitignore").read_text("utf-8").splitlines()


def test_the_readme_names_commands_that_exist(tmp_path: Path) -> None:
    make_project(tmp_path)
    text = (tmp_path / "README.md").read_text("utf-8")
    commands = re.findall(r"diptych (\w+)", text.partition("```sh")[2])
    assert set(commands) == {"build", "serve", "check", "list", "explain"}


@pytest.mark.parametrize(
    "taken", ["README.md", ".gitignore", "deck/deck.yaml", "deck/slides/opening/cover.md"]
)
def test_nothing_is_written_where_a_file_is_there_already(tmp_path: Path, taken: str) -> None:
    (tmp_path / taken).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / taken).write_text("mine", encoding="utf-8")
    with pytest.raises(FileExistsError, match=re.escape(taken)):
        make_project(tmp_path)
    assert _contents(tmp_path) == {taken: b"mine"}


@pytest.mark.parametrize("taken", ["demo", "demo/deck", "demo/deck/slides/opening"])
def test_nothing_is_written_where_a_file_stands_in_a_folders_place(
    tmp_path: Path, taken: str
) -> None:
    (tmp_path / taken).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / taken).write_text("mine", encoding="utf-8")
    with pytest.raises(FileExistsError, match=re.escape(taken)):
        make_project(tmp_path / "demo")
    assert _contents(tmp_path) == {taken: b"mine"}


def test_a_link_that_leads_nowhere_is_not_written_through(tmp_path: Path) -> None:
    (tmp_path / "demo").mkdir()
    (tmp_path / "demo" / "README.md").symlink_to(tmp_path / "elsewhere.md")
    with pytest.raises(FileExistsError):
        make_project(tmp_path / "demo")
    assert not (tmp_path / "elsewhere.md").exists()


def test_files_of_other_names_stay_beside_the_new_ones(tmp_path: Path) -> None:
    (tmp_path / "LICENSE").write_text("mine", encoding="utf-8")
    make_project(tmp_path)
    assert (tmp_path / "LICENSE").read_text("utf-8") == "mine"
    assert (tmp_path / "deck" / "deck.yaml").is_file()


def test_a_failure_halfway_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "demo" / "deck").mkdir(parents=True)
    opened = Path.open

    def fail_late(path: Path, *args: Any, **kwargs: Any) -> Any:
        if path.name == "two-columns.md" and "x" in args:
            raise OSError(errno.ENOSPC, "No space left on device", str(path))
        return opened(path, *args, **kwargs)

    monkeypatch.setattr(Path, "open", fail_late)
    with pytest.raises(OSError, match="No space left"):
        make_project(tmp_path / "demo")
    assert [path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")] == [
        "demo",
        "demo/deck",
    ]
