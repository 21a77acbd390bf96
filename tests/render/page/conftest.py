"""What the tests of pages share: a site, written once."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.render.page.deck import site_of


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a site that has everything."""
    folder, outcome = site_of(tmp_path_factory.mktemp("site"))
    assert [str(one) for one in outcome.found if one.is_error] == []
    return folder
