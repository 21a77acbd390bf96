"""Nothing an author wrote is lost or changed without a diagnostic, and both outputs agree.

Documents over the whole dialect are built for real and read back. What is right comes from
Pandoc's reading of the same text, never from ours.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.property.building import outputs, shown
from tests.property.comparing import differences
from tests.property.documents import documents
from tests.property.forms import as_one_file
from tests.property.grammar import CONSTRUCTS, permitted
from tests.property.reading_html import read_html
from tests.tools import cases, stretches

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SEED = int(os.environ.get("DIPTYCH_SEED", "8"))
"""What the documents grow from; another one makes others."""
WHOLE = 2000
_BULLETS = """() => [...document.querySelectorAll("[data-bullet]")].map(element => [
  element.dataset.bullet, getComputedStyle(element, "::before").content.split('"')[1],
])"""


@pytest.mark.long
@pytest.mark.parametrize("numbers", stretches(WHOLE, share=80), ids=str)
def test_nothing_is_lost_or_changed_in_silence(numbers: range, tmp_path: Path) -> None:
    print(f"DIPTYCH_SEED={SEED}, documents {numbers}")  # noqa: T201 - shown where a test fails
    some = list(documents(SEED, cases(WHOLE), numbers))
    found = [
        f"{document.seed}: {difference}"
        for document, seen in shown(some, tmp_path)
        for difference in differences(document, seen)
    ]
    assert found == []


@pytest.mark.long
def test_every_construct_stands_in_every_other_that_permits_it() -> None:
    grown = list(documents(SEED, cases(WHOLE)))
    nestings = {nesting for document in grown for nesting in document.nestings}
    assert set(permitted()) - nestings == set()
    used = {name for document in grown for part in document.parts for name in part.constructs}
    assert {construct.name for construct in CONSTRUCTS} - used == set()


@pytest.mark.browser
def test_the_browser_shows_what_the_parser_reads(browser: Browser, tmp_path: Path) -> None:
    page = browser.new_page()
    for document in documents(SEED, cases(WHOLE), range(6)):
        made, _ = outputs(as_one_file(document), tmp_path / document.seed)
        path = next(name for name in made if name.suffix == ".html")
        for name, content in made.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_bytes(content)
        page.goto((tmp_path / path).as_uri())
        page.wait_for_selector(".reveal.ready")
        assert read_html(page.content().encode()) == read_html(made[path])
        assert all(sign == set_ for sign, set_ in page.evaluate(_BULLETS))
    page.close()
