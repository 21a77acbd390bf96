"""Which files a style sheet needs."""

from __future__ import annotations

import pytest

from diptych.model.style_sheet import references


@pytest.mark.parametrize(
    ("css", "address", "replaced"),
    [
        ("a { background: url(a.png) }", "a.png", "url(a.png)"),
        ('a { background: url( "a b.png" ) }', "a b.png", 'url( "a b.png" )'),
        ("a { background: URL('a(1).png') }", "a(1).png", "URL('a(1).png')"),
        ('@import "a.css" print;', "a.css", '"a.css"'),
        ("@import 'a.css';", "a.css", "'a.css'"),
        ("@import url(a.css) screen;", "a.css", "url(a.css)"),
    ],
)
def test_a_reference_is_found_however_it_is_written(css: str, address: str, replaced: str) -> None:
    (found,) = references(css)
    assert found.address == address
    assert css[found.at :].startswith(address)
    assert css[found.start : found.end] == replaced


def test_comments_and_empty_addresses_are_no_references() -> None:
    assert list(references("/* url(a.png) */ a { background: url() } b { content: 'url(' }")) == []


@pytest.mark.parametrize("css", ["/* " * 300_000, "url(" * 300_000, "@import " * 300_000])
def test_a_long_text_takes_no_longer_for_what_is_never_closed(css: str) -> None:
    assert list(references(css)) == []
