"""Typst's syntax: literals, lengths, colours. Nothing that an author wrote stands outside them."""

from __future__ import annotations

import re
from functools import lru_cache

from diptych.model.geometry import EMU_PER_PT, Emu

_SPECIAL = re.compile(r'[\\"\x00-\x1f\x7f]')
_BYTE_ORDER_MARK, _WORD_JOINER = "\ufeff", "\u2060"
_UNSAFE = re.compile(r"[^A-Za-z0-9]")


def literal(text: str) -> str:
    """Return a text as a string literal, in which nothing is markup or code.

    A byte order mark within text, which no PDF/UA has, is the word joiner that has replaced it.
    """
    return f'"{_SPECIAL.sub(_escaped, text.replace(_BYTE_ORDER_MARK, _WORD_JOINER))}"'


def _escaped(found: re.Match[str]) -> str:
    sign = found[0]
    return f"\\{sign}" if sign in '\\"' else f"\\u{{{ord(sign):x}}}"


@lru_cache(maxsize=4096)
def pt(length: Emu) -> str:
    """Return a length in points, such as `12.5pt`."""
    return points(length / EMU_PER_PT)


@lru_cache(maxsize=4096)
def points(size: float) -> str:
    """Return a size in points with its unit."""
    return f"{round(size, 3):g}pt"


@lru_cache(maxsize=256)
def color(name: str) -> str:
    """Return the variable of a colour token; two names that differ have different ones."""
    return "c-" + _UNSAFE.sub(lambda found: f"_{ord(found[0]):x}", name)


def sequence(parts: list[str]) -> str:
    """Return content that consists of parts, one after the other."""
    return parts[0] if len(parts) == 1 else f"{{{'; '.join(parts)}}}"


def tuple_of(items: list[str]) -> str:
    """Return an array."""
    return f"({', '.join(items)},)" if items else "()"
