"""Builds by several processes: only the time is different."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from msgspec import Struct
from msgspec.structs import replace
from tests.authoring import PROJECT, SVG, write_files
from tests.faults.killing import files_in, hollow
from tests.tools import some

from diptych import pipeline, workers
from diptych.building import spreading
from diptych.cli import main
from diptych.config import BuildConfig
from diptych.reporting import CLEAN, FOUND, MISUSED
from diptych.storage.cache import name_of, user_cache
from diptych.storage.recall import recall

SOURCE = Path(__file__).parents[1] / "src"
FILES: Mapping[str, str | bytes] = {
    **PROJECT,
    "deck/deck.yaml": "format: 1\nsource_locale: en\nlocales: [en, ko]\n",
    "deck/talks/talk.yaml": "title: A talk\nslides: [a, b]\n",
    "deck/talks/other.yaml": "title: Another talk\nslides: [b]\n",
    "deck/slides/a.md": '# A slide\n\n![](../media/box.svg){alt="A box"}\n\n- A thought [@kim-2024]'
    "\n\n::: notes\nTo be said.\n:::\n",
    "deck/slides/b.md": "# Another\n\n- One\n- Two\n",
    "deck/locales/ko.po": 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n',
}
TILE = '<pattern id="p" width="1e6" height="1e6" patternUnits="userSpaceOnUse">'
UNDRAWABLE = SVG.replace("<rect", f'{TILE}<path d="M0 0h1v1"/></pattern><rect').replace(
    "#1F6F78", "url(#p)"
)
BOX = '<text x="3" y="20">{}</text></svg>'
LETTERS = SVG.replace("</svg>", BOX.format("\U0010fffd"))
"""With a letter of private use, which no font has, of ours or installed."""
MAIN = "\nif __name__ == '__main__':\n    sys.exit(main(sys.argv[1:]))\n"
PROGRAM = "import sys; from diptych.cli import main" + MAIN


class Built(Struct, frozen=True, kw_only=True):
    """How a build ended, and what it left."""

    code: int
    said: str
    files: dict[str, bytes]
    remembered: Any
    """What the manifest records about the output folder."""


def build(
    folder: Path, files: Mapping[str, str | bytes], *given: str, program: str = PROGRAM
) -> Built:
    """Return what a build leaves as another process does it: only one without threads forks."""
    root = write_files(folder / "project", files)
    command = [sys.executable, "-c", program, "build", "--missing", "source", *given]
    ran = subprocess.run(
        command,
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    out = root / "output"
    said = re.sub(r"in \d+\.\d\d s", "in no time", ran.stdout + ran.stderr)
    assert not out.exists() or not hollow(out)
    return Built(
        code=ran.returncode,
        said=said,
        files=files_in(out) if out.exists() else {},
        remembered=_remembered(out),
    )


def _remembered(out: Path) -> Any:
    data = recall(user_cache(), "outputs", name_of(out))
    if data is None:
        return None
    (made,) = json.loads(data)["made"].values()
    return made | {"with_notes": sorted(made["with_notes"])}


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build(tmp_path_factory.mktemp("alone"), FILES)


@pytest.mark.parametrize("jobs", ["2", "4"], ids=["a-talk-each", "an-output-each"])
def test_the_number_of_processes_makes_no_difference(
    alone: Built, tmp_path: Path, jobs: str
) -> None:
    together = build(tmp_path, FILES, "--jobs", jobs)
    assert alone.code == CLEAN, alone.said
    assert len(alone.files) > 20
    assert together == alone


def test_where_nothing_can_be_forked_the_files_are_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for room in (workers, spreading):
        monkeypatch.setattr(room, "can_fork", lambda: False)
    root = write_files(tmp_path / "project", FILES)
    config = BuildConfig(root=root, out=tmp_path / "alone", missing="source")
    told: list[str] = []
    several = pipeline.build(replace(config, out=tmp_path / "several", jobs=3), told.append)
    one = pipeline.build(config)
    assert files_in(tmp_path / "several") == files_in(tmp_path / "alone")
    assert (several.written, several.kept, several.found) == (one.written, one.kept, one.found)
    assert {f"{talk} · {locale} · {output}" for talk in ("talk", "other")
            for locale in ("en", "ko") for output in ("pptx", "html")} <= set(told)  # fmt: skip


def test_files_that_are_as_they_should_be_are_left_alone(alone: Built, tmp_path: Path) -> None:
    build(tmp_path, FILES, "--jobs", "2")
    page = tmp_path / "project/output/talk/en/index.html"
    page.unlink()
    again = build(tmp_path, FILES, "--jobs", "2")
    assert f"1 written, {len(alone.files) - 1} unchanged" in again.said
    assert again.files == alone.files


@pytest.mark.long
@pytest.mark.parametrize(
    ("picture", "code", "found"),
    some([(UNDRAWABLE, FOUND, "OUT101"), (LETTERS, CLEAN, "OUT102")], 2),
)
def test_what_is_found_while_writing_is_told_as_by_one_process(
    tmp_path: Path, picture: str, code: int, found: str
) -> None:
    files = {**FILES, "deck/media/box.svg": picture}
    one = build(tmp_path / "one", files)
    assert (one.code, found in one.said) == (code, True)
    assert build(tmp_path / "several", files, "--jobs", "3") == one


@pytest.mark.parametrize(
    "wrong",
    [
        {"deck/slides/b.md": "# Another\n\n" + "- " + "Too long " * 900 + "\n"},
        {"deck/slides/a.md": "---\nallow: [slide-order]\n---\n# A slide\n\n[x](#nowhere)\n"},
        {"deck/slides/a.md": "# A slide\n\n![](../media/none.svg)\n", "deck/deck.yaml": "form: 1"},
    ],
    ids=["laid-out", "checked", "read"],
)
def test_what_is_wrong_with_talks_is_told_as_by_one_process(
    tmp_path: Path, wrong: Mapping[str, str]
) -> None:
    one = build(tmp_path / "one", {**FILES, **wrong})
    assert (one.code, one.files) == (FOUND, {})
    assert build(tmp_path / "several", {**FILES, **wrong}, "--jobs", "2") == one


FAILS_AT_WORK = """\
from diptych.building import spreading
def fail(*_):
    raise MemoryError
    yield
