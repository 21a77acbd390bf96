from __future__ import annotations

import pytest

from diptych.typography.language import begins_right_to_left, is_right_to_left, language_runs


@pytest.mark.parametrize(
    ("text", "locale", "languages"),
    [
        ("plain café", "en", [("plain café", "")]),
        ("ひらがな", "ko", [("ひらがな", "ja")]),
        ("日本語の本", "zh", [("日本語の本", "ja")]),
        ("漢字", "ko", [("漢字", "ko")]),
        ("漢字", "en", [("漢字", "zh")]),
        ("한글(漢字)", "en", [("한글(漢字)", "ko")]),
        ("ㄅㄆㄇ", "en", [("ㄅㄆㄇ", "zh-TW")]),
        ("a λόγος", "en", [("a ", ""), ("λόγος", "el")]),
        ("Δ = 5 μm", "en", [("Δ = 5 μm", "")]),
        ("Привіт", "uk", [("Привіт", "uk")]),
        ("नमस्ते", "mr", [("नमस्ते", "mr")]),
        ("“It’s” – 5 €", "ko", [("“It’s” – 5 €", "")]),
        ("“It’s” – 한 €", "en", [("“It’s” – ", ""), ("한 €", "ko")]),
    ],
)
def test_a_script_tells_the_language(
    text: str, locale: str, languages: list[tuple[str, str]]
) -> None:
    assert [tuple(one) for one in language_runs(text, locale)] == languages


def test_characters_alone_are_read_by_the_text_they_stand_in() -> None:
    assert [one.language for one in language_runs("漢字", "ko", "漢字かな")] == ["ja"]
    assert [one.language for one in language_runs("漢字", "en", "한글 漢字")] == ["ko"]


@pytest.mark.parametrize(
    ("locale", "is_so"),
    [("ar", True), ("he-IL", True), ("uz-Arab", True), ("ar-Latn", False), ("ko", False)],
)
def test_a_script_in_a_tag_decides_the_direction(locale: str, is_so: bool) -> None:  # noqa: FBT001 - a parameter
    assert is_right_to_left(locale) == is_so


@pytest.mark.parametrize(
    ("text", "is_so"), [("שלום", True), ("1. سلام", True), ("a שלום", False), ("1, 2", False)]
)
def test_the_first_letter_decides_where_a_text_begins(text: str, is_so: bool) -> None:  # noqa: FBT001 - a parameter
    assert begins_right_to_left(text) == is_so
