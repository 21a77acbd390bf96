"""What a writer may ask for besides the talk that it writes; nothing is made before it is asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from msgspec import Struct

from diptych.memo import NO_MEMO, Memo
from diptych.model.asset import Asset
from diptych.model.extras import NO_EXTRAS, PageExtras
from diptych.model.laid_out import LaidOutTalk

FontCutter = Callable[[Asset, Iterable[str]], bytes]
"""Returns a font as WOFF2 with what some characters need."""

Draw = Callable[[LaidOutTalk], Mapping[str, bytes]]
"""Returns the PNG of each SVG picture that a talk and its theme show, by the SVG's sha256.

Raises Refusal where one cannot be drawn.
"""


def _no_pictures(_: LaidOutTalk) -> Mapping[str, bytes]:
    return {}


class Supplies(Struct, frozen=True, kw_only=True):
    """What belongs to a talk's project, and what a run can make for its writers."""

    templates: Mapping[str, str] = {}
    """Sources of the page templates, style sheets and scripts by name."""
    runtime: Mapping[str, Asset] = {}
    """Files of the HTML runtime (reveal.js, fonts) by their path below `assets/`."""
    extras: PageExtras = NO_EXTRAS
    """What the project adds to its HTML pages."""
    project_paths: Mapping[str, str] = {}
    """The paths of source files from the project's folder, by the name that spans carry."""
    draw: Draw = _no_pictures
    cut: FontCutter | None = None
    """What cuts fonts down to what is shown; None: nothing does."""
    memo: Memo = NO_MEMO
    """What earlier runs of this process wrote."""
    has_whole_fonts: bool = False
    """Whether pages have whole fonts all the same; pictures never do."""


NO_SUPPLIES = Supplies()
