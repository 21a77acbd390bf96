"""What only a browser can test: that the page opens, moves, and shows what the layout solved."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from msgspec.structs import replace
from tests.render.factory import box
from tests.render.html.deck import LOCALES, deck
from tests.render.html.factory import PHOTO, THEME
from tests.render.html.watched import PHONE, address, opened, wait_until

from diptych.model.geometry import PX_PER_PT, WIDESCREEN, Emu, to_px
from diptych.model.text_frame import TextFrame
from diptych.model.theme import Decoration
from diptych.render.html.decoration import render_decoration
from diptych.render.html.fonts import own_name
from diptych.source.reading.runtime import read_metrics
from diptych.typography.measured_text import set_text

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

FRAMES = """() => Array.from(document.querySelectorAll('section.present [data-frame]'), e => {
  const box = e.getBoundingClientRect();
  return [box.x, box.y, box.width, box.height];
})"""
HEIGHTS = """frame => Array.from(
  document.querySelectorAll(`section.present [data-frame="${frame}"] [data-p]`),
  e => e.offsetHeight
)"""


PRESENT_IS = "id => document.querySelector('section.present').id === id"


def go_to(page: Page, anchor: str) -> None:
    page.evaluate("anchor => { location.hash = '/' + anchor; }", anchor)
    wait_until(page, "id => document.querySelector('section.present').id === id", anchor)


@pytest.mark.parametrize("locale", LOCALES)
def test_the_deck_opens_from_a_file_in_the_theme_s_fonts(
    browser: Browser, site: Path, locale: str
) -> None:
    with opened(browser, address(site, locale)) as page:
        loaded = page.evaluate(
            "[...document.fonts].filter(f => f.status === 'loaded').map(f => f.family)"
        )
        assert own_name("Pretendard") in {family.strip('"') for family in loaded}


def test_the_keyboard_leads_to_the_last_slide(browser: Browser, site: Path) -> None:
    made = deck("en")
    steps = sum(slide.steps for slide in made) + len(made.slides) - 1
    with opened(browser, address(site)) as page:
        for _ in range(steps):
            page.keyboard.press("ArrowRight")
        wait_until(page, "location.hash === '#/topic.full'")


def test_a_slide_has_an_address(browser: Browser, site: Path) -> None:
    with opened(browser, address(site, hash_="#/topic.code")) as page:
        assert page.evaluate("document.querySelector('section.present').id") == "topic.code"


def test_reveal_js_is_at_hand_under_its_usual_name(browser: Browser, site: Path) -> None:
    made = deck("en")
    with opened(browser, address(site)) as page:
        assert page.evaluate("Reveal.isReady()")
        assert page.evaluate("Reveal.getTotalSlides()") == len(made.slides)
        page.evaluate("Reveal.next()")
        assert page.evaluate("Reveal.getCurrentSlide().id") == made.slides[1].anchor
        assert page.evaluate("Reveal.getPlugin('notes').id") == "notes"


def test_a_step_shows_what_belongs_to_it(browser: Browser, site: Path) -> None:
    shown = "document.querySelectorAll('section.present .fragment.visible').length"
    with opened(browser, address(site, hash_="#/topic.pictures")) as page:
        counts = []
        for _ in range(3):
            counts.append(page.evaluate(shown))
            page.keyboard.press("ArrowRight")
        assert counts == [0, 1, 3]


@pytest.mark.parametrize("locale", LOCALES)
def test_boxes_are_where_the_layout_put_them(browser: Browser, site: Path, locale: str) -> None:
    with opened(browser, address(site, locale)) as page:
        for slide in deck(locale):
            go_to(page, slide.anchor)
            boxes = [
                [to_px(length) for length in (box.x, box.y, box.width, box.height)]
                for box in (shape.box for shape in slide.shapes)
            ]
            for solved, drawn in zip(boxes, page.evaluate(FRAMES), strict=True):
                assert drawn == pytest.approx(solved, abs=0.5)


@pytest.mark.parametrize("size", [(1280, 720), (1024, 768), (2560, 1440)])
@pytest.mark.parametrize("locale", LOCALES)
def test_paragraphs_have_the_lines_that_were_solved(
    browser: Browser, site: Path, locale: str, size: tuple[int, int]
) -> None:
    viewport = {"width": size[0], "height": size[1]}
    theme = replace(THEME, metrics=read_metrics())
    with opened(browser, address(site, locale), viewport=viewport) as page:
        for slide in deck(locale):
            go_to(page, slide.anchor)
            for index, shape in enumerate(slide.shapes):
                if isinstance(shape, TextFrame):
                    width = Emu(shape.box.width - 2 * shape.inset)
                    solved = set_text(shape.paragraphs, theme).solved(width)
                    expected = [
                        paragraph.line_count * paragraph.line_height * PX_PER_PT
                        for paragraph in solved
                    ]
                    drawn = page.evaluate(HEIGHTS, index)
                    assert drawn == pytest.approx(expected, abs=1), shape.region


def test_the_other_language_opens_at_the_same_slide(browser: Browser, site: Path) -> None:
    with opened(browser, address(site, hash_="#/topic.code")) as page:
        page.focus(".languages [lang=ko]")
        page.keyboard.press("Enter")
        page.wait_for_selector("html[lang=ko] .reveal.ready")
        assert page.evaluate("document.querySelector('section.present').id") == "topic.code"


def test_the_other_language_opens_at_the_same_step(browser: Browser, site: Path) -> None:
    stepped = next(slide for slide in deck("en") if slide.steps)
    with opened(browser, address(site, hash_=f"#/{stepped.anchor}")) as page:
        page.keyboard.press("ArrowRight")
        shown = "document.querySelectorAll('section.present .fragment.visible').length"
        wait_until(page, f"{shown} > 0")
        before = page.evaluate(shown)
        page.focus(".languages [lang=ko]")
        page.keyboard.press("Enter")
        page.wait_for_selector("html[lang=ko] .reveal.ready")
        assert page.evaluate("document.querySelector('section.present').id") == stepped.anchor
        assert page.evaluate(shown) == before


def test_a_link_within_the_talk_leads_to_its_slide(browser: Browser, site: Path) -> None:
    with opened(browser, address(site, hash_="#/topic.text")) as page:
        page.click("section.present a[href='#/cover']")
        wait_until(page, "document.querySelector('section.present').id === 'cover'")


def test_back_leads_to_the_slide_with_the_link(browser: Browser, site: Path) -> None:
    with opened(browser, address(site)) as page:
        page.keyboard.press("ArrowRight")
        page.click("section.present a[href='#/cover']")
        wait_until(page, PRESENT_IS, "cover")
        page.keyboard.press("End")
        page.go_back()
        wait_until(page, PRESENT_IS, "topic.text")
        page.go_forward()
        wait_until(page, PRESENT_IS, "topic.full")
        page.wait_for_timeout(1100)  # nothing is written late
        assert page.evaluate("location.hash") == "#/topic.full"


def test_back_leads_to_the_step_at_which_the_link_was_followed(
    browser: Browser, site: Path
) -> None:
    shown = "document.querySelectorAll('section.present .fragment.visible').length"
    with opened(browser, address(site, hash_="#/topic.pictures")) as page:
        page.keyboard.press("ArrowRight")
        wait_until(page, f"{shown} === 1")
        page.evaluate("""() => {
          const link = Object.assign(document.createElement("a"), { href: "#/cover", id: "jump" });
          link.textContent = "Jump";
          document.querySelector("section.present .frame").append(link);
        }""")
        page.click("#jump")
        wait_until(page, PRESENT_IS, "cover")
        page.go_back()
        wait_until(page, PRESENT_IS, "topic.pictures")
        assert page.evaluate(shown) == 1


def test_back_leads_to_the_other_language_at_its_slide(browser: Browser, site: Path) -> None:
    with opened(browser, address(site)) as page:
        page.keyboard.press("ArrowRight")
        page.focus(".languages [lang=ko]")
        page.keyboard.press("Enter")
        page.wait_for_selector("html[lang=ko] .reveal.ready")
        page.go_back()
        page.wait_for_selector("html[lang=en] .reveal.ready")
        assert page.evaluate("document.querySelector('section.present').id") == "topic.text"


def test_the_speaker_view_opens_and_follows(browser: Browser, site: Path) -> None:
    with opened(browser, address(site)) as page:
        with page.expect_popup() as popup:
            page.keyboard.press("s")
        speaker = popup.value
        speaker.wait_for_selector("text=Welcome, everybody.")
        wait_until(speaker, "document.querySelectorAll('iframe').length === 2")
        left = "document.querySelector('.pacing .minutes-value').textContent.trim() === ':01'"
        wait_until(speaker, left)
        assert speaker.locator(".pacing-title").text_content() == "Left for this slide"
        page.keyboard.press("ArrowRight")
        current = speaker.frames[1]
        wait_until(current, "document.querySelector('section.present')?.id === 'topic.text'")


def test_the_speaker_view_speaks_the_deck_s_language_and_uses_its_window(
    browser: Browser, site: Path
) -> None:
    boxes = """() => ["#current-slide iframe", "#upcoming-slide iframe", "#upcoming-slide .label",
      ".speaker-controls-time"].map(name => {
        const box = document.querySelector(name).getBoundingClientRect();
        return [box.left, box.top, box.right, box.bottom];
      })"""
    with opened(browser, address(site, "ko", hash_="#/topic.text")) as page:
        with page.expect_popup() as popup:
            page.keyboard.press("s")
        speaker = popup.value
        speaker.set_viewport_size({"width": 1200, "height": 700})
        speaker.wait_for_selector("text=다음 슬라이드")
        wait_until(speaker, "document.querySelectorAll('iframe').length === 2")
        wait_until(speaker, "document.body.classList.contains('without-notes')")
        assert speaker.locator(".speaker-layout-label").text_content() == "배치: 기본"
        wait_until(speaker, "/^오[전후]/.test(document.querySelector('.clock-value').textContent)")
        current, upcoming, label, time = speaker.evaluate(boxes)
        assert label[3] <= upcoming[1]
        assert current[2] <= upcoming[0]
        assert upcoming[3] <= time[1]
        for left, top, right, bottom in (current, upcoming):
            assert (right - left) / (bottom - top) == pytest.approx(16 / 9, abs=0.02)
        assert current[2] - current[0] > 0.66 * 1200
        shown = "document.querySelector('section.present')?.id === 'topic.text'"
        wait_until(speaker.frames[1], shown)
        followed = "!document.body.classList.contains('without-notes')"
        # reveal.js sends the slide on which the view began back to the deck half a second later.
        wait_until(speaker, followed, before=lambda: page.keyboard.press("Home"))


def test_the_overview_shows_every_slide_whole(browser: Browser, site: Path) -> None:
    with opened(browser, address(site)) as page:
        page.keyboard.press("Escape")
        page.wait_for_selector(".reveal.overview")
        hidden = "[...document.querySelectorAll('.fragment')].filter(e => !e.checkVisibility())"
        assert page.evaluate(hidden) == []


def test_search_finds_a_slide(browser: Browser, site: Path) -> None:
    with opened(browser, address(site)) as page:
        page.keyboard.press("Control+Shift+F")
        page.fill(".searchinput", "listing")
        page.keyboard.press("Enter")
        wait_until(page, "document.querySelector('section.present').id === 'topic.code'")


def test_who_wants_less_motion_gets_none(browser: Browser, site: Path) -> None:
    moving = """[...document.querySelectorAll('.reveal, .reveal *')].filter(
      e => getComputedStyle(e).transitionDuration.split(', ').some(d => parseFloat(d) > 0.001)
    ).length"""
    with opened(browser, address(site), reduced_motion="reduce") as page:
        assert page.evaluate(moving) == 0


PAGE_OF_PHONE: dict[str, Any] = {"viewport": PHONE, "is_mobile": True, "has_touch": True}


def test_on_a_phone_the_slides_are_read_one_below_the_other(browser: Browser, site: Path) -> None:
    with opened(browser, address(site), **PAGE_OF_PHONE) as page:
        tops = page.evaluate(
            "[...document.querySelectorAll('section')].map(s => s.getBoundingClientRect().top)"
        )
        assert tops == sorted(set(tops))
        assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
        smallest = """Math.min(...[...document.querySelectorAll('[data-p]')]
          .filter(e => e.checkVisibility()).map(e => parseFloat(getComputedStyle(e).fontSize)))"""
        assert page.evaluate(smallest) >= 13


def test_on_a_phone_dense_and_sparse_slides_are_read_in_about_the_same_size(
    browser: Browser, site: Path
) -> None:
    sized = """size => {
      const one = document.querySelector("section li [data-p]");
      one.style.setProperty("--size", size);
      return parseFloat(getComputedStyle(one).fontSize);
    }"""
    with opened(browser, address(site), **PAGE_OF_PHONE) as page:
        dense, sparse, metric = (page.evaluate(sized, f"{pt / 0.75}px") for pt in (16, 32, 80))
    assert 14.5 <= dense < sparse <= 18 < metric


def test_on_a_phone_a_title_has_all_the_width(browser: Browser, site: Path) -> None:
    widths = """() => {
      const title = document.querySelector(".role-title");
      title.style.paddingRight = "449.5px";  // as its writer makes lines equally long
      return [title, title.querySelector("h2")].map(e => e.getBoundingClientRect().width);
    }"""
    with opened(browser, address(site), **PAGE_OF_PHONE) as page:
        frame, text = page.evaluate(widths)
    assert frame == text > 300


def test_on_a_phone_a_date_in_parentheses_stays_whole(browser: Browser, site: Path) -> None:
    aside = """() => {
      const one = document.querySelector("section li [data-p]");
      one.innerHTML = "word ".repeat(7) + '<span class="aside">(Dec. 2023)</span>';
      const span = one.querySelector(".aside"), widths = [];
      for (let width = 300; width > 90; width -= 2) {
        one.style.width = `${width}px`;
        widths.push(span.getClientRects().length);
      }
      return Math.max(...widths);
    }"""
    with opened(browser, address(site), **PAGE_OF_PHONE) as page:
        assert page.evaluate(aside) == 1


def test_a_phone_keeps_its_place_when_it_is_turned(browser: Browser, site: Path) -> None:
    with opened(browser, address(site, hash_="#/topic.code"), **PAGE_OF_PHONE) as page:
        wait_until(page, "scrollY > 0")
        page.set_viewport_size({"width": PHONE["height"], "height": PHONE["width"]})
        page.wait_for_selector(".reveal.ready")
        assert page.evaluate("document.querySelector('section.present').id") == "topic.code"


def test_on_a_phone_back_leads_to_the_slide_with_the_link(browser: Browser, site: Path) -> None:
    near = "id => Math.abs(document.getElementById(id).getBoundingClientRect().top - 44) < 2"
    with opened(browser, address(site, hash_="#/topic.text"), **PAGE_OF_PHONE) as page:
        wait_until(page, near, "topic.text")
        page.tap("[id='topic.text'] a[href='#/cover']")
        wait_until(page, "document.getElementById('cover').getBoundingClientRect().top >= 0")
        wait_until(page, "location.hash === '#/cover'")
        page.go_back()
        wait_until(page, near, "topic.text")


def test_without_scripts_every_slide_is_there(browser: Browser, site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address(site))
    for slide in deck("en"):
        assert page.locator(f"[id='{slide.anchor}']").is_visible()
    context.close()


def test_on_a_phone_the_rows_of_a_table_too_wide_are_below_each_other(
    browser: Browser, site: Path
) -> None:
    """It is widened before deck.js measures it, which happens once, as the page is read."""
    widen = """new MutationObserver((_, observer) => {
      const table = document.querySelector(".frame.table");
      if (!table || !document.querySelector("body > script")) return;
      observer.disconnect();
      for (const row of table.querySelectorAll("tr"))
        for (let i = 0; i < 8; i++) row.append(row.lastElementChild.cloneNode(true));
    }).observe(document, { childList: true, subtree: true });"""
    with opened(browser, address(site), **PAGE_OF_PHONE) as page:
        page.add_init_script(widen)
        page.reload()
        wait_until(page, "document.querySelector('.frame.table.stacked') !== null")
        cells = page.locator(".stacked tbody tr").first.locator("td, th")
        tops = cells.evaluate_all("all => all.map(cell => cell.getBoundingClientRect().top)")
        assert tops == sorted(set(tops))
        name = "cell => getComputedStyle(cell, '::before').content"
        head = page.locator(".stacked thead th").nth(1).text_content()
        assert cells.nth(0).evaluate(name) == "none"
        assert cells.nth(1).evaluate(name) == f'"{head}"'
        assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_on_a_phone_a_table_that_fits_stays_a_table(browser: Browser, site: Path) -> None:
    with opened(browser, address(site), **PAGE_OF_PHONE) as page:
        assert page.locator(".frame.table").count() == 1
        assert page.locator(".stacked").count() == 0


def test_on_a_phone_a_list_says_where_the_reader_is_and_leads_elsewhere(
    browser: Browser, site: Path
) -> None:
    near = "id => Math.abs(document.getElementById(id).getBoundingClientRect().top - 44) < 2"
    with opened(browser, address(site, hash_="#/topic.text"), **PAGE_OF_PHONE) as page:
        wait_until(page, "document.querySelector('.contents').value === 'topic.text'")
        assert page.locator(".contents option").first.text_content() == (
            "1. Generative AI Frontline2023/24"
        )
        page.select_option(".contents", "topic.pictures")
        wait_until(page, near, "topic.pictures")
        assert page.locator(".page-header").bounding_box() == {
            "x": 0, "y": 0, "width": PHONE["width"], "height": 44,
        }  # fmt: skip


def test_on_a_phone_the_present_language_is_the_bold_one(browser: Browser, site: Path) -> None:
    weight = "e => getComputedStyle(e).fontWeight"
    with opened(browser, address(site), **PAGE_OF_PHONE) as page:
        assert page.locator(".languages [lang=en]").evaluate(weight) == "700"
        assert page.locator(".languages [lang=ko]").evaluate(weight) == "400"


def test_nothing_stands_around_a_slide_until_the_pointer_moves(
    browser: Browser, site: Path
) -> None:
    shown = """['.controls', '.progress'].map(
      name => getComputedStyle(document.querySelector(`.reveal > ${name}`)).opacity
    ).join()"""
    with opened(browser, address(site), reduced_motion="reduce") as page:
        assert page.evaluate(shown) == "0,0"
        page.mouse.move(300, 300)
        wait_until(page, f"{shown} === '1,1'")
        page.clock.install()
        page.mouse.move(310, 300)
        page.clock.run_for(1900)
        assert page.evaluate(shown) == "1,1"
        page.clock.run_for(200)
        assert page.evaluate(shown) == "0,0"


def test_the_keyboard_s_focus_shows_the_arrows(browser: Browser, site: Path) -> None:
    opacity = "getComputedStyle(document.querySelector('.reveal > .controls')).opacity"
    with opened(browser, address(site), reduced_motion="reduce") as page:
        page.keyboard.press("Tab")
        page.focus(".navigate-right")
        assert page.evaluate(opacity) == "1"


def test_on_a_phone_a_picture_as_high_as_the_page_stands_behind_its_text(
    browser: Browser, site: Path
) -> None:
    made = render_decoration(Decoration(box=box(520, 0, 760, 720), picture=PHOTO), WIDESCREEN)
    place = """made => {
      const slide = document.getElementById("cover");
      slide.insertAdjacentHTML("afterbegin", made);
      const [page, picture] = [slide, slide.firstElementChild].map(e => e.getBoundingClientRect());
      const text = slide.querySelector("h2").getBoundingClientRect();
      const above = document.elementFromPoint(text.left + 5, text.top + 5);
      return [picture.left, picture.right, picture.height - page.height, above.tagName];
    }"""
    with opened(browser, address(site), **PAGE_OF_PHONE) as page:
        left, right, rest, above = page.evaluate(place, made)
        assert left == pytest.approx(PHONE["width"] * 520 / 1280, abs=1)
        assert right == pytest.approx(PHONE["width"], abs=1)
        assert rest == pytest.approx(0, abs=1)
        assert above == "H2"
