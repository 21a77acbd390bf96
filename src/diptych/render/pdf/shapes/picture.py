"""Pictures in the PDF, with alternative text."""

from __future__ import annotations

from diptych.model.asset import Asset
from diptych.model.geometry import Box
from diptych.model.shapes import PictureShape
from diptych.render.pdf.scene import Scene
from diptych.render.pdf.source import literal, pt


def picture(shape: PictureShape, scene: Scene) -> str:
    """Return a picture; decoration is no part of the content."""
    shown = upright(shape.asset, shape.box, shape.alt)
    target = scene.target(shape.link)
    if target is not None:
        shown = f"link({target}, {shown})"
    placed = f"at({pt(shape.box.x)}, {pt(shape.box.y)}, {pt(shape.box.width)}, {shown})"
    return placed if shape.alt else f"pdf.artifact({placed})"


def upright(asset: Asset, box: Box, alt: str) -> str:
    """Return a picture as large as its box."""
    name = literal(file_name(asset))
    words = f", alt: {literal(alt)}" if alt else ""
    size = f"width: {pt(box.width)}, height: {pt(box.height)}"
    return f'image({name}, {size}, fit: "stretch"{words})'


def file_name(asset: Asset) -> str:
    """Return the name of a picture among the files that are typeset."""
    return f"{asset.sha256[:32]}.{asset.suffix}"
