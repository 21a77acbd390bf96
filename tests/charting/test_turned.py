"""Names of columns that have no room side by side."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.authoring import document, only, said
from tests.charting.factory import chart
from tests.layout.factories import box, style

from diptych.blocks.chart import ChartSetting
from diptych.model.chart import Plan
from diptych.model.density import OWN
from diptych.model.geometry import from_px, to_px
from diptych.model.shapes import ChartShape
from diptych.render.chart_svg import chart_svg

NAMES = tuple(f"Municipality-{at}" for at in range(30))
ONE = chart({"A": (1,) * 30}, NAMES)


def reduced(width: float = 600, height: float = 400) -> Plan:
    setting = ONE.set(style(ground="paper")).reduced
    assert isinstance(setting, ChartSetting)
    assert setting.reduced is None
    fitted = setting.fitted(from_px(width), OWN)
    assert fitted.missing_width <= 0
    (shape,) = fitted.draw(box(0, 0, width, height))
    assert isinstance(shape, ChartShape)
    return shape.plan


def test_names_are_turned_only_where_the_chart_fits_in_no_other_way() -> None:
    usual = ONE.set(style(ground="paper")).fitted(from_px(600), OWN)
    assert usual.missing_width > 0
    plan = reduced()
    assert plan.turn in {45, 90}
    assert [word.turn for word in plan.words if word.text in NAMES] == [plan.turn] * 30
    assert f'transform="rotate({-plan.turn} ' in chart_svg(plan, str, lambda _, one: one)


def test_names_with_room_stay_level_even_then() -> None:
    setting = chart().set(style(ground="paper")).reduced
    assert setting is not None
    (shape,) = setting.fitted(from_px(600), OWN).draw(box(0, 0, 600, 400))
    assert isinstance(shape, ChartShape)
    assert shape.plan.turn == 0


@pytest.mark.parametrize("width", [400, 600, 1200])
def test_turned_names_stay_in_the_box(width: float) -> None:
    plan = reduced(width)
    assert plan.plot.x >= 0
    assert plan.plot.bottom < 400 - 10


def test_a_chart_of_many_names_says_how_it_fits(tmp_path: Path) -> None:
    rows = "".join(f"Municipality {at}, {at}\n" for at in range(30))
    page = f"# A\n\n```{{.chart kind=column}}\nName, A\n{rows}```\n"
    assert said(document(tmp_path, page).found) == [
        "FIT209 3:1 the names of these 30 columns fit only if they are turned"
    ]
    prepared = document(tmp_path, page.replace("column", "bar"))
    (found,) = said(prepared.found)
    assert found.startswith("FIT208 3:1 the words of this chart fit only in type of ")
    *_, slide = only(prepared)
    (shape,) = (one for one in slide.shapes if isinstance(one, ChartShape))
    assert shape.plan.plot.height / 30 > to_px(from_px(shape.plan.letters.size * 4 / 3))
