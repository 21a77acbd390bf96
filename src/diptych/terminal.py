"""Text made safe for a terminal: it cannot move the cursor, or hide or reorder other text.

File names, source lines and git's messages may come from a stranger. Everything that is printed
passes through here, JSON included, since another program may show it.
"""

from __future__ import annotations

import re
import sys
from typing import Any, TextIO

_UNSHOWN = (
    "[\x00-\x1f\x7f-\x9f\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
"""Control characters (C0, C1), line breaks, bidirectional controls (Unicode Standard Annex 9),
invisible characters and lone surrogates. The joiners within emoji and scripts stay."""
_AS_BYTES = range(0xDC80, 0xDD00)
"""Bytes of a file name that are not UTF-8, as Python represents them (PEP 383)."""
_LOGIN = r"(://[^/\s:@]*:)([^/\s]+)(?=@)"
_BEARER = r"(https?://)([^/\s:@]+)(?=@)"
"""A token on its own, in the place of the user's name and without a password."""
# The patterns are compiled when something is printed: most builds print nothing.


def visible(text: str) -> str:
    """Return `text` on one line, with every character escaped that would not be shown as itself.

    Tabs become spaces, and passwords in URLs become asterisks.
    """
    masked = without_passwords(text)
    return masked if masked.isprintable() else re.sub(_UNSHOWN, _escaped, masked)


def without_passwords(text: str) -> str:
    """Return `text`, of the same length, with passwords in URLs masked (RFC 3986, 3.2.1)."""
    if "://" not in text:
        return text
    for secret in (_LOGIN, _BEARER):
        text = re.sub(secret, lambda found: found[1] + "*" * len(found[2]), text)
    return text


def put(line: str, stream: TextIO | None = None) -> None:
    """Print a line on standard output or another stream."""
    print(visible(line), file=stream or sys.stdout)


def put_json(value: Any) -> None:
    """Print a value as JSON; lone surrogates, which other programs refuse, become U+FFFD."""
    import json  # few commands need it

    import msgspec

    text = json.dumps(msgspec.to_builtins(value), ensure_ascii=False, indent=2)
    print(re.sub(_UNSHOWN, _escaped_in_json, text))  # noqa: T201 - the one place that prints


def _escaped(found: re.Match[str]) -> str:
    character = found.group()
    code = ord(character)
    if character == "\t":
        return " "
    if code in _AS_BYTES:
        return f"\\x{code - _AS_BYTES.start + 0x80:02x}"
    return character.encode("unicode_escape", "surrogatepass").decode("ascii")


def _escaped_in_json(found: re.Match[str]) -> str:
    character = found.group()
    if character == "\n":  # between values; within them it is already escaped
        return character
    if "\ud800" <= character <= "\udfff":
        return "\ufffd"
    return "".join(f"\\u{unit:04x}" for unit in _utf16(character))


def _utf16(character: str) -> list[int]:
    """Return the UTF-16 code units by which JSON escapes a character (RFC 8259, 7)."""
    data = character.encode("utf-16-be")
    return [int.from_bytes(data[at : at + 2], "big") for at in range(0, len(data), 2)]
