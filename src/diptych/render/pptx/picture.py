"""Pictures, on slides and as decoration of layouts (ECMA-376-1, 19.3.1.37)."""

from __future__ import annotations

from diptych.model.asset import Asset
from diptych.model.geometry import Box
from diptych.render.pptx.draft import Draft
from diptych.render.pptx.placeholder import Placeholder
from diptych.render.pptx.shape import RECTANGLE, shape_properties, transform


def picture(
    nonvisual: str,
    asset: Asset,
    box: Box,
    draft: Draft,
    fills_placeholder: Placeholder | None = None,
) -> str:
    """Return a `p:pic` that fills `box`, and a placeholder if one is given.

    `nonvisual` is its `p:cNvPr`.
    """
    same = fills_placeholder is not None and fills_placeholder.region.box == box and not asset.turn
    placed = "" if same else f"{transform(box, asset.turn)}{RECTANGLE}"
    group = ' noGrp="1"' if fills_placeholder else ""
    role = f"<p:nvPr>{fills_placeholder.element}</p:nvPr>" if fills_placeholder else "<p:nvPr/>"
    return (
        f"<p:pic><p:nvPicPr>{nonvisual}"
        f'<p:cNvPicPr><a:picLocks{group} noChangeAspect="1"/></p:cNvPicPr>{role}</p:nvPicPr>'
        f"<p:blipFill>{draft.blip(asset)}<a:stretch><a:fillRect/></a:stretch></p:blipFill>"
        f"{shape_properties(placed)}</p:pic>"
    )
