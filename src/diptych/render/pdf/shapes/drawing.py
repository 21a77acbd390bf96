"""Drawings in the PDF: as SVG, since Typst gives only pictures an alternative text."""

from __future__ import annotations

from diptych.model.drawn_shapes import Drawing
from diptych.model.geometry import Box, Emu
from diptych.model.panel_forms import PANEL_LINE
from diptych.model.theme import Panel
from diptych.render.paths import margin, svg_form, svg_paths
from diptych.render.pdf.scene import Scene
from diptych.render.pdf.source import literal, pt
from diptych.render.pdf.vectors import paint, vectors


def drawing(shape: Drawing, scene: Scene) -> str:
    """Return a drawing, with its alternative text; without that it is decoration."""
    box, edge = shape.box, margin(shape)
    grid_width, grid_height = shape.size
    across, down = edge * grid_width / max(1, box.width), edge * grid_height / max(1, box.height)
    view = (-across, -down, grid_width + 2 * across, grid_height + 2 * down)
    start = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{" ".join(f"{one:g}" for one in view)}"'
        ' preserveAspectRatio="none">'
    )
    svg = f"{start}{svg_paths(shape, paint)}</svg>"
    width, height = Emu(box.width + 2 * edge), Emu(box.height + 2 * edge)
    said = f", alt: {literal(shape.alt)}" if shape.alt else ""
    shown = vectors(svg, pt(width), pt(height), f', fit: "stretch"{said}')
    target = scene.target(shape.link)
    if target is not None:
        shown = f"link({target}, {shown})"
    placed = f"at({pt(Emu(box.x - edge))}, {pt(Emu(box.y - edge))}, {pt(width)}, {shown})"
    return placed if shape.alt else f"pdf.artifact({placed})"


def panel_form(panel: Panel, box: Box) -> str:
    """Return the area and outline of a panel that is not a box, which is an artifact of the PDF."""
    edge = PANEL_LINE
    width, height = Emu(box.width + 2 * edge), Emu(box.height + 2 * edge)
    start = (
        '<svg xmlns="http://www.w3.org/2000/svg"'
        f' viewBox="{-edge} {-edge} {width} {height}" preserveAspectRatio="none">'
    )
    shown = vectors(f"{start}{svg_form(panel, box, paint)}</svg>", pt(width), pt(height))
    place = f"{pt(Emu(box.x - edge))}, {pt(Emu(box.y - edge))}, {pt(width)}"
    return f"pdf.artifact(at({place}, {shown}))"
