"""Workbooks of charts: one sheet, in which PowerPoint edits their numbers (ECMA-376-1, 18)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from diptych.render.pptx.archive import Entry, archive, deflated
from diptych.render.pptx.xml import DECLARATION, escape

SHEET = "Sheet1"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels"'
    ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_KIND}.worksheet+xml"/></Types>'
)
_BOOK = (
    f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATED}"><sheets>'
    f'<sheet name="{SHEET}" sheetId="1" r:id="rId1"/></sheets></workbook>'
)


def _related(kind: str, target: str) -> str:
    one = f'<Relationship Id="rId1" Type="{_RELATED}/{kind}" Target="{target}"/>'
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{one}</Relationships>'


_FIXED: Mapping[str, str] = {
    "[Content_Types].xml": _TYPES,
    "_rels/.rels": _related("officeDocument", "xl/workbook.xml"),
    "xl/workbook.xml": _BOOK,
    "xl/_rels/workbook.xml.rels": _related("worksheet", "worksheets/sheet1.xml"),
}
_SAME: list[Entry] = []
"""The entries that are the same in every workbook, once they are made."""

DATE_CODE = "yyyy-mm-dd"
"""How days are written in cells."""
_STYLES = (
    f'<styleSheet xmlns="{_MAIN}"><numFmts count="1"><numFmt numFmtId="164"'
    f' formatCode="{DATE_CODE}"/></numFmts><fonts count="1"><font/></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="2"><xf/><xf numFmtId="164" applyNumberFormat="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>"
)
"""The second style of cells is that of days."""
_WITH_STYLES: Mapping[str, str] = {
    "[Content_Types].xml": _TYPES.replace(
        "</Types>",
        f'<Override PartName="/xl/styles.xml" ContentType="{_KIND}.styles+xml"/></Types>',
    ),
    "xl/_rels/workbook.xml.rels": _FIXED["xl/_rels/workbook.xml.rels"].replace(
        "</Relationships>",
        f'<Relationship Id="rId2" Type="{_RELATED}/styles" Target="styles.xml"/></Relationships>',
    ),
    "xl/styles.xml": _STYLES,
}
"""What a workbook with days has instead, and besides."""
_BEFORE_FIRST = dt.date(1899, 12, 30).toordinal()
"""From which spreadsheets count days, since they have a 29th of February in 1900."""


class Day(NamedTuple):
    """A cell with a day."""

    ordinal: int


Cell = str | float | Day | None


def workbook(rows: Sequence[Sequence[Cell]]) -> bytes:
    """Return a workbook with rows of cells, the first in A1."""
    if not _SAME:
        _SAME.extend(_entries(_FIXED))
    has_days = any(isinstance(cell, Day) for row in rows for cell in row)
    fixed = _entries({**_FIXED, **_WITH_STYLES}) if has_days else _SAME
    cells = "".join(
        f'<row r="{number}">{"".join(_cells(row, number))}</row>'
        for number, row in enumerate(rows, 1)
    )
    sheet = f'{DECLARATION}<worksheet xmlns="{_MAIN}"><sheetData>{cells}</sheetData></worksheet>'
    return b"".join(archive([*fixed, deflated("xl/worksheets/sheet1.xml", sheet.encode())]))


def _entries(parts: Mapping[str, str]) -> list[Entry]:
    return [deflated(name, (DECLARATION + xml).encode()) for name, xml in parts.items()]


def serial(ordinal: int) -> int:
    """Return a day as spreadsheets count it (ECMA-376-1, 18.17.4.1)."""
    return ordinal - _BEFORE_FIRST


def column(index: int) -> str:
    """Return the letters of a column, counted from 0."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _cells(row: Sequence[Cell], number: int) -> Iterator[str]:
    for index, cell in enumerate(row):
        place = f"{column(index)}{number}"
        if isinstance(cell, str):
            if cell:
                text = f'<t xml:space="preserve">{escape(cell)}</t>'
                yield f'<c r="{place}" t="inlineStr"><is>{text}</is></c>'
        elif isinstance(cell, Day):
            yield f'<c r="{place}" s="1"><v>{serial(cell.ordinal)}</v></c>'
        elif cell is not None:
            yield f'<c r="{place}"><v>{plain(cell)}</v></c>'


def plain(number: float) -> str:
    """Return a number as XML has it: whole ones without a point."""
    return f"{number:.15g}"
