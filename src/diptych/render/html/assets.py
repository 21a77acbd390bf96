"""Where the files of a talk lie: in `assets/`, which the talk's locales share.

A page lies at `<talk>/<locale>/index.html`, so every file is reached as `../assets/...`. What a
page loads carries a piece of the hash of its content in its name: two locales may use different
pictures of one name, and a page may stand beside the files of another build.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping

from diptych.model.asset import Asset
from diptych.model.laid_out import LaidOutTalk
from diptych.render.html.units import identifier

ASSETS = "../assets/"
"""The folder of assets as a page sees it."""


_SOURCE = re.compile(rf'(<img\b[^>]* src="{re.escape(ASSETS)})(media/[^"]*)')
"""A picture's address as slides have it; no text of theirs has a `<`."""


def digest(data: bytes) -> str:
    """Return what content is known by in a name: 8 hexadecimal digits."""
    return digest_of((data,))


def digest_of(pieces: Iterable[bytes]) -> str:
    """Return the same of pieces that need not be there together."""
    known = hashlib.sha256()
    for piece in pieces:
        known.update(piece)
    return known.hexdigest()[:8]


def deck_folder(hashes: Mapping[str, str], texts: Mapping[str, str]) -> str:
    """Return the name of a folder of files that are known by their hashes or texts, by path."""
    known = {**hashes, **{path: digest(text.encode()) for path, text in texts.items()}}
    told = "".join(f"{path}\0{known[path]}\0" for path in sorted(known))
    return f"deck-{digest(told.encode())}"


def media_path(asset: Asset, content: str = "") -> str:
    """Return the path of a picture below `assets/`; `content` is the digest of what stands there.

    Without it, that of the author's file, which slides are first written with.
    """
    known = content or asset.sha256[:8]
    return f"media/{identifier(asset.stem)}-{known}.{identifier(asset.suffix)}"


def with_media(slides: str, paths: Mapping[str, str]) -> str:
    """Return slides with other paths of pictures than those they were first written with."""
    return _SOURCE.sub(lambda found: found[1] + paths[found[2]], slides)


def media_url(asset: Asset) -> str:
    """Return the address of a picture as slides are first written with."""
    return ASSETS + media_path(asset)


def media(talk: LaidOutTalk) -> dict[str, Asset]:
    """Return every picture that the talk shows, by the path that slides are first written with."""
    return {media_path(asset): asset for asset in _pictures(talk)}


def _pictures(talk: LaidOutTalk) -> Iterator[Asset]:
    for slide in talk:
        for decoration in slide.layout.decorations:
            if decoration.picture is not None:
                yield decoration.picture
        for picture in slide.pictures:
            yield picture.asset
