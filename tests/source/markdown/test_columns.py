"""Columns in Markdown."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.authoring import said, slide_of
from tests.source.markdown.slides import outline, parsed

from diptych.model.geometry import from_px


@pytest.mark.parametrize(
    "opening",
    ["::: columns", "::: {.columns}", ":::{.columns}", ":::::: columns ::::::", "::::  {.columns}"],
)
def test_columns_are_filled_in_order(opening: str) -> None:
    slide = parsed(
        f"lead\n\n{opening}\n\n::: {{.column width=40%}}\n- left\n:::\n\n::: column\nright\n:::\n"
        f"{':' * 6 if opening.startswith('::::::') else ':::'}\n"
    )
    assert [outline(block) for block in slide.body] == ["lead"]
    assert [[outline(block) for block in column.blocks] for column in slide.columns] == [
        [["left"]],
        ["right"],
    ]
    assert [column.width for column in slide.columns] == [0.4, None]


def test_comments_footnotes_and_definitions_may_stand_between_columns() -> None:
    slide = parsed(
        "::: columns\n<!-- left -->\n::: column\n[a][b][^1]\n:::\n\n[b]: https://a.b\n\n"
        "[^1]: A note\n\n:::\n"
    )
    assert len(slide.columns) == 1
    assert list(slide.footnotes) == ["1"]


@pytest.mark.parametrize("fence", ["```", "~~~~"])
def test_colons_in_a_listing_close_nothing(fence: str) -> None:
    slide = parsed(f"::: columns\n::: column\n{fence}\n::: x\n:::\n{fence}\n\nb\n:::\n:::\n")
    assert [outline(block) for block in slide.columns[0].blocks] == [": ::: x / :::", "b"]


def test_columns_may_be_of_a_fixed_width() -> None:
    slide = parsed("::: columns\n::: {.column width=320px}\na\n:::\n:::\n")
    assert (slide.columns[0].width, slide.columns[0].fixed_width) == (None, from_px(320))


def test_a_region_of_a_single_column_is_reported(tmp_path: Path) -> None:
    text = "# T\n\n::: columns\n::: {.column region=body}\na\n:::\n:::\n"
    (message,) = said(slide_of(tmp_path, text).found)
    assert message == "SRC203 4:14 attribute `region` has no meaning here"
