"""The slide master: text styles for every layout below it (ECMA-376-1, 19.3.1.42)."""

from __future__ import annotations

from collections.abc import Sequence

from diptych.model.theme import RegionRole
from diptych.render.pptx.design import Design
from diptych.render.pptx.layout import background, placeholder_shape, prompt
from diptych.render.pptx.level import LevelFormat
from diptych.render.pptx.names import FIRST_MASTER_ID, MASTER
from diptych.render.pptx.package import Part, Relationships
from diptych.render.pptx.shape import shape_tree
from diptych.render.pptx.text_style import level_style, list_style, plain_style
from diptych.render.pptx.xml import attributes, document

_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.slideMaster+xml"
_LABELS: dict[RegionRole, str] = {
    "date": '<p:ph type="dt" sz="half" idx="2"/>',
    "footer": '<p:ph type="ftr" sz="quarter" idx="3"/>',
    "number": '<p:ph type="sldNum" sz="quarter" idx="4"/>',
}


def master_part(design: Design, layouts: Sequence[str], theme: str) -> Part:
    """Return the master of the parts `layouts`, with the part `theme` as its theme."""
    relationships = Relationships()
    ids = [relationships.add("slideLayout", layout) for layout in layouts]
    relationships.add("theme", theme)
    listed = "".join(
        f'<p:sldLayoutId id="{number}" r:id="{one}"/>'
        for number, one in enumerate(ids, FIRST_MASTER_ID + 1)
    )
    content = (
        f"<p:cSld>{background(design.main, design)}{shape_tree(_shapes(design))}</p:cSld>"
        f"<p:clrMap{design.colors.mapping}/><p:sldLayoutIdLst>{listed}</p:sldLayoutIdLst>"
        f'<p:hf hdr="0"{attributes(dt=None if design.date else 0)}/>{_text_styles(design)}'
    )
    root = document("sldMaster", content, preserve=1)
    return Part(MASTER, _CONTENT_TYPE, root, tuple(relationships))


def _shapes(design: Design) -> str:
    roles = [
        ('<p:ph type="title"/>', design.title, "<a:lstStyle/>"),
        ('<p:ph type="body" idx="1"/>', design.body, "<a:lstStyle/>"),
    ]
    for role, (region, levels) in design.labels.items():
        roles.append((_LABELS[role], region, list_style(levels, (), design)))
    return "".join(
        placeholder_shape(
            (number, element), region, None, styles + prompt(region, design), design.colors
        )
        for number, (element, region, styles) in enumerate(roles, 2)
    )


def _text_styles(design: Design) -> str:
    other = plain_style(design.locale, spacing=design.body_levels[0].spacing)
    return (
        "<p:txStyles>"
        f"<p:titleStyle>{_levels(design.title_levels[:1], design)}</p:titleStyle>"
        f"<p:bodyStyle>{_levels(design.body_levels, design)}</p:bodyStyle>"
        f"<p:otherStyle>{other}</p:otherStyle>"
        "</p:txStyles>"
    )


def _levels(levels: tuple[LevelFormat, ...], design: Design) -> str:
    return "".join(
        level_style(f"lvl{number}pPr", level, design) for number, level in enumerate(levels, 1)
    )
