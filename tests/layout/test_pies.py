"""Pies and doughnuts on one page, to be compared."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.authoring import document, only
from tests.charting.factory import chart, plan_of

from diptych.charting.slices import with_radius
from diptych.model.shapes import ChartShape

SHARES = (22, 18, 15, 9, 8, 28)
PLAIN = ("Ada", "Bob", "Cy", "Dee", "Eve", "Others")
LONG = ("Samsung Electronics", "Huawei", "Apple", "Xiaomi", "Transsion", "Others")


def side_by_side(kind: str, *names: tuple[str, ...]) -> str:
    columns = (
        f"::: {{.column}}\n```{{.chart kind={kind}}}\nName, Share\n"
        + "".join(f"{name}, {share}\n" for name, share in zip(own, SHARES, strict=True))
        + "```\n:::\n"
        for own in names
    )
    return f"# A\n\n::: {{.columns}}\n{''.join(columns)}:::\n"


@pytest.mark.parametrize("kind", ["pie", "doughnut"])
def test_pies_on_one_page_have_one_size(kind: str, tmp_path: Path) -> None:
    *_, page = only(document(tmp_path, side_by_side(kind, PLAIN, LONG)))
    sizes = {one.plan.plot.width for one in page.shapes if isinstance(one, ChartShape)}
    assert len(sizes) == 1


@pytest.mark.parametrize("kind", ["pie", "doughnut"])
def test_labels_stay_beside_the_slices_of_a_smaller_pie(kind: str) -> None:
    plan = plan_of(chart({"A": SHARES}, PLAIN, kind=kind))
    radius = plan.plot.width * 0.45
    smaller = with_radius(plan, radius)
    assert smaller is not None
    assert smaller.plot.width == pytest.approx(2 * radius)
    assert [word.text for word in smaller.words] == [word.text for word in plan.words]
    middle = plan.plot.x + plan.plot.width / 2
    for before, after in zip(plan.words, smaller.words, strict=True):
        assert abs(after.x - middle) <= abs(before.x - middle) + 0.01
    same = with_radius(plan, plan.plot.width / 2)
    assert same is not None
    assert [(one.x, one.y) for one in same.words] == [
        pytest.approx((one.x, one.y), abs=0.01) for one in plan.words
    ]


def test_a_pie_stays_as_large_as_its_labels_need() -> None:
    plan = plan_of(chart({"A": (1,) * 12}, [f"Name {at}" for at in range(12)], kind="pie"))
    assert with_radius(plan, 1.0) is None
