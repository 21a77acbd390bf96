"""Nothing of the speaker notes gets from a build with them into one without."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from shutil import copytree

import pytest
from msgspec.structs import replace
from tests.caches import new_cache
from tests.faults.killing import files_in
from tests.small import write_project

from diptych import pipeline
from diptych.config import BuildConfig
from diptych.storage.store import Store

WHISPERED = ("Geflüster", "속삭임")
"""With letters that stand nowhere else: a font that was cut for them would tell."""
SLIDES = {"a/one": f"# One\n\n- Said aloud\n\n::: notes\n{' '.join(WHISPERED)}\n:::\n"}


def told(data: bytes) -> bool:
    """Return whether a file says what was whispered, in any part of it."""
    parts = [data]
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = [package.read(name) for name in package.namelist()]
    return any(word.encode() in part for word in WHISPERED for part in parts)


def test_a_build_without_notes_is_the_same_after_one_with_them_as_on_a_new_machine(
    tmp_path: Path,
) -> None:
    root = write_project(tmp_path / "project", SLIDES)
    another = new_cache(tmp_path / "another")
    cache = copytree(another, tmp_path / "cache")
    config = BuildConfig(root=root, out=tmp_path / "out", cache=cache)
    pipeline.build(config)
    assert sum(map(told, files_in(config.out).values())) == 2  # the page and the PPTX

    pipeline.build(replace(config, notes=False))
    alone = replace(config, notes=False, out=tmp_path / "alone", cache=another)
    pipeline.build(alone)
    assert files_in(config.out) == files_in(alone.out)
    assert not any(map(told, files_in(config.out).values()))

    kept, without = files_in(cache), files_in(another)
    assert {path.split("/")[0] for path in kept} == {"fonts", "outputs", "pictures", "slides"}
    shared = {path for path in kept if path.split("/")[0] in {"fonts", "pictures"}}
    assert shared == {path for path in without if path.split("/")[0] in {"fonts", "pictures"}}
    assert not any(told(kept[path]) for path in shared)


def test_a_build_without_notes_asks_for_nothing_that_one_with_them_keeps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_project(tmp_path / "project", SLIDES)
    cache = new_cache(tmp_path / "cache")
    config = BuildConfig(root=root, out=tmp_path / "out", cache=cache)
    pipeline.build(config)
    found: list[bytes] = []
    get = Store.get

    def noted(store: Store, part: str, key: bytes) -> bytes | None:
        data = get(store, part, key)
        found.extend(() if data is None else (data,))
        return data

    monkeypatch.setattr(Store, "get", noted)
    pipeline.build(replace(config, notes=False))
    assert found == []
    pipeline.build(replace(config, out=tmp_path / "again"))
    assert any(map(told, found))
