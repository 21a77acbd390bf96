"""Files are read only where they may be, if they are ordinary, and not beyond their bounds."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from diptych.storage import reading
from diptych.storage.cache import state_of
from diptych.storage.reading import SOURCE, BoundError, ForeignError, Kind, Reader, SpecialError

TINY = Kind("a tiny file", 8)


def reader(root: Path) -> Reader:
    root.mkdir(exist_ok=True)
    return Reader((root,))


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    path = tmp_path / "elsewhere" / "secret.txt"
    path.parent.mkdir()
    path.write_text("secret")
    return path


def test_a_file_below_the_root_is_read_and_noted_before(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b.txt"
    path.parent.mkdir()
    path.write_bytes(b"text")
    read = reader(tmp_path)
    before = state_of(path)
    assert read.read(path, SOURCE) == b"text"
    assert read.states == {path: before}


def test_what_cannot_be_read_is_noted_too(tmp_path: Path) -> None:
    read = reader(tmp_path)
    with pytest.raises(FileNotFoundError):
        read.read(tmp_path / "absent.txt", SOURCE)
    assert read.states == {tmp_path / "absent.txt": None}


def test_a_root_may_itself_be_reached_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "a.txt").write_bytes(b"text")
    (tmp_path / "link").symlink_to("real")
    assert Reader((tmp_path / "link",)).read(tmp_path / "link" / "a.txt", SOURCE) == b"text"


def test_a_link_within_the_root_is_followed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"text")
    (tmp_path / "b.txt").symlink_to("a.txt")
    assert reader(tmp_path).read(tmp_path / "b.txt", SOURCE) == b"text"


@pytest.mark.parametrize("way", ["../elsewhere/secret.txt", "link.txt", "folder/secret.txt"])
def test_nothing_outside_is_read(tmp_path: Path, secret: Path, way: str) -> None:
    root = tmp_path / "project"
    read = reader(root)
    (root / "link.txt").symlink_to(secret)
    (root / "folder").symlink_to(secret.parent)
    with pytest.raises(ForeignError):
        read.read(root / way, SOURCE)


def test_a_folder_whose_name_begins_as_the_root_does_is_outside(tmp_path: Path) -> None:
    (tmp_path / "project-of-mine").mkdir()
    (tmp_path / "project-of-mine" / "a.txt").touch()
    assert not reader(tmp_path / "project").owns(tmp_path / "project-of-mine" / "a.txt")


@pytest.mark.parametrize("swapped", ["folder", "folder/secret.txt"])
def test_a_link_put_there_between_look_and_opening_is_not_followed(
    tmp_path: Path, secret: Path, swapped: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "project"
    path = root / "folder" / "secret.txt"
    path.parent.mkdir(parents=True)
    path.write_text("own")
    opened = reading._opened

    def swap_and_open(*asked: str) -> int:
        (root / swapped).rename(root / "away")
        (root / swapped).symlink_to(secret if swapped.endswith(".txt") else secret.parent)
        return opened(*asked)

    read = reader(root)
    monkeypatch.setattr(reading, "_opened", swap_and_open)
    with pytest.raises(OSError, match=r"symbolic links|Not a directory"):
        read.read(path, SOURCE)


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(path.name)  # the name of a socket may have 107 bytes


@pytest.mark.parametrize("make", [os.mkfifo, Path.mkdir, _socket])
@pytest.mark.timeout(10)
def test_what_is_no_ordinary_file_is_refused_at_once(
    tmp_path: Path, make: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    make(tmp_path / "odd")
    with pytest.raises(SpecialError, match="is not an ordinary file"):
        reader(tmp_path).read(tmp_path / "odd", SOURCE)


@pytest.mark.timeout(10)
def test_a_device_without_end_is_refused() -> None:
    with pytest.raises(SpecialError):
        Reader((Path("/dev"),)).read(Path("/dev/zero"), SOURCE)


def test_a_file_may_be_as_large_as_its_kind_and_no_larger(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"8 bytes!")
    assert reader(tmp_path).read(path, TINY) == b"8 bytes!"
    path.write_bytes(b"9 bytes!!")
    with pytest.raises(BoundError, match="is too large: a tiny file may have 8 bytes"):
        reader(tmp_path).read(path, TINY)


@pytest.mark.parametrize(("grown", "is_read"), [(b"8 bytes!", True), (b"9 bytes!!", False)])
def test_a_file_that_grows_while_it_is_read_is_held_to_the_bound(
    tmp_path: Path, grown: bytes, *, is_read: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"five!")
    found = path.stat()
    path.write_bytes(grown)
    monkeypatch.setattr(os, "fstat", lambda _: found)
    if is_read:
        assert reader(tmp_path).read(path, TINY) == grown
        return
    with pytest.raises(BoundError):
        reader(tmp_path).read(path, TINY)


def test_all_files_together_are_bounded_and_one_read_twice_counts_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "MOST_TOGETHER", 10)
    for name in "ab":
        (tmp_path / name).write_bytes(b"five!")
    (tmp_path / "c").write_bytes(b"!")
    read = reader(tmp_path)
    for name in "aab":
        read.below(tmp_path).read(tmp_path / name, SOURCE)
    with pytest.raises(BoundError, match="all files may have 10 bytes"):
        read.read(tmp_path / "c", SOURCE)


def test_a_folder_may_have_so_many_files_and_no_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "MOST_NAMES", 3)
    for name in "abc":
        (tmp_path / name).touch()
    assert reader(tmp_path).names(tmp_path) == {"a", "b", "c"}
    (tmp_path / "d").touch()
    with pytest.raises(BoundError, match="has more than 3 files"):
        reader(tmp_path).names(tmp_path)


def test_what_is_below_a_folder_is_found_but_for_what_links_to_folders_hold(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "project"
    (root / "a" / "b").mkdir(parents=True)
    (root / "a" / "b" / "c.md").touch()
    (root / "loop").symlink_to(".")
    (root / "out").symlink_to(tmp_path)
    assert reader(root).files_below(root) == [
        root / "a" / "b" / "c.md",
        root / "loop",
        root / "out",
    ]
    monkeypatch.setattr(reading, "MOST_FOUND", 3)
    assert len(reader(root).files_below(root)) == 3
    (root / "d.md").touch()
    with pytest.raises(BoundError, match="has more than 3 files"):
        reader(root).files_below(root)


def test_folders_may_be_so_deep_and_no_deeper(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "MOST_DEPTH", 2)
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    (deep / "x.md").touch()
    assert reader(tmp_path).files_below(tmp_path) == [deep / "x.md"]
    (deep / "c").mkdir()
    with pytest.raises(BoundError, match="folders may be nested 2 deep"):
        reader(tmp_path).files_below(tmp_path)


def test_a_folder_that_leads_outside_is_not_looked_into(tmp_path: Path, secret: Path) -> None:
    root = tmp_path / "project"
    read = reader(root)
    (root / "slides").symlink_to(secret.parent)
    with pytest.raises(ForeignError):
        read.names(root / "slides")
    with pytest.raises(ForeignError):
        read.files_below(root / "slides")


@pytest.mark.parametrize("name", ["a\0b", "a" * 5000, "loop/a.txt", "loop", "\udcff.md"])
def test_what_cannot_be_a_file_is_no_file(tmp_path: Path, name: str) -> None:
    (tmp_path / "loop").symlink_to("loop")
    read = reader(tmp_path)
    with pytest.raises(
        OSError, match=r"not a valid file name|too long|symbolic links|Not a directory|No such file"
    ):
        read.read(tmp_path / name, SOURCE)
