"""What is wrong with the text of a file: another encoding, or characters nobody sees."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from diptych.diagnostics import Diagnostic, Span
from diptych.markup.characters import FORBIDDEN, REORDERING, name_of
from diptych.source.reading.diagnostic_kinds import (
    FORBIDDEN_CHARACTER,
    NOT_UTF8,
    REORDERING_CHARACTER,
    STRAY_CHARACTER,
)

_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_UTF32 = (b"\xff\xfe\0\0", b"\0\0\xfe\xff")
_REPORTED = 20
"""How many forbidden characters of one file are reported; a file with more is not text."""


def not_utf8(data: bytes, name: str, error: UnicodeDecodeError) -> Diagnostic:
    """Return the diagnostic for a file that is not encoded in UTF-8."""
    before = data[: error.start]
    line = before.count(b"\n") + 1
    column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
    message = f"byte 0x{data[error.start]:02x} is not UTF-8"
    return NOT_UTF8.at(Span(name, line, column), message, hint=_in_utf8(_encoding_of(data), name))


def utf16(text: str, name: str) -> Diagnostic | None:
    """Return the diagnostic for a text that is UTF-16 without a mark; None for any other."""
    if len(text) <= 1 or 3 * text.count("\0") <= len(text):  # Latin letters in two bytes each
        return None
    encoding = "utf-16-le" if text[1] == "\0" else "utf-16-be"
    message = "it is UTF-16, not UTF-8"
    return NOT_UTF8.at(Span(name, 1), message, hint=_in_utf8(encoding, name))


def unseen_characters(text: str, name: str) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each character that is not allowed, or changes the order of others."""
    kinds = ((FORBIDDEN, FORBIDDEN_CHARACTER), (REORDERING, REORDERING_CHARACTER))
    for pattern, kind in kinds:
        for found in islice(pattern.finditer(text), _REPORTED):
            message = f"the text contains {name_of(found.group())}"
            yield kind.at(_place(found, text, name), message, hint="remove it")


def without_strays(text: str, name: str) -> tuple[str, tuple[Diagnostic, ...]]:
    """Return a text without its control characters, and a warning about each, if they are few."""
    found = list(islice(FORBIDDEN.finditer(text), _REPORTED + 1))
    if len(found) > _REPORTED:
        return text, ()
    shown = FORBIDDEN.sub(lambda one: " " if one[0].isspace() else "", text)
    return shown, tuple(_stray(one, text, name) for one in found)


def _stray(found: re.Match[str], text: str, name: str) -> Diagnostic:
    known = name_of(found[0])
    message = f"the text contains {known}, which is left out"
    return STRAY_CHARACTER.at(_place(found, text, name), message, hint="remove it", subject=known)


def _place(found: re.Match[str], text: str, name: str) -> Span:
    line = text.count("\n", 0, found.start()) + 1
    return Span(name, line, found.start() - text.rfind("\n", 0, found.start()))


def _in_utf8(encoding: str, name: str) -> str:
    """Return a hint for a file in another encoding."""
    return f"save the file as UTF-8, for example `iconv -f {encoding} -t utf-8 {name}`"


def _encoding_of(data: bytes) -> str:
    """Return what a text that is not UTF-8 is likely to be encoded in."""
    if data.startswith(_UTF32):  # the first of which begins like UTF-16
        return "utf-32"
    if data.startswith(_UTF16):
        return "utf-16"
    for encoding in ("euc-kr", "cp949"):  # bytes of Western texts are seldom whole Hangul
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if any("\uac00" <= character <= "\ud7a3" for character in text):
            return encoding
    return "latin1"
