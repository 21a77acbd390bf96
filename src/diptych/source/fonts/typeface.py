"""What a PPTX says about a face, for Office to choose a substitute."""

from __future__ import annotations

from diptych.fonts.sfnt import FontFacts
from diptych.model.metrics import Typeface

_HANGUL = -127
"""HANGUL_CHARSET, 129, as the signed byte that Office writes (ECMA-376-1, 21.1.2.3.3)."""
_TEXT, _SCRIPT, _DECORATIVE = 2, 3, 4
_SERIFS, _SANS = range(2, 11), range(11, 16)
"""Digits of PANOSE 1.0: family kind and serif style."""
_FIXED, _VARIABLE = 1, 2
_ROMAN, _SWISS, _MODERN, _HAND, _DISPLAY = 0x10, 0x20, 0x30, 0x40, 0x50
"""Pitch and family of Windows fonts (MS-LOGFONT)."""


def typeface_of(facts: FontFacts) -> Typeface:
    """Return what Office needs to choose another font where this one is missing."""
    return Typeface(
        panose=facts.panose.hex().upper(),
        pitch_family=(_FIXED if facts.is_fixed else _VARIABLE) | _kind(facts),
        charset=_HANGUL if facts.is_korean else 0,
    )


def _kind(facts: FontFacts) -> int:
    if facts.is_fixed:
        return _MODERN
    kind, serif = facts.panose[0], facts.panose[1]
    if kind == _SCRIPT:
        return _HAND
    if kind == _DECORATIVE:
        return _DISPLAY
    if kind != _TEXT:
        return 0
    return _ROMAN if serif in _SERIFS else _SWISS if serif in _SANS else 0
