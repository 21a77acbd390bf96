from __future__ import annotations

import time
from pathlib import Path

import pytest

from diptych.commands.serve.watcher import Watcher


def watcher(root: Path, *files: Path) -> Watcher:
    made = Watcher((root,))
    made.follow(files, since_ns=time.time_ns() + 1_000_000_000)
    return made


def write(path: Path, text: str = "text") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def test_says_nothing_while_nothing_changes(tmp_path: Path) -> None:
    made = watcher(tmp_path, write(tmp_path / "a.md"), tmp_path)
    assert [made.look(), made.look()] == [(), ()]


def test_notices_a_save_once(tmp_path: Path) -> None:
    path = write(tmp_path / "a.md")
    made = watcher(tmp_path, path)
    write(path, "other text")
    assert [made.look(), made.look()] == [(path,), ()]


def test_notices_that_a_file_was_put_in_another_s_place(tmp_path: Path) -> None:
    path = write(tmp_path / "a.md")
    made = watcher(tmp_path, path)
    write(tmp_path / ".a.md.swp", "TEXT").replace(path)
    assert made.look() == (path,)


def test_notices_that_a_file_is_gone(tmp_path: Path) -> None:
    path = write(tmp_path / "a.md")
    made = watcher(tmp_path, path)
    path.unlink()
    assert made.look() == (path,)


def test_notices_a_file_that_was_looked_for_and_comes(tmp_path: Path) -> None:
    missing = tmp_path / "elsewhere" / "figure.png"
    made = Watcher(())
    made.follow((missing,), since_ns=0)
    assert made.look() == ()
    write(missing)
    assert made.look() == (missing,)


def test_notices_a_new_file_in_a_new_folder_of_its_trees(tmp_path: Path) -> None:
    made = watcher(tmp_path)
    path = write(tmp_path / "slides" / "new" / "a.md")
    assert made.look() == (path,)


def test_leaves_files_alone_that_no_build_has_read(tmp_path: Path) -> None:
    path = write(tmp_path / "README.md")
    made = watcher(tmp_path)
    write(path, "other text")
    assert made.look() == ()


@pytest.mark.parametrize("name", [".a.md.swp", "a.md~", "#a.md#", ".git/index"])
def test_leaves_editors_files_alone(name: str, tmp_path: Path) -> None:
    made = watcher(tmp_path, write(tmp_path / "a.md"), tmp_path)
    write(tmp_path / name)
    assert made.look() == ()


def test_notices_what_was_saved_while_it_was_being_read(tmp_path: Path) -> None:
    known, new = write(tmp_path / "known.md"), write(tmp_path / "new.md")
    made = watcher(tmp_path, known)
    begun = time.time_ns() - 1_000_000_000
    write(known, "saved during the build")
    made.follow((known, new), since_ns=begun)
    assert made.look() == (known, new)
    assert made.look() == ()


def test_watches_all_it_knows_when_a_build_cannot_say_what_it_read(tmp_path: Path) -> None:
    known, other = write(tmp_path / "known.md"), write(tmp_path / "tree" / "other.md")
    made = Watcher((tmp_path / "tree",), (known,))
    made.follow(None, since_ns=time.time_ns() + 1_000_000_000)
    write(known, "mended")
    write(other, "mended")
    assert made.look() == (known, other)


def test_a_glance_notices_only_what_changed_last(tmp_path: Path) -> None:
    edited, other = tmp_path / "a.md", tmp_path / "b.md"
    for path in (edited, other):
        path.write_text("before", "utf-8")
    watcher = Watcher((), (edited, other))
    edited.write_text("once", "utf-8")
    assert watcher.glance() == ()
    assert watcher.look() == (edited,)
    edited.write_text("twice!", "utf-8")
    other.write_text("other", "utf-8")
    assert watcher.glance() == (edited,)
    assert watcher.glance() == ()
    assert watcher.look() == (other,)
