"""Parts of made-up talks for the tests of both writers."""

from __future__ import annotations

import hashlib
from typing import Any

from tests import authoring

from diptych.diagnostics import Span
from diptych.model.asset import Asset
from diptych.model.geometry import Box, Emu, from_px
from diptych.model.paragraph import Paragraph
from diptych.model.table_shape import Cell, Line, TableColumn, TableRow, TableShape
from diptych.model.text import Run, RunStyle
from diptych.model.text_frame import TextFrame
from diptych.model.theme import Color, Font

SPAN = Span("deck/slides/one.md", 1)
COLORS = {
    "paper": Color("lt1", "#ffffff"),
    "ink": Color("dk1", "#16181d"),
    "night": Color("dk2", "#10243e"),
    "mist": Color("lt2", "#eef1f5"),
    "muted": Color("accent2", "#5b6472"),
    "accent": Color("accent1", "#0b5fae"),
    "link": Color("hlink", "#0b5fae"),
}
SANS = Font(latin="Pretendard", east_asian="Pretendard", fallback=("sans-serif",))
_MEDIA = {
    "svg": "image/svg+xml", "png": "image/png", "jpeg": "image/jpeg", "gif": "image/gif",
}  # fmt: skip


def box(x: float, y: float, width: float, height: float) -> Box:
    """Return a box given in pixels."""
    return Box(from_px(x), from_px(y), from_px(width), from_px(height))


def asset(name: str, data: bytes, size: tuple[float, float] | None = None) -> Asset:
    """Return an asset that holds `data`."""
    return Asset(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=_MEDIA.get(name.rpartition(".")[2].lower(), ""),
        read=lambda: data,
        size_px=size,
    )


def png(width: int = 12, height: int = 8, tint: tuple[int, int, int] = (11, 95, 174)) -> bytes:
    """Return a PNG of one colour."""
    return authoring.png(width, height, tint)


def bold(text: str) -> Run:
    """Return a bold run."""
    return Run(text, RunStyle(bold=True))


def table(
    *rows: tuple[Paragraph, ...],
    at: Box | None = None,
    caption: TextFrame | None = None,
    **rest: Any,
) -> TableShape:
    """Return a table of rows 40 px high whose columns share its width; the first names them."""
    place = at or box(80, 160, 400, 40 * len(rows))
    count = len(rows[0])
    inner = from_px(12)
    columns = tuple(
        TableColumn(
            Emu(place.width // count), inner if n else Emu(0), inner if n + 1 < count else Emu(0)
        )
        for n in range(count)
    )
    return TableShape(
        box=place,
        columns=columns,
        rows=tuple(
            TableRow(
                from_px(40),
                from_px(8) if number else Emu(0),
                from_px(8),
                tuple(Cell((paragraph,)) for paragraph in row),
            )
            for number, row in enumerate(rows)
        ),
        span=SPAN,
        region="body",
        caption=caption,
        **{
            "header_rows": 1,
            "has_row_heads": False,
            "head_line": Line("ink", from_px(2)),
            "row_line": Line("muted", from_px(1)),
            "alt": "Figures",
            **rest,
        },
    )
