from __future__ import annotations

import pytest

from diptych.markup.characters import FORBIDDEN, cleaned, name_of


@pytest.mark.parametrize("character", ["\x00", "\x0b", "\x1b", "\x7f", "\x85", "\u2028", "\ud800"])
def test_what_xml_or_a_terminal_cannot_hold_is_replaced(character: str) -> None:
    assert cleaned(f"a{character}b") == "a\ufffdb"


@pytest.mark.parametrize("text", ["a\tb\nc", "한국어", "😀", "e\u0301", "\u00a0\u200b\u202e\ufeff"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert FORBIDDEN.search(text) is None
    assert cleaned(text) is text or cleaned(text) == text


@pytest.mark.parametrize(
    ("character", "name"),
    [
        ("\x0b", "a vertical tab, PowerPoint's line break (U+000B)"),
        ("\u2028", "a line separator (U+2028)"),
        ("\x01", "a control character (U+0001)"),
    ],
)
def test_each_has_a_name(character: str, name: str) -> None:
    assert name_of(character) == name
