from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from diptych.markup.links import refusal
from diptych.render.pptx.draft import encoded_address


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org",
        "HTTP://example.org",
        "mailto:a@example.org",
        "tel:+82-2-123",
        "#gpu/order-race",
        "paper.pdf",
        "../papers/paper.pdf",
        "/papers/a:b.pdf",
        "?page=2",
        "?path=a%5Cb",
        "papers%2Fa.pdf",
        "https://example.org/a%5Cb",
        "https://me@example.org:8080/a b?c=d&e#f#g",
        "https://한글.kr/가",
        "https://xn--bj0bj06e.kr.",
    ],
)
def test_a_link_may_lead_to_pages_mails_calls_slides_and_files(address: str) -> None:
    assert refusal(address) is None


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("javascript:alert(1)", "`javascript:` address"),
        ("JavaScript:alert(1)", "`javascript:` address"),
        (" javascript:alert(1)", "`javascript:` address"),
        ("vbscript:x", "`vbscript:` address"),
        ("data:text/html,x", "`data:` address"),
        ("file:///etc/passwd", "`file:` address"),
        ("C:\\slides.pptx", "`c:` address"),
        ("//example.org/x", "has no scheme"),
        ("", "has no address"),
        ("  ", "has no address"),
        ("{{ url }}", "cannot contain a variable"),
        ("https://x/%7B%7Bid%7D%7D", "cannot contain a variable"),
        ("\\\\evil\\share", "browsers read differently"),
        ("/\\evil/share", "browsers read differently"),
        ("%5C%5Cevil%5Cshare", "browsers read differently"),
        ("/%5cevil/share", "browsers read differently"),
        ("%2F%2fevil/share", "has no scheme"),
        ("/%2Fevil/share", "has no scheme"),
        ("java\tscript:alert(1)", "browsers read differently"),
        ("java%09script:alert(1)", "browsers read differently"),
        ("ja\nva", "browsers read differently"),
        ("http<s://example.org", "`http<s:` is not the start of an address"),
        ("12:30", "`12:` is not the start of an address"),
        ("https:example.org", "does not name a website"),
        ("https://", "does not name a website"),
        ("https://#a", "does not name a website"),
        ("https://[::1", "does not name a website"),
        ("https://a:b:c/", "does not name a website"),
        ("https://example.org:port/", "does not name a website"),
        ("https://exa mple.org", "does not name a website"),
        ("https://example.org:999999/", "does not name a website"),
    ],
)
def test_nothing_else_is_led_to(address: str, why: str) -> None:
    refused = refusal(address)
    assert refused is not None
    assert why in refused[0]


_URI = etree.XMLSchema(
    etree.fromstring(
        '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">'
        '<xs:element name="a" type="xs:anyURI"/></xs:schema>'
    )
)
_SIGNS = st.text("ht:/?#[]@!$&'()*+,;=%<>{}|\\\"^` .-_~0aéⓐ한\t", max_size=30)


@given(
    st.builds("".join, st.tuples(st.sampled_from(["", "https://", "mailto:", "#", "a/"]), _SIGNS))
)
@settings(max_examples=300)
def test_every_address_that_is_let_through_is_one_in_a_pptx(address: str) -> None:
    if refusal(address) is not None:
        return
    element = etree.Element("a")
    element.text = encoded_address(address)
    assert _URI.validate(element), (address, element.text)
