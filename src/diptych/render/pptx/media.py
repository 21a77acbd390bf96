"""The pictures, videos and sounds of a presentation, each stored once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from msgspec import Struct, field

from diptych.memo import NO_MEMO, Form, Memo
from diptych.model.asset import Asset
from diptych.model.forms import form_of
from diptych.model.theme import Theme
from diptych.render.pptx.archive import Entry
from diptych.render.pptx.captions import CAPTIONS_TYPE, Captions
from diptych.render.pptx.package import Media, media_entry

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
_ENTRY: Form[Entry] = form_of(Entry)


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
        png = self._add(asset.sha256, "image/png", lambda: self.pictures[asset.sha256])
        svg = _name(asset.sha256, _SVG)
        self.parts.setdefault(svg, Media(svg, _SVG, partial(self._drawing, asset, svg)))
        return png, svg

    def add_captions(self, captions: Captions) -> str:
        """Return the name of the part of captions."""
        name = captions.name
        entry = partial(media_entry, name, captions.data)
        self.parts.setdefault(name, Media(name, CAPTIONS_TYPE, entry))
        return name

    def _drawing(self, svg: Asset, name: str) -> Entry:
        """Return an SVG compressed, which takes longer than anything else done with it."""
        fonts = (self.theme.fonts, self.theme.font_files) if svg.may_have_text else ()
        return self.memo.recall(
            ("pptx svg", svg.sha256),
            lambda *_: media_entry(name, self._named(svg)),
            *(svg.sha256, *fonts),
            form=_ENTRY,
        )

    def _named(self, svg: Asset) -> bytes:
        """Return an SVG that names the fonts in which its PNG fallback is drawn."""
        if not svg.may_have_text:
            return svg.read()
        from diptych.render.svg_faces import families_of, set_in_faces  # few pictures need it

        text = svg.read().decode("utf-8-sig")
        return set_in_faces(text, families_of(text, self.theme)).svg.encode()

    def _add(self, sha256: str, media_type: str, read: Callable[[], bytes]) -> str:
        name = _name(sha256, media_type)
        entry = lambda: media_entry(name, read())  # noqa: E731 - read when it is written
        self.parts.setdefault(name, Media(name, media_type, entry))
        return name


def _name(sha256: str, media_type: str) -> str:
    return f"ppt/media/{sha256[:16]}.{_SUFFIXES[media_type]}"
