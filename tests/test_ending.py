"""A program that is asked to end leaves nothing behind, and says so by its exit code alone."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.authoring import SVG, write_files

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")

TALK = "---\ntitle: A talk\ntheme: plain\n---\n\n# A\n\n![A box](box.svg)\n"


def started(root: Path, *arguments: str, then: str = "") -> subprocess.Popen[str]:
    """Return a command that runs in `root`, with its temporary files in `root/tmp`."""
    (root / "tmp").mkdir(exist_ok=True)
    program = f"{then}\nfrom diptych.__main__ import run\nrun({list(arguments)!r})"
    return subprocess.Popen(
        [sys.executable, "-c", program],
        cwd=root,
        env={**os.environ, "TMPDIR": str(root / "tmp"), "DIPTYCH_CACHE": str(root / "cache")},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def wait_for(path: Path, pattern: str) -> None:
    end = time.monotonic() + 60
    while not list(path.glob(pattern)):
        assert time.monotonic() < end
        time.sleep(0.002)


@pytest.mark.parametrize(
    ("number", "repeated"),
    [(signal.SIGTERM, 1), (signal.SIGHUP, 2), (signal.SIGINT, 3)],
    ids=["kill", "closed", "ctrl-c"],
)
def test_a_build_that_is_asked_to_end_removes_what_it_has_not_finished(
    tmp_path: Path, number: signal.Signals, repeated: int
) -> None:
    write_files(tmp_path, {"talk.md": TALK, "box.svg": SVG})
    heard = f"import signal\nsignal.signal({int(number)}, signal.SIG_DFL)"  # also below `nohup`
    build = started(tmp_path, "build", "talk.md", "--to", "pdf", then=heard)
    wait_for(tmp_path / "tmp", "diptych-pdf-*")
    for _ in range(repeated):  # as shells and terminals do
        build.send_signal(number)
    said, _ = build.communicate(timeout=60)
    assert (build.returncode, said.strip()) == (128 + number, "")
    assert list((tmp_path / "tmp").iterdir()) == []
    output = tmp_path / "output"
    assert [one for one in output.rglob("*") if one.is_file()] == []
    assert not list(output.glob(".*"))


def test_a_preview_that_is_asked_to_end_ends(tmp_path: Path) -> None:
    write_files(tmp_path, {"talk.md": TALK, "box.svg": SVG})
    preview = started(tmp_path, "serve", "talk.md", "--port", "0")
    assert preview.stdout is not None
    preview.stdout.readline()
    preview.send_signal(signal.SIGTERM)
    said, _ = preview.communicate(timeout=60)
    assert preview.returncode == 0
    assert "Traceback" not in said
    assert list((tmp_path / "tmp").iterdir()) == []


def test_modules_are_imported_to_their_end_before(tmp_path: Path) -> None:
    # A class of msgspec that is interrupted while it is made crashes the interpreter.
    slow = (
        "import os, signal, time\nos.kill(os.getpid(), signal.SIGINT)\ntime.sleep(0.1)\nDONE = 1\n"
    )
    write_files(tmp_path, {"slow.py": slow})
    program = (
        "import sys, time\nfrom diptych.ending import Ended, end_in_order\nend_in_order()\n"
        "try:\n    import slow\n    time.sleep(30)\nexcept Ended as ended:\n"
        "    print(sys.modules['slow'].DONE, ended.code)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.stdout == "1 130\n"


@pytest.mark.parametrize(
    ("function", "steps"),
    [("mkdir", "really(*given, **named); ask()"), ("rmdir", "ask(); really(*given, **named)")],
    ids=["made", "removed"],
)
def test_temporary_folders_are_made_and_removed_to_their_end_before(
    function: str, steps: str, tmp_path: Path
) -> None:
    program = f"""
import os, signal, tempfile, time
from diptych.ending import Ended, end_in_order
end_in_order()
really = os.{function}
def ask():
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(0.02)
def asked_meanwhile(*given, **named):
    {steps}
os.{function} = asked_meanwhile
try:
    with tempfile.TemporaryDirectory(dir="."):
        pass
    time.sleep(30)
except Ended as ended:
    print(ended.code)
"""
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == ("143\n", "")
    assert list(tmp_path.iterdir()) == []


def test_what_ignores_a_signal_goes_on_ignoring_it(tmp_path: Path) -> None:
    write_files(tmp_path, {"talk.md": TALK, "box.svg": SVG})
    ignoring = "import signal\nsignal.signal(signal.SIGHUP, signal.SIG_IGN)"  # as by `nohup`
    build = started(tmp_path, "build", "talk.md", "--to", "pdf", then=ignoring)
    wait_for(tmp_path / "tmp", "diptych-pdf-*")
    build.send_signal(signal.SIGHUP)
    build.communicate(timeout=60)
    assert build.returncode == 0
