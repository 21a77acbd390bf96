"""The gallery of a project's slides, in a browser."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.authoring import PROJECT, SVG, write_files
from tests.render.html.watched import opened

from diptych.cli import main
from diptych.commands.slides.gallery import draw_gallery
from diptych.commands.slides.search import find_slides
from diptych.render.html.gallery import LARGEST
from diptych.reporting import CLEAN

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from playwright.sync_api import Browser, CDPSession, Page

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
FILTERED = """words => {
  document.querySelector("[name=words]").value = words;
  document.querySelector("form").dispatchEvent(new Event("input", { bubbles: true }));
  document.body.getBoundingClientRect();
}"""

pytestmark = pytest.mark.browser


@pytest.fixture
def gallery(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the gallery of a project of three slides in two talks."""
    monkeypatch.chdir(write_files(tmp_path, FILES))
    assert main(["slides", "--gallery"]) == CLEAN
    return tmp_path / "output" / "slides.html"


def look(browser: Browser, gallery: Path, **options: Any) -> AbstractContextManager[Page]:
    """Return the gallery opened; it may ask for nothing but itself."""
    uri = gallery.as_uri()
    return opened(browser, uri, home=uri, ready="output:not(:empty)", **options)


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


def test_thousands_are_filtered_at_once(browser: Browser, tmp_path: Path) -> None:
    files = {
        f"deck/slides/many/s-{n}.md": f"# Slide {n}\n\n{'rare' if n % 20 == 0 else 'often'}\n"
        for n in range(600)
    }
    write_files(tmp_path, {**FILES, **files})
    root, folder = tmp_path, tmp_path / "output"
    write_files(root, {"output/slides.html": draw_gallery(root, find_slides(root, ()), folder)})
    with look(browser, folder / "slides.html") as page:
        counted = page.context.new_cdp_session(page)
        counted.send("Performance.enable")
        before = layouts(counted)
        page.evaluate(FILTERED, "rare")
        assert page.text_content("output") == "30 of 603 slides"
        assert layouts(counted) - before <= 5  # it was one for each card, each of all cards


def layouts(session: CDPSession) -> float:
    """Return how often the browser has laid the page out."""
    metrics = session.send("Performance.getMetrics")["metrics"]
    return next(float(one["value"]) for one in metrics if one["name"] == "LayoutCount")


def test_what_was_asked_is_kept_in_the_address(browser: Browser, gallery: Path) -> None:
    with look(browser, gallery) as page:
        page.keyboard.press("/")
        page.keyboard.type("race")
        page.select_option("select[name=tag]", "gpu")
        assert page.url.endswith("#words=race&tag=gpu")
        page.reload()
        assert page.evaluate(SHOWN) == ["gpu/race"]
        page.click("button[type=reset]")
        page.wait_for_function("document.querySelector('output').textContent === '3 slides'")


def test_the_id_is_copied(browser: Browser, gallery: Path) -> None:
    with look(browser, gallery, permissions=["clipboard-read", "clipboard-write"]) as page:
        page.click("button[data-id='gpu/race']")
        page.wait_for_selector("output:text('copied gpu/race')")
        assert page.evaluate("navigator.clipboard.readText()") == "gpu/race"


@pytest.mark.parametrize("width", [390, 1280])
def test_a_thumbnail_is_the_slide_at_a_quarter_on_any_screen(
    browser: Browser, gallery: Path, width: int
) -> None:
    with look(browser, gallery) as page:
        page.set_viewport_size({"width": width, "height": 800})
        card = page.locator(".card", has_text="A box")
        thumb, text = card.locator(".thumb").bounding_box(), card.locator("h2").nth(0)
        assert thumb is not None
        assert (thumb["width"], thumb["height"]) == (320, 181)
        box = text.bounding_box()
        assert box is not None
        assert 15 < box["x"] - thumb["x"] < 17  # 64 px on the slide
        assert box["height"] == pytest.approx(38 * 4 / 3 * 1.1 / 4, abs=0.01)  # one line of 38 pt


def test_each_slide_is_in_the_theme_of_a_talk_that_has_it(browser: Browser, tmp_path: Path) -> None:
    own = "extends: atlas\ncolors: {paper: {slot: lt1, value: '#112233'}}\n"
    other = "title: Two\ntheme: own\nslides: [gpu/race, gpu/box]\n"
    write_files(
        tmp_path, {**FILES, "templates/own/theme.yaml": own, "deck/talks/other.yaml": other}
    )
    page_text = draw_gallery(tmp_path, find_slides(tmp_path, ()), tmp_path)
    write_files(tmp_path, {"slides.html": page_text})
    with look(browser, tmp_path / "slides.html") as page:
        grounds = page.evaluate(
            "[...document.querySelectorAll('.thumb section')]"
            ".map(section => getComputedStyle(section).backgroundColor)"
        )
    assert grounds == ["rgb(252, 252, 250)", "rgb(17, 34, 51)", "rgb(17, 34, 51)"]


def _page(root: Path, files: Mapping[str, str | bytes | None]) -> str:
    write_files(root, {**FILES, **files})
    return draw_gallery(root, find_slides(root, ()), root / "output")


def test_slides_are_shown_though_no_talk_has_them(tmp_path: Path) -> None:
    page = _page(
        tmp_path,
        {
            "deck/talks/talk.yaml": None,
            "deck/talks/other.yaml": None,
            "deck/slides/b.md": "# Why {{ product }}\n",
        },
    )
    assert page.count('<div class="thumb theme-atlas"') == 4
    assert "Why {{ product }}</h2>" in page.replace("&#123;", "{")
    assert page.count("<dd>in no talk</dd>") == 4


def test_a_slide_that_cannot_be_read_has_a_card(tmp_path: Path) -> None:
    page = _page(tmp_path, {"deck/slides/bad.yaml": "title: [\n"})
    assert 'data-id="bad"' in page


def test_a_slide_is_drawn_as_written_rather_than_as_a_talk_changes_it(tmp_path: Path) -> None:
    changed = "title: Three\nslides: [{slide: gpu/race, title: Elsewhere}]\n"
    page = _page(tmp_path, {"deck/talks/a.yaml": changed})
    assert "Elsewhere" not in page


def test_pictures_are_in_the_page_once_and_large_ones_are_linked_to(tmp_path: Path) -> None:
    large = b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 4 3'><path d='M0 0%s'/></svg>"
    page = _page(
        tmp_path,
        {
            "deck/media/large one.svg": large % (b"h1" * (LARGEST // 2)),
            "deck/slides/one.md": '# One\n\n![](<../media/large one.svg>){alt="L"}\n',
            "deck/slides/two.md": '# Two\n\n![](../media/box.svg){alt="B"}\n\nText\n',
        },
    )
    assert 'url("../deck/media/large%20one.svg")' in page
    assert page.count(base64.b64encode(SVG.encode()).decode()) == 1


def test_of_many_talks_the_first_are_shown_at_once(tmp_path: Path) -> None:
    page = _page(tmp_path, {f"deck/talks/t{n}.yaml": "title: T\nslides: [a]\n" for n in range(9)})
    assert "6 more</summary>" in page
