"""Pictures on the web, which a single-file talk may show once the user has had them fetched."""

from __future__ import annotations

import hashlib
import re
from functools import cache
from pathlib import Path
from urllib.parse import unquote

from diptych.diagnostics import Span
from diptych.model.asset import Asset, Content
from diptych.source.pictures.data_urls import suffix_of
from diptych.source.pictures.diagnostic_kinds import UNFETCHED_PICTURE, WEB_PICTURE
from diptych.source.reading.source_reader import SourceReader
from diptych.source.reading.web import Web
from diptych.storage.fetched import find_fetched, record_path
from diptych.storage.reading import PICTURE

_LONGEST = 40
"""Characters of a name."""
_GROUND, _SIGN = "#8a94a3", "#fff"
"""A ground that can be told from light pages and from dark ones."""


def picture_name(address: str, data: bytes) -> str | None:
    """Return a file name for what was fetched from an address; None if it is not a picture."""
    suffix = suffix_of(data)
    if suffix is None:
        return None
    path = re.split(r"[?#]", address)[0].partition("//")[2].partition("/")[2]
    name = re.sub(r"[^A-Za-z0-9_]+", "-", Path(unquote(path)).stem).strip("-")[:_LONGEST]
    return f"{name or 'picture'}{suffix}"


def find_picture(address: str, web: Web, span: Span, reader: SourceReader) -> Path | None:
    """Return the fetched file of a picture on the web; None, with a report, if there is none."""
    reader.addresses[address] = None
    fetched = None
    if web.cache is not None:
        reader.note(record_path(web.cache, address))
        fetched = find_fetched(web.cache, address)
    data = reader.content(fetched.path, PICTURE) if fetched is not None else None
    why = web.unfetched.get(address)
    if why is not None:
        message = f"picture `{address}` cannot be fetched: {why}"
        hint = "correct its address, or save it beside the talk and give its path"
        if address in web.unreached:
            hint = "try again when there is a connection, or correct its address"
        if all(one.message != message for one in reader.found):  # it may be shown several times
            reader.report(UNFETCHED_PICTURE, span, message, hint)
    if fetched is not None and data is not None and _hash(data) == fetched.sha256:
        return fetched.path
    if why is None:
        message = f"picture `{address}` is on the web; a panel stands in its place"
        hint = "`--fetch` fetches it once for all builds on this machine"
        reader.report(WEB_PICTURE, span, message, hint, subject=address)
    return None


@cache
def stand_in() -> Asset:
    """Return the panel that a single-file talk shows in the place of a picture that it lacks."""
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1280 720" width="1280" height="720">'
        f'<rect width="1280" height="720" fill="{_GROUND}"/>'
        f'<g fill="none" stroke="{_SIGN}" stroke-width="14" stroke-linejoin="round">'
        '<rect x="520" y="270" width="240" height="180" rx="16"/>'
        '<path d="M520 420l75-75 60 60 40-40 65 65"/></g>'
        f'<circle cx="700" cy="325" r="18" fill="{_SIGN}"/></svg>'
    ).encode("ascii")
    return Asset(
        name="missing-picture.svg",
        sha256=_hash(svg),
        media_type="image/svg+xml",
        read=Content(_hash(svg), svg, is_made=True),
        size_px=(1280.0, 720.0),
    )


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
