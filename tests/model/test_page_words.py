"""The page's own words: in its language, or as a theme has them."""

from __future__ import annotations

from diptych.model.labels import _WORDS
from diptych.model.page_words import page_words


def test_a_language_has_its_own_words_or_else_those_of_its_parent_or_english() -> None:
    assert [page_words(locale, {}).slides for locale in ("en", "en-GB", "ko-KR", "fi")] == [
        "Slides",
        "Slides",
        "슬라이드",
        "Slides",
    ]


def test_pages_speak_the_languages_that_captions_speak() -> None:
    spoken = {locale: page_words(locale, {}).all_talks for locale in _WORDS["figure"]}
    assert spoken["de"] == "Alle Vorträge"
    assert len(set(spoken.values())) == len(spoken) - 1  # Taiwan writes traditional Chinese


def test_a_theme_may_have_other_words() -> None:
    words = page_words("ko", {"slides": "장표", "sources": "", "heading": "no word of pages"})
    assert (words.slides, words.sources, words.download) == ("장표", "출처", "내려받기")
