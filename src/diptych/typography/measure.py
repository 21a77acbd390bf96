"""Paragraphs as shaping runs, and their lines measured in a set of fonts."""

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
from diptych.model.paragraph import Paragraph
from diptych.model.text import CODE_SCALE, FORMULA_ROOM, RAISED_SCALE, LineBreak, Run, SetInline
from diptych.model.theme import WEIGHTS, FontRole, Theme, emphasised
from diptych.typography.advances import (
    EMOJI_EM,
    WIDEST_EMOJI_EM,
    Advances,
    EmojiAdvances,
    steps_of,
)
from diptych.typography.emoji import may_have_emoji, split_at_emoji
from diptych.typography.measured_line import MeasuredLine, Piece

_UNKNOWN = Face(upem=1000, ascent=900, descent=300, hangul=1000, missing=600, advances={}, kern={})
_UNIT = 1 / 64
"""The unit of Blink and FreeType, in pixels; a line that is this much too long still fits."""
_HAIR = 1e-6
"""Tolerance for whole numbers after a division."""

_LATIN = r"A-Za-z\u00aa\u00ba\u00c0-\u024f"
_SCRIPT_ENDS = re.compile(rf"(?![{_LATIN}])[^\W\d_][\W\d_]*(?=[{_LATIN}])")
"""A letter that is not Latin, and the signs after it up to a Latin letter."""


class MeasuredFace(Struct, frozen=True):
    """The metrics of a face, in em."""

    steps: Advances
    rise: float


def _measured_face(face: Face) -> MeasuredFace:
    return MeasuredFace(steps_of(face), (face.ascent - face.descent) / 2 / face.upem)


class Ruler(Struct, frozen=True, eq=False):
    """Measures text in one set of fonts."""

    faces: Mapping[tuple[FontRole, int], MeasuredFace]
    """By font role and weight."""
    emoji: EmojiAdvances

    @classmethod
    def of(
        cls, metrics: Metrics, families: Mapping[FontRole, str], emoji: float = EMOJI_EM
    ) -> Ruler:
        """Return the ruler of some families, with emoji of a width in em.

        In an unknown face all characters are equally wide.
        """
        faces = {
            (role, weight): _measured_face(metrics.face(family, weight) or _UNKNOWN)
            for role, family in families.items()
            for weight in WEIGHTS
        }
        return cls(faces, EmojiAdvances(emoji))

    def steps(self, run: ShapingRun) -> Advances:
        """Return the distances from character to character in a run."""
        return self.emoji if run.is_emoji else self.faces[run.font, run.weight].steps

    def rise(self, role: FontRole, weight: int) -> float:
        """Return how far below the middle of a line its baseline is, in em.

        Half of the leading is above the ascent, and half below the descent (CSS Inline Layout 3,
        "Inline box heights").
        """
        return self.faces[role, weight].rise


@lru_cache(maxsize=8)
def own_ruler(theme: Theme) -> Ruler:
    """Return the ruler of the theme's own fonts."""
    return Ruler.of(theme.metrics, {role: font.family for role, font in theme.fonts.items()})


@lru_cache(maxsize=8)
def substitute_ruler(theme: Theme) -> Ruler:
    """Return the ruler of the fonts that replace the theme's where they are not installed."""
    families = {role: font.substitute or font.family for role, font in theme.fonts.items()}
    return Ruler.of(theme.metrics, families, WIDEST_EMOJI_EM)


def room_for(size: Pt, width: Emu) -> float:
    """Return the greatest length of a line of type of `size` that fits in `width`, in em."""
    return (width / EMU_PER_PX + _UNIT) / _set_size(size)


def width_for(size: Pt, room: float) -> Emu:
    """Return the width of `room` em of type of `size`: the inverse of `room_for`, rounded up."""
    return Emu(math.ceil(room * _set_size(size) * EMU_PER_PX))


@lru_cache(maxsize=128)
def _set_size(size: Pt) -> float:
    """Return the font size that browsers use for advances: FreeType's, in whole 1/64 px."""
    return math.floor(size * PX_PER_PT / _UNIT + _HAIR) * _UNIT


def count(lines: Iterable[MeasuredLine], room: float) -> int:
    """Return the number of lines when broken at `room`."""
    return sum([line.count(room) for line in lines])


