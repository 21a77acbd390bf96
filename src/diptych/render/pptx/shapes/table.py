"""Tables (ECMA-376-1, 21.1.3): cells set sizes, alignment and margins, the table style the rest.

So choosing another style in PowerPoint changes everything that it should.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from diptych.model.geometry import Emu
from diptych.model.laid_out import LaidOutSlide
from diptych.model.paragraph import Paragraph
from diptych.model.style import head_line, row_line
from diptych.model.table_shape import Cell, Line, TableShape
from diptych.model.text import only_run
from diptych.model.theme import BOLD, REGULAR, TextStyle
from diptych.render.pptx.design import Design
from diptych.render.pptx.draft import Draft
from diptych.render.pptx.level import LevelFormat, paragraph_format
from diptych.render.pptx.origin import paragraph_hash, paragraph_origins, source_of
from diptych.render.pptx.placeholder import Placeholder
from diptych.render.pptx.shape import shape_name
from diptych.render.pptx.shapes.fallback import has_formulas, with_fallback, without_formulas
from diptych.render.pptx.shapes.written import Arranged, WrittenShape
from diptych.render.pptx.table_style import table_style_id
from diptych.render.pptx.text import paragraph_xml, plain_paragraph
from diptych.render.pptx.timing import Fragment, whole
from diptych.render.pptx.xml import attributes, escape

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


_STYLED = 1
"""How many rows of a header have the lines of a table style (ECMA-376-1, 21.1.3.15, firstRow)."""
_LEAST_BELOW = 0.4
"""The share of the space below the text of a row that stays whatever font it is shown in."""


class WrittenTable(WrittenShape):
    """A table, which fills a placeholder for any content if no text needs it."""

    name = "Table"

    def __init__(self, table: TableShape) -> None:
        self.table = table

    @property
    def shape(self) -> TableShape:
        """Return the table."""
        return self.table

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
        written = _table(nonvisual, self.table, draft, one.fills_placeholder)
        if not has_formulas(self.table.paragraphs):
            return written
        plain = without_formulas(self.table)
        return with_fallback(written, _table(nonvisual, plain, draft, one.fills_placeholder))

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
        firstRow="1" if shape.header_rows else None,
        firstCol="1" if shape.has_row_heads else None,
        lastRow="1" if shape.has_total else None,
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
        has_lines=shape.header_rows <= _STYLED
        and shape.is_closed
        and all(
            (own.width, here(own.color)) == (rule.width, there(rule.color)) for own, rule in pairs
        ),
    )


def _rows(shape: TableShape, draft: Draft) -> Iterator[str]:
    given, words = _given(shape, draft), _Words(draft)
    formats = given.text(is_head=False), given.text(is_head=True)
    sides = [attributes(marL=column.left, marR=column.right) for column in shape.columns]
    for number, row in enumerate(shape.rows):
        is_bold = number == 0 < shape.header_rows or shape.is_total(number)
        margins = _Margins(shape, number, sides)
        cells = []
        for at, cell in enumerate(row.cells):
            is_head = is_bold or (at == 0 and shape.has_row_heads)
            format_ = formats[is_head]
            if len(cell.paragraphs) == 1:  # as in most cells
                text = words.of(cell.paragraphs[0], format_, is_head=is_head)
            else:
                text = "".join([words.of(p, format_, is_head=is_head) for p in cell.paragraphs])
            if given.has_lines and cell.is_plain:  # as most
                cells.append(f"<a:tc>{_body(text)}<a:tcPr{margins.plain[at]}/></a:tc>")
                continue
            look = _look(shape, number, at, given, draft)
            cells.append(_cell(cell, text, margins.of(at, cell), look))
        yield f'<a:tr h="{row.height}">{"".join(cells)}</a:tr>'


class _Margins:
    """The margins and the anchor of the cells of a row, as attributes of `a:tcPr`."""

    def __init__(self, shape: TableShape, number: int, sides: Sequence[str]) -> None:
        """`sides` are the margins left and right of each column."""
        self.shape = shape
        self.number = number
        row = shape.rows[number]
        anchor = "b" if number < shape.header_rows else None
        self.below = attributes(marT=row.above, marB=self._below(number), anchor=anchor)
        self.plain = [side + self.below for side in sides]

    def of(self, at: int, cell: Cell) -> str:
        if cell.columns == cell.rows == 1 and not cell.after:
            return self.plain[at]
        shape, last = self.shape, self.number + cell.rows - 1
        end = shape.columns[at + cell.columns - 1].right + cell.after
        return attributes(
            marL=shape.columns[at].left,
            marR=end,
            marT=shape.rows[self.number].above,
            marB=self._below(last),
            anchor="b" if self.number < shape.header_rows else None,
        )

    def _below(self, number: int) -> int:
        """Return the least space below the text of a row.

        Of rows whose text stands at the top, it is a part of what there is: fonts that replace
        missing ones have higher lines, and would push rows down, over what is below the table.
        """
        below = self.shape.rows[number].below
        return below if number < self.shape.header_rows else round(below * _LEAST_BELOW)


class _Words:
    """Writes the paragraphs of a table's cells; most of them differ only in their words."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.alike: dict[tuple[LevelFormat, str, bool], tuple[str, str]] = {}

    def of(self, paragraph: Paragraph, given: LevelFormat, *, is_head: bool) -> str:
        own = paragraph_format(paragraph)
        run = only_run(paragraph.runs)
        if run is None or run.link or not run.text.isascii():
            return paragraph_xml(paragraph, own, given, self.draft)
        key = own, paragraph.locale, is_head
        parts = self.alike.get(key)
        if parts is None:
            parts = self.alike[key] = plain_paragraph(paragraph, own, given, self.draft)
        return f"{parts[0]}{escape(run.text)}{parts[1]}"


