"""A page in the browser that records its errors."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Frame, Page

WIDE = {"width": 1280, "height": 720}
PHONE = {"width": 390, "height": 844}
PATIENCE = 20
"""Seconds after which nothing more is expected of a page on a busy machine."""
TURNS = 50
"""How often a second a page is asked."""


def address(site: Path, locale: str = "en", hash_: str = "", query: str = "") -> str:
    """Return the address of a page of the deck as a file."""
    return f"{(site / 'demo' / locale / 'index.html').as_uri()}{query}{hash_}"


@contextmanager
def opened(
    browser: Browser,
    url: str,
    *,
    home: str = "",
    ready: str = ".reveal.ready",
    viewport: dict[str, int] = WIDE,
    **options: Any,
) -> Iterator[Page]:
    """Yield a page that is ready; afterwards it must have had no error and no other request.

    `home` is where all it asks for must lie; by default the folder of the deck of these tests.
    `ready` is what shows that a page wider than a phone is.
    """
    context = browser.new_context(viewport=viewport, **options)  # type: ignore[arg-type]
    faults: list[str] = []
    home = home or url.partition("/demo/")[0]
    context.on("console", lambda message: faults.append(message.text))
    context.on("weberror", lambda found: faults.append(str(found.error)))
    context.on("requestfailed", lambda request: faults.append(f"failed: {request.url}"))
    context.on("request", lambda request: _check_request(request.url, home, faults))
    page = context.new_page()
    page.goto(url)
    wait_until(page, "document.fonts.status === 'loaded'")
    if viewport["width"] > PHONE["width"]:
        page.wait_for_selector(ready)
    yield page
    context.close()
    assert faults == []


def wait_until(
    page: Page | Frame,
    expression: str,
    argument: object = None,
    *,
    before: Callable[[], object] | None = None,
) -> None:
    """Wait until an expression is true; the browser's own waiting breaks the page's policy.

    `before` is what a person does for it, and does again after a second in vain.
    """
    for turn in range(PATIENCE * TURNS):
        if before and turn % TURNS == 0:
            before()
        if page.evaluate(expression, argument):
            return
        page.wait_for_timeout(1000 / TURNS)
    pytest.fail(f"waited in vain for {expression}")


def _check_request(url: str, home: str, faults: list[str]) -> None:
    if not url.startswith((home, "data:", "about:")):
        faults.append(f"asked for {url}")
