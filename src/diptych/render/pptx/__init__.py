"""The PPTX writer: a laid-out talk becomes one native, editable presentation."""

from diptych.render.pptx.presentation import render_pptx

__all__ = ["render_pptx"]
