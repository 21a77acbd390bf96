"""What all tests share: one browser, axe-core, the files that the package brings along."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.browsing import launched
from tests.tools import absent

if TYPE_CHECKING:
    from playwright.sync_api import Browser

REPOSITORY = Path(__file__).parent.parent


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
