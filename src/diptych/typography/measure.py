"""How wide text is, how many lines it takes in a width, and how high that makes it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from diptych.model.geometry import EMU_PER_PT, Emu, emu
from diptych.model.metrics import Face, Metrics
from diptych.model.shapes import Paragraph
from diptych.model.text import CODE_SCALE, RAISED_SCALE, LineBreak, Run
from diptych.model.theme import FontRole, Theme
from diptych.typography.breaking import segments

_UNKNOWN = Face(upem=1000, hangul=1000, missing=600, advances={}, kern={})
_ROUNDING = 0.02
"""Browsers lay text out in 1/64 px; a line this many points too long still fits (CSSOM, LayoutUnit)."""

MARGINS = {"latin": 0.01, "hangul": 0.04}
"""Share of a line kept free for renderers that set text wider than a browser does."""


@dataclass(frozen=True, slots=True)
class Ruler:
    """Measures text in one set of fonts."""

    metrics: Metrics
    families: Mapping[FontRole, str]

    def face(self, role: FontRole, *, bold: bool) -> Face:
        """Return the face for a font role; one of even width where none is known."""
        return self.metrics.face(self.families[role], bold=bold) or _UNKNOWN


@lru_cache(maxsize=8)
def own_ruler(theme: Theme) -> Ruler:
    """Return the ruler of the theme's own fonts."""
    return Ruler(theme.metrics, {role: font.latin for role, font in theme.fonts.items()})


@lru_cache(maxsize=8)
def substitute_ruler(theme: Theme) -> Ruler:
    """Return the ruler of what replaces the theme's fonts where they are not installed."""
    families = {role: font.substitute or font.latin for role, font in theme.fonts.items()}
    return Ruler(theme.metrics, families)


def count_lines(paragraph: Paragraph, width: Emu, ruler: Ruler, *, margin: float = 0.0) -> int:
    """Return how many lines `paragraph` takes in a frame `width` wide, its indent included.

    `margin` is the share of each line to be left free.
    """
    room = (width - paragraph.indent) / EMU_PER_PT * (1 - margin) + _ROUNDING
    return sum(_count_hard_line(line, paragraph, room, ruler) for line in _hard_lines(paragraph))


def _hard_lines(paragraph: Paragraph) -> Iterator[list[Run]]:
    line: list[Run] = []
    for run in paragraph.runs:
        if isinstance(run, LineBreak):
            yield line
            line = []
        else:
            line.append(run)
    yield line


def _count_hard_line(runs: list[Run], paragraph: Paragraph, room: float, ruler: Ruler) -> int:
    lines, used, space = 1, 0.0, 0.0
    for piece, width in _pieces(runs, paragraph, ruler):
        if piece.isspace():
            space += width
            continue
        if used + space + width <= room or (used == 0 and width <= room):
            used += space + width
        elif width <= room:
            lines, used = lines + 1, width
        else:
            more, used = _broken_word(width, used + space if used else 0.0, room)
            lines += more
        space = 0.0
    return lines


def _broken_word(width: float, used: float, room: float) -> tuple[int, float]:
    """Return the lines that a word wider than the line adds, and how full its last one is.

    CSS Text 3, `overflow-wrap: break-word`: such a word begins a new line and breaks anywhere.
    """
    begun = 1 if used else 0
    full = int(width // room)
    return begun + full, width - full * room


def _pieces(runs: list[Run], paragraph: Paragraph, ruler: Ruler) -> Iterator[tuple[str, float]]:
    """Yield each unbreakable stretch and its width in points; it may reach over several runs."""
    text = "".join(run.text for run in runs)
    bounds = _bounds(runs)
    at = 0
    for segment in segments(text):
        end = at + len(segment)
        width = sum(
            _width(text[max(at, start) : min(end, stop)], run, paragraph, ruler)
            for start, stop, run in bounds
            if start < end and stop > at
        )
        yield segment, width
        at = end


def _bounds(runs: list[Run]) -> list[tuple[int, int, Run]]:
    bounds, at = [], 0
    for run in runs:
        bounds.append((at, at + len(run.text), run))
        at += len(run.text)
    return bounds


def _width(text: str, run: Run, paragraph: Paragraph, ruler: Ruler) -> float:
    style = run.style
    inline_code = style.code and paragraph.font != "mono"
    role: FontRole = "mono" if style.code else paragraph.font
    size = paragraph.size * (CODE_SCALE if inline_code else 1.0)
    size *= RAISED_SCALE if style.raised else 1.0
    return size * _em_width(text, ruler.face(role, bold=paragraph.bold or style.bold))


@lru_cache(maxsize=65_536)
def _em_width(text: str, face: Face) -> float:
    return sum_of_advances(text, face) / face.upem


def sum_of_advances(text: str, face: Face) -> int:
    """Return the width of `text` on one line, kerned, in units of the face's em."""
    advances, kern, total, before = face.advances, face.kern, 0, ""
    for character in text:
        code = ord(character)
        total += face.hangul if 0xAC00 <= code <= 0xD7A3 else advances.get(code, _absent(code, face))  # noqa: PLR2004 - the Hangul Syllables block
        if before in kern:
            total += kern[before].get(character, 0)
        before = character
    return total


def _absent(code: int, face: Face) -> int:
    return face.upem if code >= 0x1100 else face.missing  # noqa: PLR2004 - from here on scripts are full-width


def text_height(paragraphs: Iterable[Paragraph], lines: Iterable[int]) -> Emu:
    """Return the height of a text frame: line pitches and the spaces between its paragraphs."""
    points = 0.0
    for index, (paragraph, count) in enumerate(zip(paragraphs, lines, strict=True)):
        points += count * paragraph.pitch + (paragraph.space_before if index else 0.0)
    return emu(points)


def needed_lines(paragraph: Paragraph, width: Emu, theme: Theme) -> int:
    """Return the most lines `paragraph` takes in any font or renderer that may show it."""
    script = "hangul" if paragraph.locale.startswith("ko") else "latin"
    own = count_lines(paragraph, width, own_ruler(theme), margin=MARGINS[script])
    return max(own, count_lines(paragraph, width, substitute_ruler(theme)))
