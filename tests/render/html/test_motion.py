"""How one slide takes the place of another in the browser."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from msgspec.structs import replace
from tests.render.factory import box
from tests.render.html.deck import write
from tests.render.html.factory import frame, paragraph, slide, talk, title
from tests.render.html.watched import address, opened, wait_until

from diptych.model.deck import Transition
from diptych.model.laid_out import LaidOutSlide

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

ON_THE_WAY = """() => {
  Reveal.next();
  const all = document.getAnimations().filter(one => one.effect.target.closest("section"));
  for (const one of all) { one.pause(); one.currentTime = 100; }
  const slides = Array.from(document.querySelectorAll(".slides > section"))
    .filter(one => one.checkVisibility({ opacityProperty: true }));
  const moving = slides.map(slide => all
    .filter(one => one.effect.target === slide).map(one => one.transitionProperty).sort().join());
  for (const one of all) one.finish();
  return [slides.map(one => one.id), moving];
}"""
"""The slides that are seen after 100 ms, and what changes of each."""
SEEN = """Array.from(document.querySelectorAll(".slides > section"))
  .filter(one => one.checkVisibility({ opacityProperty: true })).map(one => one.id).join()"""


def moving(name: str, transition: Transition, at: float, words: str) -> LaidOutSlide:
    text = frame(paragraph(words, block_id="kept"), at=box(80, at, 600, 60))
    made = slide(name, title(name), text)
    return replace(made, slide=replace(made.slide, transition=transition))


@pytest.fixture(scope="module")
def deck(vendor: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a deck whose slides appear in every way."""
    folder = tmp_path_factory.mktemp("motion")
    slides = (
        moving("still", "none", 200, "One"),
        moving("faded", "fade", 200, "Two"),
        moving("pushed", "push", 200, "Three"),
        moving("morphed", "morph", 500, "Three, which has moved"),
    )
    write(talk(*slides), folder, vendor)
    return folder


@pytest.mark.parametrize(
    ("slides", "moving"),
    [
        (("still", "faded"), ("opacity", "opacity")),
        (("faded", "pushed"), ("opacity,transform", "transform")),
    ],
)
def test_a_slide_comes_while_the_one_before_stays_or_goes(
    browser: Browser, deck: Path, slides: tuple[str, str], moving: tuple[str, str]
) -> None:
    with opened(browser, address(deck, hash_=f"#/{slides[0]}")) as page:
        assert page.evaluate(ON_THE_WAY) == [list(slides), list(moving)]
        wait_until(page, f"{SEEN} === '{slides[1]}'")


def test_what_has_the_same_id_moves_to_its_new_place(browser: Browser, deck: Path) -> None:
    top = "document.querySelector('#morphed [data-block=kept]').getBoundingClientRect().top"
    with opened(browser, address(deck, hash_="#/pushed")) as page:
        assert 200 <= page.evaluate(f"() => {{ Reveal.next(); return {top}; }}") < 480
        wait_until(page, f"Math.abs({top} - 501) < 2")


@pytest.mark.parametrize("options", [{"reduced_motion": "reduce"}])
def test_who_wants_less_motion_gets_none(
    browser: Browser, deck: Path, options: dict[str, Any]
) -> None:
    top = "document.querySelector('#morphed [data-block=kept]').getBoundingClientRect().top"
    with opened(browser, address(deck), **options) as page:
        for shown in ("faded", "pushed", "morphed"):
            page.evaluate("Reveal.next()")
            assert page.evaluate(SEEN) == shown
        assert page.evaluate(top) == pytest.approx(501, abs=1.5)


def test_a_talk_that_does_not_move_says_nothing_about_it(vendor: Path, tmp_path: Path) -> None:
    write(talk(moving("a", "none", 100, "A"), slide("b", title("b"))), tmp_path, vendor)
    page = (tmp_path / "demo/en/index.html").read_text("utf-8")
    assert "data-transition" not in page
    assert "data-auto-animate" not in page
