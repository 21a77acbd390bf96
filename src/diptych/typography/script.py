"""The script of a text, by Unicode blocks.

Characters are compared directly: compiling a pattern with such ranges takes longer than writing a
whole talk.
"""

from __future__ import annotations

Blocks = tuple[tuple[str, str], ...]
"""First and last character of each block."""

HANGUL: Blocks = (
    ("\uac00", "\ud7ff"),
    ("\u1100", "\u11ff"),
    ("\u3130", "\u318f"),
    ("\ua960", "\ua97f"),
)
"""Syllables and letters (jamo)."""
KANA: Blocks = (("\u3040", "\u30ff"), ("\u31f0", "\u31ff"))
HAN: Blocks = (
    ("\u4e00", "\u9fff"),
    ("\u3400", "\u4dbf"),
    ("\uf900", "\ufaff"),
    ("\u2e80", "\u2fdf"),
)
EAST_ASIAN: Blocks = (*HANGUL, *HAN, *KANA)
EAST_ASIAN_SIGNS: Blocks = (("\u3000", "\u303f"), ("\uff00", "\uffef"))
"""Punctuation, and full-width forms."""


def has_script(text: str, blocks: Blocks) -> bool:
    """Return whether any character of `text` is in one of `blocks`, which are not Latin."""
    return not text.isascii() and any(
        first <= character <= last
        for character in text
        if character > "\u10ff"
        for first, last in blocks
    )


def has_hangul(text: str) -> bool:
    """Return whether `text` has any Hangul."""
    return has_script(text, HANGUL)
