"""What the licence bits of a face forbid (OpenType 1.9.1, `OS/2.fsType`)."""

from __future__ import annotations

_RESTRICTED, _PRINT, _EDITABLE = 0x2, 0x4, 0x8
_NO_SUBSETTING, _BITMAPS_ONLY = 0x100, 0x200


def forbidden_in(bits: int) -> str:
    """Return what the licence bits of a face forbid that HTML or PDF do; empty if nothing.

    Without a rule of its own, a face may be embedded to be viewed and printed.
    """
    return _forbidden(bits) or ("it may only be embedded as a whole" if is_whole(bits) else "")


def forbidden_in_edited(bits: int) -> str:
    """Return why a face may not be in a file that is edited; empty if it may, at least whole."""
    forbidden = _forbidden(bits)
    if not forbidden and bits & _PRINT and not bits & _EDITABLE:
        return "it may only be embedded to be viewed and printed"
    return forbidden


def is_whole(bits: int) -> bool:
    """Return whether a face may only be embedded as a whole."""
    return bool(bits & _NO_SUBSETTING)


def _forbidden(bits: int) -> str:
    if bits & _BITMAPS_ONLY:
        return "only its bitmaps may be embedded"
    if bits & (_RESTRICTED | _PRINT | _EDITABLE) == _RESTRICTED:
        return "it may not be embedded"
    return ""
