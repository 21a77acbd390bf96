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
        ("\U0001f600", "\ud83d\ude00"),
    ],
)
def test_only_what_is_seen_counts(text: str, signs: str) -> None:
    assert signs_of(text) == signs


def test_a_text_is_parted_where_lines_end() -> None:
    paragraph = solved("to the end", "of it").paragraph
    assert text_lines(paragraph) == ["to the end of it"]
    assert text_lines(paragraph, ["tothe", "endofi", "t"]) == ["to the", "end of i", "t"]
