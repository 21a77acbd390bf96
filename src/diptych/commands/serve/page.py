"""Pages as the preview serves them; decks that are written do not contain any of this."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape, unescape
from urllib.parse import quote

from diptych.commands.serve.feed import Version, is_page

_POLICY = re.compile(
    r"""(<meta[^>]*\bhttp-equiv=["']?Content-Security-Policy\b[^>]*\bcontent=")([^"]*)""",
    re.IGNORECASE,
)


def previewed(page: bytes, version: Version) -> bytes:
    """Return a page that follows every save, with our script and permission for it to connect."""
    script = (
        f'<script type="module" src="/-/preview.js" data-build="{version.build}"'
        f' data-assets="{version.assets}"></script>\n'
    )
    text = _POLICY.sub(_relaxed, page.decode(), count=1)
    head, end, tail = text.rpartition("</body>")
    return f"{head}{script}{end}{tail}".encode() if end else f"{text}{script}".encode()


def _relaxed(found: re.Match[str]) -> str:
    return found[1] + escape(_allow_connection(unescape(found[2])))


def _allow_connection(policy: str) -> str:
    """Return a policy that also lets the page run our script, which connects to this server."""
    directives = [directive.split() for directive in policy.split(";") if directive.strip()]
    own = [words for words in directives if words[0].lower() == "connect-src"]
    sources = {word: None for words in own[:1] for word in words[1:] if word != "'none'"}
    rest = [words for words in directives if words not in own]
    named = {words[0].lower() for words in rest}
    if "default-src" in named and "script-src" not in named:  # a page on which nothing runs
        rest.append(["script-src", "'self'"])
    return "; ".join(map(" ".join, [*rest, ["connect-src", *({"'self'": None} | sources)]]))


def address(path: str) -> str:
    """Return the path at which a file is served."""
    return f"/{quote(path)}"


def list_decks(version: Version, *, missing: str = "") -> bytes:
    """Return a page that lists all decks; if there are none, it still shows the problems."""
    pages = [path for path in version.files if is_page(path)]
    if missing:
        heading = f"There is no page {missing}"
    else:
        heading = "Decks" if pages else "Nothing to show yet"
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
