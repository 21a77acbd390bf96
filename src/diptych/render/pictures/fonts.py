"""The fonts of the pictures in an SVG: such a picture has none but those within itself."""

from __future__ import annotations

from collections.abc import Callable

from diptych.render.html.data_urls import data_url
from diptych.render.html.pictures import picture_bytes
from diptych.render.pictures.easel import Easel
from diptych.render.shown_texts import shown_pictures


def with_fonts(on: Easel) -> Callable[[bytes], bytes]:
    """Return what embeds fonts in the SVG pictures of a drawn SVG, as pages of HTML have them.

    Typst gives them as they are, so their words would be in the viewer's fonts.
    """
    pictures, supplies = on.blank.pictures, on.supplies
    embedded: list[tuple[bytes, bytes]] = []
    for asset in {one.sha256: one for one, _ in shown_pictures(on.talk.unhidden)}.values():
        name = pictures.names[asset.sha256]
        if asset.may_have_text and name.endswith(".svg"):
            drawn = pictures.files[name]()
            shown = picture_bytes(asset, on.talk.theme, supplies.runtime, supplies.cut)
            embedded.append((data_url(name, drawn).encode(), data_url(name, shown).encode()))

    def finish(svg: bytes) -> bytes:
        for drawn, shown in embedded:
            svg = svg.replace(drawn, shown)
        return svg

    return finish
