"""The HTML renderer: one self-contained reveal.js page a locale, and the assets they share."""

from diptych.render.html.page import render_html

__all__ = ["render_html"]
