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
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

DECK = """---
title: Kinds
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


def test_lines_of_code_keep_their_indentation(browser: Browser, kinds: Path) -> None:
    with opened(browser, address(kinds), viewport=PHONE) as page:
        heights = page.locator("pre [data-p]").evaluate_all(
            "all => all.map(one => one.offsetHeight)"
        )
        assert len(set(heights)) == 1
        assert page.locator("pre").first.evaluate("one => one.scrollWidth > one.clientWidth")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_wide_code_and_tables_are_scrolled_by_keys(browser: Browser, kinds: Path) -> None:
    with opened(browser, address(kinds), viewport=PHONE) as page:
        for wide in ("pre", ".frame.table"):
            place = page.locator(wide).first
            assert place.evaluate("one => one.scrollWidth > one.clientWidth")
            place.focus()
            page.keyboard.press("ArrowRight")
            wait_until(page, "document.activeElement.scrollLeft > 0")


def test_the_list_of_slides_has_titles_without_the_numbers_of_sources(
    browser: Browser, kinds: Path
) -> None:
    with opened(browser, address(kinds), viewport=PHONE) as page:
        assert "6. Sources" in page.locator("select.contents option").all_text_contents()
