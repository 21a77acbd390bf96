from __future__ import annotations

import pytest

from diptych.markup.smart import Typesetter


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ('"quoted"', "“quoted”"),
        ("'quoted'", "‘quoted’"),
        ("it's", "it’s"),
        ('("in brackets")', "(“in brackets”)"),
        ("\"'nested'\"", "“‘nested’”"),
        ('a--"b"', "a–“b”"),
        ("1--2", "1–2"),
        ("a---b", "a—b"),
        ("----", "----"),
        ("wait...", "wait…"),
        ("....", "...."),
        ('"한국어"는', "“한국어”는"),
        ("plain", "plain"),
    ],
)
def test_quotes_dashes_and_dots_become_typographic(typed: str, shown: str) -> None:
    assert Typesetter().set(typed) == shown


def test_a_quote_goes_by_what_stood_before_in_another_stretch() -> None:
    setter = Typesetter()
    assert setter.set("say ") == "say "
    assert setter.set('"') == "“"
    assert setter.keep("code") == "code"
    assert setter.set('"') == "”"


def test_what_is_kept_stays_straight() -> None:
    assert Typesetter().keep('"--..."') == '"--..."'
