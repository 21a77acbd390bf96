"""The language of a run of text, as far as its script determines it (Unicode, UAX #24).

Kana are Japanese and Hangul is Korean, whatever the language around them. Chinese characters take
the language of their surroundings, as Japanese, Chinese and Korean all use them.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple
from unicodedata import bidirectional

from diptych.typography.script import EAST_ASIAN, HAN, HANGUL, KANA, Blocks, has_script

_CHINESE = ("ja", "zh", "ko")
"""Languages that use Chinese characters."""
_BOPOMOFO: Blocks = (("\u3100", "\u312f"), ("\u31a0", "\u31bf"))
_FIRST = "\u0370"
"""All letters before it are Latin."""

_SCRIPTS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("\u0370", "\u03ff", ("el",)),
    ("\u0400", "\u052f", ("ru", "uk", "bg", "be", "sr", "mk", "kk", "ky", "mn", "tg", "tt", "bs")),
    ("\u0530", "\u058f", ("hy",)),
    ("\u0590", "\u05ff", ("he", "yi")),
    ("\u0600", "\u06ff", ("ar", "fa", "ur", "ps", "sd", "ug", "ckb", "ku")),
    ("\u0700", "\u074f", ("syr",)),
    ("\u0750", "\u077f", ("ar", "fa", "ur", "ps", "sd", "ug", "ckb", "ku")),
    ("\u0780", "\u07bf", ("dv",)),
    ("\u07c0", "\u07ff", ("nqo",)),
    ("\u0900", "\u097f", ("hi", "mr", "ne", "sa", "kok")),
    ("\u0980", "\u09ff", ("bn", "as")),
    ("\u0a00", "\u0a7f", ("pa",)),
    ("\u0a80", "\u0aff", ("gu",)),
    ("\u0b00", "\u0b7f", ("or",)),
    ("\u0b80", "\u0bff", ("ta",)),
    ("\u0c00", "\u0c7f", ("te",)),
    ("\u0c80", "\u0cff", ("kn",)),
    ("\u0d00", "\u0d7f", ("ml",)),
    ("\u0d80", "\u0dff", ("si",)),
    ("\u0e00", "\u0e7f", ("th",)),
    ("\u0e80", "\u0eff", ("lo",)),
    ("\u0f00", "\u0fff", ("bo", "dz")),
    ("\u1000", "\u109f", ("my",)),
    ("\u10a0", "\u10ff", ("ka",)),
    ("\u1200", "\u139f", ("am", "ti")),
    ("\u1780", "\u17ff", ("km",)),
    ("\u1f00", "\u1fff", ("el",)),
    ("\ufb1d", "\ufb4f", ("he", "yi")),
    ("\ufb50", "\ufdff", ("ar", "fa", "ur", "ps", "sd", "ug", "ckb", "ku")),
    ("\ufe70", "\ufeff", ("ar", "fa", "ur", "ps", "sd", "ug", "ckb", "ku")),
)
"""First and last character of a block, and the languages that use it, the likeliest first."""

_RIGHT_TO_LEFT = frozenset(
    ("ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "lrc",
     "mzn", "nqo", "pnb", "ps", "sd", "syr", "ug", "ur", "yi")
)  # fmt: skip
"""Languages that are written from right to left (CLDR, "characterOrder")."""
_RIGHT_TO_LEFT_SCRIPTS = frozenset(
    ("adlm", "arab", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa")
)
_SCRIPT_TAG = 4


class LanguageRun(NamedTuple):
    """A run of text and the language that its letters suggest."""

    text: str
    language: str
    """Empty for Latin letters or none at all, which may be in any language."""


def language_runs(text: str, locale: str, context: str = "") -> Iterator[LanguageRun]:
    """Yield the runs of `text`, each with its language; `context` is the whole text.

    Signs and digits belong to the letters before them, or at the start to those after them.
    """
    if text.isascii() or not any(letter.isalpha() for letter in text if letter >= _FIRST):
        yield LanguageRun(text, "")  # Latin letters, typographic quotes and dashes among them
        return
    start, last = 0, None
    for at, language in _by_word(text, locale.partition("-")[0], context or text):
        if last is not None and language != last:
            yield LanguageRun(text[start:at], last)
            start = at
        last = language
    yield LanguageRun(text[start:], last or "")


def is_right_to_left(locale: str) -> bool:
    """Return whether a language is written from right to left; a script in its tag decides."""
    language, *rest = locale.lower().split("-")
    script = next((part for part in rest if len(part) == _SCRIPT_TAG and part.isalpha()), None)
    return script in _RIGHT_TO_LEFT_SCRIPTS if script else language in _RIGHT_TO_LEFT


def begins_right_to_left(text: str) -> bool:
    """Return whether a text by itself would be set from right to left (UAX #9, P2 and P3)."""
    if text.isascii():
        return False
    strong = (bidirectional(character) for character in text)
    return next((kind for kind in strong if kind in {"L", "R", "AL"}), "L") != "L"


def _by_word(text: str, language: str, context: str) -> Iterator[tuple[int, str]]:
    """Yield the start of each run of letters of one script, and its language."""
    at = 0
    while at < len(text):
        if not text[at].isalpha():
            at += 1
            continue
        kind, end = _kind(text[at]), at + 1
        while end < len(text) and _continues(text[end], kind):
            end += 1
        yield at, _language(text[at:end], kind, language, context)
        at = end


@lru_cache(maxsize=4096)
def _kind(letter: str) -> Blocks | tuple[str, ...]:
    """Return the kind of a letter, which all letters of its script share."""
    if letter < _FIRST:
        return ()
    if has_script(letter, HANGUL):
        return HANGUL
    if has_script(letter, EAST_ASIAN) or has_script(letter, _BOPOMOFO):
        return HAN
    return next((languages for first, last, languages in _SCRIPTS if first <= letter <= last), ())


def _continues(character: str, kind: Blocks | tuple[str, ...]) -> bool:
    return not character.isalpha() or _kind(character) == kind


def _language(word: str, kind: Blocks | tuple[str, ...], language: str, context: str) -> str:
    if kind == HANGUL:
        return "ko"
    if kind == HAN:
        return _chinese(word, language, context)
    if kind == ("el",) and not _has_word(word):
        return ""  # symbols: μ, Δ, π
    names = tuple(map(str, kind))
    return language if language in names else next(iter(names), "")


def _has_word(text: str) -> bool:
    """Return whether there are two letters next to each other."""
    return any(one.isalpha() and other.isalpha() for one, other in pairwise(text))


def _chinese(word: str, language: str, context: str) -> str:
    """Return the language of a run of Chinese characters, kana and Bopomofo."""
    if has_script(word, KANA):
        return "ja"
    if has_script(word, _BOPOMOFO):
        return "zh-TW"
    has_kana, has_hangul = has_script(context, KANA), has_script(context, HANGUL)
    if has_kana and not has_hangul:
        return "ja"
    if language in _CHINESE:
        return language
    return "ko" if has_hangul else "zh"
