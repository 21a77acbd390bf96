"""What builds cache of slides is found by builds of the same kind alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from diptych.config import BuildConfig
from diptych.remembering import remembering, store_of
from diptych.storage.store import Store

KEY = b"k" * 16


@pytest.fixture
def config(tmp_path: Path) -> BuildConfig:
    config = BuildConfig(root=tmp_path / "project", cache=tmp_path / "cache")
    with remembering(config) as with_memo:
        assert with_memo.memo.store is not None
        with_memo.memo.store.put("slides", KEY, b"a slide")
    return config


def found_by(config: BuildConfig) -> bytes | None:
    store = store_of(config)
    assert isinstance(store, Store)
    try:
        return store.get("slides", KEY)
    finally:
        store.close()


def test_a_later_build_finds_what_an_earlier_one_made(config: BuildConfig) -> None:
    assert found_by(config) == b"a slide"
    assert found_by(replace(config, outputs=("html",))) == b"a slide"


def test_a_build_of_another_project_or_without_notes_does_not(config: BuildConfig) -> None:
    assert found_by(replace(config, root=config.root.with_name("another"))) is None
    assert found_by(replace(config, notes=False)) is None


def test_a_build_that_compares_content_or_has_no_cache_looks_nowhere(config: BuildConfig) -> None:
    assert store_of(replace(config, remembers=False)) is None
    assert store_of(replace(config, cache=None)) is None