spreading._work_off = fail
"""
CANNOT_BEGIN = """\
import os
def fail():
    raise BlockingIOError(11, "no more")
os.fork = fail
"""


@pytest.mark.long
@pytest.mark.parametrize("failing", some([FAILS_AT_WORK, CANNOT_BEGIN], 2))
def test_what_a_process_fails_at_is_done_in_one(alone: Built, tmp_path: Path, failing: str) -> None:
    assert build(tmp_path, FILES, "--jobs", "2", program=failing + PROGRAM) == alone


def test_a_process_that_is_killed_is_reported_and_nothing_written(tmp_path: Path) -> None:
    killed = (
        "import os, signal, sys; from diptych.building import spreading\n"
        "from diptych.cli import main\n"
        "work_off = spreading._work_off\n"
        "def end(*given):\n"
        "    next(work_off(*given))\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
        "    yield\n"
        f"spreading._work_off = end{MAIN}"
    )
    ended = build(tmp_path, FILES, "--jobs", "2", program=killed)
    assert ended.code == FOUND
    assert re.search(
        r"^error\[OUT301\]: the process that made `[\w/]+` was killed by SIGKILL\n"
        r"  = hint: it may have had too little memory: build with fewer `--jobs`$",
        ended.said,
        re.MULTILINE,
    )
    assert "1 error" in ended.said.splitlines()[-1]
    assert ended.said.endswith("; nothing was written\n")
    assert ended.files == {}


HANGING = f"""\
import os, sys, tempfile, time
from diptych.building import spreading
from diptych.cli import main
from diptych.render.drawer import Drawer
def hang(*_):
    with Drawer() as drawer, tempfile.TemporaryDirectory():
        drawer.start()
        with open("processes", "a") as file:
            file.write(f"{{os.getpid()}}\\n{{drawer._child.process.pid}}\\n")
        time.sleep(SECONDS)
    yield b""
spreading._work_off = hang
{MAIN}"""


@pytest.mark.parametrize(
    ("sign", "seconds", "code"), [(signal.SIGINT, 60, 130), (signal.SIGKILL, 1, -signal.SIGKILL)]
)
def test_no_process_is_left_when_the_build_is_stopped(
    tmp_path: Path, sign: signal.Signals, seconds: int, code: int
) -> None:
    root = write_files(tmp_path / "project", FILES)
    program = HANGING.replace("SECONDS", str(seconds))
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    process = subprocess.Popen(
        [sys.executable, "-c", program, "build", "--missing", "source", "--jobs", "2"],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(SOURCE), "TMPDIR": str(scratch)},
        stderr=subprocess.PIPE,
        text=True,
    )
    begun: list[int] = []
    while len(begun) < 4 and process.poll() is None:
        time.sleep(0.05)
        told = root / "processes"
        begun = [int(one) for one in told.read_text().split()] if told.exists() else []
    process.send_signal(sign)
    _, said = process.communicate(timeout=20)
    assert process.returncode == code
    assert "Traceback" not in said
    until = time.monotonic() + 10
    while any(map(_is_there, begun)) and time.monotonic() < until:
        time.sleep(0.05)
    assert not [one for one in begun if _is_there(one)]
    assert not [path for path in (root / "output").rglob("*") if path.is_file()]
    assert sign == signal.SIGKILL or not list(scratch.iterdir())


def _is_there(process: int) -> bool:
    """Return whether a process is there that has not ended; who inherits it may let it lie."""
    try:
        state = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def test_one_output_in_one_language_starts_no_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "spread", None)
    config = BuildConfig(
        root=write_files(tmp_path / "project", FILES),
        out=tmp_path / "out",
        talks=("talk",),
        locales=("en",),
        outputs=("html",),
        jobs=4,
    )
    assert pipeline.build(config).written


@pytest.mark.parametrize("value", ["0", "many", "1000", "-2", "1.5"])
def test_a_number_of_processes_that_cannot_be_is_refused(
    value: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["build", f"--jobs={value}"])
    assert ended.value.code == MISUSED
    words = f"argument --jobs: `{value}` is not a number of processes from 1 to 64"
    assert words in " ".join(capsys.readouterr().err.split())


def test_processes_keep_what_they_made_for_later_builds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(tmp_path, FILES, "--jobs", "2")
    root = tmp_path / "project"
    monkeypatch.chdir(root)
    for made_anew in ("html.slide.render_slide", "pptx.slide_parts.arrange"):
        monkeypatch.setattr(f"diptych.render.{made_anew}", lambda *_: pytest.fail("made anew"))
    again = BuildConfig(root=root, out=root / "elsewhere", missing="source")
    written = {str(path) for path in pipeline.build(again).written}
    assert {"talk/ko/index.html", "other/en/other.en.pptx"} <= written
