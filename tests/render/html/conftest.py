"""What the tests of the HTML renderer share: a written deck."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.render.html.deck import LOCALES, deck, write


@pytest.fixture(scope="session")
def site(vendor: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the deck of these tests, written in both of its languages."""
    folder = tmp_path_factory.mktemp("site")
    for locale in LOCALES:
        write(deck(locale), folder, vendor)
    return folder
