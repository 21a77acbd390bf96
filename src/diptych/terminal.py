"""What a terminal is shown: nothing of it moves the cursor, hides or turns what else stands there.

Names of files, lines of sources and what git says may be a stranger's. Whatever is printed passes
through here; so does JSON, which another program may show.
"""

from __future__ import annotations

import re
import sys
from typing import Any, TextIO

_UNSHOWN = (
    "[\x00-\x1f\x7f-\x9f\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
"""Controls (C0, C1), line ends, what turns the direction of writing (Unicode Standard Annex 9),
what cannot be seen, and half characters. The joiners within emoji and scripts stay."""
_AS_BYTES = range(0xDC80, 0xDD00)
"""Bytes of a file's name that are not UTF-8, as Python has them (PEP 383)."""
_LOGIN = r"(://[^/\s:@]*:)([^/\s]+)(?=@)"
_BEARER = r"(https?://)([^/\s:@]+)(?=@)"
"""Who names a token alone has no password beside it."""
# They are compiled where something is printed: a build that finds nothing needs none.


def visible(text: str) -> str:
    """Return `text` with every character that is not shown as itself escaped, on one line.

    Tabs become spaces, passwords of addresses stars.
    """
    told = without_passwords(text)
    return told if told.isprintable() else re.sub(_UNSHOWN, _escaped, told)


def without_passwords(text: str) -> str:
    """Return `text`, as long as it was, the passwords of addresses starred (RFC 3986, 3.2.1)."""
    if "://" not in text:
        return text
    for secret in (_LOGIN, _BEARER):
        text = re.sub(secret, lambda found: found[1] + "*" * len(found[2]), text)
    return text


def put(line: str, stream: TextIO | None = None) -> None:
    """Print a line on standard output, or another stream."""
    print(visible(line), file=stream or sys.stdout)


def put_json(value: Any) -> None:
    """Print a value as JSON; half characters, which no other program takes, become U+FFFD."""
    import json  # few commands speak it

    import msgspec

    text = json.dumps(msgspec.to_builtins(value), ensure_ascii=False, indent=2)
    print(re.sub(_UNSHOWN, _escaped_in_json, text))  # noqa: T201 - the place for it


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
    if character == "\n":  # between values; within them it is escaped already
        return character
    if "\ud800" <= character <= "\udfff":
        return "\ufffd"
    return "".join(f"\\u{unit:04x}" for unit in _utf16(character))


def _utf16(character: str) -> list[int]:
    """Return the units that JSON escapes a character as (RFC 8259, 7)."""
    data = character.encode("utf-16-be")
    return [int.from_bytes(data[at : at + 2], "big") for at in range(0, len(data), 2)]
