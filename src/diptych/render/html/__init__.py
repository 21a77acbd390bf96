"""The HTML writer: a self-contained reveal.js page for each locale, and their shared assets."""

from diptych.render.html.page import render_html

__all__ = ["render_html"]
