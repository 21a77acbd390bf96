"""What all tests share: a browser, axe-core, the package's own files, the real talk, built."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings
from tests.authoring import REAL_TALK, BuiltTalk
from tests.browsing import launched
from tests.tools import absent, is_long

from diptych import pipeline
from diptych.config import BuildConfig
from diptych.source.fonts import installed

if TYPE_CHECKING:
    from playwright.sync_api import Browser

REPOSITORY = Path(__file__).parent.parent
COLLECTED_AFTER = 50_000
"""How many new objects there are before garbage is looked for; by default 700."""
LONG = 600
"""Seconds that a long test may take when it does all its cases."""
BYTECODE = REPOSITORY / ".pytest_cache" / "__pycache__"
"""Where bytecode is kept if there shall be none among the sources."""

# How long an example takes says more of the machine than of the program; what fails, fails again.
settings.register_profile(
    "suite",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=True,
    database=None,
)
settings.load_profile("suite")

# Builds make very many objects and few cycles: to look for these took a twelfth of all time.
gc.set_threshold(COLLECTED_AFTER, 20, 20)

if sys.dont_write_bytecode:  # workers and commands would each compile the program anew, in 0.3 s
    sys.dont_write_bytecode, sys.pycache_prefix = False, str(BYTECODE)
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = str(BYTECODE)


if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # as for what a script runs with `&`
    # Programs inherit that a signal is ignored, but no handler (POSIX, `exec`): these would not
    # end when a test presses Ctrl-C.
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_xdist_auto_num_workers() -> int:
    """Return how many tests run at once: twice as many as there are cores.

    A test that looks at a page or runs a program waits for it a good part of its time.
    """
    return 2 * (os.cpu_count() or 1)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give long tests the time to do all their cases."""
    if not is_long():
        return
    for item in items:
        if item.get_closest_marker("long") and not item.get_closest_marker("timeout"):
            item.add_marker(pytest.mark.timeout(LONG))


def pytest_collection_finish() -> None:
    """Look for no garbage among the tests themselves, which all are needed to the end."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder in which builds remember things: never that of the user who runs tests.

    All workers share one, so that fonts are cut and pictures drawn once.
    """
    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "shared-cache"
    folder.mkdir(mode=0o700, exist_ok=True)
    os.environ["DIPTYCH_CACHE"] = str(folder)
    return folder


@pytest.fixture
def no_installed_fonts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Be on a machine on which no fonts are installed."""
    monkeypatch.setattr(installed, "font_folders", list)


@pytest.fixture(scope="session")
def vendor() -> Path:
    """Return the folder of reveal.js and the fonts."""
    folder = REPOSITORY / "src" / "diptych" / "_vendor"
    if not (folder / "reveal" / "reveal.js").is_file():
        absent("src/diptych/_vendor is not filled: install the package once")
    return folder


@pytest.fixture(scope="session")
def axe() -> str:
    """Return the source of axe-core."""
    place = "node_modules/axe-core/axe.min.js"
    path = REPOSITORY / place
    if not path.is_file():
        absent(f"{place} is not there: run `npm ci`")
    return path.read_text("utf-8")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Yield a headless Chromium, the machine's own."""
    with launched() as browser:
        yield browser


@pytest.fixture(scope="session")
def built_talk(tmp_path_factory: pytest.TempPathFactory) -> BuiltTalk:
    """Return the real talk, read from `deck/` and written once in all its languages."""
    if not (REPOSITORY / "deck" / "deck.yaml").is_file():
        absent("deck/ is not here: a source distribution carries none")
    out = tmp_path_factory.mktemp("built") / "output"
    outcome = pipeline.build(BuildConfig(root=REPOSITORY, talks=(REAL_TALK,), out=out))
    return BuiltTalk(outcome, out / REAL_TALK)
