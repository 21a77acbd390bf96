"""What a text shows, as readers of PDF report it."""

from __future__ import annotations

import pytest
from tests.commands.compare.pages import solved

from diptych.commands.compare.solved import signs_of, text_lines


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("two words\n", "twowords"),
        ("한\u2060글\u200b과\u00a0라틴", "한글과라틴"),
        ("o\ufb03ce", "office"),
        ("soft\u00adhyphen", "softhyphen"),
        ("\U0001d4d0", "A"),
        ("\U00010348", "\ud800\udf48"),
        ("go \U0001f468\u200d\U0001f469 \u2764\ufe0f 1\ufe0f\u20e3", "go1"),
        ("© 2024 ™ a ↔ b \N{HEAVY CHECK MARK}", "©2024TMa↔b"),
        ("©\ufe0f a ↔\ufe0f b", "ab"),
    ],
)
def test_only_what_is_seen_counts(text: str, signs: str) -> None:
    assert signs_of(text) == signs


def test_a_text_is_parted_where_lines_end() -> None:
    paragraph = solved("to the end", "of it").paragraph
    assert text_lines(paragraph) == ["to the end of it"]
    assert text_lines(paragraph, ["tothe", "endofi", "t"]) == ["to the", "end of i", "t"]
    assert text_lines(solved("a ↔\ufe0f b c").paragraph, ["ab", "c"]) == ["a ↔\ufe0f b", "c"]
