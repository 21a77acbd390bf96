"""Shapes as HTML: each an absolutely positioned element at its solved box."""

from __future__ import annotations

from typing import assert_never

from msgspec import Struct

from diptych.model.asset import Asset
from diptych.model.geometry import EMU_PER_PX, PAGE, Box, Emu
from diptych.model.shapes import PictureShape, Rectangle, Shape, TableShape, TextFrame
from diptych.model.theme import Decoration
from diptych.render.html.assets import media_url
from diptych.render.html.links import href, is_safe
from diptych.render.html.paragraphs import Setting, fragment_index, render_paragraphs
from diptych.render.html.runs import Sources
from diptych.render.html.tables import render_table
from diptych.render.html.units import attribute, box_style, px, token


class Scene(Struct, frozen=True, kw_only=True):
    """What the shapes of one slide need to know of it."""

    locale: str
    sources: Sources
    sources_label: str


def render_shape(index: int, shape: Shape, scene: Scene) -> str:
    """Return one shape as HTML; `index` is its place on the slide."""
    match shape:
        case TextFrame():
            return _frame(index, shape, scene)
        case PictureShape():
            return _picture(index, shape)
        case TableShape():
            return render_table(index, shape, scene.locale, scene.sources)
        case Rectangle():
            return _rectangle(index, shape)
        case _:
            assert_never(shape)


def render_decoration(decoration: Decoration) -> str:
    """Return what belongs to the layout; it is not read aloud."""
    style = f'style="{box_style(decoration.box)}'
    if decoration.picture is not None:
        source = attribute("src", media_url(decoration.picture))
        if decoration.picture.turn:
            image = _turned(decoration.picture, f"{source}{attribute('alt', decoration.alt)}")
            return f'<div class="shape" {style}">{image}</div>'
        classes, spans = _backdrop(decoration.box)
        alt = attribute("alt", decoration.alt)
        return f'<img class="shape{classes}"{source}{alt} {style}{spans}">'
    fill = f";background:{token(decoration.color)}" if decoration.color is not None else ""
    return f'<div class="shape" aria-hidden="true" {style}{fill}"></div>'


def _backdrop(box: Box) -> tuple[str, str]:
    """Return class and style of a picture as high as the page, which a phone keeps behind text."""
    if box.height < PAGE.height:
        return "", ""
    start, width = box.x / PAGE.width, box.width / PAGE.width
    return " backdrop", f";--from:{start:.1%};--across:{width:.1%}"


def _frame(index: int, frame: TextFrame, scene: Scene) -> str:
    is_sources = frame.role == "sources"
    setting = Setting(
        locale=scene.locale,
        role=frame.role,
        sources=scene.sources,
        list_label=scene.sources_label if is_sources else "",
    )
    tag = "footer" if is_sources else "div"
    hidden = ' aria-hidden="true"' if frame.role == "footer" else ""
    classes = f"frame role-{frame.role}" + (f" {frame.anchor}" if frame.anchor != "top" else "")
    style = box_style(frame.box)
    if frame.inset:
        style += f";padding:{px(frame.inset)}"
    if frame.fill is not None:
        style += f";background:{token(frame.fill)}"
    text = render_paragraphs(frame.paragraphs, setting)
    return (
        f'<{tag} class="{classes}" data-frame="{index}"{attribute("data-region", frame.region)}'
        f'{hidden} style="{style}">\n{text}\n</{tag}>'
    )


def _picture(index: int, picture: PictureShape) -> str:
    size = f' width="{_pixels(picture.box.width)}" height="{_pixels(picture.box.height)}"'
    source = attribute("src", media_url(picture.asset))
    image = f"<img{source}{attribute('alt', picture.alt)}{size}>"
    if picture.asset.turn:
        image = _turned(picture.asset, f"{source}{attribute('alt', picture.alt)}")
    if picture.link is not None and is_safe(picture.link):
        image = f"<a{href(picture.link)}>{image}</a>"
    tag = "figure" if picture.alt else "div"
    classes, step = _fragment(picture.step)
    style = box_style(picture.box)
    return (
        f'<{tag} class="shape picture{classes}" data-frame="{index}"{step}'
        f' style="{style}">{image}</{tag}>'
    )


def _turned(asset: Asset, attributes: str) -> str:
    """Return a picture turned upright within what it stands in; `attributes` are the image's."""
    turn, aspect = asset.turn, asset.aspect
    width, height = (100 / aspect, 100 * aspect) if turn.swaps_sides else (100, 100)
    mirrored = " scaleX(-1)" if turn.is_mirrored else ""
    style = (
        f"width:{width:.4g}%;height:{height:.4g}%;"
        f"transform:translate(-50%,-50%) rotate({turn.degrees}deg){mirrored}"
    )
    room = f"aspect-ratio:{aspect:.5g}"
    return f'<span class="turned" style="{room}"><img{attributes} style="{style}"></span>'


def _rectangle(index: int, rectangle: Rectangle) -> str:
    classes, step = _fragment(rectangle.step)
    style = f"{box_style(rectangle.box)};background:{token(rectangle.fill)}"
    return (
        f'<div class="shape{classes}" data-frame="{index}"{step} aria-hidden="true"'
        f' style="{style}"></div>'
    )


def _fragment(step: int) -> tuple[str, str]:
    """Return the class and the attribute of a shape that appears at `step`."""
    return (" fragment", fragment_index(step)) if step else ("", "")


def _pixels(length: Emu) -> int:
    return round(length / EMU_PER_PX)
