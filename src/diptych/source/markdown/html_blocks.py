"""Makes blocks of the pictures and tables in raw HTML."""

from __future__ import annotations

from collections.abc import Callable

from diptych.blocks.table import Table
from diptych.markup.attributes import Attributes
from diptych.markup.picture import PictureMark
from diptych.model.source_text import SourceText
from diptych.model.text import Text
from diptych.source.markdown.html_elements import HtmlPart
from diptych.source.markdown.page import CLICK, FRAGMENT
from diptych.source.reading.source_reader import SourceReader
from diptych.source.tables.grid import WrittenCell, gridded

_SHOWN = ("alt", "width", "height")
"""Attributes of `<img>` that affect how it is shown."""


def html_picture(part: HtmlPart, place: SourceText) -> PictureMark:
    """Return the picture of an `<img>` in the HTML at `place`."""
    start, end = part.place.start, part.place.end
    written = place.text[start:end]
    apart = {"src", "class", "title", CLICK}
    values = {key: value for key, value in part.values.items() if key not in apart}
    offsets = {key: start + max(0, written.find(values[key])) for key in values if key in _SHOWN}
    classes = tuple(part.values.get("class", "").split())
    classes += (FRAGMENT,) if CLICK in part.values and FRAGMENT not in classes else ()
    return PictureMark(
        place=place,
        at=start,
        length=end - start,
        caption=place.part(start, start),
        path=part.values.get("src", ""),
        title=part.values.get("title", ""),
        attributes=Attributes(None, classes, values, offsets),
    )


def html_table(
    part: HtmlPart,
    place: SourceText,
    read: Callable[[SourceText], Text],
    reader: SourceReader,
) -> Table:
    """Return the table of the HTML at `place`, with each cell read by `read`."""
    span = place.span(part.place.start, part.place.end - part.place.start)
    rows = [
        [
            WrittenCell(
                read(_trimmed(place.part(cell.place.start, cell.place.end))),
                columns=cell.columns,
                rows=cell.rows,
            )
            for cell in row
        ]
        for row in part.rows
    ]
    count = max(sum(cell.columns for cell in row) for row in rows)
    heads = part.header_rows
    grid = gridded(rows[:heads], rows[heads:], count, span=span, reader=reader)
    return Table(**grid.fields, span=span)


def _trimmed(place: SourceText) -> SourceText:
    start = len(place.text) - len(place.text.lstrip())
    return place.part(start, max(start, len(place.text.rstrip())))
