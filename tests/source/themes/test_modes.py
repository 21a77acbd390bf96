"""Modes: what each role's colour is there, who asks for one, and what themes without any get."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.small import write, write_project

from diptych.config import BuildConfig
from diptych.model.contrast import READABLE, READABLE_LARGE, contrast, is_dark, mixed
from diptych.model.theme import (
    CALLOUT_ROLES,
    CODE_ROLES,
    MODES,
    MUTED_ROLES,
    ROLES,
    SOFT_ROLES,
    Mode,
    Theme,
)
from diptych.pipeline import Prepared, prepare

DECK = "deck/deck.yaml"
_BEHIND = {"paper", "panel", "highlight", "faint", "rule", *SOFT_ROLES, *MUTED_ROLES}
"""What is behind content, may recede, or has an outline."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_project(tmp_path)


def prepared(root: Path) -> Prepared:
    return prepare(BuildConfig(root=root))


def themed(root: Path) -> Theme:
    made = prepared(root)
    assert made.found == ()
    return made.talks[0].theme


def value(theme: Theme, mode: Mode, role: str) -> str:
    return theme.colors[theme.palettes[mode].roles[role]].value


def said(root: Path) -> list[str]:
    return [f"{one.kind.code} {one.message}; {one.hint}" for one in prepared(root).found]


@pytest.mark.parametrize("mode", MODES)
def test_every_role_can_be_seen_on_the_paper_of_its_mode(root: Path, mode: Mode) -> None:
    theme = themed(root)
    paper = value(theme, mode, "paper")
    seen = [role for role in ROLES if role not in _BEHIND]
    assert is_dark(paper) == (mode == "dark")
    assert [
        role for role in seen if contrast(value(theme, mode, role), paper) < READABLE_LARGE
    ] == []


def test_each_layout_has_a_counterpart_in_the_other_mode(root: Path) -> None:
    theme = themed(root)
    own = {name: layout.mode for name, layout in theme.layouts.items()}
    assert (own["body"], own["cover"]) == ("light", "dark")
    assert all(theme.counterparts[name].mode != mode for name, mode in own.items())
    dark = theme.layout_in("body", "dark")
    assert dark is not None
    assert (dark.authored_name, dark.background) == ("body", "night")
    assert [region.styles[0].color for region in dark.with_role("title")] == ["paper"]


def test_a_deck_in_a_mode_has_all_layouts_in_it(root: Path) -> None:
    write(root / DECK, "format: 1\nmode: dark\n")
    theme = themed(root)
    assert {layout.mode for layout in theme.layouts.values()} == {"dark"}
    assert theme.block_styles["table"].color == theme.palettes["dark"].roles["ink"]


def test_a_talk_goes_before_its_deck_a_slide_before_its_section(root: Path) -> None:
    write(root / DECK, "format: 1\nmode: dark\n")
    write(root / "deck/slides/b.md", "---\nmode: light\n---\n\n# B\n")
    sections = (
        "sections:\n- title: One\n  mode: dark\n  slides: [a, b]\n- {title: Two, slides: [c]}\n"
    )
    write(root / "deck/slides/a.md", "# A\n")
    write(root / "deck/slides/c.md", "# C\n")
    write(root / "deck/talks/my-talk.yaml", f"title: My talk\nmode: light\n{sections}")
    made = next(one for one in prepared(root).talks if one.talk.name == "my-talk")
    assert made.theme.layouts["body"].mode == "light"
    assert [slide.mode for slide in made.talk.slides] == ["dark", "light", None]


def test_a_slide_in_no_mode_at_all_is_an_error(root: Path) -> None:
    write(root / DECK, "format: 1\nmode: drak\n")
    assert [one.partition(" ")[2] for one in said(root)] == [
        "`mode` cannot be `drak`; did you mean `dark`?"
    ]


def test_a_role_misspelt_is_an_error(root: Path) -> None:
    write(root / DECK, "format: 1\ntokens:\n  roles: {acent: {light: gold, dark: gold}}\n")
    (only,) = said(root)
    assert only.endswith("there is no role `acent`; did you mean `accent`?")


