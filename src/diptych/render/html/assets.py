"""The paths of a talk's files in `assets/`, which its locales share.

A page is at `<talk>/<locale>/index.html`, so every file is reached as `../assets/...`. The names of
files that a page loads include part of the hash of their content: two locales may use different
pictures with the same name, and a page may be next to the files of another build.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping

from diptych.model.asset import Asset
from diptych.model.laid_out import LaidOutTalk
from diptych.render.html.units import identifier

ASSETS = "../assets/"
"""The folder of assets, relative to a page."""


_SHOWING = re.compile(r"<(?:img|video|audio)\b[^>]*>")
"""An element with a file, in slides, whose text contains no `<`, and whose attributes no `>`."""
_LONGEST = 100
"""The most letters of a picture's name in that of its copy: names of files end at 255."""
_SOURCE = re.compile(rf'( (?:src|poster)="{re.escape(ASSETS)})(media/[^"]*)')


def digest(data: bytes) -> str:
    """Return the 8 hexadecimal digits that identify content in a name."""
    return digest_of((data,))


def digest_of(pieces: Iterable[bytes]) -> str:
    """Return the same for content in pieces."""
    known = hashlib.sha256()
    for piece in pieces:
        known.update(piece)
    return known.hexdigest()[:8]


def deck_folder(hashes: Mapping[str, str], texts: Mapping[str, str]) -> str:
    """Return the name of a folder of files, given by path with their hashes or texts."""
    known = {**hashes, **{path: digest(text.encode()) for path, text in texts.items()}}
    listed = "".join(f"{path}\0{known[path]}\0" for path in sorted(known))
    return f"deck-{digest(listed.encode())}"


def media_path(asset: Asset, content: str = "") -> str:
    """Return the path of a picture below `assets/`; `content` is the digest of the written file.

    Without it, the digest is that of the author's file, as used when slides are first written.
    """
    known = content or asset.sha256[:8]
    return f"media/{identifier(asset.stem)[:_LONGEST]}-{known}.{identifier(asset.suffix)}"


def with_media(slides: str, paths: Mapping[str, str]) -> str:
    """Return slides with the paths of pictures and recordings replaced."""

    def named(element: re.Match[str]) -> str:
        return _SOURCE.sub(lambda found: found[1] + paths[found[2]], element[0])

    return _SHOWING.sub(named, slides)


def media_url(asset: Asset) -> str:
    """Return the address of a picture as first written in slides."""
    return ASSETS + media_path(asset)


def media(talk: LaidOutTalk) -> dict[str, Asset]:
    """Return every picture and recording of the talk, by its path as first written in slides."""
    return {media_path(asset): asset for asset in _pictures(talk)}


def _pictures(talk: LaidOutTalk) -> Iterator[Asset]:
    for slide in talk:
        for decoration in slide.layout.decorations:
            if decoration.picture is not None:
                yield decoration.picture
        for picture in slide.pictures:
            yield picture.asset
            if picture.recording is not None:
                yield picture.recording.asset
