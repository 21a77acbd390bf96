"""Paper: one slide to a page, whichever way it is printed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.render.html.deck import LOCALES, deck
from tests.render.html.watched import PHONE, WIDE, address, opened

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")
SIZE = re.compile(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]")


@pytest.mark.parametrize("query", ["", "?print-pdf"])
@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
def test_each_slide_is_one_page_of_its_own_size(
    browser: Browser, site: Path, query: str, viewport: dict[str, int]
) -> None:
    with opened(browser, address(site, query=query), viewport=viewport) as page:
        if query:
            page.wait_for_selector(".pdf-page")
        pdf = page.pdf(prefer_css_page_size=True)
    assert len(PAGE.findall(pdf)) == len(deck("en").slides)
    assert set(SIZE.findall(pdf)) == {(b"960", b"540")}


@pytest.mark.parametrize("locale", LOCALES)
def test_paper_shows_all_steps_where_the_screen_would(
    browser: Browser, site: Path, locale: str
) -> None:
    boxes = """() => [...document.querySelectorAll('[data-frame]')].map(e => {
      const box = e.getBoundingClientRect();
      const slide = e.closest('section').getBoundingClientRect();
      return [e.checkVisibility({opacityProperty: true, visibilityProperty: true}),
        box.x - slide.x, box.y - slide.y, box.width, box.height];
    })"""
    with opened(browser, address(site, locale)) as page:
        page.emulate_media(media="print")
        drawn = page.evaluate(boxes)
    solved = [
        [True, *(length / 9525 for length in (box.x, box.y, box.width, box.height))]
        for box in (shape.box for slide in deck(locale) for shape in slide.shapes)
    ]
    for expected, found in zip(solved, drawn, strict=True):
        assert found == pytest.approx(expected, abs=0.5)
