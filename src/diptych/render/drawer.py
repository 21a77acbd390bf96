"""Draws SVG pictures as PNG in an isolated process."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from diptych.isolation.jobs import DRAW
from diptych.isolation.process import IsolatedProcess

SECONDS = 10
"""Processor time for one picture: on a slow machine a filter over a whole page takes two seconds,
and a build should not seem to hang."""
MEMORY = 1 << 30
"""Bytes of address space for one picture; a page of four million pixels takes a tenth of that."""


class Job(NamedTuple):
    """A picture to draw, and the fonts for it."""

    svg: str
    width: int
    """In pixels."""
    fonts: tuple[Path, ...]
    families: tuple[str, str]
    """The font families for text and for code."""


class Drawer(IsolatedProcess):
    """Draws one picture after the other, each within the limits."""

    def __init__(self, seconds: int = SECONDS, memory: int = MEMORY) -> None:
        super().__init__("resvg_py", seconds, memory)

    def draw(self, job: Job) -> bytes:
        """Return a picture as PNG; raise FailedJobError if it cannot be drawn within the limits."""
        fonts = b"\0".join(map(os.fsencode, job.fonts))
        families = (family.encode() for family in job.families)
        return self.do(DRAW, (str(job.width).encode(), job.svg.encode(), fonts, *families))
