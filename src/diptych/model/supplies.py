"""What a writer may use besides the talk that it writes; everything is made on demand."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Protocol

from msgspec import Struct

from diptych.diagnostics import Diagnostic
from diptych.memo import NO_MEMO, Memo
from diptych.model.asset import Asset
from diptych.model.extras import NO_EXTRAS, PageExtras
from diptych.model.font_file import LentFont
from diptych.model.laid_out import LaidOutTalk
from diptych.model.site import Site
from diptych.options import DEFAULT_OPTIONS, OutputOptions

FontCutter = Callable[[Asset, Iterable[str]], bytes]
"""Returns a font as WOFF2, cut down to what some characters need."""

FindFonts = Callable[[Mapping[str, str], Collection[int]], tuple[LentFont, ...]]
"""Returns installed fonts for letters that a talk's fonts lack, given by language, in some weights.

The first is to be used first; none if no font has any of them.
"""


class Draw(Protocol):
    """Draws SVG pictures."""

    def __call__(
        self, talk: LaidOutTalk, only: Collection[str] | None = None, /
    ) -> Mapping[str, bytes]:
        """Return a PNG of each SVG picture in a talk and its theme, by the SVG's SHA-256.

        `only` are the hashes of those that are needed; None for all. Raise Refusal if one cannot be
        drawn.
        """


def _no_pictures(_: LaidOutTalk, __: Collection[str] | None = None, /) -> Mapping[str, bytes]:
    return {}


def no_fonts(_: Mapping[str, str], __: Collection[int]) -> tuple[LentFont, ...]:
    """Find no fonts, as where none are installed."""
    return ()


def _not_reported(_: Diagnostic) -> None:
    """Ignore a warning, where nobody asked for any."""


class Supplies(Struct, frozen=True, kw_only=True):
    """What a talk's project provides, and what a run can make for its writers."""

    templates: Mapping[str, str] = {}
    """Sources of the page templates, style sheets and scripts by name."""
    runtime: Mapping[str, Asset] = {}
    """Files of the HTML runtime (reveal.js, fonts) by their path below `assets/`."""
    extras: PageExtras = NO_EXTRAS
    """What the project adds to its HTML pages."""
    site: Site = Site()
    """The project's site, with its talks if an output asks for them."""
    project_paths: Mapping[str, str] = {}
    """The paths of source files relative to the project's folder, by their names in spans."""
    draw: Draw = _no_pictures
    report: Callable[[Diagnostic], None] = _not_reported
    """Takes the warnings of a writer, which writes nevertheless."""
    find_fonts: FindFonts = no_fonts
    cut: FontCutter | None = None
    """Cuts fonts down to the characters shown; None for whole fonts."""
    memo: Memo = NO_MEMO
    """What earlier runs of this process wrote."""
    options: OutputOptions = DEFAULT_OPTIONS
    has_whole_fonts: bool = False
    """Whether pages have whole fonts nevertheless; pictures never do."""
