"""The text of deck.lock."""

from __future__ import annotations

import re
from collections.abc import Mapping

import msgspec

from diptych.source.libraries.lock import Locked

_PLAIN = re.compile(r"[A-Za-z./][A-Za-z0-9./_@+-]*")
_HEAD = (
    "# Written by `diptych library`: the state of each library that this project uses. Commit it.\n"
)
_NEVER = frozenset({"null", "true", "false", "yes", "no", "on", "off", "none"})


def lock_text(lock: Mapping[str, Locked]) -> str:
    """Return the text of deck.lock."""
    lines = [_HEAD, "libraries:\n" if lock else "libraries: {}\n"]
    for name, locked in sorted(lock.items()):
        lines.append(f"  {name}:\n    source: {scalar(locked.source)}\n")
        if locked.revision:
            lines.append(f"    revision: {scalar(locked.revision)}\n")
        if locked.commit:
            lines.append(f'    commit: "{locked.commit}"\n')
        lines.append("    slides:\n" if locked.slides else "    slides: {}\n")
        lines += (f'      {slide}: "{sha}"\n' for slide, sha in sorted(locked.slides.items()))
    return "".join(lines)


def scalar(text: str) -> str:
    """Return `text` as a YAML scalar, in quotes if it needs them."""
    if _PLAIN.fullmatch(text) and text.lower() not in _NEVER and not text.startswith("..."):
        return text
    return msgspec.json.encode(text).decode()
