"""Pictures in the PDF, with alternative text."""

from __future__ import annotations

from diptych.model.asset import Asset
from diptych.model.geometry import Box, Emu, from_px
from diptych.model.shapes import AS_IT_IS, PictureShape
from diptych.render.pdf.scene import Scene
from diptych.render.pdf.source import color, literal, pt, sequence

_LINE = from_px(1)
"""The width of a border."""


def picture(shape: PictureShape, scene: Scene) -> str:
    """Return a picture; decoration is an artifact of the PDF."""
    shown = _framed(shape, scene) if shape.look != AS_IT_IS else _whole(shape, scene)
    target = scene.target(shape.link)
    if target is not None:
        shown = f"link({target}, {shown})"
    placed = f"at({pt(shape.box.x)}, {pt(shape.box.y)}, {pt(shape.box.width)}, {shown})"
    return placed if shape.alt else f"pdf.artifact({placed})"


def _whole(shape: PictureShape, scene: Scene) -> str:
    return upright(shape.asset, shape.box, shape.alt, scene)


def _framed(shape: PictureShape, scene: Scene) -> str:
    """Return a picture cut to its box, with its corners and its border, within its edges."""
    box, look = shape.box, shape.look
    image = upright(shape.asset, shape.whole, shape.alt, scene)
    x, y = pt(Emu(shape.whole.x - box.x)), pt(Emu(shape.whole.y - box.y))
    size = f"width: {pt(box.width)}, height: {pt(box.height)}, radius: {pt(look.radius)}"
    parts = [f"box({size}, clip: true, place(dx: {x}, dy: {y}, {image}))"]
    if look.border:
        inner = f"width: {pt(Emu(box.width - _LINE))}, height: {pt(Emu(box.height - _LINE))}"
        half, stroke = pt(Emu(_LINE // 2)), f"stroke: {pt(_LINE)} + {color(look.border)}"
        radius = pt(Emu(max(0, look.radius - _LINE // 2)))
        line = f"rect({inner}, radius: {radius}, {stroke})"
        parts.append(f"pdf.artifact(place(top + left, dx: {half}, dy: {half}, {line}))")
    return sequence(parts)


def upright(asset: Asset, box: Box, alt: str, scene: Scene) -> str:
    """Return a picture as large as its box, turned upright within it."""
    turn = asset.turn
    width, height = box.width, box.height
    if turn.swaps_sides:
        width, height = height, width
    words = f", alt: {literal(alt)}" if alt else ""
    size = f"width: {pt(width)}, height: {pt(height)}"
    image = f'image({literal(scene.files[asset.sha256])}, {size}, fit: "stretch"{words})'
    if not turn:
        return image
    if turn.is_mirrored:
        image = f"scale(x: -100%, {image})"
    return f"turned({pt(box.width)}, {pt(box.height)}, {turn.degrees}deg, {image})"