def _cell(cell: Cell, text: str, margins: str, look: str) -> str:
    properties = f"<a:tcPr{margins}>{look}</a:tcPr>" if look else f"<a:tcPr{margins}/>"
    return f"<a:tc{_spans(cell)}>{_body(text)}{properties}</a:tc>"


def _body(text: str) -> str:
    return f"<a:txBody><a:bodyPr/><a:lstStyle/>{text}</a:txBody>"


def _spans(cell: Cell) -> str:
    """Return what a cell spans, or that another one covers it (ECMA-376-1, 21.1.3.16)."""
    if cell.columns == cell.rows == 1 and not (cell.joins_left or cell.joins_above):
        return ""
    return attributes(
        rowSpan=cell.rows if cell.rows > 1 else None,
        gridSpan=cell.columns if cell.columns > 1 else None,
        hMerge="1" if cell.joins_left else None,
        vMerge="1" if cell.joins_above else None,
    )


def _look(shape: TableShape, row: int, column: int, given: _Given, draft: Draft) -> str:
    """Return the lines of a cell, unless the style has them, and its background."""
    cell = shape.rows[row].cells[column]
    fill = draft.design.colors.fill(cell.fill) if cell.fill else ""
    if given.has_lines:
        return fill
    return _lines(shape, row, row + cell.rows - 1, column, draft) + (fill or "<a:noFill/>")


def _lines(shape: TableShape, row: int, last: int, column: int, draft: Draft) -> str:
    """Return the lines above and below a cell from one row to the last."""
    has_above = row > 0 and shape.has_line_below(row - 1, column)
    above = shape.line_below(row - 1) if has_above else None
    below = shape.line_below(last) if shape.has_line_below(last, column) else None
    return f"{_NO_SIDES}{_line('lnT', above, draft)}{_line('lnB', below, draft)}"


_NO_SIDES = '<a:lnL w="0"><a:noFill/></a:lnL><a:lnR w="0"><a:noFill/></a:lnR>'


def _line(tag: str, rule: Line | None, draft: Draft) -> str:
    if rule is None:
        return f'<a:{tag} w="0"><a:noFill/></a:{tag}>'
    return (
        f'<a:{tag} w="{rule.width}" cap="flat" cmpd="sng" algn="ctr">'
        f'{draft.design.colors.fill(rule.color)}<a:prstDash val="solid"/></a:{tag}>'
    )
