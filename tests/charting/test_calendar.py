"""Days along an axis."""

# ruff: noqa: E501 - tables

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from msgspec.structs import replace
from tests.authoring import authored, document
from tests.charting.factory import chart, plan_of

from diptych.blocks.chart import Chart
from diptych.charting.calendar import calendar_of
from diptych.model.chart import Calendar
from diptych.model.source_text import one_line
from diptych.source.charts.dates import days_of
from diptych.source.charts.grid import Cell


def ordinals(*days: str) -> tuple[int, ...]:
    return tuple(dt.date.fromisoformat(day).toordinal() for day in days)


def calendar(*days: str, locale: str = "en", width: float = 600) -> Calendar:
    return calendar_of(ordinals(*days), locale, width, lambda text: 8.0 * len(text))


@pytest.mark.parametrize(
    ("days", "locale", "labels", "code"),
    [
        (("2024-02-26", "2024-03-01"), "en", ["Feb 26", "Feb 27", "Feb 28", "Feb 29", "Mar 1"], "[$-409]mmm d"),
        (("2024-01-02", "2024-06-30"), "en", ["Jan 2024", "Feb 2024", "Mar 2024", "Apr 2024", "May 2024", "Jun 2024"], "[$-409]mmm yyyy"),
        (("2024-01-02", "2024-12-30"), "ko", ["2024년 1월", "2024년 3월", "2024년 5월", "2024년 7월", "2024년 9월", "2024년 11월"], 'yyyy"년 "m"월"'),
        (("1958-01-01", "2023-01-01"), "en", ["1950", "1960", "1970", "1980", "1990", "2000", "2010", "2020"], "yyyy"),
        (("2022-12-01", "2024-08-01"), "en", ["Dec 2022", "Mar 2023", "Jun 2023", "Sep 2023", "Dec 2023", "Mar 2024", "Jun 2024"], "[$-409]mmm yyyy"),
    ],
)  # fmt: skip
def test_ticks_are_round_days_in_the_style_of_the_language(
    days: tuple[str, ...], locale: str, labels: list[str], code: str
) -> None:
    made = calendar(*days, locale=locale)
    assert list(made.labels) == labels
    assert made.code == code


def test_days_are_as_far_apart_as_in_time() -> None:
    days = ordinals("2024-01-01", "2024-01-02", "2024-01-11")
    plan = plan_of(replace(chart({"A": (1, 2, 3)}, ("a", "b", "c"), kind="line"), dates=days))
    assert plan.calendar is not None
    assert [plan.calendar.share(day) for day in days] == pytest.approx([0, 0.1, 1])


def cells(*texts: str) -> list[Cell]:
    return [Cell(one_line("a.csv", text, 1, 1)) for text in texts]


@pytest.mark.parametrize(
    ("texts", "count"),
    [
        (("2024-01-02", "2024-01-03", "2024-01-08"), 3),
        (("2024-01", "2024-02", "2024-06"), 3),
        (("1990", "2000", "2015"), 3),
        (("2021", "2022", "2023"), 0),
        (("2024-01", "2024-02", "2024-03"), 0),
        (("2024-01-09", "2024-01-03", "2024-01-08"), 0),
        (("2024-01-02", "2024-01", "2024-06"), 0),
        (("2024-01-02", "2024-13-03", "2024-14-08"), 0),
        (("1850", "1900", "2000"), 0),
        (("Jan", "Feb", "May"), 0),
        (("2024-01-02", "2024-03-03"), 0),
    ],
)
def test_categories_are_days_where_they_are_unevenly_apart(
    texts: tuple[str, ...], count: int
) -> None:
    assert len(days_of("line", cells(*texts))) == count
    assert not days_of("column", cells(*texts))


def test_what_is_written_keeps_its_dates_as_names(tmp_path: Path) -> None:
    page = (
        "# A\n\n```{.chart kind=line}\nDay, A\n2024-01-02, 1\n2024-01-03, 2\n2024-02-08, 3\n```\n"
    )
    (*_, slide) = authored(document(tmp_path, page))
    (block,) = slide.body
    assert isinstance(block, Chart)
    assert [one.plain for one in block.categories] == ["2024-01-02", "2024-01-03", "2024-02-08"]
    assert len(block.dates) == 3
