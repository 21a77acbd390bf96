"""What builds cache of slides is found by builds of the same kind alone."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from msgspec.structs import replace
from tests.authoring import PROJECT, write_files
from tests.caches import new_cache

from diptych.building.remembering import remembering, store_of
from diptych.config import BuildConfig
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


def test_a_build_that_finds_everything_imports_nothing_that_reads_measures_or_draws(
    tmp_path: Path,
) -> None:
    korean = 'msgctxt "a#title"\nmsgid "A slide"\nmsgstr "한 장!"\n'
    files = {
        **PROJECT,
        "deck/deck.yaml": "format: 1\nsource_locale: en\nlocales: [en, ko]\n",
        "deck/locales/ko.po": f'msgid ""\nmsgstr "Language: ko\\n"\n\n{korean}',
    }
    write_files(tmp_path / "project", files)
    cache = new_cache(tmp_path / "cache")
    program = (
        "import sys; from diptych.cli import main\n"
        "main(['build', '-o', sys.argv[1]])\n"
        "print('imported', *sys.modules, sep='\\n')"
    )

    def imported(out: str) -> set[str]:
        done = subprocess.run(
            [sys.executable, "-c", program, out],
            check=True,
            capture_output=True,
            text=True,
            cwd=tmp_path / "project",
            env={**os.environ, "DIPTYCH_CACHE": str(cache)},
        )
        return set(done.stdout.split())

    catalogues, themes = "diptych.source.catalogues.po.reader", "diptych.source.themes.reader"
    parsers = {"markdown_it", "yaml", catalogues, themes}
    setting = {"diptych.layout.slide", "diptych.layout.weighing", "diptych.typography.measure"}
    html = {"diptych.render.html.slide", "diptych.render.html.shapes"}
    pptx = {"diptych.render.pptx.slide", "diptych.render.pptx.shapes", "diptych.render.pptx.design"}
    anew = parsers | setting | html | pptx
    assert anew < imported("one")
    assert not anew & imported("two")
