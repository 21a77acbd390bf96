"""The overview: a grid with the names of sections, on a sheet that scrolls."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace
from tests.render.html.deck import write
from tests.render.html.factory import slide, talk, title
from tests.render.html.watched import address, opened, wait_until

from diptych.model.laid_out import LaidOutSection

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

SECTIONS = {"First": 3, "Second": 1, "Third": 14}
ROWS = """() => {
  const rows = new Map();
  for (const slide of document.querySelectorAll(".slides > section")) {
    const box = slide.getBoundingClientRect();
    const top = Math.round(box.top);
    rows.set(top, [...(rows.get(top) ?? []), slide.id]);
  }
  return [...rows].sort(([one], [other]) => one - other).map(([_, ids]) => ids);
}"""
BOXES = """() => [...document.querySelectorAll(".slides > section")].map(slide => {
  const box = slide.getBoundingClientRect();
  return [box.left, box.right, box.top, box.bottom];
})"""
PRESENT = "document.querySelector('section.present').id"
IN_VIEW = """() => {
  const box = document.querySelector("section.present").getBoundingClientRect();
  return box.top >= 0 && box.bottom <= innerHeight;
}"""


@pytest.fixture(scope="module")
def in_sections(vendor: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a deck in three sections."""
    folder = tmp_path_factory.mktemp("sections")
    sections = tuple(
        LaidOutSection(
            title=name,
            slides=tuple(
                slide(f"{name.lower()}-{number}", title(f"{name} {number}"))
                for number in range(1, count + 1)
            ),
        )
        for name, count in SECTIONS.items()
    )
    write(replace(talk(), sections=sections), folder, vendor)
    return folder


def overview(page: Page) -> None:
    page.keyboard.press("Escape")
    page.wait_for_selector(".reveal.overview")


def test_slides_are_in_rows_with_the_name_of_a_section_above_its_first(
    browser: Browser, in_sections: Path
) -> None:
    place = """element => {
      const box = element.getBoundingClientRect();
      return [Math.round(box.left), Math.round(box.bottom)];
    }"""
    with opened(browser, address(in_sections)) as page:
        overview(page)
        rows = page.evaluate(ROWS)
        ids = [
            f"{name.lower()}-{i}" for name, count in SECTIONS.items() for i in range(1, count + 1)
        ]
        assert [id_ for row in rows for id_ in row] == ids
        assert [len(row) for row in rows] == [4, 4, 4, 4, 2]
        labels = page.locator(".overview-section")
        assert labels.all_inner_texts() == list(SECTIONS)
        for number, name in enumerate(SECTIONS):
            left, bottom = labels.nth(number).evaluate(place)
            slide_left, slide_bottom = page.locator(f"#{name.lower()}-1").evaluate(place)
            assert left == slide_left
            assert bottom < slide_bottom - 150


@pytest.mark.parametrize("size", [(1280, 720), (844, 390), (2560, 1440)])
def test_no_slide_covers_another_or_leaves_the_screen_at_its_sides(
    browser: Browser, in_sections: Path, size: tuple[int, int]
) -> None:
    viewport = {"width": size[0], "height": size[1]}
    with opened(browser, address(in_sections), viewport=viewport) as page:
        overview(page)
        boxes = page.evaluate(BOXES)
        for left, right, top, bottom in boxes:
            assert 0 <= left < right <= size[0]
            assert (right - left) / (bottom - top) == pytest.approx(16 / 9, abs=0.02)
            assert right - left >= 219
        for (_, right, top, bottom), (left, _, next_top, _) in pairwise(boxes):
            assert left >= right if next_top == top else next_top >= bottom


def test_the_arrows_lead_along_rows_and_between_them_and_the_sheet_follows(
    browser: Browser, in_sections: Path
) -> None:
    with opened(browser, address(in_sections, hash_="#/first-3")) as page:
        overview(page)
        keys = ("ArrowDown", "ArrowDown", "ArrowRight", "ArrowUp", "ArrowUp", "ArrowUp")
        places = []
        for key in keys:
            page.keyboard.press(key)
            places.append(page.evaluate(PRESENT))
        assert places == ["third-3", "third-7", "third-8", "third-4", "second-1", "second-1"]
        page.keyboard.press("End")
        assert page.evaluate(PRESENT) == "third-14"
        assert page.evaluate(IN_VIEW)


def test_a_slide_is_chosen_by_a_click_and_stands_as_it_did(
    browser: Browser, in_sections: Path
) -> None:
    with opened(browser, address(in_sections)) as page:
        before = page.evaluate(
            "document.getElementById('first-1').getBoundingClientRect().toJSON()"
        )
        overview(page)
        page.click("#third-14")
        wait_until(page, "!document.querySelector('.reveal.overview')")
        assert page.evaluate(PRESENT) == "third-14"
        assert page.locator(".overview-section").count() == 0
        page.keyboard.press("Home")
        after = page.evaluate("document.getElementById('first-1').getBoundingClientRect().toJSON()")
        assert after == before


def test_a_talk_without_sections_is_one_sheet_without_labels(browser: Browser, site: Path) -> None:
    with opened(browser, address(site)) as page:
        overview(page)
        assert page.locator(".overview-section").count() == 0
        assert len(page.evaluate(ROWS)) == 2


def test_paper_shows_nothing_of_it(browser: Browser, in_sections: Path) -> None:
    with opened(browser, address(in_sections)) as page:
        overview(page)
        page.emulate_media(media="print")
        assert not page.locator(".overview-section").first.is_visible()
        lefts = {left for left, *_ in page.evaluate(BOXES)}
        assert lefts == {0}
