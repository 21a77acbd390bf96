"""Addresses to which a link may lead."""

from __future__ import annotations

import re

SCHEMES = ("https", "http", "mailto", "tel")
"""Schemes that only open something: they run no code and read no file on the viewer's machine."""

_SCHEME = re.compile(r"\s*([A-Za-z][A-Za-z0-9+.-]*):")
_VARIABLE = re.compile(r"(?:\{|%7B){2}", re.IGNORECASE)
_WEB = re.compile(r"\s*https?:", re.IGNORECASE)
_SITE_ADDRESS = re.compile(
    r"https?://(?:[^\s/?#@\[\]]*@)?[\w-]+(?:\.[\w-]+)*\.?(?::\d{1,5})?(?:[/?#].*)?", re.IGNORECASE
)
"""A scheme, a host name, and optionally a port (RFC 3986, 3.2)."""
_SILENT = re.compile(r"[\x00-\x1f\x7f\\]|%0[9ad]", re.IGNORECASE)
"""Characters that browsers drop from an address, which makes it another one, or read as a slash
(URL Standard, 4.4)."""
_SLASHES = re.compile(r"(?:/|%2F){2}", re.IGNORECASE)
"""The beginning of an address on another machine, which Office also decodes."""
_BACKSLASH = re.compile(r"[^?#]*%5C", re.IGNORECASE)
"""One in a path, which Office takes for one of Windows: `%5C%5Cserver` is another machine."""
_COLON = re.compile(r"[^/?#]*:")
"""A colon in a position where only a scheme may have one (RFC 3986, 4.2)."""


def refusal(address: str) -> tuple[str, str] | None:
    """Return why a link may not lead to `address`, and a hint; None if it may.

    Besides addresses with one of `SCHEMES`, a link may lead to `#slide/id` or to a relative path.
    """
    scheme = _SCHEME.match(address)
    if not address.strip():
        return "a link has no address", "write its address between the parentheses"
    if _VARIABLE.search(address):
        return "a link's address cannot contain a variable", "write the address out"
    if _SLASHES.match(address):
        rest = _SLASHES.sub("", address, count=1)
        return f"the address `{address}` has no scheme", f"write `https://{rest}`"
    if scheme is not None and scheme[1].lower() not in SCHEMES:
        message = f"a link may not lead to a `{scheme[1].lower()}:` address"
        return message, _LEADS_TO
    return _broken(address, is_file=scheme is None)


def _broken(address: str, *, is_file: bool) -> tuple[str, str] | None:
    """Return what is wrong with the syntax of an address, and a hint; None if nothing is."""
    if _SILENT.search(address) or (is_file and _BACKSLASH.match(address)):
        message = f"the address `{address}` contains a character that browsers read differently"
        return message, "write it without backslashes, tabs and line breaks"
    if is_file and (begun := _COLON.match(address)):
        return f"`{begun[0]}` is not the start of an address", _LEADS_TO
    if _WEB.match(address) and not _SITE_ADDRESS.fullmatch(address.strip()):
        message = f"the address `{address}` does not name a website"
        return message, "write one such as `https://example.org/page`"
    return None


_LEADS_TO = (
    f"links lead to {', '.join(f'`{name}:`' for name in SCHEMES)}, to `#topic/slide` or to a file"
    " next to the talk"
)


_SITE = re.compile(
    r"www\.[\w-]+\.[\w.-]+|[\w-]+(?:\.[\w-]+)*\.(?:com|dev|edu|gov|io|kr|net|org)(?=[/?#:]|$)",
    re.IGNORECASE,
)


def web_address(address: str) -> str | None:
    """Return the full address of a website given without its scheme; None if it is not one."""
    return f"https://{address}" if _SITE.match(address) else None
