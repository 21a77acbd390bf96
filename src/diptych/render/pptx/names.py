"""The names of parts by which others refer to them, and what the presentation says of them."""

from __future__ import annotations

from diptych.model.theme import Theme

MASTER = "ppt/slideMasters/slideMaster1.xml"
FIRST_MASTER_ID = 2_147_483_648
"""The first id of masters and layouts, which share a sequence (ECMA-376-1, 19.7.12)."""
NOTES_MASTER = "ppt/notesMasters/notesMaster1.xml"
NOTES_WIDTH, NOTES_HEIGHT = 6_858_000, 9_144_000
"""The size of a notes page in EMU: 7.5 x 10 in, as in PowerPoint."""
VARIANT = "+"
"""The separator of the name of a theme's layout and the number of its variant."""


def slide_name(number: int) -> str:
    """Return the name of the part of a slide."""
    return f"ppt/slides/slide{number}.xml"


def notes_name(number: int) -> str:
    """Return the name of the part of a slide's notes."""
    return f"ppt/notesSlides/notesSlide{number}.xml"


def tags_name(number: int) -> str:
    """Return the name of the part with a slide's tags."""
    return f"ppt/tags/tag{number}.xml"


def layout_names(theme: Theme) -> dict[str, str]:
    """Return the name of the part of each layout."""
    return {
        layout.name: f"ppt/slideLayouts/slideLayout{number}.xml"
        for number, layout in enumerate(theme.layouts.values(), 1)
    }
