"""The contour lines of Atlas: quiet enough that all text they may cross can be read on them."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

import pytest
from lxml import etree

from diptych.model.contrast import contrast, mixed
from diptych.model.geometry import to_px
from diptych.model.grounds import least_contrast
from diptych.model.metrics import Metrics
from diptych.model.theme import Layout, Region, Theme
from diptych.source.reading.runtime import builtin_templates
from diptych.source.reading.source_reader import SourceReader
from diptych.source.themes.lookup import read_theme

QUIET = ("ridge.svg", "crest.svg")
"""The pictures behind statements, which text may lie on."""
_WRITTEN = ("title", "kicker", "text", "sources", "footer", "date", "number")
_SVG = {"svg": "http://www.w3.org/2000/svg"}


class Line(NamedTuple):
    """A point of a contour line: where it is, its role, and how opaque it is there."""

    x: float
    y: float
    role: str
    opacity: float


def lines_of(drawing: bytes) -> Iterator[Line]:
    """Yield the points of a drawing's lines, which fade out with the distance from a corner."""
    root = etree.fromstring(drawing)
    (fade,) = root.iterfind(".//svg:radialGradient", _SVG)
    corner, radius = (float(fade.get("cx")), float(fade.get("cy"))), float(fade.get("r"))
    (squeeze,) = re.findall(r"scale\(1 ([\d.]+)\)", fade.get("gradientTransform"))
    stops = [
        (float(stop.get("offset")), float(stop.get("stop-opacity", 1)))
        for stop in fade.iterfind("svg:stop", _SVG)
    ]
    for group in root.iterfind(".//svg:g[@stroke]", _SVG):
        (role,) = re.findall(r"var\(--([\w-]+)", group.get("stroke"))
        opacity = float(group.get("stroke-opacity"))
        numbers = [float(n) for p in group for n in re.findall(r"-?[\d.]+", p.get("d"))]
        for x, y in zip(numbers[::2], numbers[1::2], strict=True):
            away = math.hypot(x - corner[0], (y - corner[1]) / float(squeeze)) / radius
            yield Line(x, y, role, opacity * faded(away, stops))


def faded(at: float, stops: list[tuple[float, float]]) -> float:
    for (start, above), (end, below) in pairwise(stops):
        if at <= end:
            return above + (below - above) * (at - start) / (end - start)
    return stops[-1][1]


def hard_to_read(layout: Layout, theme: Theme, drawn: Mapping[str, list[Line]]) -> Iterator[str]:
    """Yield the regions of a layout with text that is hard to read where a line crosses it."""
    roles, background = theme.palettes[layout.mode].roles, theme.colors[layout.background].value
    for decoration in layout.decorations:
        name = decoration.picture.name if decoration.picture else ""
        for region in (one for one in layout.regions if one.role in _WRITTEN):
            crossing = [line for line in drawn.get(name, ()) if within(line, region)]
            behind = {
                mixed(background, theme.colors[roles[line.role]].value, line.opacity)
                for line in crossing
            }
            for style in region.styles:
                color = theme.colors[style.color].value
                least = min((contrast(color, one) for one in behind), default=math.inf)
                if least < least_contrast(style):
                    yield f"{layout.name} ({layout.mode}): {style.name} in {region.name} on {name}"


def within(line: Line, region: Region) -> bool:
    box = region.box
    is_across = to_px(box.x) <= line.x <= to_px(box.right)
    return is_across and to_px(box.y) <= line.y <= to_px(box.bottom)


@pytest.fixture(scope="module")
def atlas() -> Theme:
    folder = builtin_templates()
    reader = SourceReader(folder, trusted=(folder,))
    made = read_theme("atlas", (folder,), None, Metrics({}), reader, wanted_by=None)
    assert made is not None
    return made


def test_text_can_be_read_on_every_line_that_crosses_its_region_in_both_modes(atlas: Theme) -> None:
    folder = builtin_templates() / "atlas"
    drawn = {name: list(lines_of((folder / name).read_bytes())) for name in QUIET}
    assert all(len(lines) > 100 for lines in drawn.values())
    assert [said for one in atlas.all_layouts for said in hard_to_read(one, atlas, drawn)] == []


def test_they_are_behind_statements_and_not_behind_pages_of_text(atlas: Theme) -> None:
    shown = {
        layout.name
        for layout in atlas.layouts.values()
        for decoration in layout.decorations
        if decoration.picture and decoration.picture.name in QUIET
    }
    assert {"statement", "titled-statement", "statement-text", "text-figure"} <= shown
    assert not shown & {"body", "columns", "cards-2", "rows", "references"}
