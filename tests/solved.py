"""What layout solved of text, as tests read it."""

from __future__ import annotations

from diptych.model.paragraph import Paragraph
from diptych.model.table_shape import Cell
from diptych.model.text import LineBreak
from diptych.model.text_frame import TextFrame


def line_counts(text: TextFrame | Cell) -> tuple[int, ...]:
    """Return how many lines each of its paragraphs has."""
    return tuple(paragraph.line_count for paragraph in text.paragraphs)


def broken(paragraph: Paragraph) -> tuple[str, ...]:
    """Return the lines of a laid-out paragraph as authored, without the spaces between them."""
    text = "".join("\n" if isinstance(run, LineBreak) else run.text for run in paragraph.authored)
    return tuple(text[line.start : line.end] for line in paragraph.lines)
