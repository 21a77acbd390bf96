"""Pages for everybody: axe-core reports nothing, a keyboard is enough, and so is a phone."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.render.html.test_access import RUN

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

PAGES = ("chips/en/index.html", "chips/ko/start.html", "bare/en/index.html", "index.ko.html")
CLICKS = 10
"""How often a person would try: a click may go to nothing while other tests have the machine."""
TOO_WIDE = "document.documentElement.scrollWidth - innerWidth"


def opened(browser: Browser, path: Path, width: int = 1280, scheme: str = "light") -> Page:
    page = browser.new_page(
        viewport={"width": width, "height": 800},
        color_scheme="dark" if scheme == "dark" else "light",
        bypass_csp=True,
    )
    page.goto(path.as_uri())
    return page


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(browser: Browser, site: Path, axe: str, name: str) -> None:
    for scheme in ("light", "dark"):
        page = opened(browser, site / name, scheme=scheme)
        page.evaluate(axe)
        found = page.evaluate(RUN, "html")  # what a page embeds is tested by itself
        assert [one for one in found if not one.startswith("frame-tested")] == [], scheme
        page.close()


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_wider_than_a_phone(browser: Browser, site: Path, name: str) -> None:
    page = opened(browser, site / name, width=360)
    assert page.evaluate(TOO_WIDE) <= 0
    page.close()


def test_the_slides_start_and_the_abstract_changes_its_language_by_keys(
    browser: Browser, site: Path
) -> None:
    page = opened(browser, site / "chips/en/index.html")
    (frame,) = page.frames[1:]
    assert frame.url.endswith("start.html"), "no deck is loaded before the click"
    frame.focus("a:visible")
    page.keyboard.press("Enter")
    page.frame_locator("iframe").locator(".reveal.ready").wait_for()
    page.focus("#_abstract-1")
    page.keyboard.press("ArrowRight")
    assert page.is_visible("text=칩에 대하여")
    assert not page.is_visible("text=About chips, see")
    page.close()


def test_on_a_phone_the_button_that_starts_the_slides_covers_none_of_their_words(
    browser: Browser, site: Path
) -> None:
    page = opened(browser, site / "chips/en/index.html", width=360)
    start = page.frame_locator("iframe")
    picture = start.locator("img:visible").bounding_box()
    button = start.locator("span:visible").bounding_box()
    frame = page.locator("iframe").bounding_box()
    assert picture is not None
    assert button is not None
    assert frame is not None
    assert picture["width"] == pytest.approx(frame["width"], abs=1), "it is as large as before"
    assert button["y"] >= picture["y"] + picture["height"] - 1
    assert button["y"] + button["height"] <= frame["y"] + frame["height"] + 1
    page.close()


def test_on_a_phone_the_deck_takes_the_place_of_the_page(browser: Browser, site: Path) -> None:
    page = opened(browser, site / "chips/en/index.html", width=360)
    from playwright.sync_api import Error

    for _ in range(CLICKS):
        if "/chips/deck/en/index.html" in page.url:
            break
        link = page.frame_locator("iframe").locator("a:visible")
        with suppress(Error):  # the page has gone to the deck meanwhile
            link.click(timeout=3000)
        page.wait_for_timeout(1000)
    assert "/chips/deck/en/index.html" in page.url
    page.close()


def test_nothing_runs_on_a_page(browser: Browser, site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / "chips/en/index.html").as_uri())
    assert page.is_visible("text=thought that links to")
    page.click("label[lang=ko]")
    assert page.is_visible("text=칩에 대하여")
    context.close()
