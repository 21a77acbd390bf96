"""Tables (ECMA-376-1, 21.1.3). Every cell says how it looks, for not every program knows styles."""

from __future__ import annotations

from collections.abc import Iterator

from diptych.model.geometry import Emu
from diptych.model.shapes import Cell, Rule, TableColumn, TableRow, TableShape
from diptych.render.pptx.draft import Draft
from diptych.render.pptx.level import LevelFormat, paragraph_format
from diptych.render.pptx.placeholder import Placeholder
from diptych.render.pptx.table_style import table_style_id
from diptych.render.pptx.text import paragraph_xml
from diptych.render.pptx.xml import attributes

_KIND = "http://schemas.openxmlformats.org/drawingml/2006/table"
_NOTHING = LevelFormat(
    size=0,
    spacing=0,
    space_before=0,
    color="",
    font="body",
    bold=False,
    align="left",
    bullet=None,
    indent=Emu(0),
    hanging=Emu(0),
)
"""What text in a table starts from: all that it must say itself differs."""


def table(nonvisual: str, shape: TableShape, draft: Draft, fills: Placeholder | None = None) -> str:
    """Return a `p:graphicFrame` with an `a:tbl`; `nonvisual` is its `p:cNvPr`."""
    role = f"<p:nvPr>{fills.element}</p:nvPr>" if fills else "<p:nvPr/>"
    box = shape.box
    columns = "".join(f'<a:gridCol w="{column.width}"/>' for column in shape.columns)
    flags = attributes(
        firstRow="1" if shape.has_header else None, firstCol="1" if shape.has_row_heads else None
    )
    own = table_style_id(draft.design)
    style = f"<a:tableStyleId>{own}</a:tableStyleId>" if own else ""
    return (
        f"<p:graphicFrame><p:nvGraphicFramePr>{nonvisual}<p:cNvGraphicFramePr>"
        f'<a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr>{role}</p:nvGraphicFramePr>'
        f'<p:xfrm><a:off x="{box.x}" y="{box.y}"/><a:ext cx="{box.width}" cy="{box.height}"/>'
        f'</p:xfrm><a:graphic><a:graphicData uri="{_KIND}"><a:tbl>'
        f"<a:tblPr{flags}>{style}</a:tblPr>"
        f"<a:tblGrid>{columns}</a:tblGrid>{''.join(_rows(shape, draft))}"
        "</a:tbl></a:graphicData></a:graphic></p:graphicFrame>"
    )


def _rows(shape: TableShape, draft: Draft) -> Iterator[str]:
    for number, row in enumerate(shape.rows):
        is_header = shape.has_header and number == 0
        above = shape.rule_below(number - 1) if number else None
        lines = _line("lnT", above, draft) + _line("lnB", shape.rule_below(number), draft)
        anchor = "b" if is_header else None
        cells = "".join(
            _cell(cell, _properties(column, row, anchor, lines), draft)
            for cell, column in zip(row.cells, shape.columns, strict=True)
        )
        yield f'<a:tr h="{row.height}">{cells}</a:tr>'


def _cell(cell: Cell, properties: str, draft: Draft) -> str:
    text = "".join(
        paragraph_xml(paragraph, paragraph_format(paragraph), _NOTHING, draft)
        for paragraph in cell.paragraphs
    )
    return f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{text}</a:txBody>{properties}</a:tc>"


def _properties(column: TableColumn, row: TableRow, anchor: str | None, lines: str) -> str:
    """Return the `a:tcPr` of a cell: margins, and lines above and below alone."""
    values = attributes(
        marL=column.left, marR=column.right, marT=row.above, marB=row.below, anchor=anchor
    )
    return f"<a:tcPr{values}>{_NO_SIDES}{lines}<a:noFill/></a:tcPr>"


_NO_SIDES = '<a:lnL w="0"><a:noFill/></a:lnL><a:lnR w="0"><a:noFill/></a:lnR>'


def _line(tag: str, rule: Rule | None, draft: Draft) -> str:
    if rule is None:
        return f'<a:{tag} w="0"><a:noFill/></a:{tag}>'
    return (
        f'<a:{tag} w="{rule.width}" cap="flat" cmpd="sng" algn="ctr">'
        f'{draft.design.colors.fill(rule.color)}<a:prstDash val="solid"/></a:{tag}>'
    )
