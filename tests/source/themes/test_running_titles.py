"""Layouts whose title is a running head, and whose lead is the headline."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.small import write, write_project
from tests.source.themes.themed import sound_theme_of

from diptych.config import BuildConfig
from diptych.model.geometry import from_px
from diptych.model.theme import Layout
from diptych.pipeline import prepare

HOUSE = "templates/house/theme.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write_project(tmp_path)
    write(tmp_path / "deck/deck.yaml", "format: 1\ntheme: house\n")
    return tmp_path


def layout(root: Path, name: str, text: str = "") -> Layout:
    write(root / HOUSE, f"format: 1\nextends: atlas\n{text}")
    return sound_theme_of(root).running[f"{name}-running-title"]


def test_each_layout_with_a_lead_has_one_in_both_modes(root: Path) -> None:
    made = layout(root, "cards-3")
    theme = sound_theme_of(root)
    with_lead = {name for name, one in theme.layouts.items() if one.region("lead")}
    assert {name.removesuffix("-running-title") for name in theme.running} == with_lead
    assert theme.layout_in(made.name, None) == made
    dark = theme.layout_in(made.name, "dark")
    assert dark is not None
    assert (dark.authored_name, dark.mode) == (made.name, "dark")


def test_title_and_lead_change_places_in_size_and_cards_stay(root: Path) -> None:
    made = layout(root, "cards-3")
    plain = sound_theme_of(root).layouts["cards-3"]
    sizes = {one.name: one.styles[0].size for one in made.regions}
    usual = {one.name: one.styles[0].size for one in plain.regions}
    assert sizes["title"] < usual["lead"] < sizes["lead"] == usual["title"]
    assert made.region("card-1") == plain.region("card-1")
    assert [one.name for one in made.regions] == [one.name for one in plain.regions]
    assert made.title_in("ko") == "카드 3개, 작은 제목"


def test_a_lead_ends_where_that_of_its_layout_does(root: Path) -> None:
    made = layout(root, "timeline-3")
    plain = sound_theme_of(root).layouts["timeline-3"].region("lead")
    lead = made.region("lead")
    assert lead is not None
    assert plain is not None
    assert (lead.box.y < plain.box.y, lead.box.bottom) == (True, plain.box.bottom)


def test_a_theme_says_what_they_look_like_and_may_have_none(root: Path) -> None:
    own = "running_title: {decorations: [], regions: {title: {box: [64, 40, 800, 40]}}}\n"
    made = layout(root, "cards-3", own)
    title = made.region("title")
    assert title is not None
    assert (made.decorations, title.box.y) == ((), from_px(40))
    write(root / HOUSE, "format: 1\nextends: atlas\nrunning_title:\n")
    assert sound_theme_of(root).running == {}


def test_what_cannot_be_read_there_is_an_error(root: Path) -> None:
    pale = "running_title: {regions: {lead: {styles: [pale]}}}\n"
    style = "type: {pale: {size: 30, leading: {latin: 1.2, hangul: 1.3}, color: rule}}\n"
    write(root / HOUSE, f"format: 1\nextends: atlas\n{pale}{style}")
    (found,) = prepare(BuildConfig(root=root)).found
    assert found.kind.code == "A11Y002"
    assert "`pale` is hard to read in layout `comparison-running-title`" in found.message
