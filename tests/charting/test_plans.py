"""Where the parts of charts are, and what they are labelled with."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from msgspec.structs import replace
from tests.charting.factory import EVERY, bounds, chart, plan_of, shapes
from tests.layout.factories import SPAN, style, text

from diptych.charting.data import Paints
from diptych.charting.drawing import axes_plan
from diptych.charting.lettering import Letters
from diptych.model.chart import Plan, Word
from diptych.model.density import OWN
from diptych.model.geometry import from_px, to_px
from diptych.model.text_frame import TextFrame

TWO = {"A": (1, 2, 3), "B": (3, 2, 1)}


def bars(plan: Plan) -> list[tuple[float, float, float, float]]:
    return [bounds(mark.path) for mark in plan.marks if mark.fill and mark.path.count("H") == 2]


def word(plan: Plan, text: str) -> Word:
    return next(one for one in plan.words if one.text == text)


def test_columns_are_as_high_as_their_numbers() -> None:
    plan = plan_of(chart())
    heights = [bottom - top for _, top, _, bottom in bars(plan)]
    whole = plan.plot.height
    assert heights == pytest.approx([whole, whole / 3, whole * 2 / 3], abs=0.02)
    assert all(bottom == pytest.approx(plan.plot.bottom, abs=0.01) for *_, bottom in bars(plan))


def test_numbers_without_others_before_and_after_them_are_seen() -> None:
    """Neither a line nor an area leads to them, and a highlighted category changes nothing."""
    lines = plan_of(chart({"A": (1, None, 3)}, kind="line", highlighted=["Bob"]))
    assert sum("a" in one.path for one in lines.marks) == 2
    area = plan_of(chart({"A": (1, None, 3)}, kind="area"))
    assert [one.path.count("L") for one in area.marks if one.width == 3] == [1, 1]


def test_an_error_bar_spans_what_its_number_may_be_and_its_label_is_beyond_it() -> None:
    plan = plan_of(chart(errors=(0.5, None, 1.0)))
    whole = plan.plot.height / 3.5
    stems = [one for one in plan.marks if one.line and one.path.count("L") == 1 and not one.fill]
    spans = [[float(end.split()[1]) for end in one.path[1:].split("L")] for one in stems]
    ends = [span for span in spans if abs(span[0] - span[1]) > 1]
    top = plan.plot.bottom - 3.5 * whole
    assert ends == [
        pytest.approx([top + whole, top], abs=0.02),
        pytest.approx([top + 2.5 * whole, top + 0.5 * whole], abs=0.02),
    ]
    assert word(plan, "3").y < top
    assert [row[1] for row in plan.rows] == ["Orders", "3 ± 0.5", "1", "2 ± 1.0"]


def test_bars_of_errors_lie_beside_bars_that_lie() -> None:
    plan = plan_of(chart(kind="bar", errors=(0.5, None, 1.0)))
    assert word(plan, "2").x > plan.plot.x + plan.plot.width * 3 / 3.5


def test_columns_are_where_programs_put_them() -> None:
    plan = plan_of(chart(TWO, labels=False))
    room = plan.plot.width / 3
    width = room / (2 + plan.gap / 100 - plan.overlap / 100)
    first, second = bars(plan)[0], bars(plan)[3]
    assert first[0] == pytest.approx(plan.plot.x + width * plan.gap / 200, abs=0.02)
    assert second[0] - first[0] == pytest.approx(width * (1 - plan.overlap / 100), abs=0.02)


def test_bars_lie_and_the_first_is_on_top() -> None:
    plan = plan_of(chart(kind="bar"))
    tops = [top for _, top, _, _ in bars(plan)]
    assert tops == sorted(tops)
    assert [word(plan, name).y for name in ("Ada", "Bob", "Cy")] == sorted(
        word(plan, name).y for name in ("Ada", "Bob", "Cy")
    )


def test_few_bars_have_their_numbers_instead_of_an_axis() -> None:
    plan = plan_of(chart())
    assert plan.scale is not None
    assert not plan.scale.is_shown
    assert [label.text for label in plan.series[0].labels] == ["3", "1", "2"]
    many = plan_of(chart({"A": range(30)}, [str(year) for year in range(30)]))
    assert many.scale is not None
    assert many.scale.is_shown
    assert many.series[0].labels == ()
    assert word(many, "30").anchor == "end"


def test_what_is_stacked_stands_on_what_is_below_it() -> None:
    plan = plan_of(chart(TWO, stacking="sum"))
    low, high = bars(plan)[0], bars(plan)[3]
    assert low[1] == pytest.approx(high[3], abs=0.02)
    assert (low[0], low[2]) == (high[0], high[2])
    shares = plan_of(chart(TWO, stacking="percent"))
    assert bars(shares)[3][1] == pytest.approx(shares.plot.y, abs=0.02)


def test_numbers_below_zero_hang_from_it() -> None:
    plan = plan_of(chart({"A": (4, -3, 5)}))
    up, down, _ = bars(plan)
    assert up[3] == pytest.approx(down[1], abs=0.01)
    assert [label.place for label in plan.series[0].labels] == ["above", "below", "above"]
    assert word(plan, "-3").y < word(plan, "Bob").y


def test_points_far_from_zero_fill_the_plot_where_lines_begin_at_zero() -> None:
    scales = {
        kind: plan_of(chart({"A": (38, 44, 50)}, kind=kind, xs=(1.0, 3.0, 4.0))).scale
        for kind in ("scatter", "line")
    }
    assert {kind: scale.least for kind, scale in scales.items() if scale} == {
        "scatter": 37.5, "line": 0,
    }  # fmt: skip


@pytest.mark.parametrize("width", [600, 260])
def test_a_number_left_of_a_bar_below_zero_is_clear_of_the_names(width: int) -> None:
    names = ("Ada", "Australia", "Cy")
    plan = plan_of(chart({"A": (13.8, -16.4, 87.8)}, names=names, kind="bar"), width=width)
    number, name = word(plan, "-16.4"), word(plan, "Australia")
    assert (number.anchor, name.anchor) == ("end", "end")
    assert number.x - 5 * 8 >= name.x, "five letters of half an em"


@pytest.mark.parametrize("numbers", [(-5, -3, -1), (-5, -3), (-5,), (2, -8), (0.5, 4), (-3, 0, 3)])
@pytest.mark.parametrize("labels", [True, False])
def test_bars_are_as_long_as_their_numbers_say_whatever_their_sign(
    numbers: tuple[float, ...], *, labels: bool
) -> None:
    made = plan_of(chart({"A": numbers}, "abc"[: len(numbers)], labels=labels))
    long = [bottom - top for _, top, _, bottom in bars(made)]
    unit = max(long) / max(map(abs, numbers))
    assert long == pytest.approx([abs(one) * unit for one in numbers], abs=0.05)


def test_lines_have_their_names_at_their_ends_without_touching() -> None:
    plan = plan_of(chart({"One": (1, 2, 50), "Two": (2, 3, 51), "Low": (0, 0, 1)}, kind="line"))
    assert plan.legend is None
    ends = sorted(word(plan, name).y for name in ("One", "Two", "Low"))
    line = plan.letters.size * 4 / 3
    assert ends[1] - ends[0] >= line - 0.01
    assert all(word(plan, name).x + len(name) * line / 2 <= 600 for name in ("One", "Two", "Low"))


def test_no_grid_runs_through_the_names_of_lines() -> None:
    plan = plan_of(chart(TWO, kind="line"))
    assert plan.is_edge_to_edge
    assert all(word(plan, name).x > plan.plot.right for name in TWO)
    assert any(f"L{plan.plot.right:.2f} " in mark.path for mark in plan.marks if mark.fill == "")
    with_legend = plan_of(chart(TWO, kind="line", legend=True))
    assert not with_legend.is_edge_to_edge


def test_a_missing_number_breaks_its_line_and_one_on_its_own_is_a_dot() -> None:
    plan = plan_of(chart({"A": (1, None, 3, 4)}, "abcd", kind="line"))
    drawn = [mark for mark in plan.marks if mark.width == 3 or mark.path.count("a")]
    assert [mark.path.count("L") for mark in drawn] == [1, 0]
    assert drawn[1].fill


def test_several_series_have_a_legend_and_one_has_none() -> None:
    plan = plan_of(chart(TWO))
    assert plan.legend is not None
    assert word(plan, "A").y < plan.plot.y
    assert plan_of(chart()).legend is None


def test_a_second_axis_is_level_with_the_first() -> None:
    plan = plan_of(chart({"A": (10, 20, 30), "B": (0.2, 0.9, 0.4)}, second=["B"]))
    assert plan.scale is not None
    assert plan.second is not None
    assert len(plan.scale.ticks) == len(plan.second.ticks)
    assert [one.form for one in plan.series] == ["bars", "line"]


def test_a_highlighted_line_is_wider_than_the_others() -> None:
    plan = plan_of(chart(TWO, kind="line", highlighted=["B"]))
    assert plan.series[1].width > plan.series[0].width
    assert plan.series[1].width in {mark.width for mark in plan.marks}


def test_a_line_above_bars_is_wide_and_has_dots() -> None:
    plan = plan_of(chart(TWO, second=["B"]))
    assert plan.series[1].dots == (0, 1, 2)
    assert plan.series[1].width > plan_of(chart(TWO, kind="line")).series[1].width
    assert sum("a" in mark.path for mark in plan.marks) == len(TWO["B"])


def test_titles_of_two_axes_in_the_colours_of_their_series_need_no_legend() -> None:
    told = chart(TWO, second=["B"], axis=text("A in tons"), second_axis=text("What b costs"))
    assert plan_of(told).legend is None
    titles = [one for one in shapes(told) if isinstance(one, TextFrame)]
    colors = [series.color for series in plan_of(told).series]
    assert [one.paragraphs[0].color for one in titles] == colors
    other = chart(TWO, second=["B"], axis=text("Tons"), second_axis=text("Dollars"))
    assert plan_of(other).legend is not None


def test_the_title_of_an_axis_does_not_touch_its_numbers() -> None:
    plan = plan_of(chart(kind="scatter", xs=(1.0, 2.0, 4.0), category_axis=text("Length")))
    numbers = max(one.y for one in plan.words if one.text.isdigit())
    assert word(plan, "Length").y - numbers > plan.letters.size * 4 / 3 + 3


def test_what_is_highlighted_is_bold_and_the_rest_has_one_colour() -> None:
    plan = plan_of(chart(highlighted=["Bob"]))
    assert [label.is_bold for label in plan.series[0].labels] == [False, True, False]


def paints_of_two() -> Paints:
    here = style(ground="paper")
    look = here.block("chart-label")
    return Paints(
        palette=("accent", "mist"),
        soft=("rose", "fog"),
        texts=("accent", "slate"),
        accent="accent",
        muted="slate",
        fainter=("fog", "rose"),
        ink="ink",
        quiet="slate",
        grid="mist",
        paper="paper",
        values={name: color.value for name, color in here.theme.colors.items()},
        letters=Letters(style=here, look=look, density=OWN, span=SPAN),
    )


def test_highlighted_columns_of_several_series_keep_their_colours_and_others_have_tints() -> None:
    plan = axes_plan(chart(TWO, highlighted=["Bob"]).data("en"), paints_of_two(), 600, 400)
    assert [(one.color, one.point_colors) for one in plan.series] == [
        ("accent", ("rose", "accent", "rose")),
        ("mist", ("fog", "mist", "fog")),
    ]
    edges = [(mark.fill, mark.line) for mark in plan.marks if mark.fill in {"rose", "fog"}]
    assert edges == [("rose", "accent")] * 2 + [("fog", "mist")] * 2


@pytest.mark.parametrize(
    ("kind", "shades"),
    [("column", ["slate", "accent", "fog", "rose"]), ("line", ["slate", "accent"] + ["slate"] * 2)],
)
def test_a_legend_tells_the_muted_areas_beside_a_highlighted_one_apart(
    kind: str, shades: list[str]
) -> None:
    four = chart({name: [1, 2, 3] for name in "ABCD"}, kind=kind, highlighted=["B"])
    assert paints_of_two().of_series(four.data("en")) == shades


def test_highlighted_points_of_lines_have_dots_in_the_accent_or_where_many_in_their_colour() -> (
    None
):
    one = chart(kind="line", highlighted=["Bob"]).data("en")
    (only,) = axes_plan(one, paints_of_two(), 600, 400).series
    assert (only.color, only.dots, only.point_colors[1]) == ("slate", (1,), "accent")
    two = chart(TWO, kind="line", highlighted=["Bob"]).data("en")
    for series in axes_plan(two, paints_of_two(), 600, 400).series:
        assert (series.dots, set(series.point_colors)) == ((1,), {series.color})


def test_of_many_slices_the_largest_have_colours_and_the_rest_is_muted() -> None:
    few, many = (
        chart({"Share": sizes}, names=tuple("abcd"[: len(sizes)]), kind="pie").data("en")
        for sizes in ((1.0, 3.0), (1.0, 3.0, 2.0, None))
    )
    assert paints_of_two().of_slices(few) == ["accent", "mist"]
    assert paints_of_two().of_slices(many) == ["slate", "accent", "mist", "slate"]


def test_the_names_of_lines_have_their_colours_or_a_shade_that_can_be_read_unless_quiet() -> None:
    paints = paints_of_two()
    assert [paints.of_name(token) for token in ("accent", "mist", "slate")] == [
        "accent", "slate", "ink",
    ]  # fmt: skip


def test_thin_lines_of_a_chart_are_each_in_one_row_of_pixels() -> None:
    plan = plan_of(chart(kind="line"))
    rows = [float(mark.path.split(" ")[1].split("L")[0]) for mark in plan.marks if mark.width <= 1]
    assert len(rows) > 3
    assert {row % 1 for row in rows} == {0.5}


def test_names_of_slices_have_shorter_lines_if_their_ring_is_much_larger_so() -> None:
    names = ("Ada", "Bad weather", "Cy")
    beside = plan_of(chart({"A": (1, 6, 1)}, names, kind="pie"), width=300)
    assert [word.text for word in beside.words][2:5] == ["Bad", "weather", "75%"]
    roomy = plan_of(chart({"A": (1, 6, 1)}, names, kind="pie"), width=900)
    assert "Bad weather" in [word.text for word in roomy.words]


@pytest.mark.parametrize("kind", ["pie", "doughnut"])
def test_slices_are_shares_and_their_labels_are_outside_and_apart(kind: str) -> None:
    numbers = {"A": (60.0, 2.0, 2.0, 2.0, 34.0)}
    plan = plan_of(chart(numbers, ["Large", "Small", "Tiny", "Minute", "Rest"], kind=kind))
    assert [label.text.split("\n")[1] for label in plan.series[0].labels] == [
        "60%", "2%", "2%", "2%", "34%",
    ]  # fmt: skip
    radius, line = plan.plot.width / 2, plan.letters.size * 4 / 3
    middle = plan.plot.x + radius
    boxes = []
    for name, number in zip(plan.words[::2], plan.words[1::2], strict=True):
        half = max(len(name.text), len(number.text)) * line / 4
        boxes.append((name.x - half, name.y - line * 0.8, name.x + half, number.y + line * 0.2))
    for left, top, right, bottom in boxes:
        dx = max(left - middle, 0, middle - right)
        dy = max(top - 200, 0, 200 - bottom)
        assert dx**2 + dy**2 >= (radius - 1) ** 2
        assert left >= 0
        assert right <= 600
    for at, one in enumerate(boxes):
        for other in boxes[at + 1 :]:
            assert (
                one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
            )


def test_a_pie_with_labels_beside_it_alone_has_nearly_all_of_the_height() -> None:
    beside, around = (
        plan_of(chart({"A": values}, names, kind="pie"), 900, 400)
        for values, names in (((1.0, 1.0), "ab"), ((1.0,) * 8, "abcdefgh"))
    )
    assert beside.plot.height > 360
    assert around.plot.height < beside.plot.height


def test_a_slice_with_a_long_name_leaves_the_others_room() -> None:
    names = ["a name that is much too long " * 8, "b", "c"]
    plan = plan_of(chart({"A": (1.0, 9.0, 90.0)}, names, kind="pie"))
    assert plan.plot.height >= 200
    line = plan.letters.size * 4 / 3
    assert all(line / 2 <= word.y <= 400 for word in plan.words)


def test_a_slice_that_is_the_whole_is_a_circle() -> None:
    plan = plan_of(chart({"A": (5.0, 0.0)}, ["All", "None"], kind="pie"))
    (mark,) = plan.marks
    assert mark.path.count("A") == 2
    assert mark.path.count("L") == 0
    assert "nan" not in mark.path
    ring = plan_of(chart({"A": (5.0,)}, ["All"], kind="doughnut"))
    assert ring.marks[0].path.count("A") == 4
    assert ring.marks[0].path.count("L") == 0


def test_a_line_of_one_number_is_in_the_middle() -> None:
    plan = plan_of(chart({"A": (5, 5, 5)}, kind="line"))
    assert plan.scale is not None
    assert 0.4 <= plan.scale.share(5) <= 0.6


def test_all_words_of_a_crowded_chart_are_within_its_box() -> None:
    names = [f"Category number {at}" for at in range(12)]
    for kind in ("bar", "line", "area"):
        plan = plan_of(chart({"Name": range(12)}, names, kind=kind), 500, 500)
        size = plan.letters.size * 4 / 3
        for one in plan.words:
            width = len(one.text) * size / 2
            left = one.x - {"start": 0, "middle": width / 2, "end": width}[one.anchor]
            assert left >= -size
            assert left + width <= 500 + size
            assert 0 <= one.y <= 500


MANY = {name: tuple(range(10, 130, 10)) for name in "ABCDEF"}
MONTHS = tuple(f"M{at}" for at in range(12))


def test_only_the_numbers_of_parts_too_small_for_them_are_left_out() -> None:
    plan = plan_of(chart(MANY, MONTHS, stacking="sum", labels=True), 1100, 460)
    shown = [len(one.labels) for one in plan.series]
    assert 0 < shown[0] < 12
    assert plan.left_out == 72 - sum(shown)
    labelled = {label.point for label in plan.series[0].labels}
    assert labelled == set(range(12 - shown[0], 12))


def test_what_has_no_number_can_be_read_from_the_axis() -> None:
    crowded = plan_of(chart(MANY, MONTHS, labels=True))
    assert crowded.left_out > 0
    assert crowded.scale is not None
    assert crowded.scale.is_shown
    roomy = plan_of(chart({"A": (1, 2, 3), "B": (3, 4, 5)}, labels=True))
    assert roomy.left_out == 0
    assert roomy.scale is not None
    assert not roomy.scale.is_shown


def test_decades_of_a_logarithmic_scale_are_equally_far_apart() -> None:
    plan = plan_of(chart({"A": (0.2, 30, 4000)}, kind="line", scale="log"))
    assert plan.scale is not None
    assert plan.scale.ticks == (0.1, 1, 10, 100, 1000, 10000)
    levels = [word.y for word in plan.words if word.anchor == "end"]
    assert levels == pytest.approx([levels[0] - at * plan.plot.height / 5 for at in range(6)])
    assert [word.text for word in plan.words if word.anchor == "end"] == [
        "0.1", "1", "10", "100", "1,000", "10,000",
    ]  # fmt: skip


def test_the_points_of_a_scatter_have_their_names_beside_them() -> None:
    plan = plan_of(EVERY["named"])
    assert [(label.text, label.is_bold) for label in plan.series[0].labels] == [
        ("Ada", False), ("Bob", True), ("Cy", False),
    ]  # fmt: skip
    assert plan.left_out == 0
    assert len(plan.series[0].point_colors) == 3
    assert plan.rows[1] == ("Ada", "1", "3")


def test_names_of_points_are_where_no_line_of_the_grid_strikes_them_through() -> None:
    numbers, names = {"A": (1.0, 1.5, 2.0, 9.0)}, ("Ada", "Bob", "Cy", "Dan")
    xs = (1.0, 2.0, 3.0, 4.0)
    plan = plan_of(chart(numbers, names, kind="scatter", xs=xs, has_point_names=True))
    assert plan.scale is not None
    assert {2.0, 4.0} <= set(plan.scale.ticks)
    places = {label.text: label.place for label in plan.series[0].labels}
    assert places == {"Ada": "right", "Bob": "right", "Cy": "above", "Dan": "left"}


def test_a_name_that_a_line_of_the_grid_would_strike_through_hides_it() -> None:
    names = ("Ada", "Bob", "Cy")
    numbers = {"A": (1.0, 9.0, 5.0)}
    plan = plan_of(chart(numbers, names, kind="scatter", xs=(1.0, 2.0, 1.5), has_point_names=True))
    (series,) = plan.series
    hidden = [label.text for label in series.labels if label.hides_grid]
    covers = [mark for mark in plan.marks if mark.fill == plan.paper]
    assert len(covers) == len(hidden)
    assert plan.scale is not None
    for name in names:
        place = word(plan, name)
        size = plan.letters.size * 4 / 3
        top, bottom = place.y - size * 0.7, place.y
        levels = [
            plan.plot.bottom - plan.scale.share(tick) * plan.plot.height
            for tick in plan.scale.ticks
        ]
        is_struck = any(top < level < bottom for level in levels)
        assert not is_struck or name in hidden


def test_names_of_columns_are_as_dark_as_those_of_bars() -> None:
    for kind in ("column", "bar"):
        plan = plan_of(chart(kind=kind))
        assert word(plan, "Ada").color == plan.letters.ink


def test_names_of_points_touch_no_dot_and_no_other_name() -> None:
    names = [f"Name number {at}" for at in range(40)]
    xs = tuple(float(at % 7) for at in range(40))
    numbers = {"A": tuple((at * 5) % 13 for at in range(40))}
    plan = plan_of(chart(numbers, names, kind="scatter", xs=xs, has_point_names=True))
    (series,) = plan.series
    assert 0 < len(series.labels) < 40
    assert plan.left_out == 40 - len(series.labels)
    line, wide = plan.letters.size * 4 / 3, plan.letters.size * 4 / 3 / 2
    boxes = []
    for word in plan.words:
        if word.text.startswith("Name"):
            width = len(word.text) * wide
            left = word.x - {"start": 0, "middle": width / 2, "end": width}[word.anchor]
            boxes.append((left, word.y - line * 0.6, left + width, word.y))
    assert len(boxes) == len(series.labels)
    for at, one in enumerate(boxes):
        for other in boxes[at + 1 :]:
            apart = one[0] >= other[2] or other[0] >= one[2]
            assert apart or one[1] >= other[3] or other[1] >= one[3]


def test_years_among_positions_are_not_grouped() -> None:
    plan = plan_of(chart(kind="scatter", xs=(2018.0, 2020.0, 2023.7)))
    assert "2018" in [word.text for word in plan.words]
    other = plan_of(chart(kind="scatter", xs=(0.0, 400.0, 1500.0)))
    assert "1,000" in [word.text for word in other.words]


def test_all_numbers_along_an_axis_are_written_alike() -> None:
    plan = plan_of(chart({"A": (2, 3, 5), "B": (2.5, 3, 4)}, labels=True))
    assert [[label.text for label in one.labels] for one in plan.series] == [
        ["2.0", "3.0", "5.0"], ["2.5", "3.0", "4.0"],
    ]  # fmt: skip


def test_an_axis_and_its_numbers_have_one_unit() -> None:
    one = chart({"A": (95_000_000, 50_000_000, 1)}, kind="line", style="compact")
    plan = plan_of(one, locale="ko")
    assert plan.scale is not None
    assert plan.scale.format.divisor == plan.series[0].format.divisor == 1e8


def test_a_target_is_a_line_from_edge_to_edge() -> None:
    for name in ("target", "target of lines"):
        plan = plan_of(EVERY[name])
        assert plan.scale is not None
        assert plan.scale.is_shown
        level = plan.plot.bottom - plan.scale.share(2.5) * plan.plot.height
        ends = f"M{plan.plot.x:.2f} {level:.2f}L{plan.plot.right:.2f} {level:.2f}"
        assert [mark.width for mark in plan.marks if mark.path == ends][-1] == 2
        assert word(plan, "Goal").text == "Goal"


def test_a_target_above_all_bars_is_on_the_scale() -> None:
    plan = plan_of(chart({"A": (1, 2, 3), "B": (2, 2, 2)}, stacking="sum", target=40))
    assert plan.scale is not None
    assert 40 <= plan.scale.most <= 50


def test_a_target_without_a_name_is_called_so_in_its_language() -> None:
    one = chart(target=2.5)
    unnamed = (*one.series[:-1], replace(one.series[-1], name=text("")))
    assert word(plan_of(replace(one, series=unnamed)), "Target").text == "Target"
    assert plan_of(replace(one, series=unnamed), locale="ko").series[-1].name == "목표"


def test_all_labels_on_the_fuller_side_of_a_pie_have_room() -> None:
    values = tuple(float(at) for at in range(1, 13))
    names = [f"s{at}" for at in range(12)]
    one = chart({"A": values}, names, kind="pie")
    least = to_px(one.set(style(ground="paper")).fitted(from_px(900), OWN).extent.least)
    assert all(0 < word.y <= least for word in plan_of(one, 900, least).words)


@pytest.mark.parametrize(
    ("asked", "ticks"),
    [
        ({"style": "percent"}, ["0.1%", "1%", "10%", "100%"]),
        ({"style": "currency", "currency": "EUR"}, ["€0.001", "€0.01", "€0.1", "€1"]),
        ({"style": "compact"}, ["0.001", "0.01", "0.1", "1"]),
    ],
)
def test_powers_of_ten_have_no_needless_zeros(asked: dict[str, Any], ticks: list[str]) -> None:
    plan = plan_of(chart({"A": (0.002, 0.3, 0.9)}, kind="line", scale="log", **asked))
    assert [word.text for word in plan.words if word.anchor == "end"] == ticks


def test_a_point_at_the_right_edge_of_a_scatter_has_room_for_its_name() -> None:
    names = ("A long name of a point", "Another long name")
    one = chart({"A": (5.0, 5.1)}, names, kind="scatter", has_point_names=True)
    plan = plan_of(replace(one, xs=(9.6, 10.0)))
    assert plan.left_out == 0


def test_a_point_that_two_lines_share_has_its_number_once() -> None:
    plan = plan_of(chart({"A": (11, 22, None), "B": (None, 22, 33)}, kind="line", labels=True))
    assert sorted(one.text for one in plan.words if one.text in {"11", "22", "33"}) == [
        "11", "22", "33",
    ]  # fmt: skip
    assert plan.left_out == 0


def test_labels_of_a_low_axis_do_not_touch() -> None:
    plan = plan_of(chart({"A": (345, 120, 80)}, kind="line"), width=600, height=160)
    ticks = sorted(one.y for one in plan.words if one.anchor == "end")
    line = plan.letters.size * 4 / 3
    assert all(lower - upper >= line for upper, lower in itertools.pairwise(ticks))
