"""What is kept between builds: undamaged, from this program, and only as long as it is used."""

from __future__ import annotations

import errno
import os
import tempfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from diptych.storage.store import _END, _INDEX, Store

KEY, OTHER = b"k" * 16, b"o" * 16


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


_opened: list[Store] = []


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    yield
    while _opened:
        _opened.pop().close()


def stored(cache: Path, stamp: str = "1.0", project: str = "project") -> Store:
    _opened.append(Store(cache, project, stamp))
    return _opened[-1]


def keep(cache: Path, entries: dict[bytes, bytes], stamp: str = "1.0") -> None:
    store = stored(cache, stamp)
    for key, data in entries.items():
        store.put("part", key, data)
    store.save()


def files(cache: Path) -> Iterator[Path]:
    return (path for path in cache.rglob("*") if path.is_file())


def test_what_was_put_is_there_once_it_is_saved(cache: Path) -> None:
    store = stored(cache)
    store.put("part", KEY, b"words")
    assert stored(cache).get("part", KEY) is None
    store.save()
    later = stored(cache)
    assert later.get("part", KEY) == b"words"
    assert later.get("part", OTHER) is None
    assert later.get("another part", KEY) is None


def test_another_program_finds_nothing(cache: Path) -> None:
    keep(cache, {KEY: b"words"})
    assert stored(cache, "1.1").get("part", KEY) is None


def test_another_project_finds_nothing(cache: Path) -> None:
    keep(cache, {KEY: b"words"})
    assert stored(cache, project="another").get("part", KEY) is None


def test_what_is_new_joins_what_was_there(cache: Path) -> None:
    keep(cache, {KEY: b"words"})
    keep(cache, {OTHER: b"more"})
    later = stored(cache)
    assert (later.get("part", KEY), later.get("part", OTHER)) == (b"words", b"more")


def test_what_is_put_again_takes_the_place_of_what_was_there(cache: Path) -> None:
    keep(cache, {KEY: b"words"})
    keep(cache, {KEY: b"other words"})
    assert stored(cache).get("part", KEY) == b"other words"


def test_what_nobody_asks_for_goes_in_time(cache: Path) -> None:
    keep(cache, {KEY: b"used", OTHER: b"unused"})
    for number in range(9):
        store = stored(cache)
        assert store.get("part", KEY) == b"used"
        store.put("part", bytes([number]) * 16, b"new")
        store.save()
    later = stored(cache)
    assert later.get("part", KEY) == b"used"
    assert later.get("part", OTHER) is None


def test_a_file_is_not_written_anew_where_nothing_is_new(cache: Path) -> None:
    keep(cache, {KEY: b"words"})
    (before,) = [path.stat().st_mtime_ns for path in files(cache)]
    store = stored(cache)
    store.get("part", KEY)
    store.save()
    assert [path.stat().st_mtime_ns for path in files(cache)] == [before]


def test_what_is_new_is_added_after_what_was_there(cache: Path) -> None:
    keep(cache, {KEY: b"words" * 99})
    (path,) = files(cache)
    before = path.read_bytes()
    keep(cache, {OTHER: b"more"})
    assert path.read_bytes().startswith(before)
    later = stored(cache)
    assert (later.get("part", KEY), later.get("part", OTHER)) == (b"words" * 99, b"more")


def test_of_two_runs_at_once_each_leaves_a_whole_file(cache: Path) -> None:
    keep(cache, {KEY: b"words" * 99})
    one, another = stored(cache), stored(cache)
    one.put("part", OTHER, b"of one")
    another.put("part", OTHER, b"of another")
    one.save()
    another.save()
    later = stored(cache)
    assert later.get("part", KEY) == b"words" * 99
    assert later.get("part", OTHER) == b"of another"


@pytest.mark.parametrize("at", [0, 20, 60, -1])
def test_a_damaged_byte_costs_an_entry_and_no_more(cache: Path, at: int) -> None:
    keep(cache, {KEY: b"words" * 9})
    (path,) = files(cache)
    data = bytearray(path.read_bytes())
    data[at] ^= 0xFF
    path.write_bytes(data)
    assert stored(cache).get("part", KEY) is None


