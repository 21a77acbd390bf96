"""Charts as blocks: their title and source, their steps, what they say to whom cannot see them."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace
from tests.authoring import document, drawn, only, project
from tests.charting.factory import chart, shapes
from tests.layout.factories import style, text

from diptych.cli import main
from diptych.model.density import OWN
from diptych.model.geometry import from_px
from diptych.model.shapes import ChartShape
from diptych.model.text_frame import TextFrame

FENCE = """# A

```{.chart kind=column title="Orders" highlight=Bob source="A count"}
Name, Orders
Ada, 3
Bob, 1
```
"""


def test_title_and_source_are_above_and_below_it() -> None:
    title, body, source = shapes(chart(title=text("Title"), source=text("Source")))
    assert isinstance(title, TextFrame)
    assert isinstance(body, ChartShape)
    assert title.paragraphs[0].bold
    assert title.box.bottom < body.box.y < body.box.bottom < source.box.y
    assert source.box.bottom <= from_px(400)


@pytest.mark.parametrize("kind", ["column", "pie"])
def test_titles_of_all_kinds_begin_at_the_left_edge(kind: str) -> None:
    title, _ = shapes(chart(kind=kind, title=text("Title")))
    assert title.paragraphs[0].align == "left"


def test_titles_of_vertical_axes_are_above_it_and_those_of_bars_in_it() -> None:
    one = chart({"A": (1, 2, 3), "B": (2, 3, 4)}, second=["B"])
    left, right, body = shapes(replace(one, axis=text("Left"), second_axis=text("Right")))
    assert left.box.y == right.box.y < body.box.y
    assert [frame.paragraphs[0].align for frame in (left, right)] == ["left", "right"]
    (lying,) = shapes(chart(kind="bar", axis=text("Thousands")))
    assert "Thousands" in [word.text for word in lying.plan.words]


def test_it_says_its_kind_title_and_numbers_in_the_language_of_the_talk() -> None:
    one = chart(title=text("Orders"))
    assert shapes(one)[1].alt == "Column chart: Orders. Ada 3; Bob 1; Cy 2"
    assert shapes(one, locale="ko")[1].alt.startswith("세로 막대그래프: Orders.")
    two = chart({"A": (1, 2, 3), "B": (2, 3, None)}, kind="line")
    assert shapes(two)[0].alt == "Line chart. Ada A 1, B 2; Bob A 2, B 3; Cy A 3"
    (compared,) = shapes(chart(target=2.5))
    assert compared.alt == "Column chart. Ada 3.0; Bob 1.0; Cy 2.0; Goal 2.5"
    own = replace(one, alt=text("Orders fall"))
    assert (shapes(own)[1].alt, shapes(own)[1].told) == ("Orders fall", "Orders fall")


def test_it_needs_room_for_its_names() -> None:
    setting = chart(names=["Incomprehensibilities"] * 3).set(style(ground="paper"))
    assert setting.fitted(from_px(200), OWN).missing_width > 0
    assert setting.fitted(from_px(1000), OWN).missing_width == 0
    for kind in ("bar", "line"):
        wordy = {"A" * 60: (1, 2, 3), "B": (2, 3, 1)} if kind == "line" else {"A": (1, 2, 3)}
        beside = chart(wordy, kind=kind, unit=text("x" * 60)).set(style(ground="paper"))
        assert beside.fitted(from_px(200), OWN).missing_width > 0
        assert beside.fitted(from_px(4000), OWN).missing_width == 0
    bars = chart({"A": range(20)}, [str(at) for at in range(20)], kind="bar")
    least = bars.set(style(ground="paper")).fitted(from_px(600), OWN).extent.least
    assert least > from_px(20 * 10)


def test_a_fence_with_attributes_has_csv_inside(tmp_path: Path) -> None:
    (slide,) = only(document(tmp_path, FENCE))
    (shape,) = (one for one in slide.shapes if isinstance(one, ChartShape))
    assert shape.plan.rows == (("", "Orders"), ("Ada", "3"), ("Bob", "1"))
    assert shape.plan.series[0].point_colors[0] != shape.plan.series[0].point_colors[1]


@pytest.mark.parametrize(
    "data",
    [
        "data: {Ada: 3, Bob: 1}",
        "data: {Name: [Ada, Bob], Orders: [3, 1]}",
        "data: [[Name, Orders], [Ada, 3], [Bob, 1]]",
        "data: [{Name: Ada, Orders: 3}, {Name: Bob, Orders: 1}]",
        "data: |\n  Name,Orders\n  Ada,3\n  Bob,1",
        'data: |\n  Name,Orders\n  "Ada","3"\n  Bob,1',
        "file: data.csv",
        "file: data.json",
    ],
)
def test_data_has_many_forms(data: str, tmp_path: Path) -> None:
    (tmp_path / "data.csv").write_text("Name,Orders\nAda,3\nBob,1\n", "utf-8")
    records = '[{"Name": "Ada", "Orders": 3}, {"Name": "Bob", "Orders": 1}]'
    (tmp_path / "data.json").write_text(records, "utf-8")
    prepared = document(tmp_path, f"# A\n\n```chart\n{data}\n```\n")
    assert prepared.found == ()
    (shape,) = (one for one in only(prepared)[0].shapes if isinstance(one, ChartShape))
    assert shape.plan.rows[1:] == (("Ada", "3"), ("Bob", "1"))


def test_series_appear_one_by_one(tmp_path: Path) -> None:
    data = "Year, A, B\n1, 2, 3\n2, 3, 4\n"
    written = f"# A\n\n- One\n\n```{{.chart kind=line .incremental x=Year}}\n{data}```\n"
    prepared = document(tmp_path, written)
    (slide,) = only(prepared)
    assert slide.steps == 2
    (shape,) = (one for one in slide.shapes if isinstance(one, ChartShape))
    assert [one.step for one in shape.plan.series] == [1, 2]
    assert {mark.step for mark in shape.plan.marks} == {0, 1, 2}
    assert {word.step for word in shape.plan.at_step(1).words} == {0, 1}


def test_its_words_are_translated(tmp_path: Path) -> None:
    files = {
        "deck/deck.yaml": "format: 1\nsource_locale: en\nlocales: [en, ko]\n",
        "deck/slides/a.md": FENCE,
        "deck/locales/ko.po": None,
    }
    po = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
    messages = {
        "a#orders/title": ("Orders", "주문"),
        "a#ada/category": ("Ada", "에이다"),
        "a#orders/series": ("Orders", "주문량"),
    }
    for context, (source, target) in messages.items():
        po += f'\nmsgctxt "{context}"\nmsgid "{source}"\nmsgstr "{target}"\n'
    prepared = project(tmp_path, {**files, "deck/locales/ko.po": po})
    korean = next(talk for talk in prepared.talks if talk.locale == "ko")
    shapes = [one for slide in korean.slides for one in slide.shapes]
    (shape,) = (one for one in shapes if isinstance(one, ChartShape))
    assert shape.plan.rows[0] == ("", "주문량")
    assert shape.plan.categories[0] == "에이다"


def test_every_output_shows_its_numbers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "talk.md").write_text(FENCE, "utf-8")
    assert main(["build", "talk.md", "--to", "html,text,pdf"]) == 0
    folder = tmp_path / "output/talk/en"
    page = (folder / "index.html").read_text("utf-8")
    assert '<th scope="row">Ada</th><td>3</td>' in page
    assert 'role="img" aria-label="Column chart: Orders. Ada 3; Bob 1"' in page
    (transcript,) = folder.glob("*.md")
    assert "| Ada | 3 |" in transcript.read_text("utf-8")


def test_names_too_long_for_columns_are_reported(tmp_path: Path) -> None:
    names = ", ".join(f"{'Incomprehensibilities' * 12}{at}: 1" for at in range(9))
    prepared = document(tmp_path, f"# A\n\n```chart\ndata: {{{names}}}\n```\n")
    (found,) = prepared.found
    assert found.message == "9 columns with their names do not fit here"
    assert found.hint is not None
    assert "make it a `bar` chart" in found.hint


def test_series_are_among_what_appears_item_by_item(tmp_path: Path) -> None:
    written = f"# A\n\n::: incremental\n{FENCE.partition('# A')[2].strip()}\n:::\n"
    assert only(document(tmp_path, written))[0].steps == 1


def test_a_chart_without_data_is_reported(tmp_path: Path) -> None:
    assert "a chart needs `data`" in drawn(document(tmp_path, "# A\n\n```chart\nkind: pie\n```\n"))
    assert "a chart is empty" in drawn(document(tmp_path, "# A\n\n```chart\n```\n"))
