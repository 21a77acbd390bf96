"""What an earlier program made is not used again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from tests.small import write_project

from diptych import pipeline
from diptych.building.manifest import Manifest
from diptych.building.remembering import store_of
from diptych.config import BuildConfig
from diptych.program import program_stamp, version_of
from diptych.storage.store import Store


@pytest.fixture
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return a folder of installed packages, with one in it."""
    folder = tmp_path / "packages"
    (folder / "markdown_it_py-3.0.0.dist-info").mkdir(parents=True)
    monkeypatch.syspath_prepend(str(folder))
    program_stamp.cache_clear()
    yield folder
    program_stamp.cache_clear()


def upgrade(packages: Path) -> None:
    """Install another version, as if before the next run."""
    (installed,) = packages.iterdir()
    installed.rename(packages / "markdown_it_py-3.0.1.dist-info")
    program_stamp.cache_clear()


def is_current(config: BuildConfig) -> bool:
    with Manifest(config) as manifest:
        return manifest.is_current()


def opened(config: BuildConfig) -> closing[Store]:
    store = store_of(config)
    assert store is not None
    return closing(store)


def test_a_build_is_not_current_once_a_package_is_upgraded(tmp_path: Path, packages: Path) -> None:
    config = BuildConfig(root=write_project(tmp_path / "project"), out=tmp_path / "out")
    pipeline.build(config)
    assert is_current(config)
    upgrade(packages)
    assert not is_current(config)


def test_nothing_of_a_slide_is_used_once_a_package_is_upgraded(
    tmp_path: Path, packages: Path
) -> None:
    config = BuildConfig(root=tmp_path, out=tmp_path / "out")
    key = b"0123456789abcdef"
    with opened(config) as store:
        store.put("part", key, b"data")
        store.save()
    with opened(config) as store:
        assert store.get("part", key) == b"data"
    upgrade(packages)
    with opened(config) as store:
        assert store.get("part", key) is None


def test_an_upgrade_during_a_run_does_not_count(packages: Path) -> None:
    before = program_stamp()
    (installed,) = packages.iterdir()
    installed.rename(packages / "markdown_it_py-3.0.1.dist-info")
    assert program_stamp() == before


def test_a_file_that_is_no_package_does_not_count(packages: Path) -> None:
    before = program_stamp()
    (packages / "notes.txt").touch()
    program_stamp.cache_clear()
    assert program_stamp() == before


def test_the_version_of_a_package_is_known_without_importing_it(packages: Path) -> None:
    assert version_of("markdown_it_py") == "markdown_it_py-3.0.0.dist-info"
    upgrade(packages)
    assert version_of("markdown_it_py") == "markdown_it_py-3.0.1.dist-info"
    assert version_of("not_installed") == ""
