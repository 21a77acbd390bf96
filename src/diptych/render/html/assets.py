"""Where the files of a talk lie: in `assets/`, which the talk's locales share.

A page lies at `<talk>/<locale>/index.html`, so every file is reached as `../assets/...`. What is in
`assets/` never depends on the locale; media carry a piece of their hash, because two locales may
use different pictures of one name.
"""

from __future__ import annotations

from collections.abc import Iterator

from diptych.model.asset import Asset
from diptych.model.laid_out import LaidOutTalk
from diptych.render.html.units import identifier

ASSETS = "../assets/"
"""The folder of assets as a page sees it."""


def media_path(asset: Asset) -> str:
    """Return the path of a picture below `assets/`."""
    return f"media/{identifier(asset.stem)}-{asset.sha256[:8]}.{identifier(asset.suffix)}"


def media_url(asset: Asset) -> str:
    """Return the address of a picture as a page writes it."""
    return ASSETS + media_path(asset)


def media(talk: LaidOutTalk) -> dict[str, Asset]:
    """Return every picture that the talk shows, by its path below `assets/`."""
    return {media_path(asset): asset for asset in _pictures(talk)}


def _pictures(talk: LaidOutTalk) -> Iterator[Asset]:
    for slide in talk:
        for decoration in slide.layout.decorations:
            if decoration.picture is not None:
                yield decoration.picture
        for picture in slide.pictures:
            yield picture.asset
