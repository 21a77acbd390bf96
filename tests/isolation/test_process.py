"""Pictures are drawn in a separate process, which has limits and leaves nothing behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pygments
import pytest
from PIL import Image

from diptych.isolation.jobs import LEX, loads_from_elsewhere
from diptych.isolation.process import FailedJobError, IsolatedProcess, TooSlowError
from diptych.render.drawer import Drawer, Job

XML = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    ' width="100" height="100">'
)
PLAIN = f'{XML}<rect width="50" height="100"/></svg>'
DEEP = f"{XML}{'<g>' * 900}<rect width='9' height='9'/>{'</g>' * 900}</svg>"
SLOW = (
    f'{XML}<filter id="f"><feTurbulence baseFrequency="0.5" numOctaves="100000000"/></filter>'
    '<rect width="100" height="100" filter="url(#f)"/></svg>'
)
LARGE = PLAIN.replace('"100" height', '"60000" height').replace('height="100">', 'height="60000">')
PNG = b"\x89PNG"

on_posix = pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX systems")


def job(svg: str, width: int = 100) -> Job:
    return Job(svg, width, (), ("Pretendard", "JetBrains Mono"))


@pytest.fixture(scope="module")
def drawer() -> Iterator[Drawer]:
    with pytest.MonkeyPatch.context() as patch, Drawer(seconds=1) as drawer:
        patch.setattr("diptych.isolation.process._GRACE", 60)  # other tests may have the cores
        yield drawer


def process_of(drawer: Drawer) -> subprocess.Popen[bytes]:
    drawer.start()
    assert drawer._child is not None
    return drawer._child.process


def test_one_process_draws_many_pictures(drawer: Drawer) -> None:
    first = process_of(drawer).pid
    assert all(drawer.draw(job(PLAIN)).startswith(PNG) for _ in range(3))
    assert process_of(drawer).pid == first


def test_what_cannot_be_drawn_says_why_and_the_process_stays(drawer: Drawer) -> None:
    first = process_of(drawer).pid
    with pytest.raises(FailedJobError, match="the document does not have a root node"):
        drawer.draw(job("<svg"))
    assert process_of(drawer).pid == first


@on_posix
@pytest.mark.parametrize(
    ("svg", "width", "kind", "reason"),
    [
        (DEEP, 100, FailedJobError, "the renderer fails on it"),
        (SLOW, 100, TooSlowError, "it takes more than 1 seconds"),
        (LARGE, 60000, FailedJobError, "it takes more than 1 GB of memory"),
    ],
)
def test_a_picture_that_breaks_its_limits_is_told_and_the_next_one_drawn(
    svg: str, width: int, kind: type[FailedJobError], reason: str, drawer: Drawer
) -> None:
    first = process_of(drawer)
    with pytest.raises(kind) as raised:
        drawer.draw(job(svg, width))
    assert str(raised.value) == reason
    assert drawer.draw(job(PLAIN)).startswith(PNG)
    assert process_of(drawer).pid != first.pid
    assert first.returncode is not None


def test_a_process_that_stands_still_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("diptych.isolation.process._GRACE", 0.2)
    with Drawer(seconds=1) as drawer:
        os.kill(process_of(drawer).pid, signal.SIGSTOP)
        with pytest.raises(TooSlowError):
            drawer.draw(job(PLAIN))
        monkeypatch.undo()
        assert drawer.draw(job(PLAIN)).startswith(PNG)


def test_no_process_is_left_and_none_is_started_for_nothing() -> None:
    with Drawer() as drawer:
        assert drawer._child is None
        process = process_of(drawer)
        drawer.draw(job(PLAIN))
    assert process.returncode is not None
    assert drawer._child is None


PARENT = """
import sys
from diptych.render.drawer import Drawer, Job
with Drawer() as drawer:
    drawer.start()
    print(drawer._child.process.pid, flush=True)
    drawer.draw(Job(sys.stdin.read(), 100, (), ("a", "b")))
"""


@on_posix
@pytest.mark.skipif(sys.platform != "linux", reason="others end with their limit of time")
@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_it_ends_with_its_parent_while_it_draws(ending: signal.Signals) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", PARENT],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as parent:
        assert parent.stdin is not None
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        parent.stdin.write(SLOW)
        parent.stdin.close()
        within(30, lambda: processor_time(child) > 0.2)
        parent.send_signal(ending)
        parent.wait()
        within(10, lambda: not is_running(child))


def within(seconds: float, is_so: Callable[[], bool]) -> None:
    """Wait until something is so; fail if it is not in time."""
    until = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < until
        time.sleep(0.02)


def stat_of(process: int) -> list[str]:
    """Return the fields of proc_pid_stat(5) after the name: first the state."""
    return Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()


def processor_time(process: int) -> float:
    return (int(stat_of(process)[11]) + int(stat_of(process)[12])) / os.sysconf("SC_CLK_TCK")


def is_running(process: int) -> bool:
    try:
        return stat_of(process)[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    path = tmp_path / "secret.png"
    Image.new("RGB", (10, 10), "red").save(path)
    return path


@pytest.mark.parametrize(
    "picture",
    [
        '<image href="{}" width="100" height="100"/>',
        '<image xlink:href="{}" width="100" height="100"/>',
        '<s:image xmlns:s="http://www.w3.org/2000/svg" href="{}" width="9" height="9"/>',
        '<defs><image id="i" href="{}" width="100" height="100"/></defs><use href="#i"/>',
        '<filter id="f"><feImage href="{}"/></filter><rect width="9" height="9" filter="url(#f)"/>',
    ],
)
@pytest.mark.parametrize("address", ["{}", "file://{}", "secret.png", "/dev/zero", "./secret.png"])
def test_no_file_is_opened_for_a_picture_in_a_picture(
    picture: str, address: str, secret: Path, drawer: Drawer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(secret.parent)
    svg = f"{XML}{picture.format(address.format(secret))}</svg>"
    with pytest.raises(FailedJobError, match="it shows a picture that is not inside it"):
        drawer.draw(job(svg))


@pytest.mark.parametrize(
    "content",
    ['<image href="#a"/>', '<image href="data:image/png;base64,AA"/>', "<image/>", '<a href="x"/>'],
)
def test_what_is_inside_a_picture_is_drawn(content: str) -> None:
    assert not loads_from_elsewhere(f"{XML}{content}</svg>".encode())


def test_neither_the_folder_nor_the_environment_bring_it_other_programs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("resvg_py", "struct", "signal", "sitecustomize", "usercustomize"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('run')\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setenv("PYTHONSTARTUP", str(tmp_path / "struct.py"))
    with Drawer() as drawer:
        assert drawer.draw(job(PLAIN)).startswith(PNG)


def test_it_runs_this_program_whatever_is_installed_beside_the_renderers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("beside", "diptych"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text("raise SystemExit('run')\n", "utf-8")
    (tmp_path / "pygments").symlink_to(Path(pygments.__file__).parent)
    monkeypatch.syspath_prepend(tmp_path)
    with IsolatedProcess("beside", 60, 4 << 30) as process:
        assert b"keyword" in process.do(LEX, (b"python", b"import this"))
