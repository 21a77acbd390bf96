"""Limits for the numbers and lists of a theme, so that every accepted theme can be written.

The limits of the file formats are wider: type up to 4,000 pt, spacing up to 1,584 pt or 13,200 %,
indents up to 4,032 pt (ECMA-376-1, 20.1.10.69 to 20.1.10.74). The default page is 960 x 540 pt.
"""

from __future__ import annotations

import math

from diptych.model.geometry import Box, to_px
from diptych.source.yaml.fields import Range

SIZES = Range(4, 300, "pt")
"""Type sizes. Inline code is a tenth smaller than its text, and PPTX has no type below 1 pt."""
LEADINGS = Range(0.5, 3)
"""Multiples of the type size."""
TRACKINGS = Range(-0.1, 0.2)
"""Multiples of the type size."""
SPACES = Range(0, 4)
"""Multiples of the type size: at most 1,200 pt, to which gaps between blocks are added."""
ICONS = Range(0, 4)
"""Multiples of the type size."""
GAPS = Range(0, 240, "px")
INDENTS = Range(0, 1280, "px")
INSETS = Range(0, 240, "px")
"""Insets and corners of panels."""
THICKNESSES = Range(0.5, 11, "px")
"""Lines above text; a thicker one would be a bar with text next to it."""
MOST_LEVELS = 9
"""Styles of a region; PPTX has no more text levels (ECMA-376-1, 21.1.2.4.12)."""
MOST_LAYOUTS = 100
"""Layouts, each of which is a part of every PPTX; Office's themes have 11, company templates up to
60."""
MOST_REGIONS = 50
"""Regions, and decorations, of one layout; each is a shape on every slide."""
MOST_TOKENS = 500
"""Colours, type tokens and densities, for each of these; all go into the style sheet."""
LONGEST_BULLET = 8
"""Characters of a bullet, which has to fit in the space of `hanging`."""
LONGEST_NAME = 200
"""Characters of a prompt or a layout's name, which PowerPoint shows on one line."""


def box_ranges(page: Box) -> dict[str, Range]:
    """Return the ranges of the numbers of a box on `page`, by name and in order.

    It may begin up to two pages outside the page, since decorations may extend beyond its edges,
    and may be up to three pages wide or high.
    """
    longest = max(1280, *(math.ceil(to_px(side)) for side in (page.width, page.height)))
    places, sides = Range(-2 * longest, 3 * longest, "px"), Range(1, 3 * longest, "px")
    return {"x": places, "y": places, "width": sides, "height": sides}
