"""The inline rules: everything between them is text."""

from __future__ import annotations

import pytest

from diptych.markup.enclosures import PandocState
from diptych.markup.rules import _TEXT, _parser, tokenize


@pytest.mark.parametrize(
    "text",
    [
        "plain words, (or so); 1/2? www.example.org | ...",
        "“quoted” 한국어 漢字。",
        " spaces \u00a0 around ",
        "\ttab\u2028line\x0bpage",
    ],
)
def test_text_without_signs_is_what_all_rules_would_make_of_it(text: str) -> None:
    state = PandocState(text, _parser(), {"references": {}}, [])
    state.md.inline.tokenize(state)
    assert _TEXT.fullmatch(text)
    assert tokenize(text, {}) == state.tokens
