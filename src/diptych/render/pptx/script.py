"""Which language a stretch of text is in, by its script: Office proofs, and picks fonts, by run."""

from __future__ import annotations

from collections.abc import Iterator

from diptych.typography.script import EAST_ASIAN, KANA, has_hangul, has_script

_REGIONS = {"en": "en-US", "ko": "ko-KR", "ja": "ja-JP", "zh": "zh-CN", "en-XA": "en-US"}
_EASTERN = ("ko", "ja", "zh")


def language_tag(locale: str) -> str:
    """Return the tag Office knows a locale by: with a region, and none for a pseudo-locale."""
    return _REGIONS.get(locale, locale)


def stretches(text: str, locale: str) -> Iterator[tuple[str, str, str | None]]:
    """Yield `text` stretch by stretch, each with its language and the other one of the text.

    Digits, blanks and signs stay with the letter before them, or at the start with the one after.
    """
    if not has_script(text, EAST_ASIAN):
        yield text, _western(locale), None
        return
    eastern, western = _eastern(text, locale), _western(locale)
    start, was_east = 0, None
    for index, character in enumerate(text):
        if not character.isalpha():
            continue
        is_east = has_script(character, EAST_ASIAN)
        if was_east is not None and is_east != was_east:
            yield text[start:index], *_pair(eastern, western, east=was_east)
            start = index
        was_east = is_east
    yield text[start:], *_pair(eastern, western, east=was_east is True)


def _pair(eastern: str, western: str, *, east: bool) -> tuple[str, str]:
    return (eastern, western) if east else (western, eastern)


def _western(locale: str) -> str:
    return "en-US" if locale.startswith(_EASTERN) else language_tag(locale)


def _eastern(text: str, locale: str) -> str:
    if has_hangul(text):
        return "ko-KR"
    if locale.startswith(_EASTERN):
        return language_tag(locale)
    return "ja-JP" if has_script(text, KANA) else "zh-CN"
