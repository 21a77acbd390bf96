"""Vectors in the PDF: SVG in which colours are those of the document."""

from __future__ import annotations

import re

from diptych.render.pdf.source import color, literal

_MARKED = re.compile(r"\ue000([^\ue001]*)\ue001")


def paint(token: str) -> str:
    """Return a place in SVG at which Typst puts the colour of a token."""
    return f"\ue000{token}\ue001"


def vectors(svg: str, width: str, height: str, others: str = "") -> str:
    """Return SVG as a picture of a size, given other arguments if there are any."""
    pieces = _MARKED.split(svg)
    colored = " + ".join(
        f"{color(piece)}.to-hex()" if number % 2 else literal(piece)
        for number, piece in enumerate(pieces)
    )
    return f'image(bytes({colored}), format: "svg", width: {width}, height: {height}{others})'
