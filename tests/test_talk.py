"""The real talk, as its audience and its speaker's colleagues meet it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from tests.authoring import BuiltTalk
from tests.render.html.test_print import PAGE
from tests.render.html.watched import opened, wait_until
from tests.tools import validated

from diptych.model.laid_out import LaidOutSlide

if TYPE_CHECKING:
    from playwright.sync_api import Browser

FLOORS, DENSE_FLOORS = (18.0, 16.0, 14.0), (16.0, 14.0, 12.0)
VIOLATIONS = """async place => {
  const found = await axe.run(place, { preload: false, resultTypes: ["violations"] });
  return found.violations.map(
    rule => rule.id + ': ' + rule.nodes.map(node => node.html).join(' | ')
  );
}"""


@pytest.fixture(params=["en", "ko"])
def built(built_talk: BuiltTalk, request: pytest.FixtureRequest) -> BuiltTalk:
    """Return the talk in each of its languages."""
    return built_talk.in_locale(request.param)


PAGES = 39
"""The pages of the 27 slides: three of them have two."""


def test_has_its_27_slides_each_page_numbered(built: BuiltTalk) -> None:
    assert len({page.slide.id for page in built.talk}) == 27
    assert [page.number for page in built.talk] == list(range(1, PAGES + 1))


@pytest.mark.browser
def test_the_keyboard_reaches_the_last_slide(browser: Browser, built: BuiltTalk) -> None:
    with opened(browser, built.address, home=built.folder.as_uri()) as page:
        seen = [page.evaluate("location.hash")]
        for _ in range(len(built.talk.slides) - 1):
            page.keyboard.press("ArrowRight")
            wait_until(page, "last => location.hash !== last", seen[-1])
            seen.append(page.evaluate("location.hash"))
    assert seen[1:] == [f"#/{slide.anchor}" for slide in built.talk.slides[1:]]


@pytest.mark.browser
def test_axe_finds_nothing_on_any_slide_nor_on_paper(
    browser: Browser,
    built: BuiltTalk,
    axe: str,
) -> None:
    with opened(browser, built.address, home=built.folder.as_uri(), bypass_csp=True) as page:
        page.evaluate(axe)
        for slide in built.talk if built.locale == "en" else ():
            page.evaluate("id => { location.hash = '/' + id; }", slide.anchor)
            present = "id => document.querySelector('section.present').id === id"
            wait_until(page, present, slide.anchor)
            assert page.evaluate(VIOLATIONS, "section.present") == [], slide.anchor
        assert page.evaluate(VIOLATIONS, "html") == []
        page.emulate_media(media="print")
        assert page.evaluate(VIOLATIONS, "html") == []


@pytest.mark.browser
@pytest.mark.parametrize("query", ["", "?print-pdf"])
def test_prints_every_page(browser: Browser, built: BuiltTalk, query: str) -> None:
    with opened(browser, built.address + query, home=built.folder.as_uri()) as page:
        if query:
            page.wait_for_selector(".pdf-page")
        pdf = page.pdf(prefer_css_page_size=True)
    assert len(PAGE.findall(pdf)) == PAGES


def test_the_pptx_is_valid_and_accessible(built: BuiltTalk) -> None:
    validated(built.pptx, a11y=True, lint=True)


def sizes(slide: LaidOutSlide) -> Iterator[tuple[int, float]]:
    """Yield level and size of every list item and paragraph of the body."""
    for frame in slide.frames:
        if frame.role == "text":
            yield from ((paragraph.level, paragraph.size) for paragraph in frame.paragraphs)


def test_no_level_is_smaller_than_a_room_can_read(built: BuiltTalk) -> None:
    for slide in built.talk:
        if slide.layout.name == "cover":
            continue
        floors = DENSE_FLOORS if slide.slide.density == "dense" else FLOORS
        small = [(level, size) for level, size in sizes(slide) if size < floors[min(level, 2)]]
        assert small == [], slide.slide.id


def test_sources_are_set_at_eleven_points(built: BuiltTalk) -> None:
    frames = [frame for slide in built.talk for frame in slide.frames if frame.role == "sources"]
    assert len(frames) == 14
    assert {paragraph.size for frame in frames for paragraph in frame.paragraphs} == {11.0}
