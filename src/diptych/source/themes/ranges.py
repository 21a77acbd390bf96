"""How far the numbers and lists of a theme may go, so that what accepts a theme can write it.

The file formats end further out: type at 4,000 pt, spacing at 1,584 pt and 13,200 %, indents at
4,032 pt (ECMA-376-1, 20.1.10.69 to 20.1.10.74). A page is 960 x 540 pt where it is not said.
"""

from __future__ import annotations

import math

from diptych.model.geometry import Box, to_px
from diptych.source.yaml.fields import Range

SIZES = Range(4, 300, "pt")
"""Type. Inline code is a tenth smaller than its text, and PPTX has no type below 1 pt."""
LEADINGS = Range(0.5, 3)
"""Multiples of the size."""
SPACES = Range(0, 4)
"""Multiples of the size: 1,200 pt at most, to which gaps between blocks are added."""
GAPS = Range(0, 240, "px")
INDENTS = Range(0, 1280, "px")
MOST_LEVELS = 9
"""Styles of a region: PPTX has no more levels of text (ECMA-376-1, 21.1.2.4.12)."""
MOST_LAYOUTS = 100
"""Each is a part of every PPTX; Office's own themes have 11, company templates up to 60."""
MOST_REGIONS = 50
"""Regions of one layout, and decorations; each is a shape on every slide."""
MOST_TOKENS = 500
"""Colours, type tokens and densities of each kind; all go into the style sheet."""
LONGEST_BULLET = 8
"""Characters; a bullet stands in the space of `hanging`."""
LONGEST_NAME = 200
"""Characters of a layout's name or a prompt, which PowerPoint shows on a line, and of a font's."""


def box_ranges(page: Box) -> dict[str, Range]:
    """Return the numbers of a box on `page` by what they are, in their order.

    It may begin two pages beside the page, since decorations may reach over its edge, and is three
    pages wide or high at most.
    """
    longest = max(1280, *(math.ceil(to_px(side)) for side in (page.width, page.height)))
    places, sides = Range(-2 * longest, 3 * longest, "px"), Range(1, 3 * longest, "px")
    return {"x": places, "y": places, "width": sides, "height": sides}
