"""The content security policy of a page (Content Security Policy 3, W3C).

The page runs only its own files. Some inline scripts have to be allowed: the speaker view opens an
empty window and writes a document into it, and that window inherits the page's policy (HTML
standard, 7.1.7 "policy containers"); the project's own plugins may do the same. Their hashes are
computed from the plugins at build time.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator

_SCRIPT = re.compile(r"<script>(.*?)<\\?/script>", re.DOTALL)
_ESCAPE = re.compile(r"\\(x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|\r?\n|.)", re.DOTALL)
_CONTROL = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": "\0"}


def content_policy(*plugins: str, plays: bool = False) -> str:
    """Return the policy of a page on which the scripts `plugins` may open windows.

    `plays` is whether it has videos or sounds.
    """
    scripts = " ".join(dict.fromkeys(("'self'", *_in_windows(plugins))))
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {scripts}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data:",
            "font-src 'self'",
            *(("media-src 'self'",) if plays else ()),
            "frame-src 'self'",
        )
    )


def single_file_policy(
    scripts: Iterable[str], plugins: Iterable[str], *, has_imports: bool, plays: bool = False
) -> str:
    """Return the policy of a page in one file, which runs only these inline `scripts`.

    `plugins` may open windows; `has_imports` is whether style sheets import others, `plays` whether
    there are videos or sounds. Only the speaker view shows the file again, in frames.
    """
    hashes = dict.fromkeys((*map(source_hash, scripts), *_in_windows(plugins)))
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {' '.join(hashes)}",
            f"style-src 'unsafe-inline'{' data:' if has_imports else ''}",
            "img-src data:",
            "font-src data:",
            *(("media-src data:",) if plays else ()),
            "frame-src 'self'",
        )
    )


def _in_windows(plugins: Iterable[str]) -> Iterator[str]:
    """Yield the hash-sources of the scripts in windows that `plugins` may open."""
    return (source_hash(script) for plugin in plugins for script in inline_scripts(plugin))


def inline_scripts(plugin: str) -> tuple[str, ...]:
    """Return the inline scripts of documents in a JavaScript file's template literals."""
    return tuple(_cooked(found.group(1)) for found in _SCRIPT.finditer(plugin))


def _cooked(template: str) -> str:
    """Return the value of a template literal without substitutions (ECMA-262, 12.9.6, `TV`)."""
    return _ESCAPE.sub(_unescape, template.replace("\r\n", "\n"))


def _unescape(found: re.Match[str]) -> str:
    code = found.group(1)
    if len(code) > 1 and code[0] in "xu":
        return chr(int(code[1:], 16))
    if code.endswith("\n"):
        return ""
    return _CONTROL.get(code, code)


def source_hash(script: str) -> str:
    """Return the hash-source of an inline script for a policy (CSP 3, 2.3.1)."""
    digest = hashlib.sha256(script.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
