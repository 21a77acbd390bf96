"""The handout: slides with their notes on paper, a tagged PDF of the slides' own document."""

from diptych.render.handout.handout import render_handout

__all__ = ["render_handout"]