@pytest.mark.parametrize("left", [1, 48, 49, 60, 100])
def test_a_file_that_is_cut_off_is_as_good_as_none(cache: Path, left: int) -> None:
    keep(cache, {KEY: b"words", OTHER: b"more words"})
    (path,) = files(cache)
    path.write_bytes(path.read_bytes()[:left])
    later = stored(cache)
    assert (later.get("part", KEY), later.get("part", OTHER)) == (None, None)


def test_a_damaged_entry_leaves_the_others_whole(cache: Path) -> None:
    keep(cache, {KEY: b"words", OTHER: b"more words"})
    (path,) = files(cache)
    path.write_bytes(path.read_bytes().replace(b"more", b"less"))
    later = stored(cache)
    assert (later.get("part", KEY), later.get("part", OTHER)) == (b"words", None)


@pytest.mark.parametrize("has_room", [True, False])
def test_what_is_large_waits_on_the_disk_if_that_has_room(
    cache: Path, monkeypatch: pytest.MonkeyPatch, *, has_room: bool
) -> None:
    def full(**_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    if not has_room:
        monkeypatch.setattr(tempfile, "TemporaryFile", full)
    large = {bytes([at]) * 16: bytes([at]) * 700_000 for at in range(4)}
    keep(cache, large)
    later = stored(cache)
    assert {key: later.get("part", key) for key in large} == large


def test_an_empty_file_and_a_folder_are_as_good_as_none(cache: Path) -> None:
    keep(cache, {KEY: b"words"})
    (path,) = files(cache)
    path.write_bytes(b"")
    assert stored(cache).get("part", KEY) is None
    path.unlink()
    path.mkdir()
    store = stored(cache)
    assert store.get("part", KEY) is None
    store.put("part", KEY, b"words")
    store.save()  # cannot, which is no obstacle


def test_a_link_is_not_followed(cache: Path, tmp_path: Path) -> None:
    keep(cache, {KEY: b"words"})
    (path,) = files(cache)
    path.rename(tmp_path / "elsewhere")
    path.symlink_to(tmp_path / "elsewhere")
    assert stored(cache).get("part", KEY) is None


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such pipes")
def test_a_pipe_is_not_waited_for(cache: Path) -> None:
    keep(cache, {KEY: b"words"})
    (path,) = files(cache)
    path.unlink()
    os.mkfifo(path)
    assert stored(cache).get("part", KEY) is None


def test_a_file_with_many_edits_stays_nearly_as_small_as_what_it_has(cache: Path) -> None:
    keys = [bytes([number]) * 16 for number in range(10)]
    keep(cache, {key: key * 100 for key in keys})
    for number in range(40):
        store = stored(cache)
        edited = keys[number % 3]
        assert all(store.get("part", key) is not None for key in keys)
        store.put("part", edited, bytes([number]) * 1600)
        store.save()
        (size,) = [path.stat().st_size for path in files(cache)]
        assert size < 16_000 / 0.75 + 2_500
    later = stored(cache)
    assert [later.get("part", key) for key in keys[3:]] == [key * 100 for key in keys[3:]]
    assert [later.get("part", keys[number % 3]) for number in (37, 38, 39)] == [
        bytes([number]) * 1600 for number in (37, 38, 39)
    ]


def test_an_index_that_names_bytes_outside_of_the_file_is_as_good_as_none(cache: Path) -> None:
    keep(cache, {KEY: b"words"})
    (path,) = files(cache)
    data = path.read_bytes()
    start, _ = _END.unpack(data[-_END.size :])
    entry = _INDEX.pack(KEY, 0, 0, start - 4, 1 << 31)
    path.write_bytes(data[:start] + entry + _END.pack(start, zlib.crc32(entry)))
    keep(cache, {OTHER: b"more"})
    assert stored(cache).get("part", KEY) is None
    assert stored(cache).get("part", OTHER) == b"more"
    assert path.stat().st_size < 500
