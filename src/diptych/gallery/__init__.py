"""One page with every slide of a project, to look through and to take ids from."""

from diptych.gallery.page import draw_gallery

__all__ = ["draw_gallery"]
