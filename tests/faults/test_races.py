"""Whatever happens to files during a build, its output is right or the next build corrects it."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from msgspec.structs import replace
from tests.faults.killing import files_in
from tests.small import write, write_project
from tests.tools import cases

from diptych import pipeline
from diptych.building.manifest import Manifest
from diptych.commands.serve.attempt import attempt
from diptych.config import BuildConfig

REPOSITORY = Path(__file__).parents[2]
PAUSE = 0.02
"""Seconds between two saves."""


@pytest.mark.long
@pytest.mark.skipif(sys.platform == "win32", reason="no process can be forked there")
def test_builds_with_and_without_notes_at_once_come_to_one_of_them(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.faults.racing", str(cases(100)), str(tmp_path)]
    ran = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert ran.stdout == f"{cases(100)} rounds\n", ran.stderr


def edit(path: Path, number: int) -> None:
    write(path, f"# Save number {number:04}\n")


def edit_with_the_date_kept(path: Path, number: int) -> None:
    before = path.stat() if path.exists() else None
    edit(path, number)
    if before is not None:
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def put_another_in_its_place(path: Path, number: int) -> None:
    other = write(path.with_suffix(".new"), f"# Save number {number:04}\n")
    if path.exists():
        before = path.stat()
        os.utime(other, ns=(before.st_atime_ns, before.st_mtime_ns))
    other.replace(path)


def edit_in_the_past(path: Path, number: int) -> None:
    edit(path, number)
    os.utime(path, (1_000_000_000, 1_000_000_000 - number))


def remove(path: Path, number: int) -> None:
    path.unlink(missing_ok=True)


def declare_a_talk_or_take_it_back(path: Path, number: int) -> None:
    talk = path.parents[2] / "talks" / "second.yaml"
    if talk.exists():
        talk.unlink()
    else:
        write(talk, "title: Second\nslides: [a/two]\n")


SAVES: tuple[Callable[[Path, int], None], ...] = (
    edit,
    edit_with_the_date_kept,
    put_another_in_its_place,
    edit_in_the_past,
    remove,
    declare_a_talk_or_take_it_back,
)


@contextmanager
def saving(path: Path, chosen: random.Random) -> Iterator[None]:
    """Save a file, or one next to it, all the time; at the end it exists again."""
    done = threading.Event()

    def go_on() -> None:
        number = 0
        while not done.wait(PAUSE):
            chosen.choice(SAVES)(path, number)
            number += 1

    saver = threading.Thread(target=go_on)
    saver.start()
    try:
        yield
    finally:
        done.set()
        saver.join()
        if not path.exists():
            edit(path, 9999)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(cases(60)))
def test_what_is_saved_while_a_build_runs_is_in_its_output_or_the_next_one_sees_it(
    seed: int, tmp_path: Path
) -> None:
    config = BuildConfig(root=write_project(tmp_path / "project"), out=tmp_path / "out")
    source = config.root / "deck/slides/a/one.md"
    with saving(source, random.Random(seed)):  # noqa: S311 - a seed tells what was saved
        for _ in range(3):
            pipeline.build(config)
            time.sleep(PAUSE / 3)
    with Manifest(config) as manifest:
        is_current = manifest.is_current()
    if not is_current:
        assert not pipeline.build(config).found
    fresh = replace(config, out=tmp_path / "fresh")
    pipeline.build(fresh)
    assert files_in(config.out) == files_in(fresh.out)


def test_a_clock_that_is_moved_back_hides_no_edit(tmp_path: Path) -> None:
    config = BuildConfig(root=write_project(tmp_path / "project"), out=tmp_path / "out")
    source = config.root / "deck/slides/a/one.md"
    pipeline.build(config)
    edit_in_the_past(source, 1)
    with Manifest(config) as manifest:
        assert not manifest.is_current()
    pipeline.build(config)
    assert "Save number 0001" in (config.out / "talk/en/index.html").read_text("utf-8")


def test_a_preview_neither_waits_for_a_build_nor_touches_what_it_writes(tmp_path: Path) -> None:
    config = BuildConfig(root=write_project(tmp_path / "project"), out=tmp_path / "out")
    pipeline.build(config)
    before = files_in(config.out)
    with Manifest(config) as manifest:
        made = attempt(config)
        assert made.files
        assert files_in(config.out) == before
        assert manifest.is_current()
