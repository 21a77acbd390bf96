"""The breaker is calibrated: over a corpus of technical text, Chromium breaks the same lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.browsing import launched
from tests.typography.corpus import ENGLISH, KOREAN
from tests.typography.wrapping import wrap

from diptych.model.geometry import Pt

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

WIDTHS = (333, 508, 914)  # benchmarks/line_breaking.py takes more


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with launched() as browser:
        yield browser


@pytest.mark.parametrize(("locale", "texts"), [("en", ENGLISH), ("ko", KOREAN)])
def test_chromium_breaks_the_lines_that_were_solved(
    locale: str, texts: Sequence[str], browser: Browser, tmp_path: Path
) -> None:
    cases = wrap(texts, locale, browser, tmp_path, widths=WIDTHS, sizes=(Pt(24),))
    assert len(cases) == len(texts) * len(WIDTHS)
    assert [case for case in cases if len(case.shown) != len(case.solved)] == []
    differing = [case for case in cases if case.shown != case.solved]
    assert len(differing) <= 0.01 * len(cases), differing
