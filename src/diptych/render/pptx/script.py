"""Which language a stretch of text is in, by its script: Office proofs, and picks fonts, by run."""

from __future__ import annotations

from collections.abc import Iterator

_HANGUL = (
    ("\uac00", "\ud7ff"),
    ("\u1100", "\u11ff"),
    ("\u3130", "\u318f"),
    ("\ua960", "\ua97f"),
)
"""Syllables and letters, by the blocks of Unicode; compared as they stand, without patterns, since
compiling one over such ranges costs more than writing a whole talk."""
_KANA = (("\u3040", "\u30ff"), ("\u31f0", "\u31ff"))
_HAN = (("\u4e00", "\u9fff"), ("\u3400", "\u4dbf"), ("\uf900", "\ufaff"), ("\u2e80", "\u2fdf"))
_EAST = (*_HANGUL, *_HAN, *_KANA)
_REGIONS = {"en": "en-US", "ko": "ko-KR", "ja": "ja-JP", "zh": "zh-CN", "en-XA": "en-US"}
_EASTERN = ("ko", "ja", "zh")

_Blocks = tuple[tuple[str, str], ...]


def language_tag(locale: str) -> str:
    """Return the tag Office knows a locale by: with a region, and none for a pseudo-locale."""
    return _REGIONS.get(locale, locale)


def has_hangul(text: str) -> bool:
    """Return whether there is any Hangul in `text`."""
    return not text.isascii() and _has(text, _HANGUL)


def stretches(text: str, locale: str) -> Iterator[tuple[str, str, str | None]]:
    """Yield `text` stretch by stretch, each with its language and the other one of the text.

    Digits, blanks and signs stay with the letter before them, or at the start with the one after.
    """
    if text.isascii() or not _has(text, _EAST):
        yield text, _western(locale), None
        return
    eastern, western = _eastern(text, locale), _western(locale)
    start, was_east = 0, None
    for index, character in enumerate(text):
        if not character.isalpha():
            continue
        is_east = _has(character, _EAST)
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
    if _has(text, _HANGUL):
        return "ko-KR"
    if locale.startswith(_EASTERN):
        return language_tag(locale)
    return "ja-JP" if _has(text, _KANA) else "zh-CN"


def _has(text: str, blocks: _Blocks) -> bool:
    return any(
        first <= character <= last
        for character in text
        if character > "\u10ff"
        for first, last in blocks
    )
