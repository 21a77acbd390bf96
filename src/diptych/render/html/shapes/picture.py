"""Pictures as HTML, with alternative text."""

from __future__ import annotations

from diptych.model.asset import Asset
from diptych.model.geometry import EMU_PER_PX, Emu
from diptych.model.shapes import PictureShape
from diptych.render.html.assets import media_url
from diptych.render.html.links import href
from diptych.render.html.shapes.scene import fragment
from diptych.render.html.units import attribute, box_style
from diptych.render.links import is_safe


def render_picture(index: int, picture: PictureShape) -> str:
    """Return a picture as HTML, in a `figure` unless it is decoration."""
    size = f' width="{_pixels(picture.box.width)}" height="{_pixels(picture.box.height)}"'
    source = attribute("src", media_url(picture.asset))
    image = f"<img{source}{attribute('alt', picture.alt)}{size}>"
    if picture.asset.turn:
        image = turned(picture.asset, f"{source}{attribute('alt', picture.alt)}")
    if picture.link is not None and is_safe(picture.link):
        image = f"<a{href(picture.link)}>{image}</a>"
    tag = "figure" if picture.alt else "div"
    classes, step = fragment(picture.step)
    style = box_style(picture.box)
    return (
        f'<{tag} class="shape picture{classes}" data-frame="{index}"{step}'
        f' style="{style}">{image}</{tag}>'
    )


def turned(asset: Asset, attributes: str) -> str:
    """Return a picture turned upright within its parent; `attributes` are those of the image."""
    turn, aspect = asset.turn, asset.aspect
    width, height = (100 / aspect, 100 * aspect) if turn.swaps_sides else (100, 100)
    mirrored = " scaleX(-1)" if turn.is_mirrored else ""
    style = (
        f"width:{width:.4g}%;height:{height:.4g}%;"
        f"transform:translate(-50%,-50%) rotate({turn.degrees}deg){mirrored}"
    )
    room = f"aspect-ratio:{aspect:.5g}"
    return f'<span class="turned" style="{room}"><img{attributes} style="{style}"></span>'


def _pixels(length: Emu) -> int:
    return round(length / EMU_PER_PX)
