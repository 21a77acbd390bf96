"""Addresses that a link may lead to."""

from __future__ import annotations

import re

SCHEMES = ("https", "http", "mailto", "tel")
"""Schemes that only open something: no code, no file of the viewer's machine."""

_SCHEME = re.compile(r"\s*([A-Za-z][A-Za-z0-9+.-]*):")
_VARIABLE = re.compile(r"(?:\{|%7B){2}", re.IGNORECASE)


def refusal(address: str) -> tuple[str, str] | None:
    """Return why a link may not lead to `address`, and what to do; None if it may.

    Besides addresses with one of `SCHEMES` a link may lead to `#slide/id` and to a relative path.
    """
    scheme = _SCHEME.match(address)
    if not address.strip():
        return "a link leads nowhere", "write its address between the parentheses"
    if _VARIABLE.search(address):
        return "a variable has no place in a link's address", "write the address out"
    if address.startswith("//"):
        return f"the address `{address}` has no scheme", f"write `https:{address}`"
    if scheme is not None and scheme[1].lower() not in SCHEMES:
        allowed = ", ".join(f"`{name}:`" for name in SCHEMES)
        message = f"a link may not lead to a `{scheme[1].lower()}:` address"
        return message, f"links lead to {allowed}, to `#topic/slide` or to a file beside the talk"
    return None


_SITE = re.compile(
    r"www\.[\w-]+\.[\w.-]+|[\w-]+(?:\.[\w-]+)*\.(?:com|dev|edu|gov|io|kr|net|org)(?=[/?#:]|$)",
    re.IGNORECASE,
)


def web_address(address: str) -> str | None:
    """Return the whole address of a web site that is named without its scheme; None if none is."""
    return f"https://{address}" if _SITE.match(address) else None