_Looks = tuple[bool, bool, bool, str, bool, float]


class ShapingRun(NamedTuple):
    """Text in one face and size, which is kerned as a unit; or an emoji."""

    text: str
    font: FontRole
    weight: int
    scale: float
    is_emoji: bool = False


def shaping_runs(paragraph: Paragraph) -> list[list[ShapingRun]]:
    """Return the runs of each line between forced breaks, split where nothing is kerned."""
    runs = paragraph.runs
    if len(runs) == 1 and isinstance(run := runs[0], Run) and run.text.isascii():  # as most are
        return [[_shaping_run(_looks(run), (run,), paragraph)]]
    return [
        _split_at_emoji(
            _split_by_script(
                [_shaping_run(looks, runs, paragraph) for looks, runs in groupby(line, key=_looks)]
            )
        )
        for line in _hard_lines(paragraph.runs)
    ]


def measured(
    lines: Sequence[Sequence[ShapingRun]],
    ruler: Ruler,
    *,
    keeps_indent: bool,
    tracking: float = 0.0,
) -> list[MeasuredLine]:
    """Return lines of shaping runs measured with one ruler."""
    return [
        MeasuredLine(
            [Piece(run.text, ruler.steps(run), run.scale) for run in line],
            keeps_indent=keeps_indent,
            tracking=tracking,
        )
        for line in lines
    ]


def longest_at_most(lines: Sequence[Sequence[ShapingRun]], ruler: Ruler) -> float:
    """Return an upper bound for the length of `lines`, which is faster to compute."""
    return max([sum([_at_most(run, ruler) for run in line]) for line in lines])


def _at_most(run: ShapingRun, ruler: Ruler) -> float:
    return run.scale * ruler.steps(run).at_most_along(run.text)


def _hard_lines(runs: Sequence[SetInline]) -> Iterator[Sequence[Run]]:
    line: list[Run] = []
    for run in runs:
        if isinstance(run, LineBreak):
            yield line
            line = []
        else:
            line.append(run)
    yield line


def _shaping_run(looks: _Looks, runs: Iterable[Run], paragraph: Paragraph) -> ShapingRun:
    is_bold, _, is_code, raised, is_aside, width = looks
    if width:
        text = "".join([run.text for run in runs])
        return ShapingRun(text, paragraph.font, paragraph.weight, width)
    scale = CODE_SCALE if is_code and paragraph.font != "mono" else 1.0
    return ShapingRun(
        "".join([run.text for run in runs]),
        "mono" if is_code else paragraph.font,
        emphasised(paragraph.weight)
        if is_bold
        else paragraph.aside_weight
        if is_aside
        else paragraph.weight,
        scale * RAISED_SCALE if raised else scale,
    )


def _looks(run: Run) -> _Looks:
    """Return what must be equal for two runs to be kerned with each other; a link need not be.

    The last is the width of a formula, in em, which is not text.
    """
    style = run.style
    width = run.formula.width * FORMULA_ROOM if run.formula is not None else 0.0
    return style.bold, style.italic, style.code, style.raised, run.role == "aside", width


def _split_by_script(line: list[ShapingRun]) -> list[ShapingRun]:
    """Return the runs of a line, split before Latin letters that follow another script.

    Signs belong to the script before them (UAX #24, 5.2), and fonts kern within a script only.
    """
    text = "".join([run.text for run in line])
    if text.isascii() or not (cuts := [found.end() for found in _SCRIPT_ENDS.finditer(text)]):
        return line
    parts: list[ShapingRun] = []
    start = 0
    for run in line:
        end = start + len(run.text)
        bounds = [start, *(cut for cut in cuts if start < cut < end), end]
        parts += (run._replace(text=text[a:b]) for a, b in pairwise(bounds))
        start = end
    return parts


def _split_at_emoji(line: list[ShapingRun]) -> list[ShapingRun]:
    """Return the runs of a line with each emoji in one of its own."""
    if not any(may_have_emoji(run.text) for run in line):
        return line
    return [
        run._replace(text=text, is_emoji=is_emoji)
        for run in line
        for text, is_emoji in split_at_emoji(run.text)
    ]
