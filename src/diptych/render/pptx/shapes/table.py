"""Tables (ECMA-376-1, 21.1.3): cells set sizes, alignment and margins, the table style the rest.

So choosing another style in PowerPoint changes everything that it should.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from diptych.model.geometry import Emu
from diptych.model.laid_out import LaidOutSlide
from diptych.model.shapes import Cell, Line, TableColumn, TableRow, TableShape
from diptych.model.style import head_line, row_line
from diptych.model.theme import BOLD, REGULAR, RegionRole, TextStyle
from diptych.render.pptx.design import Design
from diptych.render.pptx.draft import Draft
from diptych.render.pptx.level import LevelFormat, paragraph_format
from diptych.render.pptx.origin import paragraph_hash, paragraph_origins, source_of
from diptych.render.pptx.placeholder import Placeholder
from diptych.render.pptx.shape import shape_name
from diptych.render.pptx.shapes.written import Arranged, WrittenShape
from diptych.render.pptx.table_style import table_style_id
from diptych.render.pptx.text import paragraph_xml
from diptych.render.pptx.timing import Fragment, whole
from diptych.render.pptx.xml import attributes

_KIND = "http://schemas.openxmlformats.org/drawingml/2006/table"
_PLAIN = LevelFormat(
    size=0,
    spacing=100_000,
    space_before=0,
    color="",
    font="body",
    weight=REGULAR,
    align="left",
    bullet=None,
    indent=Emu(0),
    hanging=Emu(0),
)
"""What text in a table inherits; table styles have no text size, so every run sets it."""


class WrittenTable(WrittenShape):
    """A table, which fills a placeholder for any content if no text needs it."""

    name = "Table"

    def __init__(self, table: TableShape) -> None:
        self.table = table

    @property
    def shape(self) -> TableShape:
        """Return the table."""
        return self.table

    def fills(self, role: RegionRole) -> bool:  # noqa: ARG002 - as every shape
        """Return False: it takes what text leaves over, and has its own box."""
        return False

    def placeholder(self, slide: LaidOutSlide, design: Design) -> Placeholder | None:
        """Return that of its region if it accepts any content and no text needs it."""
        region = self.table.region
        found = design.placeholder(slide.layout, region)
        has_text = any(frame.fills_placeholder and frame.region == region for frame in slide.frames)
        takes_it = found is not None and found.region.role == "text" and not found.kind
        return found if takes_it and not has_text else None

    def xml(self, one: Arranged, slide: LaidOutSlide, draft: Draft) -> str:  # noqa: ARG002 - as every shape
        """Return a `p:graphicFrame`."""
        nonvisual = shape_name(one.number, one.name, alt=self.table.alt or None)
        return _table(nonvisual, self.table, draft, one.fills_placeholder)

    def fragments(self, number: int) -> Iterator[Fragment]:
        """Yield the whole table if it appears later."""
        return whole(self.table.step, number, is_built=False)

    def hashes(self) -> tuple[str, ...]:
        """Return the hash of each paragraph, cell by cell."""
        return tuple(map(paragraph_hash, self.table.paragraphs))

    def origin(self, start: str, hashes: tuple[str, ...], paths: Mapping[str, str]) -> str:
        """Return an element with the paragraphs of its cells."""
        cells = paragraph_origins(self.table.paragraphs, hashes, paths)
        return f"<table {start}{source_of(self.table.span, paths)}>{cells}</table>"


class _Given(Struct, frozen=True, kw_only=True):
    """What the table style gives the cells."""

    look: TextStyle | None
    """The theme's style for tables; None if it has none, and the cells set everything."""
    color: str
    """The token of the text's colour, empty if it differs on this background."""
    has_lines: bool

    def text(self, *, is_head: bool) -> LevelFormat:
        """Return the format that the text of a cell inherits."""
        bold = self.look is not None and (self.look.bold or (is_head and self.look.bold_heads))
        return replace(_PLAIN, color=self.color, weight=BOLD if bold else REGULAR)


def _table(
    nonvisual: str, shape: TableShape, draft: Draft, fills_placeholder: Placeholder | None
) -> str:
    """Return a `p:graphicFrame` with an `a:tbl`; `nonvisual` is its `p:cNvPr`."""
    role = f"<p:nvPr>{fills_placeholder.element}</p:nvPr>" if fills_placeholder else "<p:nvPr/>"
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


def _given(shape: TableShape, draft: Draft) -> _Given:
    design = draft.design
    look = design.theme.block_styles.get("table")
    if look is None:
        return _Given(look=None, color="", has_lines=False)
    here, there = design.colors.element, design.master.element
    used = dict.fromkeys(paragraph.color for paragraph in shape.paragraphs)
    colors = [token for token in used if here(token) == there(look.color)]
    pairs = (shape.head_line, head_line(look)), (shape.row_line, row_line(look))
    return _Given(
        look=look,
        color=colors[0] if colors else "",
        has_lines=all(
            (own.width, here(own.color)) == (rule.width, there(rule.color)) for own, rule in pairs
        ),
    )


def _rows(shape: TableShape, draft: Draft) -> Iterator[str]:
    given = _given(shape, draft)
    for number, row in enumerate(shape.rows):
        is_header = shape.has_header and number == 0
        lines = "" if given.has_lines else _lines(shape, number, draft)
        anchor = "b" if is_header else None
        cells = "".join(
            _cell(
                cell,
                given.text(is_head=is_header or (shape.has_row_heads and index == 0)),
                _properties(column, row, anchor, lines),
                draft,
            )
            for index, (cell, column) in enumerate(zip(row.cells, shape.columns, strict=True))
        )
        yield f'<a:tr h="{row.height}">{cells}</a:tr>'


def _cell(cell: Cell, given: LevelFormat, properties: str, draft: Draft) -> str:
    text = "".join(
        paragraph_xml(paragraph, paragraph_format(paragraph), given, draft)
        for paragraph in cell.paragraphs
    )
    return f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{text}</a:txBody>{properties}</a:tc>"


def _properties(column: TableColumn, row: TableRow, anchor: str | None, lines: str) -> str:
    """Return the `a:tcPr` of a cell: its margins, and its lines if they differ from the style."""
    values = attributes(
        marL=column.left, marR=column.right, marT=row.above, marB=row.below, anchor=anchor
    )
    return f"<a:tcPr{values}>{lines}</a:tcPr>" if lines else f"<a:tcPr{values}/>"


def _lines(shape: TableShape, row: int, draft: Draft) -> str:
    """Return the lines above and below the cells of a row, and no fill."""
    above = shape.line_below(row - 1) if row else None
    below = _line("lnB", shape.line_below(row), draft)
    return f"{_NO_SIDES}{_line('lnT', above, draft)}{below}<a:noFill/>"


_NO_SIDES = '<a:lnL w="0"><a:noFill/></a:lnL><a:lnR w="0"><a:noFill/></a:lnR>'


def _line(tag: str, rule: Line | None, draft: Draft) -> str:
    if rule is None:
        return f'<a:{tag} w="0"><a:noFill/></a:{tag}>'
    return (
        f'<a:{tag} w="{rule.width}" cap="flat" cmpd="sng" algn="ctr">'
        f'{draft.design.colors.fill(rule.color)}<a:prstDash val="solid"/></a:{tag}>'
    )
