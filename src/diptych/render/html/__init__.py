"""The HTML writer: a reveal.js page for each locale with their shared assets, or in one file."""

from diptych.render.html.page import render_html
from diptych.render.html.single_file import render_single_file

__all__ = ["render_html", "render_single_file"]
