"""The characters that fonts have."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable
from functools import lru_cache

from diptych.fonts.measuring import IGNORABLE
from diptych.model.asset import Asset

_UNSEEN = {"Cf", "Mn", "Me"}


@lru_cache(maxsize=8)
def covered(fonts: tuple[Asset, ...]) -> frozenset[str]:
    """Return all characters that some fonts have."""
    import uharfbuzz

    known = uharfbuzz.Set()
    for font in fonts:
        known.update(uharfbuzz.Face(font.read()).unicodes)
    return frozenset(map(chr, known))


def missing_from(text: Iterable[str], known: Collection[str]) -> str:
    """Return the visible characters of a text that are not among the known ones, sorted."""
    return "".join(
        sorted({c for c in text if c not in known and unicodedata.category(c) not in _UNSEEN})
    )


def unknown_in(text: Iterable[str], known: Collection[str]) -> str:
    """Return the characters of a text that are shown and not among the known ones, sorted.

    Unlike `missing_from` it also returns marks, for which a font may have a letter that includes
    them, and the few signs among the characters that only format.
    """
    return "".join(sorted({c for c in text if c not in known and ord(c) not in IGNORABLE}))
