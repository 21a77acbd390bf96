"""Paragraphs as stretches of text in one face, and lines of them measured in a set of fonts."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby, pairwise
from typing import NamedTuple

from msgspec import Struct

from diptych.model.geometry import EMU_PER_PX, PX_PER_PT, Emu, Pt
from diptych.model.metrics import Face, Metrics
from diptych.model.shapes import Paragraph
from diptych.model.text import CODE_SCALE, RAISED_SCALE, LineBreak, Run, SetInline
from diptych.model.theme import FontRole, Theme
from diptych.typography.advances import Advances, steps_of
from diptych.typography.measured_line import MeasuredLine, Piece

_UNKNOWN = Face(upem=1000, ascent=900, descent=300, hangul=1000, missing=600, advances={}, kern={})
_UNIT = 1 / 64
"""Pixels in which Blink and FreeType count; a line this much too long is still let in."""
_HAIR = 1e-6
"""What may be missing of a whole number after a division."""

_LATIN = r"A-Za-z\u00aa\u00ba\u00c0-\u024f"
_SCRIPT_ENDS = re.compile(rf"(?![{_LATIN}])[^\W\d_][\W\d_]*(?=[{_LATIN}])")
"""A letter that is not Latin, and the signs after it up to the first letter that is."""


class MeasuredFace(NamedTuple):
    """What a face says of text set in it, in em."""

    steps: Advances
    rise: float


def _measured_face(face: Face) -> MeasuredFace:
    return MeasuredFace(steps_of(face), (face.ascent - face.descent) / 2 / face.upem)


class Ruler(Struct, frozen=True, eq=False):
    """Measures text in one set of fonts."""

    faces: Mapping[tuple[FontRole, bool], MeasuredFace]
    """By font role and whether it is bold."""

    @classmethod
    def of(cls, metrics: Metrics, families: Mapping[FontRole, str]) -> Ruler:
        """Return the ruler of some families; where a face is unknown, all is of even width."""
        return cls(
            {
                (role, bold): _measured_face(metrics.face(family, bold=bold) or _UNKNOWN)
                for role, family in families.items()
                for bold in (False, True)
            }
        )

    def rise(self, role: FontRole, *, bold: bool) -> float:
        """Return how far below the middle of a line its baseline stands, in em.

        Half of what is left of a line's height stands above ascent and descent, and half below
        (CSS Inline Layout 3, "Inline box heights").
        """
        return self.faces[role, bold].rise


@lru_cache(maxsize=8)
def own_ruler(theme: Theme) -> Ruler:
    """Return the ruler of the theme's own fonts."""
    return Ruler.of(theme.metrics, {role: font.latin for role, font in theme.fonts.items()})


@lru_cache(maxsize=8)
def substitute_ruler(theme: Theme) -> Ruler:
    """Return the ruler of what replaces the theme's fonts where they are not installed."""
    families = {role: font.substitute or font.latin for role, font in theme.fonts.items()}
    return Ruler.of(theme.metrics, families)


def room_for(size: Pt, width: Emu) -> float:
    """Return how long a line may be, in em of type of `size`, and still fit in `width`."""
    return (width / EMU_PER_PX + _UNIT) / _set_size(size)


def width_for(size: Pt, room: float) -> Emu:
    """Return how wide `room` em of type of `size` are; as much `room_for` that, and hardly more."""
    return Emu(math.ceil(room * _set_size(size) * EMU_PER_PX))


@lru_cache(maxsize=128)
def _set_size(size: Pt) -> float:
    """Return the size in px that a browser advances by: FreeType's, in whole 1/64 px."""
    return math.floor(size * PX_PER_PT / _UNIT + _HAIR) * _UNIT


def count(lines: Iterable[MeasuredLine], room: float) -> int:
    """Return how many lines no longer than `room` they take."""
    return sum([line.count(room) for line in lines])


class Stretch(NamedTuple):
    """Text that is set and kerned as one."""

    text: str
    font: FontRole
    bold: bool
    scale: float


def stretches(paragraph: Paragraph) -> list[list[Stretch]]:
    """Return the text of each line that the author broke, parted where nothing is kerned."""
    runs = paragraph.runs
    if len(runs) == 1 and isinstance(run := runs[0], Run) and run.text.isascii():  # as most are
        return [[_stretch(_looks(run), (run,), paragraph)]]
    return [
        _parted_by_script(
            [_stretch(looks, runs, paragraph) for looks, runs in groupby(line, key=_looks)]
        )
        for line in _hard_lines(paragraph.runs)
    ]


def measured(
    lines: Sequence[Sequence[Stretch]], ruler: Ruler, *, keeps_indent: bool
) -> list[MeasuredLine]:
    """Return lines of stretches measured in one font."""
    faces = ruler.faces
    return [
        MeasuredLine(
            [Piece(text, faces[font, bold].steps, scale) for text, font, bold, scale in line],
            keeps_indent=keeps_indent,
        )
        for line in lines
    ]


def longest_at_most(lines: Sequence[Sequence[Stretch]], ruler: Ruler) -> float:
    """Return a length that none of `lines` exceeds, found faster than their own."""
    return max([sum([_at_most(stretch, ruler) for stretch in line]) for line in lines])


def _at_most(stretch: Stretch, ruler: Ruler) -> float:
    text, font, bold, scale = stretch
    return scale * ruler.faces[font, bold].steps.at_most_along(text)


def _hard_lines(runs: Sequence[SetInline]) -> Iterator[Sequence[Run]]:
    line: list[Run] = []
    for run in runs:
        if isinstance(run, LineBreak):
            yield line
            line = []
        else:
            line.append(run)
    yield line


def _stretch(
    looks: tuple[bool, bool, bool, str], runs: Iterable[Run], paragraph: Paragraph
) -> Stretch:
    is_bold, _, is_code, raised = looks
    scale = CODE_SCALE if is_code and paragraph.font != "mono" else 1.0
    return Stretch(
        "".join([run.text for run in runs]),
        "mono" if is_code else paragraph.font,
        paragraph.bold or is_bold,
        scale * RAISED_SCALE if raised else scale,
    )


def _looks(run: Run) -> tuple[bool, bool, bool, str]:
    """Return what must be equal for two runs to be kerned with one another; a link need not be."""
    style = run.style
    return style.bold, style.italic, style.code, style.raised


def _parted_by_script(line: list[Stretch]) -> list[Stretch]:
    """Return stretches parted before Latin letters that end a run of another script.

    Signs belong to the script before them (UAX #24, 5.2), and fonts kern within a script only.
    """
    text = "".join([stretch.text for stretch in line])
    if text.isascii() or not (cuts := [found.end() for found in _SCRIPT_ENDS.finditer(text)]):
        return line
    parted: list[Stretch] = []
    start = 0
    for stretch in line:
        end = start + len(stretch.text)
        bounds = [start, *(cut for cut in cuts if start < cut < end), end]
        parted += (stretch._replace(text=text[a:b]) for a, b in pairwise(bounds))
        start = end
    return parted
