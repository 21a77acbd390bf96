"""Accessibility: axe-core reports nothing, in any view."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.render.html.deck import LOCALES, deck
from tests.render.html.watched import PHONE, address, opened, wait_until
from tests.tools import some

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

RUN = """async place => {
  const found = await axe.run(place, { preload: false, resultTypes: ["violations", "incomplete"] });
  return [...found.violations, ...found.incomplete].map(
    rule => rule.id + ': ' + rule.nodes.map(node => node.html).join(' | ')
  );
}"""


def faults(page: Page, axe: str, place: str = "html") -> list[str]:
    """Return what axe is sure or unsure of; its own script gets past the policy in no other way."""
    page.evaluate(axe)
    found: list[str] = page.evaluate(RUN, place)
    return found


@pytest.mark.long
@pytest.mark.parametrize("locale", some(LOCALES, 2))
def test_every_slide(browser: Browser, site: Path, axe: str, locale: str) -> None:
    with opened(browser, address(site, locale), bypass_csp=True) as page:
        for slide in deck(locale):
            page.evaluate("id => { location.hash = '/' + id; }", slide.anchor)
            wait_until(
                page, "id => document.querySelector('section.present').id === id", slide.anchor
            )
            assert faults(page, axe, "section.present") == [], slide.anchor
        assert faults(page, axe) == []


def test_the_overview(browser: Browser, site: Path, axe: str) -> None:
    with opened(browser, address(site), bypass_csp=True) as page:
        page.keyboard.press("Escape")
        page.wait_for_selector(".reveal.overview")
        assert faults(page, axe) == []


def test_paper(browser: Browser, site: Path, axe: str) -> None:
    with opened(browser, address(site), bypass_csp=True) as page:
        page.emulate_media(media="print")
        assert faults(page, axe) == []


def test_the_view_for_printing(browser: Browser, site: Path, axe: str) -> None:
    with opened(browser, address(site, query="?print-pdf"), bypass_csp=True) as page:
        page.wait_for_selector(".pdf-page")
        assert faults(page, axe) == []


def test_the_phone(browser: Browser, site: Path, axe: str) -> None:
    with opened(browser, address(site), viewport=PHONE, bypass_csp=True) as page:
        assert faults(page, axe) == []
