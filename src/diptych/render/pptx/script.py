"""The language of each part of a text, by which Office proofs it and chooses fonts."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from diptych.typography.language import language_runs

_REGIONS = {
    "am": "am-ET", "ar": "ar-SA", "bg": "bg-BG", "bn": "bn-IN", "el": "el-GR", "en": "en-US",
    "en-XA": "en-US", "fa": "fa-IR", "he": "he-IL", "hi": "hi-IN", "hy": "hy-AM", "ja": "ja-JP",
    "ka": "ka-GE", "km": "km-KH", "ko": "ko-KR", "lo": "lo-LA", "my": "my-MM", "ru": "ru-RU",
    "ta": "ta-IN", "te": "te-IN", "th": "th-TH", "uk": "uk-UA", "ur": "ur-PK", "zh": "zh-CN",
}  # fmt: skip
_EASTERN = ("ko", "ja", "zh")
_LATIN_ELSEWHERE = (*_EASTERN, "ar", "bg", "el", "fa", "he", "hi", "ru", "th", "uk", "ur")
"""Languages in whose texts Latin words are in another language."""


def language_tag(locale: str) -> str:
    """Return Office's tag for a locale, which includes a region; en-US for the pseudo-locale."""
    return _REGIONS.get(locale, locale)


def by_language(text: str, locale: str, context: str = "") -> Iterator[tuple[str, str, str | None]]:
    """Yield `text` in parts, each with its language and the alternative language of the text.

    The alternative is East Asian for Western words, and Western for East Asian ones. `context` is
    the whole text that contains it.
    """
    found = list(language_runs(text, locale, context))
    plain = western(locale)
    eastern = next((one.language for one in found if one.language.startswith(_EASTERN)), None)
    for part in found:
        if not part.language:
            yield part.text, plain, eastern and _tag(eastern, locale)
        elif part.language.startswith(_EASTERN):
            yield part.text, _tag(part.language, locale), plain
        else:
            yield part.text, _tag(part.language, locale), None


def _tag(language: str, locale: str) -> str:
    """Return the tag of a language: that of the locale, if it is in that language."""
    return language_tag(locale if locale.partition("-")[0] == language else language)


@cache
def western(locale: str) -> str:
    """Return the language of Latin words in a text of `locale`."""
    return "en-US" if locale.startswith(_LATIN_ELSEWHERE) else language_tag(locale)
