"""The built-in themes: every layout of each, in both modes, is sound and can be read."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
from tests.small import SVG, write, write_project
from tests.tools import validated

from diptych import pipeline
from diptych.config import BuildConfig
from diptych.model.contrast import READABLE_LARGE, contrast, is_dark
from diptych.model.grounds import ground_in, has_text_on_picture, readable_on
from diptych.model.metrics import Metrics
from diptych.model.theme import MODES, MUTED_ROLES, ROLES, SOFT_ROLES, Layout, Mode, Theme
from diptych.source.reading.runtime import builtin_templates
from diptych.source.reading.source_reader import SourceReader
from diptych.source.themes.lookup import read_theme, theme_names

THEMES = theme_names((builtin_templates(),))
LEAD = "lead"
"""The region of a text above others, which makes room for them as it needs it."""
CONTENT = {"title", "kicker", "text", "picture"}
_BEHIND = {"paper", "panel", "highlight", "faint", "rule", *SOFT_ROLES, *MUTED_ROLES}
"""What is behind content, may recede, or has an outline."""


@pytest.fixture(scope="module", params=THEMES)
def theme(request: pytest.FixtureRequest) -> Theme:
    folder = builtin_templates()
    reader = SourceReader(folder, trusted=(folder,))
    made = read_theme(request.param, (folder,), None, Metrics({}), reader, wanted_by=None)
    assert made is not None
    assert reader.found == []
    return made


def called(layout: Layout, *names: str) -> str:
    return " ".join((layout.authored_name, layout.mode, *names))


def test_both_are_there() -> None:
    assert THEMES == ["atlas", "plain"]


@pytest.mark.parametrize("mode", MODES)
def test_every_role_can_be_seen_on_the_paper_of_its_mode(theme: Theme, mode: Mode) -> None:
    def value(role: str) -> str:
        return theme.colors[theme.palettes[mode].roles[role]].value

    assert is_dark(value("paper")) == (mode == "dark")
    seen = [role for role in ROLES if role not in _BEHIND]
    assert [r for r in seen if contrast(value(r), value("paper")) < READABLE_LARGE] == []
    assert contrast(value("ink"), value("panel")) > READABLE_LARGE


def test_every_text_can_be_read_on_what_is_behind_it(theme: Theme) -> None:
    assert [
        called(layout, region.name, style.name)
        for layout in theme.all_layouts
        for region in layout.regions
        for style in region.styles
        if not readable_on(style, ground_in(region, layout), theme.colors)
    ] == []


def test_every_region_is_on_the_page(theme: Theme) -> None:
    page = theme.page
    assert [
        called(layout, region.name)
        for layout in theme.all_layouts
        for region in layout.regions
        if min(region.box.x, region.box.y) < 0
        or region.box.right > page.right
        or region.box.bottom > page.bottom
    ] == []


def test_no_content_is_on_other_content_except_on_pictures(theme: Theme) -> None:
    assert [
        called(layout, one.name, other.name)
        for layout in theme.layouts.values()
        if not has_text_on_picture(layout)
        for one, other in combinations(layout.regions, 2)
        if {one.role, other.role} <= CONTENT and LEAD not in {one.name, other.name}
        if one.box.meets(other.box)
    ] == []


def test_a_code_of_its_own_is_clear_of_the_page_number(theme: Theme) -> None:
    pairs = [
        (layout.region("code"), next(one for one in layout.regions if one.role == "number"))
        for layout in theme.all_layouts
        if layout.authored_name == "closing"
    ]
    assert pairs
    assert all(code is not None and code.box.bottom <= number.box.y for code, number in pairs)


def test_every_layout_has_a_name_in_korean(theme: Theme) -> None:
    assert [one.name for one in theme.layouts.values() if one.title_in("ko") == one.title] == []


@pytest.mark.parametrize("name", THEMES)
def test_every_layout_builds_in_both_modes(name: str, tmp_path: Path) -> None:
    folder = builtin_templates()
    reader = SourceReader(folder, trusted=(folder,))
    theme = read_theme(name, (folder,), None, Metrics({}), reader, wanted_by=None)
    assert theme is not None
    slides = {
        f"{layout.authored_name}/{layout.mode}": slide_of(layout) for layout in theme.all_layouts
    }
    write_project(tmp_path, slides, talk="")
    write(tmp_path / "deck/deck.yaml", f"format: 1\nlocales: [en]\ntheme: {name}\n")
    write(tmp_path / "deck/media/box.svg", SVG)
    outcome = pipeline.build(
        BuildConfig(root=tmp_path, out=tmp_path / "out", outputs=("pptx",), strict=True)
    )
    assert outcome.found == ()
    validated(tmp_path / "out/talk/en/talk.en.pptx")


def slide_of(layout: Layout) -> str:
    """Return a slide with something in every region of its layout."""
    front = f"layout: {layout.authored_name}\nmode: {layout.mode}\n"
    front += "kicker: Above\n" if layout.with_role("kicker") else ""
    front += "" if layout.with_role("title") else "show_title: false\n"
    parts = [
        f"::: {{region={region.name}}}\n{said}\n:::"
        for region in layout.regions
        if (said := SAID.get(region.role))
    ]
    return "\n\n".join((f"---\n{front}---", "# A title", *parts)) + "\n"


SAID = {"text": "Some words", "picture": '![](../../media/box.svg){alt="a box"}'}
