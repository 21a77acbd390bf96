"""Which language a stretch of text is in, by its script: Office proofs, and picks fonts, by run."""

from __future__ import annotations

import re
from collections.abc import Iterator

_HANGUL = "\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff"
_KANA = "\u3040-\u30ff\u31f0-\u31ff"
_HAN = "\u2e80-\u2fdf\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_EAST = re.compile(f"[{_HANGUL}{_KANA}{_HAN}]")
_HAS_HANGUL = re.compile(f"[{_HANGUL}]")
_HAS_KANA = re.compile(f"[{_KANA}]")
_STRETCH = re.compile(
    # From a letter of one kind up to the next letter of the other; digits, blanks and signs
    # stay with what stands before them, or at the start with what follows.
    rf"(?:^[\W\d_]*)?[{_HANGUL}{_KANA}{_HAN}][{_HANGUL}{_KANA}{_HAN}\W\d_]*"
    rf"|[^{_HANGUL}{_KANA}{_HAN}]+"
)
_REGIONS = {"en": "en-US", "ko": "ko-KR", "ja": "ja-JP", "zh": "zh-CN", "en-XA": "en-US"}
_EASTERN = ("ko", "ja", "zh")


def language_tag(locale: str) -> str:
    """Return the tag Office knows a locale by: with a region, and none for a pseudo-locale."""
    return _REGIONS.get(locale, locale)


def has_hangul(text: str) -> bool:
    """Return whether there is any Hangul in `text`."""
    return not text.isascii() and _HAS_HANGUL.search(text) is not None


def stretches(text: str, locale: str) -> Iterator[tuple[str, str, str | None]]:
    """Yield `text` stretch by stretch, each with its language and the other one next to it."""
    if text.isascii() or _EAST.search(text) is None:
        yield text, _western(locale), None
        return
    for found in _STRETCH.finditer(text):
        stretch = found[0]
        if _EAST.search(stretch) is None:
            yield stretch, _western(locale), _eastern(text, locale)
        else:
            yield stretch, _eastern(stretch, locale), _western(locale)


def _western(locale: str) -> str:
    return "en-US" if locale.startswith(_EASTERN) else language_tag(locale)


def _eastern(text: str, locale: str) -> str:
    if _HAS_HANGUL.search(text) is not None:
        return "ko-KR"
    if locale.startswith(_EASTERN):
        return language_tag(locale)
    return "ja-JP" if _HAS_KANA.search(text) is not None else "zh-CN"
