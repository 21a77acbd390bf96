"""Which characters of a text are one emoji."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
import regex
from fontTools.ttLib import TTFont

from diptych.source.reading.runtime import VENDOR
from diptych.typography.emoji import _emoji, may_have_emoji, split_at_emoji


def emoji_of(text: str) -> list[str]:
    return [one.text for one in split_at_emoji(text) if one.is_emoji]


@pytest.mark.parametrize(
    ("text", "emoji"),
    [
        ("a 👩‍💻b", ["👩‍💻"]),
        ("🇰🇷🇺🇸", ["🇰🇷", "🇺🇸"]),
        ("1️⃣ 1 #️⃣", ["1️⃣", "#️⃣"]),
        ("👍🏽👨‍👩‍👧🏴󠁧󠁢󠁥󠁮󠁧󠁿🏳️‍🌈", ["👍🏽", "👨‍👩‍👧", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "🏳️‍🌈"]),
        ("❤‍🔥👁‍🗨", ["❤‍🔥", "👁‍🗨"]),
        ("⌚ ✅끝🎉", ["⌚", "✅", "🎉"]),
        ("🛠 🖥 🛠\ufe0e", ["🛠", "🖥"]),
    ],
)
def test_a_sequence_is_one_emoji(text: str, emoji: list[str]) -> None:
    assert emoji_of(text) == emoji
    assert "".join(one.text for one in split_at_emoji(text)) == text


def test_what_is_an_emoji_only_on_request_is_text_unless_it_is_asked_for() -> None:
    assert emoji_of("© ™ ↔ ✓ ♥ ☀ ☑ ㊗ ⌚︎ 1\ufe0f 1 #") == []
    assert emoji_of("©️ ↔️ ❤️ ☑️") == ["©️", "↔️", "❤️", "☑️"]


def test_signs_that_no_font_for_text_has_are_emoji_unless_text_is_asked_for() -> None:
    signs = ["❤", "☎", "✈", "✔", "✖", "✏", "ℹ", "☁", "⏸", "➡", "⬅"]
    assert emoji_of(" ".join(signs)) == signs
    assert emoji_of("❤︎ ☎︎ ✈︎ ✔︎ ℹ︎") == []


def test_every_emoji_on_request_is_in_a_font_for_text_or_is_one() -> None:
    faces = ("pretendard/Pretendard-Regular.ttf", "jetbrains-mono/JetBrainsMono-Regular.ttf")
    known = {code for face in faces for code in TTFont(VENDOR / face).getBestCmap()}
    on_request = regex.compile(r"(?V1)[\p{Emoji}--\p{Emoji_Presentation}--\p{ASCII}]")
    every = filter(on_request.match, map(chr, range(sys.maxunicode + 1)))
    others = {one for one in every if ord(one) not in known and not emoji_of(one)}
    assert others == set("☑〰〽㊗㊙")


def test_the_fast_check_overlooks_no_emoji() -> None:
    every = map(chr, range(sys.maxunicode + 1))
    pictures = regex.compile(r"(?V1)[\p{Emoji}--\p{ASCII}]")
    known = (one for one in every if pictures.match(one) and _emoji().match(one))
    assert [one for one in known if not may_have_emoji(one)] == []


def test_every_sequence_that_the_font_has_is_one_emoji() -> None:
    font = TTFont(Path(VENDOR / "twemoji/Twemoji-Regular.ttf"))
    character = {name: chr(code) for code, name in font.getBestCmap().items()}
    sequences = {
        "".join(map(character.__getitem__, (first, *one.Component)))
        for lookup in font["GSUB"].table.LookupList.Lookup
        for table in lookup.SubTable
        for first, ligatures in table.ligatures.items()
        for one in ligatures
    }
    assert len(sequences) > 3000
    assert "1\u20e3" in sequences, "Chromium takes variation selectors out"
    bare = {one for one in sequences if one[0].isascii() or one[-1] != "\u20e3"}
    assert [one for one in bare if emoji_of(one) != [one]] == []
