"""Finding a theme: what comes with Diptych is read once in a process, until it changes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.small import write, write_project
from tests.source.themes.themed import theme_of

from diptych.source.reading import runtime


def test_projects_that_add_nothing_to_a_built_in_theme_have_the_same(tmp_path: Path) -> None:
    one, other = (theme_of(write_project(tmp_path / name)) for name in ("one", "other"))
    assert one is other


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("templates/atlas/theme.yaml", "extends: atlas\ntitle: Ours\n"),
        ("deck/deck.yaml", "format: 1\nlocales: [en]\ntheme: atlas\ntokens: {title: Ours}\n"),
    ],
)
def test_what_a_project_adds_to_one_is_its_own(tmp_path: Path, place: str, text: str) -> None:
    plain = theme_of(write_project(tmp_path / "plain"))
    own = write_project(tmp_path / "own")
    write(own / place, text)
    assert theme_of(own).title == "Ours"
    assert theme_of(write_project(tmp_path / "plain")) is plain


def test_one_that_is_edited_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copied = tmp_path / "built-in"
    shutil.copytree(runtime.builtin_templates(), copied)
    for module in ("source.themes.lookup", "source.project"):
        monkeypatch.setattr(f"diptych.{module}.builtin_templates", lambda: copied)
    root = write_project(tmp_path / "project")
    before = theme_of(root)
    assert theme_of(root) is before
    file = copied / "atlas/theme.yaml"
    write(file, file.read_text("utf-8").replace("title: Atlas", "title: Atlas anew"))
    assert theme_of(root).title == "Atlas anew"
