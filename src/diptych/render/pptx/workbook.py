"""Workbooks of charts: one sheet, in which PowerPoint edits their numbers (ECMA-376-1, 18)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

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

Cell = str | float | None


def workbook(rows: Sequence[Sequence[Cell]]) -> bytes:
    """Return a workbook with rows of cells, the first in A1."""
    if not _SAME:
        _SAME.extend(deflated(name, (DECLARATION + xml).encode()) for name, xml in _FIXED.items())
    cells = "".join(
        f'<row r="{number}">{"".join(_cells(row, number))}</row>'
        for number, row in enumerate(rows, 1)
    )
    sheet = f'{DECLARATION}<worksheet xmlns="{_MAIN}"><sheetData>{cells}</sheetData></worksheet>'
    return b"".join(archive([*_SAME, deflated("xl/worksheets/sheet1.xml", sheet.encode())]))


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
        elif cell is not None:
            yield f'<c r="{place}"><v>{plain(cell)}</v></c>'


def plain(number: float) -> str:
    """Return a number as XML has it: whole ones without a point."""
    return f"{number:.15g}"
