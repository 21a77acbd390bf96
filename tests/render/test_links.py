"""A link within the talk leads to the anchor of a slide, in every output."""

from __future__ import annotations

import pytest

from diptych.model.laid_out import anchor_of
from diptych.render.html.links import href
from diptych.render.links import anchor_in, is_safe


@pytest.mark.parametrize(
    ("link", "anchor"),
    [
        ("#gpu/order-race", "gpu.order-race"),
        ("#common:gpu/order-race", "common_gpu.order-race"),
        ("#/a", "a"),
        ("https://example.org/#a", None),
        ("mailto:a@example.org", None),
    ],
)
def test_it_is_that_of_the_slide(link: str, anchor: str | None) -> None:
    assert anchor_in(link) == anchor


def test_a_page_leads_to_a_slide_of_a_library_by_its_anchor() -> None:
    assert href("#common:gpu/race") == f' href="#/{anchor_of("common:gpu/race")}"'


@pytest.mark.parametrize("link", ["javascript:alert(1)", "data:text/html,x", "file:///etc", None])
def test_other_schemes_are_not_safe(link: str | None) -> None:
    assert not is_safe(link)
