from __future__ import annotations

import pytest

from diptych.markup.links import refusal


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
        ("", "leads nowhere"),
        ("  ", "leads nowhere"),
        ("{{ url }}", "a variable has no place"),
        ("https://x/%7B%7Bid%7D%7D", "a variable has no place"),
    ],
)
def test_nothing_else_is_led_to(address: str, why: str) -> None:
    refused = refusal(address)
    assert refused is not None
    assert why in refused[0]
