"""The parts of a presentation as the cache has them: of each slide, and those that all share."""

from __future__ import annotations

from msgspec import Struct

from diptych.memo import Form
from diptych.model.forms import form_of, read, written
from diptych.render.pptx.package import PackedPart
from diptych.render.pptx.provenance import Trace


class Frame(Struct, frozen=True, kw_only=True):
    """The parts that do not depend on what is on the slides."""

    master: PackedPart
    layouts: tuple[PackedPart, ...]
    themes: tuple[PackedPart, ...]
    """That of the slides, and that of the notes if there are any."""
    notes_masters: tuple[PackedPart, ...]
    """One if there are notes."""
    views: tuple[PackedPart, ...]
    plain: str
    """The style of text outside of placeholders."""
    guides: str


FRAME: Form[Frame] = Form(written, lambda data, *_: read(data, Frame))


class SlideParts(Struct, frozen=True):
    """The parts of one slide in the package, and its trace."""

    trace: Trace
    slide: PackedPart
    notes: PackedPart | None
    tags: PackedPart
    charts: tuple[PackedPart, ...]


FILES: Form[list[tuple[str, ...]]] = form_of(list[tuple[str, ...]])
"""The names of the sources of each slide."""

SLIDE: Form[SlideParts] = Form(
    written,
    lambda data, *_: read(data, SlideParts),
    lambda slide, number, layout, paths, motion, *shared: (
        *slide.hash_parts,
        f"{number} {layout} {paths} {' '.join(motion)}",
        *shared,
    ),
)
