"""Pictures as HTML, with alternative text."""

from __future__ import annotations

import json

from diptych.model.asset import Asset
from diptych.model.geometry import EMU_PER_PX, Emu, from_px
from diptych.model.recording import Recording
from diptych.model.shapes import Crop, PictureShape
from diptych.render.html.assets import media_url
from diptych.render.html.links import href
from diptych.render.html.shapes.scene import fragment
from diptych.render.html.units import attribute, box_style, px, token
from diptych.render.links import is_safe

_SMALL = from_px(130) ** 2
"""The area up to which a picture is small, as a logo is: on phones several share a row."""


def render_picture(index: int, picture: PictureShape, locale: str = "") -> str:
    """Return a picture as HTML, in a `figure` unless it is decoration.

    `locale` is the language of the captions of a video.
    """
    size = f' width="{_pixels(picture.box.width)}" height="{_pixels(picture.box.height)}"'
    source = attribute("src", media_url(picture.asset))
    image = f"<img{source}{attribute('alt', picture.alt)}{size}>"
    if picture.recording is not None:
        image = _player(picture, picture.recording, locale, size)
    elif picture.asset.turn:
        image = turned(picture.asset, f"{source}{attribute('alt', picture.alt)}")
    if (crop := picture.look.crop) is not None:
        image = f'<span class="cut" style="{_cut(crop)}">{image}</span>'
    if picture.link is not None and is_safe(picture.link):
        image = f"<a{href(picture.link)}>{image}</a>"
    tag = "figure" if picture.alt else "div"
    classes, step = fragment(picture.step)
    if picture.box.width * picture.box.height <= _SMALL:
        classes = f" small{classes}"
    style = f"{box_style(picture.box)}{_frame(picture)}"
    return (
        f'<{tag} class="shape picture{classes}" data-frame="{index}"{step}'
        f' style="{style}">{image}</{tag}>'
    )


def _player(picture: PictureShape, recording: Recording, locale: str, size: str) -> str:
    """Return a video or sound with the browser's controls; `deck.js` starts, ends and captions it.

    A `track` would be a file that a page opened from the disk may not load, so that its captions
    are in the page. Where a sound has a poster, that is behind its controls.
    """
    said = attribute("aria-label", picture.alt) if picture.alt else ""
    source = attribute("src", media_url(recording.asset))
    moments = f' data-start="{recording.start:g}"' if recording.start else ""
    moments += f' data-end="{recording.end:g}"' if recording.end is not None else ""
    states = " loop" * recording.loops + " muted" * recording.is_muted
    cues = [[one.start, one.end, one.text] for one in recording.cues(locale)]
    if cues:
        text = json.dumps(cues, ensure_ascii=False, separators=(",", ":"))
        moments += f"{attribute('data-cues', text)}{attribute('data-language', locale)}"
    rest = f'controls preload="metadata"{states}{moments}{said}'
    poster = attribute("poster", media_url(picture.asset))
    if recording.kind == "video":
        return f"<video{source}{poster}{size} playsinline {rest}></video>"
    has_poster = not picture.asset.name.startswith("audio-poster")
    shown = f'<img{attribute("src", media_url(picture.asset))} alt=""{size}>' * has_poster
    return f"{shown}<audio{source} {rest}></audio>"


def _cut(crop: Crop) -> str:
    """Return how a picture stands in the box of the part of it that is shown."""
    wide, high = 1 - crop.left - crop.right, 1 - crop.top - crop.bottom
    return (
        f"left:{-100 * crop.left / wide:.5g}%;top:{-100 * crop.top / high:.5g}%;"
        f"width:{100 / wide:.5g}%;height:{100 / high:.5g}%"
    )


def _frame(picture: PictureShape) -> str:
    """Return the corners and the border of a picture, which `deck.css` draws within its edges."""
    look = picture.look
    style = ";overflow:hidden" if look.crop is not None or look.radius else ""
    if look.crop is not None:
        style += f";aspect-ratio:{picture.box.width / picture.box.height:.5g}"
    if look.radius:
        style += f";border-radius:{px(look.radius)}"
    if look.border:
        style += f";--border:1px solid {token(look.border)}"
    return style


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
