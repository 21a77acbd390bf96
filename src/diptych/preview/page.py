"""Pages as the preview serves them; decks as they are written know nothing of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from urllib.parse import quote

from diptych.preview.feed import Version, is_page

_POLICY = re.compile(
    rb"""(<meta[^>]*\bhttp-equiv=["']?Content-Security-Policy\b[^>]*\bcontent=")([^"]*)""",
    re.IGNORECASE,
)


def previewed(page: bytes, version: Version) -> bytes:
    """Return a page that follows every save: with our script, and leave for it to ask us."""
    script = (
        f'<script type="module" src="/-/preview.js" data-build="{version.build}"'
        f' data-assets="{version.assets}"></script>\n'
    ).encode()
    page = _POLICY.sub(lambda found: found[1] + _allow_connection(found[2]), page, count=1)
    end = page.rfind(b"</body>")
    return page[:end] + script + page[end:] if end >= 0 else page + script


def _allow_connection(policy: bytes) -> bytes:
    own = re.search(rb"(?:^|;)\s*connect-src\b", policy)
    if own is None:
        return policy.rstrip(b"; ") + b"; connect-src 'self'"
    return policy[: own.end()] + b" 'self'" + policy[own.end() :].replace(b" 'none'", b"", 1)


def address(path: str) -> str:
    """Return where a file is served."""
    return f"/{quote(path)}"


def list_decks(version: Version, *, missing: str = "") -> bytes:
    """Return a page with all decks; or with none, under which the problems can be seen."""
    pages = [path for path in version.files if is_page(path)]
    if missing:
        heading = f"There is no page {missing}"
    else:
        heading = "Decks" if pages else "There is nothing to show yet"
    return previewed(_LISTING.format(heading=escape(heading), rows=_rows(pages)).encode(), version)


def _rows(pages: Iterable[str]) -> str:
    talks: dict[str, list[str]] = {}
    for path in pages:
        talks.setdefault(path.split("/")[0], []).append(path)
    return "".join(
        f"<li>{escape(talk)}: {', '.join(_link(path) for path in paths)}</li>\n"
        for talk, paths in talks.items()
    )


def _link(path: str) -> str:
    locale = path.split("/")[-2]
    return f'<a href="{address(path)}" hreflang="{escape(locale)}">{escape(locale)}</a>'


_LISTING = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy"
content="default-src 'none'; script-src 'self'; style-src 'self'; img-src data:">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Diptych preview</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/-/preview.css">
</head>
<body class="listing">
<h1>{heading}</h1>
<ul>
{rows}</ul>
</body>
</html>
"""
