"""The cache is the user's own and undamaged, or is not used."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from diptych.cli import main
from diptych.storage.cache import state_before_reading, state_of, user_cache
from diptych.storage.recall import keep, recall


def test_what_is_kept_is_found_again(tmp_path: Path) -> None:
    keep(tmp_path / "cache", "pictures", "name", b"data")
    assert recall(tmp_path / "cache", "pictures", "name") == b"data"
    assert recall(tmp_path / "cache", "pictures", "other") is None


@pytest.mark.parametrize("damage", [b"", b"short", b"\0" * 64])
def test_what_is_no_longer_whole_is_not_used(damage: bytes, tmp_path: Path) -> None:
    keep(tmp_path, "pictures", "name", b"data")
    (tmp_path / "pictures" / "name").write_bytes(damage)
    assert recall(tmp_path, "pictures", "name") is None


def test_without_a_folder_nothing_is_remembered(tmp_path: Path) -> None:
    keep(None, "pictures", "name", b"data")
    assert recall(None, "pictures", "name") is None
    (tmp_path / "file").write_bytes(b"")
    keep(tmp_path / "file", "pictures", "name", b"data")
    assert recall(tmp_path / "file", "pictures", "name") is None


def a_file(cache: Path) -> None:
    cache.write_bytes(b"")


def open_to_all(cache: Path) -> None:
    cache.mkdir()
    cache.chmod(0o777)


def usable(cache: Path) -> None:
    cache.mkdir()


@pytest.mark.parametrize(
    ("make", "why"),
    [(a_file, "(File exists)"), (open_to_all, "(others can write to it)"), (usable, None)],
)
def test_a_build_says_once_that_the_cache_cannot_be_used(
    make: Callable[[Path], None],
    why: str | None,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    make(tmp_path / "cache")
    monkeypatch.setenv("DIPTYCH_CACHE", str(tmp_path / "cache"))
    (tmp_path / "t.md").write_text("# A\n\nWords\n", "utf-8")
    command = ["build", str(tmp_path / "t.md"), "-o", str(tmp_path / "out"), "--to", "text"]
    assert main(command) == 0
    said = capsys.readouterr().err
    assert said.count("the cache") == (why is not None)
    assert why is None or f"the cache {tmp_path / 'cache'} cannot be used {why}" in said


def test_who_wants_no_cache_is_not_told_that_there_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DIPTYCH_CACHE", "none")
    (tmp_path / "t.md").write_text("# A\n\nWords\n", "utf-8")
    command = ["build", str(tmp_path / "t.md"), "-o", str(tmp_path / "out"), "--to", "text"]
    assert main(command) == 0
    assert "cache" not in capsys.readouterr().err


def test_the_user_may_name_the_folder_or_want_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DIPTYCH_CACHE", str(tmp_path))
    assert user_cache() == tmp_path
    monkeypatch.setenv("DIPTYCH_CACHE", "")
    assert user_cache() is None
    monkeypatch.setenv("DIPTYCH_CACHE", "in/a/cloned/project")
    assert user_cache() is None
    monkeypatch.delenv("DIPTYCH_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    assert user_cache() == tmp_path / "xdg" / "diptych"


def test_a_folder_that_others_may_write_to_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DIPTYCH_CACHE", str(tmp_path))
    tmp_path.chmod(0o777)
    assert user_cache() is None


def test_a_state_differs_when_only_the_content_does(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"one")
    before, times = state_of(file), file.stat()
    file.write_bytes(b"two")
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert state_of(file) != before
    assert state_of(tmp_path / "none") is None
    assert state_of(Path("nul\0")) is None


def dated(monkeypatch: pytest.MonkeyPatch, file: Path, *, saved_ns: int, now_ns: int) -> None:
    """Let a file have been saved at one time and let it be another, which waiting moves on."""
    clock = [now_ns]
    found = os.stat_result(
        (0o100644, 7, 0, 1, 0, 0, 3, 0, 0, 0, 0.0, 0.0, 0.0, 0, saved_ns, saved_ns)
    )
    monkeypatch.setattr(os, "stat", lambda path: found if path == file else None)
    monkeypatch.setattr(time, "time_ns", lambda: clock[0])
    monkeypatch.setattr(time, "sleep", lambda s: clock.__setitem__(0, clock[0] + int(s * 1e9) + 1))


@pytest.mark.parametrize(
    ("saved_ns", "age_ns", "settles"),
    [
        (123_456_789, 20_000_000, True),
        (123_456_789, 3_000_000, True),  # after a wait
        (1_000_000_000, 3_000_000_000, True),
        (1_000_000_000, 1_500_000_000, False),  # FAT: it could be saved again in the same tick
        (123_456_789, -5_000_000_000, True),  # the clock was moved back
    ],
)
def test_the_state_of_what_is_read_is_one_that_a_later_save_changes(
    saved_ns: int, age_ns: int, *, settles: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.md"
    dated(monkeypatch, file, saved_ns=saved_ns, now_ns=saved_ns + age_ns)
    assert (state_before_reading(file) == state_of(file)) is settles
