"""What the tests of the HTML renderer share: a browser, the vendored files, a written deck."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.render.html.deck import LOCALES, deck, write

if TYPE_CHECKING:
    from playwright.sync_api import Browser

REPOSITORY = Path(__file__).parents[3]


def _absent(what: str) -> None:
    """Skip a test that lacks a tool, with the reason; where everything must be there, fail."""
    if os.environ.get("CI"):
        pytest.fail(what)
    pytest.skip(what)


@pytest.fixture(scope="session")
def vendor() -> Path:
    """Return the folder of reveal.js and the fonts."""
    folder = REPOSITORY / "src" / "diptych" / "_vendor"
    if not (folder / "reveal" / "reveal.js").is_file():
        _absent("src/diptych/_vendor is not filled: install the package once")
    return folder


@pytest.fixture(scope="session")
def axe() -> str:
    """Return the source of axe-core."""
    place = os.environ.get("DIPTYCH_AXE", "node_modules/axe-core/axe.min.js")
    path = REPOSITORY / place
    if not path.is_file():
        _absent(f"{place} is not there: run `npm ci`")
    return path.read_text("utf-8")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Yield a headless Chromium, the machine's own."""
    sync_api = pytest.importorskip("playwright.sync_api")
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        _absent("there is no `chromium` on the path")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def site(vendor: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the deck of these tests, written in both of its languages."""
    folder = tmp_path_factory.mktemp("site")
    for locale in LOCALES:
        write(deck(locale, vendor), folder)
    return folder
