"""Charts in the PDF: their lines and areas as SVG, their words as text of the document."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from diptych.model.chart import Word
from diptych.model.geometry import Box, Emu, from_px
from diptych.model.shapes import ChartShape
from diptych.model.theme import BOLD, REGULAR
from diptych.render.chart_svg import chart_svg, view_box
from diptych.render.pdf.runs import with_boxes
from diptych.render.pdf.source import color, literal, points, pt, sequence
from diptych.render.pdf.vectors import paint, vectors

_ALIGNED = {"start": "left", "middle": "center", "end": "right"}
"""Where a word is aligned, by its anchor."""


def chart(shape: ChartShape) -> str:
    """Return a chart as a figure with its alternative text."""
    box, marks = shape.box, replace(shape.plan, words=())
    drawing = chart_svg(marks, paint, lambda _, content: content)
    start = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{view_box(box)}">'
    image = vectors(f"{start}{drawing}</svg>", pt(box.width), pt(box.height), ', fit: "stretch"')
    placed = f"at({pt(box.x)}, {pt(box.y)}, {pt(box.width)}, {image})"
    return f"grouped({literal(shape.alt)}, {sequence([f'pdf.artifact({placed})', *_words(shape)])})"


def _words(shape: ChartShape) -> Iterator[str]:
    letters = shape.plan.letters
    for word in shape.plan.words:
        weight = word.weight if word.weight >= BOLD else REGULAR
        place = _place(word, shape.box)
        look = f"{points(letters.size)}, {color(word.color)}, {weight}, font-{letters.font}"
        shown = f"{_ALIGNED[word.anchor]}, {look}, {with_boxes(word.text, word.color)})"
        if word.turn:
            yield f"tilted({-word.turn}deg, {place}, word(0pt, 0pt, {shown})"
        else:
            yield f"word({place}, {shown}"


def _place(word: Word, box: Box) -> str:
    """Return where a word is on the page, which is solved in a chart."""
    x, y = Emu(box.x + from_px(word.x)), Emu(box.y + from_px(word.y))
    return f"{pt(x)}, {pt(y)}"
