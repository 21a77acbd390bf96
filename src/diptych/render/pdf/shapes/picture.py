"""Pictures in the PDF, with alternative text."""

from __future__ import annotations

from diptych.model.asset import Asset
from diptych.model.geometry import Box
from diptych.model.shapes import PictureShape
from diptych.render.pdf.scene import Scene
from diptych.render.pdf.source import literal, pt


def picture(shape: PictureShape, scene: Scene) -> str:
    """Return a picture; decoration is no part of the content."""
    shown = upright(shape.asset, shape.box, shape.alt, scene)
    target = scene.target(shape.link)
    if target is not None:
        shown = f"link({target}, {shown})"
    placed = f"at({pt(shape.box.x)}, {pt(shape.box.y)}, {pt(shape.box.width)}, {shown})"
    return placed if shape.alt else f"pdf.artifact({placed})"


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
