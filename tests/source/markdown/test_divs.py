"""Fenced divs by their names."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.authoring import SVG
from tests.source.markdown.slides import outline, parsed

from diptych.blocks.bullets import Bullets
from diptych.blocks.callout import Callout
from diptych.blocks.columns import Columns
from diptych.blocks.metric import Metric
from diptych.blocks.pictures import Pictures
from diptych.blocks.prose import Prose
from diptych.model.block import Block

PICTURES = "![One](box.svg){alt=a}\n\n![Two](box.svg){alt=b}\n"


def test_notes_are_text_without_steps() -> None:
    slide = parsed("- a\n\n. . .\n\n::: notes\nSaid *so*.\n\n- b\n:::\n\n- c\n")
    assert [outline(block) for block in slide.notes] == ["Said so.", ["b"]]
    assert [block.step for block in slide.notes] == [0, 0]
    assert [block.step for block in slide.body if isinstance(block, Prose)] == []


def test_regions_are_filled_by_name() -> None:
    slide = parsed("::: {region=event}\nCES\n:::\n\n::: {region=speaker}\n- Kim\n:::\n")
    placed = {one.region: [outline(block) for block in one.blocks] for one in slide.placed}
    assert placed == {"event": ["CES"], "speaker": [["Kim"]]}


def test_figures_in_a_grid_are_side_by_side(tmp_path: Path) -> None:
    (tmp_path / "box.svg").write_text(SVG)
    (made,) = parsed(f"::: {{layout-ncol=2 #both}}\n{PICTURES}:::", tmp_path).body
    assert isinstance(made, Pictures)
    assert (made.columns, made.are_logos, made.id) == (2, False, "both")
    assert [one.caption.plain for one in made.pictures if one.caption] == ["One", "Two"]
    (made,) = parsed("::: logos\n![a](box.svg) ![b](box.svg)\n:::", tmp_path).body
    assert isinstance(made, Pictures)
    assert (made.are_logos, len(made.pictures)) == (True, 2)


@pytest.mark.parametrize(
    "written",
    [
        "::: metric\n42 %\nof *all*\ncables\n:::\n",
        "::: metric\n42 %\n\nof *all* cables\n:::\n",
        '::: {.metric label="of *all* cables"}\n42 %\n:::\n',
    ],
)
def test_below_the_first_line_of_a_metric_stands_what_it_counts(written: str) -> None:
    (metric,) = parsed(f"# A\n\n{written}").body
    assert isinstance(metric, Metric)
    assert metric.label is not None
    assert (metric.value.plain, metric.label.plain) == ("42 %", "of all cables")


def test_a_number_whose_label_is_given_and_one_with_a_break_keep_their_lines() -> None:
    given = '::: {.metric label="a year"}\n1.5\nmillion\n:::\n'
    broken = "::: metric\n1.5\\\nmillion\n:::\n"
    numbers = [parsed(f"# A\n\n{written}").body[0] for written in (given, broken)]
    values = [number.value.plain for number in numbers if isinstance(number, Metric)]
    assert values == ["1.5 million"] * 2


@pytest.mark.parametrize(
    ("div", "kind"),
    [(".callout-note", Callout), (".columns", Columns), (".incremental", Bullets)],
)
def test_what_fills_a_region_stays_what_its_name_says(div: str, kind: type[Block]) -> None:
    inside = "::: {.column}\n- a\n:::" if kind is Columns else "- a"
    slide = parsed(f"::: {{{div} region=aside}}\n{inside}\n:::\n")
    (placed,) = slide.placed
    assert placed.region == "aside"
    assert [type(block) for block in placed.blocks] == [kind]
    assert not slide.columns
