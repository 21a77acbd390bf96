"""The forms that a panel may have: their outlines, and where text stands in them.

They are PowerPoint's (ECMA-376-1, 20.1.10.56 and presetShapeDefinitions.xml), with the text
rectangles that it gives them, so that text has the same lines in every output.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from diptych.model.geometry import Box, Emu, from_px

PanelForm = Literal[
    "box",
    "ellipse",
    "diamond",
    "hexagon",
    "cylinder",
    "subroutine",
    "parallelogram",
    "upper-edge",
]

PANEL_LINE = from_px(1)
"""The thickness of the outline of a panel, or of its one line, unless a theme says otherwise."""
_DIAGONAL = 0.14645
"""Half of what a circle has beside its inscribed square, as a share of its diameter."""
_CORNER = 0.25
"""Of a hexagon, as a share of the shorter side."""
_LID = 1 / 6
"""Half the height of a cylinder's lid, as a share of its height."""
_ROUND = 0.5523
"""The length of the arms of a Bézier curve that is a quarter of a circle, in radii."""
_TEXT_SHARES: dict[PanelForm, tuple[float, float, float]] = {
    "ellipse": (_DIAGONAL, _DIAGONAL, _DIAGONAL),
    "diamond": (0.25, 0.25, 0.25),
    "cylinder": (0.0, 2 * _LID, _LID),
    "subroutine": (0.125, 0.0, 0.0),
    "parallelogram": (0.2, 0.0, 0.0),
}
_ROUNDS = 4
"""How often a size is adapted to shares that depend on its proportions."""


def text_box(form: PanelForm, box: Box) -> Box:
    """Return the box of the text in a panel, before its inset."""
    across, above, below = _shares(form, box)
    left, top = round(box.width * across), round(box.height * above)
    bottom = round(box.height * below)
    return Box(
        Emu(box.x + left),
        Emu(box.y + top),
        Emu(max(1, box.width - 2 * left)),
        Emu(max(1, box.height - top - bottom)),
    )


def _shares(form: PanelForm, box: Box) -> tuple[float, float, float]:
    """Return what is beside, above and below the text, as shares of the panel."""
    if form == "hexagon":
        share = (1 + min(1.0, box.height / max(1, box.width))) / 12
        return share, share, share
    return _TEXT_SHARES.get(form, (0.0, 0.0, 0.0))


class FormPath(Struct, frozen=True):
    """The outline of a panel, and lines on it, as paths of a drawing as large as the panel."""

    area: str
    lines: str = ""


def form_path(form: PanelForm, box: Box, thickness: Emu = PANEL_LINE) -> FormPath:
    """Return the outline of a panel that is not a box; that of an upper edge has no area."""
    width, height = box.width, box.height
    if form == "upper-edge":
        y = thickness // 2  # a line is drawn on both sides of its path
        return FormPath("", f"M 0 {y} H {width} ")
    edge, middle, centre = round(min(width, height) * _CORNER), height // 2, width // 2
    if form == "ellipse":
        return FormPath(_ellipse(width, height))
    if form == "cylinder":
        return _cylinder(width, height, round(height * _LID))
    bar, slant = width // 8, width // 5
    corners: dict[PanelForm, tuple[tuple[int, int], ...]] = {
        "diamond": ((0, middle), (centre, 0), (width, middle), (centre, height)),
        "hexagon": (
            (0, middle),
            (edge, 0),
            (width - edge, 0),
            (width, middle),
            (width - edge, height),
            (edge, height),
        ),
        "subroutine": ((0, 0), (width, 0), (width, height), (0, height)),
        "parallelogram": ((0, height), (slant, 0), (width, 0), (width - slant, height)),
    }
    bars = f"M {bar} 0 V {height} M {width - bar} 0 V {height} " if form == "subroutine" else ""
    return FormPath(_polygon(*corners[form]), bars)


def _polygon(*points: tuple[int, int]) -> str:
    (x, y), *others = points
    return f"M {x} {y} {''.join(f'L {x} {y} ' for x, y in others)}Z "


def _ellipse(width: int, height: int) -> str:
    x, y = width // 2, height // 2
    across, down = round(x * _ROUND), round(y * _ROUND)
    return (
        f"M 0 {y} C 0 {y - down} {x - across} 0 {x} 0 "
        f"C {x + across} 0 {width} {y - down} {width} {y} "
        f"C {width} {y + down} {x + across} {height} {x} {height} "
        f"C {x - across} {height} 0 {y + down} 0 {y} Z "
    )


def _cylinder(width: int, height: int, lid: int) -> FormPath:
    x, down = width // 2, round(lid * _ROUND)
    across = round(x * _ROUND)
    foot = height - lid
    return FormPath(
        f"M 0 {lid} C 0 {lid - down} {x - across} 0 {x} 0 C {x + across} 0 {width} {lid - down} "
        f"{width} {lid} V {foot} C {width} {foot + down} {x + across} {height} {x} {height} "
        f"C {x - across} {height} 0 {foot + down} 0 {foot} Z ",
        f"M {width} {lid} C {width} {lid + down} {x + across} {2 * lid} {x} {2 * lid} "
        f"C {x - across} {2 * lid} 0 {lid + down} 0 {lid} ",
    )


def outer_size(form: PanelForm, text: tuple[Emu, Emu]) -> tuple[Emu, Emu]:
    """Return the least width and height of a panel whose text has the width and height `text`."""
    width, height = text
    for _ in range(_ROUNDS):
        across, above, below = _shares(form, Box(Emu(0), Emu(0), width, height))
        width = Emu(round(text[0] / (1 - 2 * across)))
        height = Emu(round(text[1] / (1 - above - below)))
    return width, height
