"""Text that fills its region, as it does around the body of a slide."""

from __future__ import annotations

from diptych.model.density import OWN, Density
from diptych.model.geometry import Box, Emu
from diptych.model.text_frame import TextFrame
from diptych.model.theme import Region
from diptych.typography.measured_text import MeasuredText


def framed(
    measured: MeasuredText,
    region: Region,
    box: Box,
    density: Density = OWN,
    slack: Emu = Emu(0),
) -> TextFrame:
    """Return measured text in the frame of its region, with `slack` after its lines."""
    return TextFrame(
        box=box,
        slack=slack,
        paragraphs=measured.solved(Emu(box.width - slack), density),
        role=region.role,
        region=region.name,
        anchor=region.anchor,
    )
