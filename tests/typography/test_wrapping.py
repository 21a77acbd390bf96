"""The line breaker is calibrated: over technical text, Chromium breaks the same lines."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.typography.wrapping import corpus, wrap

from diptych.model.geometry import Pt

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

WIDTHS = (333, 508, 914)  # benchmarks/line_breaking.py takes more


@pytest.mark.parametrize("locale", ["en", "ko"])
def test_chromium_breaks_the_lines_that_were_solved(
    locale: str, browser: Browser, tmp_path: Path
) -> None:
    texts = corpus(locale)
    cases = wrap(texts, locale, browser, tmp_path, widths=WIDTHS, sizes=(Pt(24),))
    assert len(cases) == len(texts) * len(WIDTHS)
    assert [case for case in cases if len(case.shown) != len(case.solved)] == []
    differing = [case for case in cases if case.shown != case.solved]
    assert len(differing) <= 0.01 * len(cases), differing
