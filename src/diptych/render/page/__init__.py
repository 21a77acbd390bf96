"""The page of a talk for any web server, and the list of all talks of a project."""

from diptych.render.page.folder import render_page
from diptych.render.page.index import render_index

__all__ = ["render_index", "render_page"]
