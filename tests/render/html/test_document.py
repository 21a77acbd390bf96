"""The page that Diptych writes out, and the template that a project begins its own with."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from tests.render.html.factory import TEMPLATES

from diptych.render.html.document import Document, document_html
from diptych.render.html.languages import Language
from diptych.render.html.page import _templated

SIGNS = "A & B < C > \"D\" 'E'"

BARE = Document(
    lang="en",
    title="",
    description="",
    address="",
    authors="",
    theme_color="",
    is_listed=True,
    policy="default-src 'self'",
    assets="../assets/deck-0",
    styles=[],
    scripts=[],
    languages=(),
    words={},
)
LANGUAGES = (
    Language(tag="en", name="English", url="../en/", address="https://a.org/en/", is_current=True),
    Language(tag="ko", name="한국어", url="../ko/?a&b", address="../ko/", is_current=False),
)
FULL = replace(
    BARE,
    lang="pt-BR",
    title=SIGNS,
    description=f"{SIGNS} 한국어",
    address="https://example.org/?a&b",
    authors=SIGNS,
    theme_color="#102030",
    styles=["a.css", "b&c.css"],
    scripts=["a.js", "b'c.js"],
    languages=LANGUAGES,
    words={"languages": "言語 & <b>"},
)


@pytest.mark.parametrize(
    "page",
    [
        BARE,
        FULL,
        replace(FULL, authors="", address=""),
        replace(BARE, description="one", is_listed=False),
    ],
)
def test_the_template_makes_the_same_page_as_diptych(page: Document) -> None:
    template = (TEMPLATES / "page.html.j2").read_text("utf-8")
    slides = ("<section>\n  <h2>&amp;</h2>\n</section>\n", "<section></section>\n")
    before, after = document_html(page)
    assert f"{before}\n{''.join(slides)}{after}" == _templated(template, page, slides)
