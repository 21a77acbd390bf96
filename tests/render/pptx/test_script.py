"""Languages of the parts of a text."""

from __future__ import annotations

import pytest

from diptych.render.pptx.script import by_language, language_tag
from diptych.typography.script import has_hangul

Stretch = tuple[str, str, str | None]


@pytest.mark.parametrize(
    ("text", "locale", "expected"),
    [
        ("plain", "en", [("plain", "en-US", None)]),
        ("plain", "ko", [("plain", "en-US", None)]),
        ("café – naïve", "de-DE", [("café – naïve", "de-DE", None)]),
        ("한글", "ko", [("한글", "ko-KR", "en-US")]),
        ("「한글」", "en", [("「한글」", "ko-KR", "en-US")]),
        (
            "2024년 GPU 부족",
            "ko",
            [("2024년 ", "ko-KR", "en-US"), ("GPU ", "en-US", "ko-KR"), ("부족", "ko-KR", "en-US")],
        ),
        ("漢字", "ko", [("漢字", "ko-KR", "en-US")]),
        ("ひらがな", "en", [("ひらがな", "ja-JP", "en-US")]),
        ("漢字", "en", [("漢字", "zh-CN", "en-US")]),
        ("ひらがな", "ko", [("ひらがな", "ja-JP", "en-US")]),
        ("日本語の本", "ko", [("日本語の本", "ja-JP", "en-US")]),
        ("日本語の本 東京", "ko", [("日本語の本 東京", "ja-JP", "en-US")]),
        (
            "책(本)과 ひらがな",
            "ko",
            [
                ("책(本)과 ", "ko-KR", "en-US"),
                ("ひらがな", "ja-JP", "en-US"),
            ],
        ),
        ("책(本)", "en", [("책(本)", "ko-KR", "en-US")]),
        ("漢字", "ja", [("漢字", "ja-JP", "en-US")]),
        ("漢字", "zh-TW", [("漢字", "zh-TW", "en-US")]),
        ("ㄅㄆ", "en", [("ㄅㄆ", "zh-TW", "en-US")]),
        ("ひら", "zh", [("ひら", "ja-JP", "en-US")]),
        ("Привет, мир", "en", [("Привет, мир", "ru-RU", None)]),
        ("Привіт", "uk", [("Привіт", "uk-UA", None)]),
        ("see λόγος", "en", [("see ", "en-US", None), ("λόγος", "el-GR", None)]),
        ("5 μm, Δt", "en", [("5 μm, Δt", "en-US", None)]),
        ("ไทย 한글", "en", [("ไทย ", "th-TH", None), ("한글", "ko-KR", "en-US")]),
        ("שלום", "en", [("שלום", "he-IL", None)]),
        ("سلام", "fa", [("سلام", "fa-IR", None)]),
        ("1 + 1 = 2…", "ko", [("1 + 1 = 2…", "en-US", None)]),
    ],
)
def test_text_is_split_where_the_script_changes(
    text: str, locale: str, expected: list[Stretch]
) -> None:
    assert list(by_language(text, locale)) == expected


@pytest.mark.parametrize(
    ("locale", "tag"), [("en", "en-US"), ("ko", "ko-KR"), ("en-XA", "en-US"), ("fr-CA", "fr-CA")]
)
def test_office_knows_locales_by_region(locale: str, tag: str) -> None:
    assert language_tag(locale) == tag


def test_hangul_is_found_among_other_letters() -> None:
    assert has_hangul("a한b")
    assert not has_hangul("漢字 café")
