"""Only one run at a time writes to a folder."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

from diptych.storage.folder import Folder
from diptych.storage.lock import locked


def test_a_second_run_says_that_it_waits_and_then_goes_on(tmp_path: Path) -> None:
    order: list[str] = []
    waits, done = threading.Event(), threading.Event()

    def second() -> None:
        with Folder(tmp_path) as folder, locked(folder, waits.set):
            order.append("second")
        done.set()

    with Folder(tmp_path) as folder, locked(folder):
        threading.Thread(target=second, daemon=True).start()
        assert waits.wait(10)
        order.append("first")
    assert done.wait(10)
    assert order == ["first", "second"]


def test_a_run_that_was_killed_holds_nothing(tmp_path: Path) -> None:
    script = (
        "import os, sys; from pathlib import Path; from diptych.storage.folder import Folder;"
        "from diptych.storage.lock import locked; folder = Folder(Path(sys.argv[1]));"
        "folder.__enter__(); locked(folder).__enter__(); os.kill(os.getpid(), 9)"
    )
    killed = subprocess.run([sys.executable, "-c", script, str(tmp_path)], check=False)
    assert killed.returncode == -9
    waited: list[bool] = []
    with Folder(tmp_path) as folder, locked(folder, lambda: waited.append(True)):
        assert waited == []


def test_a_folder_that_went_away_while_waiting_is_made_anew(tmp_path: Path) -> None:
    out = tmp_path / "out"
    waits, done = threading.Event(), threading.Event()

    def second() -> None:
        with Folder(out) as folder, locked(folder, waits.set):
            assert folder.is_there
            done.set()

    with Folder(out) as folder, locked(folder):
        threading.Thread(target=second, daemon=True).start()
        assert waits.wait(10)
        out.rmdir()
    assert done.wait(10)
