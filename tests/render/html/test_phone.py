"""Kinds of content on a phone, where slides are read like an article."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.render.factory import png
from tests.render.html.watched import PHONE, address, opened, wait_until
from tests.small import write

from diptych.config import BuildConfig
from diptych.pipeline import build

if TYPE_CHECKING:
    from playwright.sync_api import Browser, FloatRect, Locator

pytestmark = pytest.mark.browser

DECK = """---
title: Kinds
theme: plain
references: [{id: one, title: A book}]
---

## Equation

$$ a^2 + b^2 = c^2 $$ {#eq:one}

## Cut

![A square](wide.png){width=200px aspect=1/1}

## Small

::: logos
![A sign](wide.png)
![Another](wide.png)
![A third](wide.png)
![A fourth](wide.png)
:::

## Bordered

![A square](wide.png){width=300px .border}

## Diagram

::: {.diagram kind=cycle}
- Survey
- Build
- Lay
- Mend
:::

## Wide diagram

```mermaid
flowchart LR
  a[Alarm] --> b[Decide] --> c[Sail there] --> d[Find it] --> e[Lift it] --> f[Splice]
```

## Chart

```{.chart kind=column}
Fleet, Ships
Atlas, 31
Borealis, 14
Coral, 9
```

## Cards {arrange=cards}

- **Atlas**

  | Ship | Built |
  |---|--:|
  | Lynx | 2009 |
  | Heron | 2017 |
  | Otter | 2023 |

- **Borealis**

  | Ship | Built |
  |---|--:|
  | Swift | 1998 |
  | Raven | 2004 |
  | Seal | 2011 |

## Root

$$ \\sqrt{m} $$

## Highlighted

```{.python highlight=2}
first = 1
second = 2
```

## Code

```python
def first(cable):
            return deeply_indented_call_with_a_long_name(cable, and_with_more_than_a_phone_is_wide)
```

## Sources [@one]

| A table that is wider || than the screen of a phone |
|---|---|---|
| unbreakable-words-of-a-cell | incomprehensibilities | electroencephalographically |
"""
SIZE = "one => { const box = one.getBoundingClientRect(); return [box.width, box.height]; }"


@pytest.fixture(scope="module")
def kinds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the output folder of a deck with content of many kinds."""
    root = tmp_path_factory.mktemp("kinds")
    (root / "wide.png").write_bytes(png(400, 200))
    file = write(root / "demo.md", DECK)
    build(BuildConfig(root=root, document=file, out=root / "output", outputs=("html",)))
    return root / "output"


def box_of(one: Locator) -> FloatRect:
    """Return where an element is on the page."""
    box = one.bounding_box()
    assert box is not None
    return box


def test_a_formula_is_shown_with_its_number(browser: Browser, kinds: Path) -> None:
    with opened(browser, address(kinds), viewport=PHONE) as page:
        width, height = page.locator(".formula math").first.evaluate(SIZE)
        assert 0 < width <= PHONE["width"]
        assert height > 10
        assert page.get_by_text("(1)").first.is_visible()


def test_a_picture_is_cut_as_on_the_slide(browser: Browser, kinds: Path) -> None:
    with opened(browser, address(kinds), viewport=PHONE) as page:
        width, height = page.locator(".picture:has(.cut)").first.evaluate(SIZE)
        assert width == pytest.approx(height, abs=1)
        assert 0 < width <= PHONE["width"]


def test_what_is_small_stays_small(browser: Browser, kinds: Path) -> None:
    with opened(browser, address(kinds), viewport=PHONE) as page:
        logos = page.locator("section#small .picture")
        widths = [logos.nth(number).evaluate(SIZE)[0] for number in range(4)]
        assert max(widths) < 0.9 * PHONE["width"]


def test_small_pictures_share_a_row(browser: Browser, kinds: Path) -> None:
    with opened(browser, address(kinds), viewport=PHONE) as page:
        logos = page.locator("section#small .picture")
        tops = {round(box_of(logos.nth(number))["y"]) for number in range(4)}
        assert len(tops) < 4


def test_a_border_is_seen_on_a_picture(browser: Browser, kinds: Path) -> None:
    with opened(browser, address(kinds), viewport=PHONE) as page:
        width = page.locator("section#bordered .picture").evaluate(
            "one => getComputedStyle(one, '::after').borderTopWidth"
        )
        assert width == "1px"


def test_a_diagram_is_drawn_and_not_told(browser: Browser, kinds: Path) -> None:
    with opened(browser, address(kinds), viewport=PHONE) as page:
        group = page.locator("section#diagram .group")
        box, words = box_of(group), box_of(group.get_by_text("Survey"))
        assert box["x"] + box["width"] <= PHONE["width"]
        assert box["y"] <= words["y"] <= box["y"] + box["height"]
        assert not group.evaluate("one => one.scrollWidth > one.clientWidth")


def test_a_diagram_with_small_words_is_scrolled(browser: Browser, kinds: Path) -> None:
    with opened(browser, address(kinds), viewport=PHONE) as page:
        group = page.locator("section#wide-diagram .group")
        assert group.evaluate("one => one.scrollWidth > one.clientWidth")
        assert box_of(group.get_by_text("Alarm"))["height"] > 10
        group.focus()
        page.keyboard.press("ArrowRight")
        wait_until(page, "document.activeElement.scrollLeft > 0")


def test_a_wide_chart_is_drawn_for_the_phone(browser: Browser, kinds: Path) -> None:
    with opened(browser, address(kinds), viewport=PHONE) as page:
        chart = page.locator("section#chart .chart")
        assert chart.locator("svg.narrow").is_visible()
        assert not chart.locator("svg.wide").is_visible()
        size = chart.locator("svg.narrow text").first.evaluate(
            "one => one.getBoundingClientRect().height"
        )
        assert size > 12
    with opened(browser, address(kinds)) as page:
        page.evaluate(
            "Reveal.slide([...document.querySelectorAll('section')].findIndex("
            "one => one.id === 'chart'))"
        )
        assert page.locator("section#chart svg.wide").is_visible()


def test_a_highlighted_line_is_so_on_its_panel(browser: Browser, kinds: Path) -> None:
    color = "one => getComputedStyle(one).backgroundColor"
    with opened(browser, address(kinds), viewport=PHONE) as page:
        plain, lit = (
            page.locator("section#highlighted pre [data-p]").nth(at).evaluate(color)
            for at in range(2)
        )
        panel = page.locator("section#highlighted .frame:has(pre)").evaluate(color)
        assert plain == "rgba(0, 0, 0, 0)"
        assert len({plain, lit, panel}) == 3


def test_a_panel_that_holds_a_table_is_not_behind_its_head_alone(
    browser: Browser, kinds: Path
) -> None:
    color = "one => getComputedStyle(one).backgroundColor"
    with opened(browser, address(kinds), viewport=PHONE) as page:
        head = page.locator("section#cards .frame.shared").first
        assert head.evaluate(color) == "rgba(0, 0, 0, 0)"
    with opened(browser, address(kinds)) as page:
        head = page.locator("section#cards .frame.shared").first
        assert head.evaluate(color) != "rgba(0, 0, 0, 0)"


def test_the_sign_of_a_root_does_not_hang_below_its_line(browser: Browser, kinds: Path) -> None:
    with opened(browser, address(kinds), viewport=PHONE) as page:
        root = box_of(page.locator("section#root msqrt"))
        letter = box_of(page.locator("section#root msqrt mi"))
        size = page.locator("section#root math").evaluate(
            "one => parseFloat(getComputedStyle(one).fontSize)"
        )
        below = root["y"] + root["height"] - letter["y"] - letter["height"]
        assert below < 0.4 * size


def test_lines_of_code_keep_their_indentation(browser: Browser, kinds: Path) -> None:
    with opened(browser, address(kinds), viewport=PHONE) as page:
        heights = page.locator("section#code pre [data-p]").evaluate_all(
            "all => all.map(one => one.offsetHeight)"
        )
        assert len(set(heights)) == 1
        assert page.locator("section#code pre").evaluate("one => one.scrollWidth > one.clientWidth")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_wide_code_and_tables_are_scrolled_by_keys(browser: Browser, kinds: Path) -> None:
    with opened(browser, address(kinds), viewport=PHONE) as page:
        for wide in ("section#code pre", ".frame.table"):
            place = page.locator(wide).last
            assert place.evaluate("one => one.scrollWidth > one.clientWidth")
            place.focus()
            page.keyboard.press("ArrowRight")
            wait_until(page, "document.activeElement.scrollLeft > 0")


def test_the_list_of_slides_has_titles_without_the_numbers_of_sources(
    browser: Browser, kinds: Path
) -> None:
    with opened(browser, address(kinds), viewport=PHONE) as page:
        assert "13. Sources" in page.locator("select.contents option").all_text_contents()
