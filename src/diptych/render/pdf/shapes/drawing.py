"""Drawings in the PDF: as SVG, since Typst gives only pictures an alternative text."""

from __future__ import annotations

from diptych.model.shapes import Drawing
from diptych.render.pdf.scene import Scene
from diptych.render.pdf.source import color, literal, pt


def drawing(shape: Drawing, scene: Scene) -> str:
    """Return a drawing, with its alternative text."""
    width, height = shape.size
    start = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"'
        f' preserveAspectRatio="none"><path d="{shape.path.strip()}" fill="'
    )
    end = '"/></svg>'
    svg = f"bytes({literal(start)} + {color(shape.color)}.to-hex() + {literal(end)})"
    size = f'width: {pt(shape.box.width)}, height: {pt(shape.box.height)}, fit: "stretch"'
    shown = f'image({svg}, format: "svg", {size}, alt: {literal(shape.alt)})'
    target = scene.target(shape.link)
    if target is not None:
        shown = f"link({target}, {shown})"
    return f"at({pt(shape.box.x)}, {pt(shape.box.y)}, {pt(shape.box.width)}, {shown})"
