from __future__ import annotations

import re
from html import unescape

import pytest

from diptych.commands.serve.feed import Version
from diptych.commands.serve.page import list_decks, previewed

VERSION = Version(id="v-2", build="v-1", assets="v-0")
SCRIPT = '<script type="module" src="/-/preview.js" data-build="v-1" data-assets="v-0"></script>\n'


def page(policy: str = "default-src &#39;none&#39;; frame-src &#39;self&#39;") -> str:
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    return f"<html><head>{meta}</head><body><p>말</p>\n</body></html>"


def test_the_script_comes_last_in_the_body() -> None:
    made = previewed(page().encode(), VERSION).decode()
    assert f"<p>말</p>\n{SCRIPT}</body></html>" in made


def test_a_page_without_an_end_tag_has_the_script_too() -> None:
    assert previewed(b"<p>Hi", VERSION).decode() == f"<p>Hi{SCRIPT}"


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        (
            "default-src &#39;none&#39;; frame-src &#39;self&#39;",
            "default-src 'none'; frame-src 'self'; script-src 'self'; connect-src 'self'",
        ),
        (
            "default-src &#x27;none&#x27;; script-src a.js",
            "default-src 'none'; script-src a.js; connect-src 'self'",
        ),
        ("connect-src 'none'; img-src data:", "img-src data:; connect-src 'self'"),
        ("connect-src 'self' https://a.example", "connect-src 'self' https://a.example"),
    ],
)
def test_the_policy_lets_our_script_run_and_ask_us_and_nothing_else_that_it_did_not(
    policy: str, expected: str
) -> None:
    made = previewed(page(policy).encode(), VERSION).decode()
    found = re.search(r'content="([^"]*)"', made)
    assert found is not None
    assert unescape(found[1]) == expected


def test_decks_are_listed_by_talk() -> None:
    files = {f"{name}/index.html": b"" for name in ("a/en", "a/ko", "b c/en")}
    listing = list_decks(Version(id="v", build="v", assets="v", files=files)).decode()
    assert '<li>a: <a href="/a/en/index.html" hreflang="en">en</a>, <a' in listing
    assert '<li>b c: <a href="/b%20c/en/index.html"' in listing


def test_a_missing_page_is_named_as_text() -> None:
    assert "There is no page &lt;b&gt;" in list_decks(VERSION, missing="<b>").decode()
