"""The gallery of a project's slides, in a browser."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.authoring import PROJECT, write_files
from tests.render.html.watched import opened

from diptych.cli import CLEAN, main

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from playwright.sync_api import Browser, Page

FILES = {
    **PROJECT,
    "deck/slides/gpu/race.md": "---\ntags: [gpu]\n---\n\n# The race\n\n- Orders rise\n",
    "deck/slides/gpu/box.md": '# A box\n\n![](../../media/box.svg){alt="A box"}\n\nText\n',
    "deck/talks/other.yaml": "title: Two\nslides: [gpu/race, gpu/box]\n",
}
VIOLATIONS = """async () => (await axe.run(document, { preload: false })).violations.map(
  rule => rule.id + ': ' + rule.nodes.map(node => node.html).join(' | ')
)"""
SHOWN = "[...document.querySelectorAll('.card:not([hidden]) button')].map(b => b.dataset.id)"

pytestmark = pytest.mark.browser


@pytest.fixture
def gallery(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the gallery of a project of three slides in two talks."""
    monkeypatch.chdir(write_files(tmp_path, FILES))
    assert main(["slides", "--gallery"]) == CLEAN
    return tmp_path / "output" / "slides.html"


def look(
    browser: Browser, gallery: Path, *, bypass_csp: bool = False
) -> AbstractContextManager[Page]:
    """Return the gallery opened; it may ask for nothing but itself."""
    uri = gallery.as_uri()
    return opened(browser, uri, home=uri, ready="output:not(:empty)", bypass_csp=bypass_csp)


def test_it_shows_every_slide_alone_and_without_a_request(browser: Browser, gallery: Path) -> None:
    with look(browser, gallery.rename(gallery.parent.parent / "alone.html")) as page:
        assert page.evaluate(SHOWN) == ["a", "gpu/box", "gpu/race"]
        assert page.text_content("output") == "3 slides"
        box = page.locator(".card", has_text="A box").locator("img").bounding_box()
        assert box is not None
        assert 20 < box["width"] < 320


def test_words_and_filters_narrow_it_down(browser: Browser, gallery: Path) -> None:
    with look(browser, gallery) as page:
        page.fill("input[name=words]", "ORDERS race")
        assert page.evaluate(SHOWN) == ["gpu/race"]
        page.fill("input[name=words]", "")
        page.select_option("select[name=talk]", "talk")
        assert page.evaluate(SHOWN) == ["a"]
        page.select_option("select[name=talk]", "")
        page.select_option("select[name=tag]", "gpu")
        assert page.evaluate(SHOWN) == ["gpu/race"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser: Browser, gallery: Path, axe: str, scheme: str) -> None:
    with look(browser, gallery, bypass_csp=True) as page:
        page.emulate_media(color_scheme="light" if scheme == "light" else "dark")
        page.evaluate(axe)
        assert page.evaluate(VIOLATIONS) == []
