"""The preview of a talk, which messengers and social networks show beside a link."""

from __future__ import annotations

from diptych.model.laid_out import LaidOutTalk
from diptych.model.supplies import Supplies
from diptych.render.pictures.easel import PNG, Easel, Sheet, easel

WIDTH, HEIGHT = 1200, 630
"""In pixels, as Facebook and LinkedIn ask for; others cut it to shapes that are close to it."""
NAME = "preview"
_MOST_CUT = 1.08
"""The largest size of a slide that is cut at its edges, as a multiple of one that fits: 16:9 needs
1.07."""


def social_preview(talk: LaidOutTalk, supplies: Supplies) -> bytes:
    """Return the first slide that is not hidden as PNG of 1200 x 630 pixels.

    Raise Refusal if all are hidden or if it cannot be drawn.
    """
    on = easel(talk, supplies, ppi=96)
    ((_, picture),) = on.draw([preview_sheet(on)], PNG)
    return picture


def preview_sheet(on: Easel) -> Sheet:
    """Return the first slide so that it fills the picture, or as large as fits on its background.

    It fills the area if it loses only a little at its edges, where slides have no words.
    """
    slide = on.slides[0]
    least, most = sorted((WIDTH / on.width, HEIGHT / on.height))
    scale = most if most <= least * _MOST_CUT else least
    shown = f"place(center + horizon, {on.scaled(slide, scale)})"
    return Sheet(name=NAME, width=WIDTH, height=HEIGHT, fill=slide.fill, content=shown)
