"""Text formats as XML: whole levels for list styles, and what differs from a level."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from diptych.model.numbering import Delimiter, Figures
from diptych.model.paragraph import Bullet
from diptych.model.theme import Align
from diptych.render.pptx.color import Colors
from diptych.render.pptx.design import Design
from diptych.render.pptx.level import LEVELS, LevelFormat
from diptych.render.pptx.script import language_tag
from diptych.render.pptx.xml import quote

KOREAN_BREAKS = ' eaLnBrk="1" latinLnBrk="0" hangingPunct="1"'
"""Break between syllables only if no space allows a break, never in a Latin word; punctuation
hangs."""
PLAIN_SIZE = 1800
"""The size of text that is drawn by hand, in hundredths of a point."""
_STEP = 457_200
"""How far each level of a plain text box is indented, in EMU: half an inch."""
_UNSEEN = 100
"""How much two line spacings may differ because sizes and line heights are rounded."""
_FIGURES: dict[Figures, str] = {
    "arabic": "arabic",
    "lower-alpha": "alphaLc",
    "upper-alpha": "alphaUc",
    "lower-roman": "romanLc",
    "upper-roman": "romanUc",
}
_DELIMITERS: dict[Delimiter | None, str] = {
    None: "Plain",
    "period": "Period",
    "parenthesis": "ParenR",
    "parentheses": "ParenBoth",
}
"""The two parts of the name of a scheme (ECMA-376-1, 20.1.10.61, ST_TextAutonumberScheme)."""
_SYMBOLS = "Segoe UI Symbol"
"""Has the boxes of task lists, which Arial lacks."""
_ALIGN: dict[Align, str] = {"left": "l", "center": "ctr", "right": "r"}


def level_style(
    tag: str, level: LevelFormat, design: Design, inherited: LevelFormat | None = None
) -> str:
    """Return a level in full, as `a:lvl1pPr` to `a:lvl9pPr` (ECMA-376-1, 21.1.2.4.13).

    The size of the level that it is `inherited` from is left out, so that it follows the master's.
    """
    size = f' sz="{level.size}"' if inherited is None or inherited.size != level.size else ""
    faces = design.typefaces[level.font, level.weight]
    return (
        f'<a:{tag} marL="{level.indent}" indent="{-level.hanging}" algn="{_ALIGN[level.align]}"'
        f' defTabSz="914400" rtl="{level.rtl:d}"{KOREAN_BREAKS}>'
        f"{_line_spacing(level)}{_space_before(level)}"
        f"{_mark(level.bullet, None, design.colors)}"
        f'<a:defRPr{size} b="{faces.is_bold:d}" kern="1200"{_spacing(level)}>'
        f"{design.colors.fill(level.color)}{faces.elements}</a:defRPr></a:{tag}>"
    )


def _spacing(level: LevelFormat) -> str:
    """Return the space between letters, in hundredths of a point (ST_TextPoint)."""
    return f' spc="{round(level.size * level.tracking)}"' if level.tracking else ""


def list_style(
    levels: tuple[LevelFormat, ...], inherited: tuple[LevelFormat, ...], design: Design
) -> str:
    """Return the `a:lstStyle` of `levels`, leaving out those that equal the `inherited` ones."""
    if levels == inherited[: len(levels)]:
        return "<a:lstStyle/>"
    styles = "".join(
        level_style(f"lvl{number}pPr", level, design, base)
        for number, (level, base) in enumerate(zip_longest(levels, inherited[: len(levels)]), 1)
        if level is not None and level != base
    )
    return f"<a:lstStyle>{styles}</a:lstStyle>" if styles else "<a:lstStyle/>"


def sizes_style(levels: Sequence[LevelFormat], inherited: Sequence[LevelFormat]) -> str:
    """Return the `a:lstStyle` that turns `inherited` levels into `levels`: sizes and space."""
    if levels is inherited:  # as those of titles and page numbers are
        return "<a:lstStyle/>"
    styles = "".join(
        _resized(f"lvl{number}pPr", level, base)
        for number, (level, base) in enumerate(zip(levels, inherited, strict=True), 1)
        if level != base
    )
    return f"<a:lstStyle>{styles}</a:lstStyle>" if styles else "<a:lstStyle/>"


def _resized(tag: str, level: LevelFormat, base: LevelFormat) -> str:
    space = _line_spacing(level) if abs(level.spacing - base.spacing) > _UNSEEN else ""
    space += _space_before(level) if level.space_before != base.space_before else ""
    indents = ""
    if (level.indent, level.hanging) != (base.indent, base.hanging):
        indents = f' marL="{level.indent}" indent="{-level.hanging}"'
    return f'<a:{tag}{indents}>{space}<a:defRPr sz="{level.size}"{_spacing(level)}/></a:{tag}>'


def plain_style(locale: str, *, size: int = PLAIN_SIZE, spacing: int | None = None) -> str:
    """Return levels for text without a region: what a text box drawn in PowerPoint inherits.

    `size` is in hundredths of a point, `spacing` in thousandths of a percent.
    """
    fonts = '<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/>'
    color = '<a:solidFill><a:schemeClr val="tx1"/></a:solidFill>'
    lines = f'<a:lnSpc><a:spcPct val="{spacing}"/></a:lnSpc>' if spacing is not None else ""
    levels = "".join(
        f'<a:lvl{level + 1}pPr marL="{level * _STEP}" algn="l" defTabSz="914400" rtl="0"'
        f'{KOREAN_BREAKS}>{lines}<a:defRPr sz="{size}" kern="1200">{color}{fonts}</a:defRPr>'
        f"</a:lvl{level + 1}pPr>"
        for level in range(LEVELS)
    )
    language = language_tag(locale)
    return f'<a:defPPr><a:defRPr lang="{language}"/></a:defPPr>{levels}'


def paragraph_properties(
    own: LevelFormat, base: LevelFormat, colors: Colors, *, level: int = 0, korean: bool = False
) -> str:
    """Return the `a:pPr` that turns `base` into `own`; empty if they are equal."""
    attributes = f' lvl="{level}"' if level else ""
    if (own.indent, own.hanging) != (base.indent, base.hanging):
        attributes = f' marL="{own.indent}"{attributes} indent="{-own.hanging}"'
    if own.align != base.align:
        attributes += f' algn="{_ALIGN[own.align]}"'
    if own.rtl != base.rtl:
        attributes += f' rtl="{own.rtl:d}"'
    if korean:
        attributes += KOREAN_BREAKS
    content = _line_spacing(own) if abs(own.spacing - base.spacing) > _UNSEEN else ""
    if own.space_before != base.space_before:
        content += _space_before(own)
    if own.bullet != base.bullet:
        content += _mark(own.bullet, base.bullet, colors)
    if content:
        return f"<a:pPr{attributes}>{content}</a:pPr>"
    return f"<a:pPr{attributes}/>" if attributes else ""


def _line_spacing(level: LevelFormat) -> str:
    return f'<a:lnSpc><a:spcPct val="{level.spacing}"/></a:lnSpc>'


def _space_before(level: LevelFormat) -> str:
    return f'<a:spcBef><a:spcPts val="{level.space_before}"/></a:spcBef>'


def _mark(bullet: Bullet | None, inherited: Bullet | None, colors: Colors) -> str:
    """Return what precedes the paragraph: nothing, a bullet, or an automatic number."""
    if bullet is None:
        return "<a:buNone/>"
    color = ""
    if inherited is None or inherited.color != bullet.color:
        color = f"<a:buClr>{colors.element(bullet.color)}</a:buClr>"
    if bullet.number is None:
        font = _SYMBOLS if bullet.is_task else "+mn-lt"
        return f'{color}<a:buFont typeface="{font}"/><a:buChar char="{quote(bullet.sign)}"/>'
    kind = _FIGURES[bullet.numbering.figures] + _DELIMITERS[bullet.numbering.delimiter]
    start = f' startAt="{bullet.number}"' if bullet.begins or bullet.number > 1 else ""
    return f'{color}<a:buFontTx/><a:buAutoNum type="{kind}"{start}/>'