def test_a_theme_without_roles_has_modes_by_its_slots(root: Path) -> None:
    text = (Path(__file__).parent / "no-roles.yaml").read_text(encoding="utf-8")
    write(root / "templates/house/theme.yaml", text)
    write(root / DECK, "format: 1\ntheme: house\n")
    theme = themed(root)
    assert (value(theme, "light", "paper"), value(theme, "dark", "paper")) == ("#FFFFFF", "#102040")
    dark = theme.layout_in("body", "dark")
    assert dark is not None
    assert theme.colors[dark.background].value == "#102040"
    colors = {theme.colors[style.color].value for region in dark.regions for style in region.styles}
    assert colors == {"#FFFFFF"}


@pytest.mark.parametrize("theme", ["atlas", "plain"])
@pytest.mark.parametrize("mode", MODES)
def test_each_part_of_a_listing_can_be_read_on_its_panel_and_where_it_is_highlighted(
    theme: str, mode: Mode, root: Path
) -> None:
    write(root / DECK, f"format: 1\ntheme: {theme}\nmode: {mode}\n")
    made = themed(root)
    values = {role: value(made, mode, role) for role in CODE_ROLES}
    for behind in (value(made, mode, "panel"), value(made, mode, "highlight")):
        assert [role for role, one in values.items() if contrast(one, behind) < READABLE] == []
    assert len(set(values.values())) >= len(set(CODE_ROLES.values()))


@pytest.mark.parametrize("theme", ["atlas", "plain"])
@pytest.mark.parametrize("mode", MODES)
def test_each_kind_of_callout_has_a_colour_that_can_be_read_on_a_panel(
    theme: str, mode: Mode, root: Path
) -> None:
    write(root / DECK, f"format: 1\ntheme: {theme}\nmode: {mode}\n")
    made = themed(root)
    colors = {value(made, mode, role) for role in CALLOUT_ROLES}
    panel = value(made, mode, "panel")
    assert len(colors) == len(CALLOUT_ROLES)
    assert [color for color in colors if contrast(color, panel) < READABLE] == []


def test_a_theme_may_name_the_colours_of_listings(root: Path) -> None:
    write(root / DECK, "format: 1\ntheme: own\n")
    own = "extends: atlas\nroles:\n  code-keyword: {light: gold, dark: amber}\n"
    write(root / "templates/own/theme.yaml", f"format: 1\n{own}")
    made = themed(root)
    assert made.palettes["light"].roles["code-keyword"] == "gold"


@pytest.mark.parametrize("mode", MODES)
def test_what_is_highlighted_has_a_tint_of_the_accent_behind_it(mode: Mode, root: Path) -> None:
    made = themed(root)
    tint, accent, paper = (value(made, mode, role) for role in ("highlight", "accent", "paper"))
    assert mixed(paper, accent, {"light": 0.12, "dark": 0.24}[mode]) == tint
    assert is_dark(tint) == (mode == "dark")


def test_the_tint_is_fainter_where_a_colour_of_the_theme_could_not_be_read_on_it(
    root: Path,
) -> None:
    write(root / DECK, "format: 1\ntheme: own\n")
    # has a contrast of 4.7 on the panel
    faded = 'colors:\n  faded: {slot: dk1, value: "#66696F"}\n'
    own = f"extends: atlas\n{faded}roles:\n  code-comment: faded\n"
    write(root / "templates/own/theme.yaml", f"format: 1\n{own}")
    made = themed(root)
    tint = value(made, "light", "highlight")
    assert contrast(value(made, "light", "code-comment"), tint) >= READABLE
    assert tint != mixed(value(made, "light", "paper"), value(made, "light", "accent"), 0.12)


def test_a_theme_may_name_the_colour_behind_what_is_highlighted(root: Path) -> None:
    write(root / DECK, "format: 1\ntheme: own\n")
    own = "extends: atlas\nroles:\n  highlight: {light: mist, dark: dusk}\n"
    write(root / "templates/own/theme.yaml", f"format: 1\n{own}")
    made = themed(root)
    roles = made.palettes["light"].roles
    assert roles["highlight"] == "mist"
    colors = [value(made, "light", role) for role in CODE_ROLES]
    assert min(contrast(one, value(made, "light", "highlight")) for one in colors) >= READABLE
