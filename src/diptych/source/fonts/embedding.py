"""What Office is told of a face, and what its licence bits forbid."""

from __future__ import annotations

from diptych.fonts.sfnt import FontFacts
from diptych.model.metrics import Typeface

_RESTRICTED, _PRINT, _EDITABLE = 0x2, 0x4, 0x8
_NO_SUBSETTING, _BITMAPS_ONLY = 0x100, 0x200
"""Bits of `OS/2.fsType` (OpenType 1.9.1)."""
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


def forbidden_in(facts: FontFacts) -> str:
    """Return what the licence bits of a face forbid that HTML or PDF do; empty if nothing.

    Without a rule of its own, a face may be embedded to be viewed and printed.
    """
    bits = facts.embedding
    if bits & _BITMAPS_ONLY:
        return "only its bitmaps may be embedded"
    if bits & (_RESTRICTED | _PRINT | _EDITABLE) == _RESTRICTED:
        return "it may not be embedded"
    return "it may only be embedded as a whole" if bits & _NO_SUBSETTING else ""
