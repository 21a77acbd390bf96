"""The theme part: colour scheme, font scheme and a plain format scheme (ECMA-376-1, 20.1.6.9)."""

from __future__ import annotations

from diptych.model.geometry import emu
from diptych.model.theme import Font, Theme
from diptych.render.pptx.design import Design
from diptych.render.pptx.package import Part
from diptych.render.pptx.text_style import PLAIN_SIZE
from diptych.render.pptx.typefaces import named
from diptych.render.pptx.xml import DECLARATION, quote

_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_LINES = "".join(
    f'<a:ln w="{width}" cap="flat" cmpd="sng" algn="ctr">{_FILL}<a:prstDash val="solid"/>'
    '<a:miter lim="800000"/></a:ln>'
    for width in (6350, 12700, 19050)
)
_FORMATS = (
    '<a:fmtScheme name="Plain">'
    f"<a:fillStyleLst>{_FILL * 3}</a:fillStyleLst>"
    f"<a:lnStyleLst>{_LINES}</a:lnStyleLst>"
    "<a:effectStyleLst>"
    f"{'<a:effectStyle><a:effectLst/></a:effectStyle>' * 3}"
    "</a:effectStyleLst>"
    f"<a:bgFillStyleLst>{_FILL * 3}</a:bgFillStyleLst>"
    "</a:fmtScheme>"
)
"""Three of each, as the schema requires (20.1.4.1.14), without gradients and shadows."""
_LINE_WIDTH = emu(1.25)
_STYLE = (
    '<a:style><a:lnRef idx="0"><a:schemeClr val="accent1"/></a:lnRef>'
    '<a:fillRef idx="1"><a:schemeClr val="bg2"/></a:fillRef>'
    '<a:effectRef idx="0"><a:schemeClr val="accent1"/></a:effectRef>'
    '<a:fontRef idx="minor"><a:schemeClr val="tx1"/></a:fontRef></a:style>'
)
"""What a shape drawn by hand takes from the format scheme: the fill and the body's font."""


def theme_part(design: Design, number: int) -> Part:
    """Return the theme as a part; each master needs its own."""
    theme = design.theme
    body = theme.fonts["body"]
    heading = theme.fonts.get("heading", body)
    name = quote(theme.title or theme.name)
    colors = "".join(
        f'<a:{slot}><a:srgbClr val="{value}"/></a:{slot}>'
        for slot, value in design.colors.scheme.items()
    )
    return Part(
        f"ppt/theme/theme{number}.xml",
        "application/vnd.openxmlformats-officedocument.theme+xml",
        f"{DECLARATION}"
        f'<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="{name}">'
        f'<a:themeElements><a:clrScheme name="{name}">{colors}</a:clrScheme>'
        f'<a:fontScheme name="{name}">{_font("major", heading, theme)}{_font("minor", body, theme)}'
        f"</a:fontScheme>{_FORMATS}</a:themeElements>"
        f"{_object_defaults(design)}<a:extraClrSchemeLst/></a:theme>",
    )


def _object_defaults(design: Design) -> str:
    """Return the defaults of shapes, lines and text boxes drawn by hand (20.1.6.7): like ours.

    A shape is a panel without an outline, a line is as thick as those of tables, a text box has
    neither insets nor a fill; the text in them is body text, a little smaller.
    """
    spacing = f'<a:lnSpc><a:spcPct val="{design.body_levels[0].spacing}"/></a:lnSpc>'
    text = (
        f'<a:lstStyle><a:defPPr algn="{{}}">{spacing}<a:defRPr sz="{PLAIN_SIZE}">'
        f"{_solid('tx1')}</a:defRPr></a:defPPr></a:lstStyle>"
    )
    return (
        f"<a:objectDefaults><a:spDef><a:spPr>{_solid('bg2')}<a:ln><a:noFill/></a:ln></a:spPr>"
        f'<a:bodyPr rtlCol="0" anchor="ctr"/>{text.format("ctr")}{_STYLE}</a:spDef>'
        f'<a:lnDef><a:spPr><a:ln w="{_LINE_WIDTH}">{_solid("tx1")}</a:ln></a:spPr>'
        "<a:bodyPr/><a:lstStyle/></a:lnDef>"
        '<a:txDef><a:spPr><a:noFill/></a:spPr><a:bodyPr wrap="square" lIns="0" tIns="0" rIns="0"'
        f' bIns="0" rtlCol="0"><a:spAutoFit/></a:bodyPr>{text.format("l")}</a:txDef>'
        "</a:objectDefaults>"
    )


def _solid(role: str) -> str:
    return f'<a:solidFill><a:schemeClr val="{role}"/></a:solidFill>'


def _font(kind: str, font: Font, theme: Theme) -> str:
    """Return a theme font; Office uses the `Hang` entry where it does not use `ea` for Korean."""
    latin, asian = (named(family, theme) for family in (font.latin, font.east_asian))
    return (
        f"<a:{kind}Font><a:latin {latin}/><a:ea {asian}/>"
        f'<a:cs typeface=""/><a:font script="Hang" typeface="{quote(font.east_asian)}"/>'
        f"</a:{kind}Font>"
    )
