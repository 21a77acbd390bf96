"""Paths of drawings as PPTX (ECMA-376-1, 20.1.9.15)."""

from __future__ import annotations

from diptych.render.paths import Segment, segments

_COMMANDS = {"M": "moveTo", "L": "lnTo", "C": "cubicBezTo"}


def path_xml(path: str, size: tuple[int, int], *, is_filled: bool = True) -> str:
    """Return a path on a grid of a width and a height."""
    width, height = size
    unfilled = "" if is_filled else ' fill="none"'
    commands = "".join(map(_command, segments(path)))
    return f'<a:path w="{width}" h="{height}"{unfilled}>{commands}</a:path>'


def _command(segment: Segment) -> str:
    if segment.letter == "Z":
        return "<a:close/>"
    name = _COMMANDS[segment.letter]
    points = "".join(f'<a:pt x="{point.x}" y="{point.y}"/>' for point in segment.points)
    return f"<a:{name}>{points}</a:{name}>"
