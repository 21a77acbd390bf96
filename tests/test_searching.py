"""Words that are tied together are found in every output by those who type plain spaces."""

from __future__ import annotations

import ctypes
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pptx import Presentation
from tests.authoring import project
from tests.browsing import opened

from diptych.config import BuildConfig
from diptych.pipeline import build

if TYPE_CHECKING:
    from playwright.sync_api import Browser

DATES = ("Aug. 31, 2023", "8월 7일", "10 GB of memory")
SLIDE = """# Dates

::: columns
::: column
- The rules for exports of chips were made known late in the year (Aug. 31, 2023)
- 정부는 수출을 제한하는 새로운 규칙을 발표하고 시행했는데 그날은 8월 7일
- Each of the *chips* that are sold there may have no more than 10 GB of memory
:::
::: column
- Nothing
:::
:::
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("search")
    prepared = project(root, {"deck/slides/a.md": SLIDE})
    (talk,) = prepared.talks
    frame = next(one for one in talk.slides[0].frames if one.role == "text")
    assert all(paragraph.tied for paragraph in frame.paragraphs)
    build(BuildConfig(root=root, out=root / "out", outputs=("html", "pdf", "pptx")))
    return root / "out" / "talk" / "en"


@pytest.mark.browser
def test_browsers_find_them(built: Path, browser: Browser) -> None:
    with opened(browser, (built / "index.html").as_uri()) as page:
        for words in DATES:
            assert page.evaluate("words => window.find(words)", words), words
            assert page.evaluate("getSelection().toString()").replace("\u00a0", " ") == words


FOUND = "[...CSS.highlights.get('found')].map(range => range.toString())"


@pytest.mark.browser
def test_the_search_of_the_deck_finds_them_and_closes_by_escape(
    built: Path, browser: Browser
) -> None:
    with opened(browser, (built / "index.html").as_uri()) as page:
        before = page.inner_html(".slides")
        page.keyboard.press("Control+Shift+F")
        for words in (*DATES, "(aug. 31, 2023)", "Chips that ARE SOLD"):
            page.fill(".searchinput", words)
            page.keyboard.press("Enter")
            (found,) = page.evaluate(FOUND)
            assert found.replace("\u00a0", " ").lower() == words.lower()
        page.fill(".searchinput", "memory nothing")  # the end of one text and the next one
        page.keyboard.press("Enter")
        assert page.evaluate(FOUND) == []
        assert page.locator(".searchinput.nothing").count() == 1
        page.keyboard.press("Escape")
        assert not page.is_visible(".searchinput")
        assert page.evaluate("Reveal.isOverview()") is False
        assert page.inner_html(".slides") == before


def test_readers_of_pdf_find_them(built: Path) -> None:
    import pypdfium2
    from pypdfium2 import raw as pdfium

    document = pypdfium2.PdfDocument(built / "talk.en.pdf")
    text = document[0].get_textpage()
    for words in DATES:
        encoded = (words + "\0").encode("utf-16-le")
        sought = ctypes.cast(ctypes.create_string_buffer(encoded), ctypes.POINTER(ctypes.c_ushort))
        handle = pdfium.FPDFText_FindStart(text, sought, 0, 0)
        assert pdfium.FPDFText_FindNext(handle), words
        pdfium.FPDFText_FindClose(handle)
    assert "\u00a0" not in text.get_text_range()
    text.close()
    document.close()


def test_a_pptx_has_nothing_but_no_break_spaces_in_place_of_spaces(built: Path) -> None:
    (slide,) = Presentation(str(built / "talk.en.pptx")).slides
    shown = "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
    assert "\u00a0" in shown
    assert "\u2060" not in shown
    for words in DATES:
        assert words in unicodedata.normalize("NFKC", shown)  # as searches compare
