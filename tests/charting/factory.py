"""Small charts, in a theme whose letters are half an em wide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tests.layout.factories import SPAN, box, style, text

from diptych.blocks.chart import Chart, Series
from diptych.model.chart import Plan
from diptych.model.density import OWN
from diptych.model.geometry import from_px
from diptych.model.shapes import ChartShape

NUMBERS: Mapping[str, Sequence[float | None]] = {"Orders": (3, 1, 2)}


def chart(
    numbers: Mapping[str, Sequence[float | None]] = NUMBERS,
    names: Sequence[str] = ("Ada", "Bob", "Cy"),
    highlighted: Sequence[str] = (),
    *,
    lines: Sequence[str] = (),
    second: Sequence[str] = (),
    target: float | None = None,
    errors: Sequence[float | None] = (),
    stepwise: bool = False,
    has_point_names: bool = False,
    **rest: Any,
) -> Chart:
    """Return a chart of numbers by the names of their series."""
    series = tuple(
        Series(
            name=text(name),
            values=tuple(values),
            errors=tuple(errors),
            is_line=name in (*lines, *second),
            is_second=name in second,
            is_highlighted=name in highlighted,
            step=at if stepwise else 0,
        )
        for at, (name, values) in enumerate(numbers.items(), 1)
    )
    if target is not None:
        across = (target,) * len(names)
        line = Series(name=text("Goal"), values=across, is_line=True, is_target=True)
        series = (*series, line)
    strong = tuple(at for at, name in enumerate(names) if name in highlighted)
    is_unnamed = rest.get("kind") == "scatter" and not has_point_names
    categories = () if is_unnamed else tuple(map(text, names))
    return Chart(categories=categories, series=series, highlighted=strong, **{"span": SPAN, **rest})


def shapes(one: Chart, width: float = 600, height: float = 400, locale: str = "en") -> Any:
    """Return what a chart is drawn as in a box of a size in px."""
    setting = one.set(style(locale=locale, ground="paper"))
    return tuple(setting.fitted(from_px(width), OWN).draw(box(0, 0, width, height)))


def plan_of(one: Chart, width: float = 600, height: float = 400, locale: str = "en") -> Plan:
    """Return a chart as it is solved for a box."""
    (shape,) = (s for s in shapes(one, width, height, locale) if isinstance(s, ChartShape))
    return shape.plan


def chart_shape(**rest: Any) -> ChartShape:
    """Return a chart in a box of 600 by 400 px."""
    (shape,) = shapes(chart(**rest))
    assert isinstance(shape, ChartShape)
    return shape


def bounds(path: str) -> tuple[float, float, float, float]:
    """Return left, top, right and bottom of a rectangle, `M x y H x V y H x Z`."""
    numbers = path.replace("M", " ").replace("H", " ").replace("V", " ").strip("Z").split()
    left, top, right, bottom = map(float, numbers[:4])
    return left, top, right, bottom


TWO = {"A": (1, 2, 3), "B": (3, None, 1.5)}
EVERY: Mapping[str, Chart] = {
    "column": chart(TWO),
    "highlighted": chart(highlighted=["Bob"]),
    "bar": chart(kind="bar"),
    "stacked": chart(TWO, stacking="sum", labels=True),
    "percent": chart(TWO, kind="bar", stacking="percent"),
    "line": chart(TWO, kind="line"),
    "area": chart(TWO, kind="area", stacking="sum"),
    "scatter": chart(kind="scatter", xs=(1.0, 2.0, 4.0)),
    "named": chart(kind="scatter", xs=(1.0, 2.0, 4.0), has_point_names=True, highlighted=["Bob"]),
    "log": chart({"A": (0.2, 30, 4000), "B": (1, 2, 3)}, kind="line", scale="log"),
    "log-log": chart(kind="scatter", xs=(1.0, 20.0, 4e5), scale="log", x_scale="log", labels=True),
    "target": chart(target=2.5),
    "target of lines": chart(TWO, kind="line", target=2.5),
    "errors": chart(errors=(0.5, None, 0.25)),
    "errors of points": chart(
        kind="scatter", xs=(1.0, 2.0, 4.0), has_point_names=True, errors=(0.5, 0.1, 0.2)
    ),
    "pie": chart(kind="pie"),
    "doughnut": chart(kind="doughnut"),
    "combined": chart(TWO, second=["B"]),
    "compact": chart({"A": (150_000, 50_000, 1)}, style="compact"),
    "steps": chart(TWO, stepwise=True),
}
"""A chart of each kind, and with each of what else one may ask for."""
