"""Files are written atomically, below one folder, and never through a link."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pytest

from diptych.storage import folder as module
from diptych.storage import open_folders
from diptych.storage.content import content_hash
from diptych.storage.folder import Folder
from diptych.storage.open_folders import OpenFolders
from diptych.storage.texts import write_text, write_texts


@pytest.fixture(params=["by descriptor", "by name, as on Windows"], autouse=True)
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(open_folders, "_OPENS_FROM_FOLDERS", request.param == "by descriptor")


def path(name: str) -> PurePosixPath:
    return PurePosixPath(name)


def known(data: bytes) -> set[str]:
    return {content_hash(data)}


def everything(top: Path) -> dict[str, bytes]:
    return {p.relative_to(top).as_posix(): p.read_bytes() for p in top.rglob("*") if p.is_file()}


def test_writes_files_and_the_folders_they_stand_in(tmp_path: Path) -> None:
    with Folder(tmp_path, "out/talk") as out:
        out.write({path("a/b.txt"): b"one", path("c.txt"): b"two"})
    assert everything(tmp_path) == {"out/talk/a/b.txt": b"one", "out/talk/c.txt": b"two"}


def test_knows_what_it_has_written_and_nothing_else(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("a")
    with Folder(tmp_path) as out:
        out.write({path("a"): b"one"})
        assert out.holds(path("a"), b"one")
        for other in (b"two", b"", b"one, and more"):
            assert not out.holds(path("a"), other)
        for name in ("pipe", "link", "none", "none/none"):
            assert not out.holds(path(name), b"one")
    assert not (tmp_path / "none").exists()


def test_a_file_of_another_size_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "huge").open("wb") as file:
        file.truncate(1 << 40)  # a terabyte of nothing
    with Folder(tmp_path) as out:
        assert not out.holds(path("huge"), b"one")


@pytest.mark.parametrize("name", ["../a", "a/../../b", "/etc/passwd", "."])
def test_nothing_is_written_outside(name: str, tmp_path: Path) -> None:
    with Folder(tmp_path, "out") as out, pytest.raises(OSError, match="leads out of the folder"):
        out.write({path(name): b""})
    assert everything(tmp_path) == {}


@pytest.mark.parametrize(
    "name",
    ["a\\..\\..\\b", "C:b", "file:stream", "nul", "Con.txt", "aux .md", "com1", "dot.", "blank "],
)
def test_what_windows_reads_as_something_else_is_refused_there(name: str, tmp_path: Path) -> None:
    with Folder(tmp_path, "out") as out:
        if open_folders._OPENS_FROM_FOLDERS:
            out.write({path(name): b""})
            return
        with pytest.raises(OSError, match="not a valid file name on Windows"):
            out.write({path(name): b""})
        assert not out.holds(path(name), b"")


@pytest.mark.parametrize("name", ["console", "com", "com10", ".hidden", "a b.c", "ü", "nul-a"])
def test_names_that_only_look_like_those_are_names(name: str, tmp_path: Path) -> None:
    with Folder(tmp_path) as out:
        out.write({path(name): b"one"})
    assert everything(tmp_path) == {name: b"one"}


@pytest.mark.parametrize("linked", ["out", "out/talk", "out/talk/file", "out/talk/dangling"])
def test_nothing_is_written_through_a_link(linked: str, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "victim").write_bytes(b"precious")
    link = tmp_path / "top" / linked
    link.parent.mkdir(parents=True)
    target = {"file": elsewhere / "victim", "dangling": elsewhere / "new"}.get(link.name, elsewhere)
    link.symlink_to(target)
    with (
        pytest.raises(OSError, match="is a link") as refused,
        Folder(tmp_path / "top", "out") as out,
    ):
        out.write({path("talk/other"): b"a", path(f"talk/{link.name}"): b"b"})
    assert refused.value.filename == str(link)
    assert everything(elsewhere) == {"victim": b"precious"}


@pytest.mark.parametrize("taken", ["out", "out/talk"])
def test_a_file_in_the_place_of_a_folder_is_called_so(taken: str, tmp_path: Path) -> None:
    (tmp_path / taken).parent.mkdir(exist_ok=True)
    (tmp_path / taken).write_bytes(b"mine")
    with pytest.raises(OSError, match="is not a folder"), Folder(tmp_path, "out") as out:
        out.write({path("talk/file"): b"a"})
    assert everything(tmp_path) == {taken: b"mine"}


def test_a_folder_that_another_run_removes_and_makes_again_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = Path.mkdir

    def made_meanwhile(path: Path, *, parents: bool, exist_ok: bool) -> None:
        monkeypatch.undo()
        made(path, parents=parents, exist_ok=exist_ok)
        raise FileExistsError(errno.EEXIST, "File exists", str(path))

    monkeypatch.setattr(Path, "mkdir", made_meanwhile)
    with Folder(tmp_path / "out") as out:
        assert out.path.is_dir()


def test_a_link_to_nowhere_in_the_place_of_the_output_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").symlink_to(tmp_path / "nowhere")
    with pytest.raises(FileExistsError), Folder(tmp_path / "out"):
        pass


def test_what_is_no_file_is_left_in_its_place(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with Folder(tmp_path) as out, pytest.raises(OSError, match="not an ordinary file"):
        out.write({path("a"): b"", path("folder"): b""})
    assert everything(tmp_path) == {}


def test_few_folders_are_open_at_once_however_many_are_written(tmp_path: Path) -> None:
    files = {path(f"talk-{n}/en/assets/{n}"): b"data" for n in range(200)}
    with Folder(tmp_path, "out") as out:
        out.write(files)
        assert all(out.holds(name, b"data") for name in files)
        assert len(out._folders._open) < 50
        assert all(out.remove(name, known(b"data")) for name in files)
    assert everything(tmp_path) == {}


def test_a_folder_that_may_not_be_written_to_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", "whatever")

    with Folder(tmp_path, "out") as out:
        monkeypatch.setattr(os, "mkdir", refused)
        with pytest.raises(PermissionError) as told:
            out.write({path("a"): b"one"})
    assert told.value.filename == str(tmp_path / "out")


def test_a_write_that_fails_leaves_all_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Folder(tmp_path) as out:
        out.write({path("a"): b"old", path("b"): b"old"})
        open_file = OpenFolders.opened

        def full(
            folders: OpenFolders, name: PurePosixPath, flags: int, *, make: bool = True
        ) -> int:
            if name.name == "2":
                raise OSError(errno.ENOSPC, "No space left on device")
            return open_file(folders, name, flags, make=make)

        monkeypatch.setattr(OpenFolders, "opened", full)
        with pytest.raises(OSError, match="No space") as refused:
            out.write({path("a"): b"new", path("b"): b"new"})
        assert refused.value.filename == str(tmp_path / "b")
    assert everything(tmp_path) == {"a": b"old", "b": b"old"}
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a", "b"]


def test_what_the_content_of_a_file_raises_is_told_as_it_is(tmp_path: Path) -> None:
    def content() -> Iterator[bytes]:
        yield b"new"
        raise OSError(errno.ENOENT, "No such file", "picture.png")

    with Folder(tmp_path) as out, out.staging() as staging:
        with pytest.raises(OSError, match="No such file") as refused:
            out.make(path("a"), content(), staging)
        assert refused.value.filename == "picture.png"
    assert everything(tmp_path) == {}


def test_files_are_made_piece_by_piece_and_dropped_or_put_in_place_together(tmp_path: Path) -> None:
    with Folder(tmp_path) as out:
        out.write({path("a"): b"same"})
        with out.staging() as staging:
            same = out.make(path("a"), iter((b"sa", b"me")), staging)
            assert out.holds_same(path("a"), same)
            staging.drop(path("a"))
            other = out.make(path("b/c"), iter((b"ne", b"w")), staging)
            assert not out.holds_same(path("b/c"), other)
            assert (other.size, other.hash) == (3, content_hash(b"new"))
            assert not (tmp_path / "b/c").exists()
            out.place(staging)
    assert everything(tmp_path) == {"a": b"same", "b/c": b"new"}


def test_a_file_grows_if_it_has_the_size_that_it_is_said_to_have(tmp_path: Path) -> None:
    path = PurePosixPath("a.txt")
    (tmp_path / path).write_bytes(b"one")
    with Folder(tmp_path) as folder:
        assert folder.append(path, [b" two", b" three"], size=3)
        assert not folder.append(path, [b" four"], size=3)
        assert not folder.append(PurePosixPath("b.txt"), [b"one"], size=0)
    assert (tmp_path / path).read_bytes() == b"one two three"


def test_a_file_that_cannot_grow_is_as_it_was(tmp_path: Path) -> None:
    def full() -> Iterator[bytes]:
        yield b" two"
        raise OSError(errno.ENOSPC, "No space left on device")

    (tmp_path / "a.txt").write_bytes(b"one")
    with Folder(tmp_path) as folder, pytest.raises(OSError, match="No space"):
        folder.append(PurePosixPath("a.txt"), full(), size=3)
    assert (tmp_path / "a.txt").read_bytes() == b"one"


def test_a_file_keeps_its_permissions(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_bytes(b"old")
    file.chmod(0o640)
    with Folder(tmp_path) as out:
        out.write({path("a"): b"new"})
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


def test_a_folder_is_replaced_at_once(tmp_path: Path) -> None:
    with Folder(tmp_path) as out:
        out.write({path("copies/lib/old"): b"old", path("copies/other"): b"stays"})
        out.replace_folder(path("copies/lib"), {path("deck/new"): b"new"})
    assert everything(tmp_path) == {"copies/lib/deck/new": b"new", "copies/other": b"stays"}


def test_a_link_is_not_replaced_as_if_it_were_a_folder(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "victim").write_bytes(b"precious")
    (tmp_path / "top").mkdir()
    (tmp_path / "top" / "lib").symlink_to(elsewhere)
    with Folder(tmp_path / "top") as out, pytest.raises(OSError, match="is a link"):
        out.replace_folder(path("lib"), {path("new"): b"new"})
    assert everything(elsewhere) == {"victim": b"precious"}


def test_removes_what_is_as_it_was_written_and_the_folders_that_this_empties(
    tmp_path: Path,
) -> None:
    with Folder(tmp_path) as out:
        out.write({path("a/b/c"): b"one", path("a/d"): b"two"})
        assert out.remove(path("a/b/c"), known(b"one"))
        assert not out.remove(path("a/d"), known(b"changed"))
        assert not out.remove(path("a/none"), known(b"one"))
        assert everything(tmp_path) == {"a/d": b"two"}
        assert not (tmp_path / "a/b").exists()
        assert out.remove(path("a/d"), known(b"two"))
    assert list(tmp_path.iterdir()) == []


def leftovers(top: Path) -> None:
    for name in (".diptych-0123456789abcdef", ".diptych-short", "plain"):
        (top / name).mkdir()
        (top / name / "file").write_bytes(b"")
    (top / ".diptych-aaaaaaaaaaaaaaaa").symlink_to(top / "plain")


def test_sweeps_only_what_carries_a_staging_name(tmp_path: Path) -> None:
    leftovers(tmp_path)
    with Folder(tmp_path) as out:
        out.sweep(is_held=True)
    left = {".diptych-short", ".diptych-aaaaaaaaaaaaaaaa", "plain"}
    assert {p.name for p in tmp_path.iterdir()} == left
    assert (tmp_path / "plain/file").exists()


def test_what_a_run_at_work_has_made_is_not_swept(tmp_path: Path) -> None:
    with Folder(tmp_path) as out, Folder(tmp_path) as other, out._staged() as staging:
        other.sweep()
        assert (tmp_path / staging).is_dir()


def test_what_a_killed_run_has_left_is_swept(tmp_path: Path) -> None:
    leftovers(tmp_path)
    left = tmp_path / ".diptych-0123456789abcdef"
    os.utime(left, (0, 0))  # where there are no locks, age tells
    with Folder(tmp_path) as out:
        out.sweep()
    assert not left.exists()
    assert (tmp_path / "plain/file").exists()


def test_of_texts_all_are_written_or_none(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    with pytest.raises(OSError, match="not an ordinary file"):
        write_texts(tmp_path, {tmp_path / "a": "new", tmp_path / "b": "new"})
    assert sorted(p.name for p in tmp_path.iterdir()) == ["b"]
    texts = {tmp_path / "a": "new", tmp_path / "c/d": "new"}
    assert write_texts(tmp_path, texts) == tuple(texts)
    assert write_texts(tmp_path, texts) == ()


def test_an_author_s_file_is_on_the_disk_before_it_takes_the_place_of_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    events: list[str] = []
    monkeypatch.setattr(os, "replace", lambda *_, **__: events.append("put"))
    monkeypatch.setattr(module, "reach_the_disk", lambda _: events.append("sync"))
    write_text(tmp_path, tmp_path / "ko.po", "months of work")
    assert events == ["sync", "put"]


def test_a_folder_that_was_made_for_nothing_goes_away(tmp_path: Path) -> None:
    with Folder(tmp_path / "out"):
        assert (tmp_path / "out").is_dir()
    assert not (tmp_path / "out").exists()


def test_text_is_written_once(tmp_path: Path) -> None:
    assert write_text(tmp_path, tmp_path / "a.yaml", "한국어")
    assert not write_text(tmp_path, tmp_path / "a.yaml", "한국어")
    assert (tmp_path / "a.yaml").read_text("utf-8") == "한국어"
