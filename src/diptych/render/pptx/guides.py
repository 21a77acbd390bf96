"""Guides at the edges of the theme's grid, for drawing by hand ([MS-PPTX] 2.6.18)."""

from __future__ import annotations

from diptych.render.pptx.design import Design

_UNIT = 1587.5
"""The unit of guide positions in EMU: 1/576 inch."""


def guides(design: Design) -> str:
    """Return the extension of the presentation that lists its guides."""
    body, title = design.body.box, design.title.box
    across = (title.y, body.y, body.bottom)
    down = (body.x, design.theme.page.width // 2, body.right)
    placed = [*(("horz", one) for one in across), *(("", one) for one in down)]
    listed = "".join(
        _guide(number, orient, round(position / _UNIT))
        for number, (orient, position) in enumerate(placed, 1)
    )
    return (
        '<p:ext uri="{EFAFB233-063F-42B5-8137-9DF3F51BA10A}"><p15:sldGuideLst'
        ' xmlns:p15="http://schemas.microsoft.com/office/powerpoint/2012/main">'
        f"{listed}</p15:sldGuideLst></p:ext>"
    )


def _guide(number: int, orient: str, position: int) -> str:
    direction = f' orient="{orient}"' if orient else ""
    return (
        f'<p15:guide id="{number}"{direction} pos="{position}" userDrawn="1">'
        '<p15:clr><a:srgbClr val="A4A3A4"/></p15:clr></p15:guide>'
    )
