"""The theme part: colour scheme, font scheme and a plain format scheme (ECMA-376-1, 20.1.6.9)."""

from __future__ import annotations

from diptych.model.theme import Font
from diptych.render.pptx.design import Design
from diptych.render.pptx.package import Part
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
"""The three of each that the schema asks for (20.1.4.1.14), none with gradients or shadows."""


def theme_part(design: Design, number: int) -> Part:
    """Return the theme as a part; each master needs one of its own."""
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
        f'<a:fontScheme name="{name}">{_font("major", heading)}{_font("minor", body)}'
        f"</a:fontScheme>{_FORMATS}</a:themeElements>"
        "<a:objectDefaults/><a:extraClrSchemeLst/></a:theme>",
    )


def _font(kind: str, font: Font) -> str:
    """Return a theme font; Office takes the `Hang` entry where `ea` is not asked for Korean."""
    latin, asian = quote(font.latin), quote(font.east_asian)
    return (
        f'<a:{kind}Font><a:latin typeface="{latin}"/><a:ea typeface="{asian}"/>'
        f'<a:cs typeface=""/><a:font script="Hang" typeface="{asian}"/></a:{kind}Font>'
    )
