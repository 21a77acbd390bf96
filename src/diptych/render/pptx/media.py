"""The pictures, videos and sounds of a presentation, each stored once."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import Struct, field

from diptych.memo import NO_MEMO, Form, Memo
from diptych.model.asset import Asset
from diptych.model.forms import read, written
from diptych.model.theme import Theme
from diptych.render.pptx.captions import CAPTIONS_TYPE, Captions
from diptych.render.pptx.package import Media

_SVG = "image/svg+xml"
_SUFFIXES = {
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/gif": "gif",
    _SVG: "svg",
    "video/mp4": "mp4",
    "audio/mp4": "m4a",
    "audio/mpeg": "mp3",
    "audio/wav": "wav",
}
_NAMED: Form[bytes] = Form(written, lambda data, *_: read(data, bytes))


class PackageMedia(Struct, frozen=True, kw_only=True):
    """The pictures of the whole package, collected part by part."""

    pictures: Mapping[str, bytes]
    """The PNG of each SVG, by the SVG's SHA-256."""
    theme: Theme
    """The theme in whose fonts their text is set."""
    memo: Memo = NO_MEMO
    parts: dict[str, Media] = field(default_factory=dict)
    """Media parts by name."""

    def add(self, asset: Asset) -> tuple[str, ...]:
        """Return the names of the files that show a picture, which is stored once for all parts.

        There are two for an SVG, a PNG first.
        """
        if asset.media_type != _SVG:
            return (self._add(asset.sha256, asset.media_type, asset.read),)
        return (
            self._add(asset.sha256, "image/png", lambda: self.pictures[asset.sha256]),
            self._add(asset.sha256, _SVG, lambda: self._named(asset)),
        )

    def add_captions(self, captions: Captions) -> str:
        """Return the name of the part of captions."""
        if captions.name not in self.parts:
            self.parts[captions.name] = Media(captions.name, CAPTIONS_TYPE, lambda: captions.data)
        return captions.name

    def _named(self, svg: Asset) -> bytes:
        """Return an SVG that names the fonts in which its PNG fallback is drawn."""
        if not svg.may_have_text:
            return svg.read()

        def named(*_: object) -> bytes:
            from diptych.render.svg_faces import families_of, set_in_faces  # few pictures need it

            text = svg.read().decode("utf-8-sig")
            return set_in_faces(text, families_of(text, self.theme)).svg.encode()

        made_of = (svg.sha256, self.theme.fonts, self.theme.font_files)
        return self.memo.recall(("pptx svg", svg.sha256), named, *made_of, form=_NAMED)

    def _add(self, sha256: str, media_type: str, read: Callable[[], bytes]) -> str:
        name = f"ppt/media/{sha256[:16]}.{_SUFFIXES[media_type]}"
        if name not in self.parts:
            self.parts[name] = Media(name, media_type, read)
        return name
