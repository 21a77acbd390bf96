"""The language of a document that does not say it, as most for Marp and Slidev do not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from diptych.source.document.opaque import listing_lines

_SCRIPTS = {"ko": r"[\uac00-\ud7a3]", "ja": r"[\u3041-\u30ff]", "zh": r"[\u4e00-\u9fff]"}
"""The languages that letters alone tell, in this order: Japanese has those of Chinese, too."""
_LEAST_SHARE, _LEAST_LETTERS = 0.15, 20
"""How much of the letters are of such a script: technical talks have many Latin words."""
_WORDS: Mapping[str, frozenset[str]] = {
    language: frozenset(words.split())
    for language, words in {
        "en": "the of and to is in that for it with as are this on you be not or from",
        "de": "der die das und ist nicht ein eine mit auf für den dem sich wird auch von zu",
        "fr": "le la les des et est une un pour dans que qui pas sur avec du au ce il",
        "es": "el los las que en por con una para del se es como más su al lo y",
        "pt": "o os as que em não uma para com do da dos um por mais como é ao",
        "it": "il di che è per una un della del con non sono nel gli alla come più le",
        "nl": "de het een en van is niet op met voor dat zijn te aan ook die er",
        "ru": "и в не на что с как по для это из к от так но или все при",
        "tr": "ve bir bu için ile olarak da de daha çok gibi ne olan nasıl",
    }.items()
}
_NAMES = {
    "de": "German", "fr": "French", "es": "Spanish", "pt": "Portuguese", "it": "Italian",
    "nl": "Dutch", "ru": "Russian", "tr": "Turkish",
}  # fmt: skip
_LEAST_WORDS, _CLEARLY = 25, 4
"""How many frequent words tell a language, and how many times as many as English ones."""
_LATIN = re.compile(r"[^\W\d_]+")
_NO_WORDS = re.compile(r"<[^<>]*>|`[^`]*`|\]\([^()]*\)|https?://\S+|\{[^{}]*\}")


def language_by_script(body: str) -> str | None:
    """Return the language that the letters of a document are of; None if they do not tell one."""
    words = _words_of(body)
    letters = sum(map(str.isalpha, words))
    for language, pattern in _SCRIPTS.items():
        count = len(re.findall(pattern, words))
        if count >= max(_LEAST_LETTERS, _LEAST_SHARE * letters):
            return language
    return None


def language_by_words(body: str) -> tuple[str, str] | None:
    """Return the tag and name of the language that a document seems to be in; None if English."""
    words = Counter(_LATIN.findall(_words_of(body).lower()))
    counts = {
        language: sum(words[word] for word in frequent) for language, frequent in _WORDS.items()
    }
    language = max(counts, key=lambda one: counts[one])
    is_clear = counts[language] >= max(_LEAST_WORDS, _CLEARLY * counts["en"])
    return (language, _NAMES[language]) if language != "en" and is_clear else None


def _words_of(body: str) -> str:
    """Return a document without its listings, code, tags and addresses."""
    lines = body.split("\n")
    within = listing_lines(lines)
    kept = "\n".join(line for number, line in enumerate(lines) if number not in within)
    return _NO_WORDS.sub(" ", kept)
