"""The page's own words: in its language, or as a theme has them."""

from __future__ import annotations

from diptych.render.page.words import page_words


def test_a_language_has_its_own_words_or_else_those_of_its_parent_or_english() -> None:
    assert [page_words(locale, {}).slides for locale in ("en", "en-GB", "ko-KR", "fr")] == [
        "Slides",
        "Slides",
        "슬라이드",
        "Slides",
    ]


def test_a_theme_may_have_other_words() -> None:
    words = page_words("ko", {"slides": "장표", "sources": "", "heading": "no word of pages"})
    assert (words.slides, words.sources, words.download) == ("장표", "출처", "내려받기")
