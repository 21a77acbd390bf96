"""The changes that are sent of a build are exactly those of its pages, or none are sent."""

from __future__ import annotations

import pytest

from diptych.commands.serve.changes import changes


def page(*slides: str, head: str = "<html>", end: str = "</html>") -> bytes:
    sections = "\n".join(
        f'<section id="s{i}">\n{text}\n</section>' for i, text in enumerate(slides)
    )
    return f'{head}\n<div class="slides">\n{sections}\n</div>\n{end}\n'.encode()


BEFORE = page("<p>one</p>", "<p>two</p>", "<p>three</p>")


def test_slides_that_show_something_new_are_told_by_their_place() -> None:
    after = page("<p>one</p>", "<p>2</p>", "<p>3</p>")
    assert changes(BEFORE, after) == {1: "\n<p>2</p>\n", 2: "\n<p>3</p>\n"}


def test_nothing_new_is_no_slide() -> None:
    assert changes(BEFORE, BEFORE) == {}


@pytest.mark.parametrize(
    "after",
    [
        page("<p>one</p>", "<p>two</p>"),
        page("<p>one</p>", "<p>two</p>", "<p>three</p>", "<p>four</p>"),
        page("<p>one</p>", "<p>two</p>", "<p>three</p>", head='<html lang="ko">'),
        page("<p>one</p>", "<p>two</p>", "<p>three</p>", end="<p>more</p></html>"),
        BEFORE.replace(b'id="s1"', b'id="s9"'),
        BEFORE.replace(b'id="s1"', b'id="s1" class="layout-body"'),
        page("<p>one</p>", "x" * 300_000, "<p>three</p>"),
    ],
    ids=["a slide less", "one more", "head", "end", "id", "class", "too much"],
)
def test_where_more_has_changed_a_page_looks_for_itself(after: bytes) -> None:
    assert changes(BEFORE, after) is None
