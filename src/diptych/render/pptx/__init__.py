"""The PPTX writer, which turns a laid-out talk into a native, editable presentation."""

from diptych.render.pptx.presentation import render_pptx

__all__ = ["render_pptx"]
