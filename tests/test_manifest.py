"""An unchanged build is seen as such before anything is read."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from msgspec.structs import replace
from tests.small import write, write_project

from diptych import pipeline
from diptych.config import BuildConfig
from diptych.manifest import Manifest


@pytest.fixture
def built(tmp_path: Path) -> BuildConfig:
    config = BuildConfig(root=write_project(tmp_path / "project"), out=tmp_path / "out")
    assert not pipeline.build(config).found
    return config


def is_current(config: BuildConfig) -> bool:
    return Manifest.load(config.out).is_current(config)


def test_the_same_build_is_current(built: BuildConfig) -> None:
    assert is_current(built)


@pytest.mark.parametrize(
    "path",
    ["deck/slides/a/one.md", "deck/talks/talk.yaml", "deck/deck.yaml"],
)
def test_a_changed_source_is_seen(built: BuildConfig, path: str) -> None:
    source = built.root / path
    write(source, source.read_text(encoding="utf-8") + "\n")
    assert not is_current(built)


def test_a_source_that_was_looked_for_and_now_exists_is_seen(built: BuildConfig) -> None:
    write(built.root / "deck/references.yaml", "references: []\n")
    assert not is_current(built)


def test_a_new_talk_is_seen(built: BuildConfig) -> None:
    write(built.root / "deck/talks/second.yaml", "title: S\nslides: [a/one]\n")
    assert not is_current(built)


def test_a_template_of_the_project_is_seen(built: BuildConfig) -> None:
    write(built.root / "templates/html/page.html.j2", "mine")
    assert not is_current(built)


def test_a_theme_that_now_shadows_the_built_in_one_is_seen(built: BuildConfig) -> None:
    write(built.root / "templates/atlas/theme.yaml", "extends: atlas\n")
    assert not is_current(built)


def test_a_removed_output_is_seen(built: BuildConfig) -> None:
    (built.out / "talk/en/index.html").unlink()
    assert not is_current(built)


def test_other_options_are_another_build(built: BuildConfig) -> None:
    assert not is_current(replace(built, formats=("html",)))
    assert not is_current(replace(built, slides=frozenset({1})))
    assert not is_current(replace(built, notes=False))
    assert not is_current(replace(built, missing="fail"))
    assert not is_current(replace(built, fuzzy="mark"))


def test_a_damaged_manifest_is_no_obstacle(built: BuildConfig) -> None:
    write(built.out / ".diptych/manifest.json", "{ broken")
    assert not is_current(built)
    assert not pipeline.build(built).found
    assert is_current(built)


def test_nothing_heavy_is_imported_when_nothing_changed(built: BuildConfig) -> None:
    script = (
        "import sys; from diptych.cli import main; code = main(sys.argv[1:]);"
        "print(code, sorted({name.partition('.')[0] for name in sys.modules}"
        " & {'yaml', 'jinja2', 'markdown_it', 'resvg_py', 'pptx', 'lxml', 'zipfile'}))"
    )
    command = [sys.executable, "-c", script, "build", "-o", str(built.out)]
    first = subprocess.run(command, cwd=built.root, capture_output=True, text=True, check=True)
    assert first.stdout.splitlines()[-1].startswith("0 [")
    again = subprocess.run(command, cwd=built.root, capture_output=True, text=True, check=True)
    assert again.stdout == "0 []\n"
    assert "nothing changed" in again.stderr


def test_a_build_imports_no_library_for_reading_pptx(built: BuildConfig) -> None:
    script = (
        "import sys; from diptych.cli import main; main(sys.argv[1:]);"
        "print(sorted({'pptx', 'lxml', 'logging.config', 'asyncio'} & set(sys.modules)))"
    )
    command = [sys.executable, "-c", script, "build", "-o", str(built.out / "other")]
    ran = subprocess.run(command, cwd=built.root, capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines()[-1] == "[]"
    assert list((built.out / "other").iterdir())
