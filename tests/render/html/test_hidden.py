"""Slides that the talk does not show: hidden ones, and backup slides after the end."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.render.html.deck import write
from tests.render.html.factory import frame, paragraph, slide, talk, title
from tests.render.html.watched import PHONE, address, opened, wait_until

from diptych.model.text import Run

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

PRESENT = "document.querySelector('section.present').id"
SECTIONS = "[...document.querySelectorAll('.slides > section')].map(one => one.id)"
SHOWN = """[...document.querySelectorAll('.slides > section')]
  .filter(one => getComputedStyle(one).display !== 'none').map(one => one.id)"""


@pytest.fixture(scope="module")
def partly_hidden(vendor: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a deck with two hidden slides and a backup."""
    folder = tmp_path_factory.mktemp("hidden")
    jump = frame(paragraph("To ", Run("the details", link="#details")))
    slides = (
        slide("one", title("One"), jump, heading="One"),
        slide("details", title("Details"), heading="Details", hidden=True),
        slide("proof", title("Proof"), heading="Proof", hidden=True),
        slide("two", title("Two"), jump, heading="Two"),
        slide("spare", title("Spare"), heading="Spare", backup=True),
    )
    write(talk(*slides), folder, vendor)
    return folder


def press(page: Page, key: str) -> str:
    page.keyboard.press(key)
    page.wait_for_timeout(50)
    return str(page.evaluate(PRESENT))


def test_no_step_and_no_overview_meets_a_hidden_slide(
    browser: Browser, partly_hidden: Path
) -> None:
    with opened(browser, address(partly_hidden)) as page:
        assert page.evaluate(SECTIONS) == ["one", "two", "spare"]
        assert [press(page, "ArrowRight") for _ in range(3)] == ["two", "spare", "spare"]


@pytest.mark.parametrize("start", ["one", "two"])
def test_a_link_leads_to_a_hidden_slide_which_stands_in_its_place_until_it_is_left(
    browser: Browser, partly_hidden: Path, start: str
) -> None:
    with opened(browser, address(partly_hidden, hash_=f"#/{start}")) as page:
        page.click("section.present a")
        wait_until(page, f"{PRESENT} === 'details'")
        assert page.evaluate(SECTIONS) == ["one", "details", "two", "spare"]
        assert page.evaluate("location.hash") == "#/details"
        assert press(page, "ArrowRight") == "two"
        assert page.evaluate(SECTIONS) == ["one", "two", "spare"]
        assert [press(page, "ArrowLeft"), press(page, "ArrowRight")] == ["one", "two"]


def test_one_hidden_slide_leads_to_another(browser: Browser, partly_hidden: Path) -> None:
    with opened(browser, address(partly_hidden, hash_="#/details")) as page:
        assert page.evaluate(PRESENT) == "details"
        page.evaluate("location.hash = '#/proof'")
        wait_until(page, f"{PRESENT} === 'proof'")
        assert page.evaluate(SECTIONS) == ["one", "proof", "two", "spare"]
        assert press(page, "ArrowLeft") == "one"


def test_search_and_progress_leave_hidden_slides_out(browser: Browser, partly_hidden: Path) -> None:
    progress = "parseFloat(getComputedStyle(document.querySelector('.progress span')).width)"
    with opened(browser, address(partly_hidden, hash_="#/two")) as page:
        assert page.evaluate(progress) == pytest.approx(1280, abs=2)
        page.evaluate("location.hash = '#/details'")
        wait_until(page, f"{PRESENT} === 'details'")
        assert press(page, "End") == "spare"
        assert page.evaluate("document.body.textContent.includes('Proof')") is False


def test_the_speaker_view_follows_to_a_hidden_slide_and_back(
    browser: Browser, partly_hidden: Path
) -> None:
    with opened(browser, address(partly_hidden)) as page:
        with page.expect_popup() as opening:
            page.keyboard.press("s")
        speaker = opening.value
        wait_until(speaker, "document.querySelectorAll('iframe').length === 2")
        for id_ in ("details", "two"):
            page.evaluate("id => { location.hash = '#/' + id }", id_)
            wait_until(page, f"{PRESENT} === '{id_}'")
            current = speaker.frames[1]
            wait_until(current, f"document.querySelector('section.present')?.id === '{id_}'")


def test_without_scripts_and_on_a_phone_it_is_not_shown_either(
    browser: Browser, partly_hidden: Path
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address(partly_hidden))
    heading = page.get_by_role("heading", name="Details")
    assert heading.count() == 0
    context.close()
    with opened(browser, address(partly_hidden), viewport=PHONE) as phone:
        assert phone.evaluate(SHOWN) == ["one", "two", "spare"]
        phone.evaluate("location.hash = '#/details'")
        phone.wait_for_timeout(50)
        assert phone.evaluate(SHOWN) == ["one", "details", "two", "spare"]


def test_back_leads_from_a_hidden_slide_to_the_one_with_the_link(
    browser: Browser, partly_hidden: Path
) -> None:
    with opened(browser, address(partly_hidden, hash_="#/two")) as page:
        page.click("section.present a")
        wait_until(page, f"{PRESENT} === 'details'")
        page.go_back()
        wait_until(page, f"{PRESENT} === 'two'")
        assert page.evaluate(SECTIONS) == ["one", "two", "spare"]
        page.go_forward()
        wait_until(page, f"{PRESENT} === 'details'")
