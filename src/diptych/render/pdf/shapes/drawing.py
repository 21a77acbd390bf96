"""Drawings in the PDF: as SVG, since Typst gives only pictures an alternative text."""

from __future__ import annotations

import re

from diptych.model.geometry import Box, Emu
from diptych.model.panel_forms import PANEL_LINE
from diptych.model.shapes import Drawing
from diptych.model.theme import Panel
from diptych.render.paths import margin, svg_form, svg_paths
from diptych.render.pdf.scene import Scene
from diptych.render.pdf.source import color, literal, pt

_MARKED = re.compile(r"\ue000([^\ue001]*)\ue001")


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
    svg = f"bytes({_colored(f'{start}{svg_paths(shape, _marked)}</svg>')})"
    width, height = Emu(box.width + 2 * edge), Emu(box.height + 2 * edge)
    size = f'width: {pt(width)}, height: {pt(height)}, fit: "stretch"'
    said = f", alt: {literal(shape.alt)}" if shape.alt else ""
    shown = f'image({svg}, format: "svg", {size}{said})'
    target = scene.target(shape.link)
    if target is not None:
        shown = f"link({target}, {shown})"
    placed = f"at({pt(Emu(box.x - edge))}, {pt(Emu(box.y - edge))}, {pt(width)}, {shown})"
    return placed if shape.alt else f"pdf.artifact({placed})"


def panel_form(panel: Panel, box: Box) -> str:
    """Return the area and outline of a panel that is no box, which is no part of the content."""
    edge = PANEL_LINE
    width, height = Emu(box.width + 2 * edge), Emu(box.height + 2 * edge)
    start = (
        '<svg xmlns="http://www.w3.org/2000/svg"'
        f' viewBox="{-edge} {-edge} {width} {height}" preserveAspectRatio="none">'
    )
    svg = f"bytes({_colored(f'{start}{svg_form(panel, box, _marked)}</svg>')})"
    shown = f'image({svg}, format: "svg", width: {pt(width)}, height: {pt(height)})'
    place = f"{pt(Emu(box.x - edge))}, {pt(Emu(box.y - edge))}, {pt(width)}"
    return f"pdf.artifact(at({place}, {shown}))"


def _marked(token: str) -> str:
    """Return a place in SVG at which Typst puts the colour of a token."""
    return f"\ue000{token}\ue001"


def _colored(svg: str) -> str:
    """Return SVG as Typst's code, with its colours as hexadecimal digits."""
    pieces = _MARKED.split(svg)
    return " + ".join(
        f"{color(piece)}.to-hex()" if number % 2 else literal(piece)
        for number, piece in enumerate(pieces)
    )
