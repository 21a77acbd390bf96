"""The theme's table style, so that a table inserted in PowerPoint looks like ours."""

from __future__ import annotations

from diptych.model.style import head_line, row_line
from diptych.model.table_shape import Line
from diptych.model.theme import TextStyle
from diptych.render.pptx.design import Design
from diptych.render.pptx.identity import guid
from diptych.render.pptx.package import Part
from diptych.render.pptx.xml import DECLARATION, quote

_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.tableStyles+xml"
_MEDIUM = "{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}"
"""What PowerPoint gives a new table if a theme has no style for tables."""


def table_style_id(design: Design) -> str | None:
    """Return the id of the theme's table style, None if it has none."""
    named = "table" in design.theme.block_styles
    return guid("table style", design.theme.name) if named else None


def table_styles_part(design: Design) -> Part:
    """Return the list of table styles (ECMA-376-1, 20.1.4.2.27): the theme's own."""
    own = table_style_id(design)
    style = "" if own is None else _style(own, design.theme.block_styles["table"], design)
    content = (
        f"{DECLARATION}<a:tblStyleLst"
        ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
        f' def="{own or _MEDIUM}">{style}</a:tblStyleLst>'
    )
    return Part("ppt/tableStyles.xml", _CONTENT_TYPE, content)


def _style(own: str, look: TextStyle, design: Design) -> str:
    """Return the style: lines between rows, stronger ones below the first and above the last.

    Banding, a total row and an emphasised last column can be switched on in PowerPoint.
    """
    head, row = (_line(rule, design) for rule in (head_line(look), row_line(look)))
    sides = "".join(f"<a:{side}>{_NO_LINE}</a:{side}>" for side in ("left", "right", "top"))
    lines = (
        f"{sides}<a:bottom>{head}</a:bottom><a:insideH>{row}</a:insideH>"
        f"<a:insideV>{_NO_LINE}</a:insideV>"
    )
    whole = _text(look, design, is_bold=look.bold)
    heads = _text(look, design, is_bold=look.bold or look.bold_heads)
    band = '<a:solidFill><a:schemeClr val="bg2"/></a:solidFill>'
    return (
        f'<a:tblStyle styleId="{own}" styleName="{quote(design.theme.title)}">'
        f"<a:wholeTbl>{whole}<a:tcStyle><a:tcBdr>{lines}</a:tcBdr>"
        "<a:fill><a:noFill/></a:fill></a:tcStyle></a:wholeTbl>"
        f"<a:band1H><a:tcStyle><a:tcBdr/><a:fill>{band}</a:fill></a:tcStyle></a:band1H>"
        "<a:band2H><a:tcStyle><a:tcBdr/></a:tcStyle></a:band2H>"
        f"<a:band1V><a:tcStyle><a:tcBdr/><a:fill>{band}</a:fill></a:tcStyle></a:band1V>"
        f"<a:lastCol>{heads}<a:tcStyle><a:tcBdr/></a:tcStyle></a:lastCol>"
        f"<a:firstCol>{heads}<a:tcStyle><a:tcBdr/></a:tcStyle></a:firstCol>"
        f"<a:lastRow>{heads}<a:tcStyle><a:tcBdr><a:top>{head}</a:top></a:tcBdr></a:tcStyle>"
        "</a:lastRow>"
        f"<a:firstRow>{heads}<a:tcStyle><a:tcBdr><a:bottom>{head}</a:bottom></a:tcBdr></a:tcStyle>"
        "</a:firstRow></a:tblStyle>"
    )


def _text(look: TextStyle, design: Design, *, is_bold: bool) -> str:
    bold = ' b="on"' if is_bold else ""
    return (
        f'<a:tcTxStyle{bold}><a:fontRef idx="minor"><a:prstClr val="black"/></a:fontRef>'
        f"{design.colors.element(look.color)}</a:tcTxStyle>"
    )


_NO_LINE = "<a:ln><a:noFill/></a:ln>"


def _line(rule: Line, design: Design) -> str:
    fill = design.colors.fill(rule.color)
    return f'<a:ln w="{rule.width}" cmpd="sng">{fill}</a:ln>'
