"""The preview of the talks' pages: what an author sees of the site after each save."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.commands.serve.conftest import Preview, write

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


def test_a_page_and_what_it_embeds_follow_a_save(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.commands.serve.conftest.PATIENCE", 60.0)  # all of it is made anew
    write(tmp_path)
    preview = Preview(tmp_path, "--page")
    page = browser.new_page()
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    try:
        page.goto(preview.url)
        assert page.url == f"{preview.url}site/index.html"
        page.click("text=A small talk")
        assert page.url == f"{preview.url}site/t/en/index.html"
        page.frame_locator("iframe").get_by_role("link", name="Start the slides").click()
        page.frame_locator("iframe").locator(".reveal.ready").wait_for()
        preview.save("deck/talks/t.yaml", "A small talk", "A larger talk")
        page.locator("h1:has-text('A larger talk')").wait_for()
        preview.save("deck/slides/a/three.md", "Goodbye", "Farewell")
        page.locator("article:has-text('Farewell')").wait_for()
        preview.wait_for(r"three\.md → screen in")
        assert told == []
    finally:
        page.close()
        preview.end()
