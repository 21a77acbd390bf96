"""The preview in a browser: what an author sees after each save."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.commands.serve.conftest import PATIENCE, SOURCES, Preview, until, write

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = pytest.mark.browser

SLIDE = "deck/slides/a/b.md"


@pytest.fixture(scope="module")
def window(browser: Browser) -> Iterator[BrowserContext]:
    """Yield a window; the pages of one open faster than each in its own."""
    context = browser.new_context(viewport={"width": 1280, "height": 720})
    context.set_default_timeout(PATIENCE * 1000)
    yield context
    context.close()


@pytest.fixture
def tab(window: BrowserContext) -> Iterator[Page]:
    """Yield an empty page; fail for what it complains about."""
    page = window.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(f"{message.text} {message.location}"))
    yield page
    page.close()
    assert faults == []


@pytest.fixture
def page(preview: Preview, tab: Page) -> Page:
    """Return a page at the second slide, its first fragment shown."""
    address = f"{preview.url}t/en/index.html#/a.b"
    # A page that has fetched its own source can follow a save without a reload.
    with tab.expect_response(lambda response: response.request.resource_type == "fetch"):
        tab.goto(address)
    tab.locator("section.present#a\\.b").wait_for()
    tab.keyboard.press("ArrowRight")
    tab.locator("section.present .fragment.visible").wait_for()
    tab.evaluate("window.isTheSame = true")
    return tab


def place(page: Page) -> tuple[str | None, int]:
    """Return the slide that is shown, and how many of its fragments."""
    present = page.locator("section.present")
    return present.get_attribute("id"), present.locator(".fragment.visible").count()


def was_reloaded(page: Page) -> bool:
    return not page.evaluate("window.isTheSame === true")


def test_a_save_shows_the_new_text_in_its_place_and_says_how_soon(
    page: Page, preview: Preview
) -> None:
    so_far = len(preview.said)
    preview.save(SLIDE, "old point", "new point")
    page.locator("section.present").get_by_text("new point").wait_for()
    assert page.get_by_text("old point").count() == 0
    until(lambda: place(page) == ("a.b", 1), lambda: f"the place, not {place(page)}")
    assert not was_reloaded(page)
    found = preview.wait_for(
        r"(?m)^\d\d:\d\d:\d\d deck/slides/a/b\.md → screen in (\d+) ms$", after=so_far
    )
    assert 0 < int(found[1]) < PATIENCE * 1000


def test_a_new_slide_before_this_one_does_not_move_the_place(page: Page, preview: Preview) -> None:
    write(preview.root, {"deck/slides/a/new.md": "# A new one\n\nText\n"})
    preview.save("deck/talks/t.yaml", "- a/b", "- a/new\n  - a/b")
    page.get_by_text("A new one").wait_for(state="attached")
    until(lambda: place(page) == ("a.b", 1), lambda: f"the place, not {place(page)}")
    assert was_reloaded(page)


def test_the_next_slide_takes_the_place_of_one_that_is_gone(page: Page, preview: Preview) -> None:
    preview.save("deck/talks/t.yaml", "  - a/b\n", "")
    page.locator("section.present#a\\.three").wait_for()
    assert page.locator(".slides > section").count() == 2


def test_a_mistake_is_laid_over_the_last_good_slide_until_it_is_mended(
    page: Page, preview: Preview
) -> None:
    so_far = len(preview.said)
    preview.save(SLIDE, "kicker: Part one", "layout: boddy")
    dialog = page.get_by_role("alertdialog", name="1 error")
    dialog.wait_for()
    assert "deck/slides/a/b.md:2:9" in dialog.inner_text()
    assert dialog.locator("mark").inner_text() == "boddy"
    assert "did you mean body?" in dialog.inner_text()
    assert page.locator("section.present").get_by_text("old point").count() == 1
    assert dialog.evaluate("dialog => dialog.contains(dialog.getRootNode().activeElement)")
    preview.wait_for(r"b\.md → 1 error on screen in \d+ ms", after=so_far)

    write(preview.root)
    dialog.wait_for(state="hidden")
    assert place(page) == ("a.b", 1)
    assert not was_reloaded(page)


def test_a_file_that_an_editor_empties_before_it_writes_it_is_no_mistake(preview: Preview) -> None:
    so_far = len(preview.said)
    path = preview.root / SLIDE
    text = path.read_text("utf-8")
    path.write_text("", "utf-8")
    time.sleep(0.08)
    path.write_text(text.replace("old point", "new point"), "utf-8")
    preview.wait_for(r"b\.md → built in \d+ ms", after=so_far)
    assert "error" not in preview.said[so_far:]


def test_escape_puts_the_errors_away_and_their_count_brings_them_back(
    page: Page, preview: Preview
) -> None:
    preview.save(SLIDE, "kicker: Part one", "layout: boddy")
    dialog = page.get_by_role("alertdialog")
    dialog.wait_for()
    page.keyboard.press("ArrowRight")  # is the dialogue's, not the deck's
    page.keyboard.press("Escape")
    dialog.wait_for(state="hidden")
    assert place(page) == ("a.b", 1)
    assert page.locator(".reveal.overview").count() == 0
    page.get_by_role("button", name="1 error").click()
    dialog.wait_for()


LONG = "\n".join(f"- point {number}, which is far from short" for number in range(1, 25))


def test_a_slide_that_overflows_is_shown_as_it_is_with_what_does_not_fit_marked(
    page: Page, preview: Preview
) -> None:
    so_far = len(preview.said)
    preview.save(SLIDE, "- old point", f"{LONG}\n- old point")
    notice = page.get_by_role("dialog", name="1 error")
    notice.wait_for()
    assert "region body overflows by" in notice.inner_text()
    assert "shown as they are" in notice.inner_text()
    body = page.locator("section.present [data-region=body]")
    assert body.get_attribute("data-misfit") is not None
    marked = body.locator("[data-misfit-text]")
    assert marked.last.inner_text() == "last point"
    assert 0 < marked.count() < body.locator("[data-p]").count()
    line = re.search(r"b\.md:(\d+):", notice.inner_text())
    assert line is not None
    first = int(line[1]) - 7  # the list begins in line 8
    assert marked.first.inner_text() == f"point {first}, which is far from short"
    preview.wait_for(r"b\.md → 1 error on screen in \d+ ms", after=so_far)
    assert not was_reloaded(page)

    page.keyboard.press("ArrowRight")  # is the deck's
    until(lambda: place(page) == ("a.b", 2), lambda: f"the place, not {place(page)}")
    page.keyboard.press("Escape")  # is the notice's
    notice.wait_for(state="hidden")
    assert page.locator(".reveal.overview").count() == 0

    write(preview.root)
    page.locator("[data-misfit]").wait_for(state="detached")
    assert page.get_by_role("button", name="1 error").count() == 0


def test_a_title_that_overflows_is_marked(page: Page, preview: Preview) -> None:
    preview.save(SLIDE, "# The second", f"# The second{' and yet another' * 12}")
    page.locator("section.present .role-title [data-misfit-text]").wait_for()
    assert page.locator("[data-misfit]").count() == 1


def test_a_preview_begun_with_a_slide_that_overflows_shows_it(tab: Page, tmp_path: Path) -> None:
    source = SOURCES[SLIDE].replace("- old point", f"{LONG}\n- old point")
    write(tmp_path, SOURCES | {SLIDE: source})
    preview = Preview(tmp_path)
    try:
        tab.goto(f"{preview.url}t/en/index.html#/a.b")
        tab.locator("section.present [data-misfit-text]").first.wait_for()
        tab.close()
    finally:
        preview.end()


def test_warnings_are_counted_in_a_corner(page: Page, preview: Preview) -> None:
    preview.save("deck/slides/a/three.md", "Goodbye", "![](../../media/dot.svg)")
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
    write(preview.root, {"deck/media/dot.svg": svg})
    page.get_by_role("button", name="1 warning").click()
    dialog = page.get_by_role("dialog", name="1 warning")
    dialog.wait_for()
    assert "deck/slides/a/three.md:3" in dialog.inner_text()


def test_the_speaker_view_follows_too(page: Page, preview: Preview) -> None:
    with page.expect_popup() as opened:
        page.keyboard.press("s")
    speaker = opened.value
    speaker.get_by_text("old notes").wait_for()
    slide = speaker.frame_locator("#current-slide iframe").locator("section.present")
    slide.get_by_text("old point").wait_for(state="attached")
    preview.save(SLIDE, "old notes", "new notes")
    speaker.get_by_text("new notes").wait_for()
    preview.save(SLIDE, "old point", "new point")
    slide.get_by_text("new point").wait_for(state="attached")
    speaker.close()


def test_a_preview_begun_with_a_mistake_shows_the_deck_once_it_is_mended(
    tab: Page, tmp_path: Path
) -> None:
    broken = SOURCES["deck/slides/a/b.md"].replace("kicker: Part one", "layout: boddy")
    write(tmp_path, SOURCES | {"deck/slides/a/b.md": broken})
    preview = Preview(tmp_path)
    try:
        tab.goto(preview.url)
        tab.get_by_role("alertdialog", name="1 error").wait_for()
        write(tmp_path)
        tab.locator("section.present#a\\.one").wait_for()
        assert tab.url.startswith(f"{preview.url}t/en/index.html")
        tab.close()
    finally:
        preview.end()
