"""The icons that texts may have: Lucide's, as outlines on a grid."""

from diptych.icons.lucide import GRID, STROKE, icon_left, icon_names, icon_path, icon_tagged

__all__ = ("GRID", "STROKE", "icon_left", "icon_names", "icon_path", "icon_tagged")
