"""Pictures written out in a text, kept aside while it is parsed.

One can be longer than all that is said, and text is parsed in more than one pass.
"""

from __future__ import annotations

import hashlib
import re

_HEAD = r"data:image/[\w.+-]{1,40}(?:;[\w=.-]{1,40}){0,4};base64,[A-Za-z0-9+/=%]{10}"
_LONG = re.compile(f"({_HEAD})[A-Za-z0-9+/=%]{{4000,}}+")
_TOKEN = re.compile(rf"{_HEAD}\.{{3}}[0-9a-f]{{64}}")


class LongAddresses:
    """Long addresses by what stands for each in a text, which is an address as well."""

    def __init__(self) -> None:
        self._kept: dict[str, str] = {}

    def kept_from(self, text: str) -> str:
        """Return a text with short addresses in place of long ones, in as many lines."""
        return _LONG.sub(self._keep, text) if "data:image/" in text else text

    def restored(self, address: str) -> str:
        """Return an address as it was written."""
        return _TOKEN.sub(lambda found: self._kept.get(found[0], found[0]), address)

    def _keep(self, found: re.Match[str]) -> str:
        token = f"{found[1]}...{hashlib.sha256(found[0].encode()).hexdigest()}"
        self._kept[token] = found[0]
        return token
