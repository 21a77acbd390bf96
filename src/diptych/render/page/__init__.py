"""The page of a talk for any web server, and the list of all talks of a project."""

from diptych.render.page.folder import render_page
from diptych.render.page.index import render_index
from diptych.render.page.lacking import lacking

__all__ = ["lacking", "render_index", "render_page"]
