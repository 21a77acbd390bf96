"""Which language a stretch of text is in: Office proofs, and picks fonts, by run."""

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
"""Languages whose texts have Latin words only in another language."""


def language_tag(locale: str) -> str:
    """Return the tag Office knows a locale by: with a region, and none for a pseudo-locale."""
    return _REGIONS.get(locale, locale)


def stretches(text: str, locale: str, context: str = "") -> Iterator[tuple[str, str, str | None]]:
    """Yield `text` stretch by stretch, each with its language and the other one of the text.

    The other is the East Asian one of Western words, and the Western one of East Asian ones.
    `context` is the whole text that it stands in.
    """
    found = list(language_runs(text, locale, context))
    plain = western(locale)
    eastern = next((one.language for one in found if one.language.startswith(_EASTERN)), None)
    for stretch in found:
        if not stretch.language:
            yield stretch.text, plain, eastern and _tag(eastern, locale)
        elif stretch.language.startswith(_EASTERN):
            yield stretch.text, _tag(stretch.language, locale), plain
        else:
            yield stretch.text, _tag(stretch.language, locale), None


def _tag(language: str, locale: str) -> str:
    """Return the tag of a language: the locale's own, if it is in that language."""
    return language_tag(locale if locale.partition("-")[0] == language else language)


@cache
def western(locale: str) -> str:
    """Return the language that Latin words are in, in a text of `locale`."""
    return "en-US" if locale.startswith(_LATIN_ELSEWHERE) else language_tag(locale)
