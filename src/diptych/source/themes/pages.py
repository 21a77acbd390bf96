"""The page size of a theme, and the conversion of boxes that were drawn for another page.

A theme may inherit boxes from one with a page of another shape. Boxes are drawn for the page of the
file that contains them, and are stretched to the final page of the theme.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from diptych.diagnostics import nearest
from diptych.model.geometry import PAGES, WIDESCREEN, Box, Emu, from_px, page
from diptych.model.grounds import LINE
from diptych.source.reading.lengths import in_px
from diptych.source.reading.source_reader import SourceReader
from diptych.source.yaml.diagnostic_kinds import OUT_OF_RANGE, WRONG_TYPE
from diptych.source.yaml.fields import Fields, is_words
from diptych.source.yaml.tree import Value

_LEAST, _MOST = 96, 5376
"""Limits for a side of a PowerPoint slide in pixels, 1 to 56 in (ECMA-376-1, 19.7.19,
ST_SlideSizeCoordinate)."""


def pages_of(layers: Iterable[Value], reader: SourceReader) -> dict[str, Box]:
    """Return the page for which the boxes of each file are drawn, by the file's name in spans.

    `layers` are mappings of themes, each laid over the one before; the last entry of the result is
    the page of the theme.
    """
    pages: dict[str, Box] = {}
    current = WIDESCREEN
    for layer in layers:
        entry = layer.data.get("page") if isinstance(layer.data, Mapping) else None
        if entry is not None and entry.value.data is not None:
            current = _page(entry.value, reader) or current
        pages[layer.span.file] = current
    return pages


def _page(value: Value, reader: SourceReader) -> Box | None:
    if isinstance(value.data, Mapping):
        fields = Fields(value, reader, ("width", "height"), "`page`")
        width, height = _side(fields, "width", reader), _side(fields, "height", reader)
        return page(width, height) if width is not None and height is not None else None
    words = value.place.text if is_words(value) else ""
    if words not in PAGES:
        message = f"`page` cannot be `{words}`" if words else "`page` must be a name or two lengths"
        hint = f"{nearest(words, PAGES)}, or write `{{width: 10in, height: 7.5in}}`"
        reader.report(WRONG_TYPE, value.span, message, hint)
    return PAGES.get(words)


def _side(fields: Fields, key: str, reader: SourceReader) -> Emu | None:
    """Return a side of a page; a bare number is in pixels."""
    words = fields.string(key, required=True)
    pixels = None if words is None else in_px(words)
    if pixels is not None and _LEAST <= pixels <= _MOST:
        return from_px(pixels)
    if words is not None:
        message = f"`{key}` of a page cannot be `{words}`"
        hint = "write a length from 1 to 56 in, such as `10in`, `25.4cm` or `960px`"
        reader.report(OUT_OF_RANGE, fields.span_of(key), message, hint)
    return None


def stretched(box: Box, drawn_for: Box, to: Box) -> Box:
    """Return a box for another page, with its position and size scaled in proportion."""
    if to == drawn_for:
        return box
    return box.stretched(to.width / drawn_for.width, to.height / drawn_for.height)


def stretched_area(box: Box, drawn_for: Box, to: Box) -> Box:
    """Return the box of a coloured decoration for another page; thin lines and bars stay thin."""
    there = stretched(box, drawn_for, to)
    return replace(
        there,
        width=box.width if box.width < LINE else there.width,
        height=box.height if box.height < LINE else there.height,
    )


def stretched_picture(box: Box, drawn_for: Box, to: Box) -> Box:
    """Return the box of a decoration's picture for another page, keeping its aspect ratio.

    A picture that reaches from edge to edge, or fills the page, still does so. One at an edge stays
    there; others are centred in their stretched boxes.
    """
    room = stretched(box, drawn_for, to)
    across, down = to.width / drawn_for.width, to.height / drawn_for.height
    is_wide = box.x <= 0 and box.right >= drawn_for.width
    is_high = box.y <= 0 and box.bottom >= drawn_for.height
    if across == down or (is_wide and is_high):
        return room
    scale = down if is_high else across if is_wide else min(across, down)
    width, height = Emu(round(box.width * scale)), Emu(round(box.height * scale))
    return replace(
        room,
        x=_begin(room.x, room.width, width, to.width),
        y=_begin(room.y, room.height, height, to.height),
        width=width,
        height=height,
    )


def _begin(start: Emu, room: Emu, side: Emu, end: Emu) -> Emu:
    """Return where a side begins in the `room` from `start` on, on a page that ends at `end`."""
    if start <= 0:
        return start
    if start + room >= end:
        return Emu(start + room - side)
    return Emu(start + (room - side) // 2)
