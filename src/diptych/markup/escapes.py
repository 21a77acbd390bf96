"""Text that Markdown shows as it is."""

import re

_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|~$^@!])")


def escaped(text: str) -> str:
    """Return `text` with a backslash before each sign that may have a meaning in Markdown."""
    return _SIGNS.sub(r"\\\1", text)
