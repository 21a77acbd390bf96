from __future__ import annotations

import pytest
from msgspec.structs import replace
from tests.layout.factories import LEVELS, PLAIN, layout, style, text

from diptych.model.style import has_dark_ground
from diptych.model.text import Run, RunStyle
from diptych.model.theme import Color, Palette


def test_a_level_deeper_than_the_theme_has_is_set_as_its_last() -> None:
    assert [style().level(depth).name for depth in range(4)] == [
        "level1", "level2", "level3", "level3",
    ]  # fmt: skip


def test_a_paragraph_is_set_in_its_style() -> None:
    made = style().paragraph(text("a"), LEVELS[0])
    assert (made.size, made.line_height, made.token, made.floor) == (24.0, 24.0, "level1", 18.0)
    assert (made.color, made.align, made.locale, made.indent) == (
        "ink",
        "left",
        "en",
        LEVELS[0].indent,
    )


def test_links_are_quiet_in_a_style_that_says_so_and_nothing_else_is() -> None:
    shown = (
        Run("https://a.example", link="https://a.example"),
        Run(" words "),
        Run("1", link="https://b.example", role="citation"),
    )
    quiet = style().paragraph(text(""), replace(LEVELS[0], quiet_links=True), runs=shown)
    assert [run.role for run in quiet.runs if isinstance(run, Run)] == [
        "quiet-link", "", "citation",
    ]  # fmt: skip
    assert style().paragraph(text(""), LEVELS[0], runs=shown).runs == shown


def test_hangul_is_led_as_hangul() -> None:
    assert style(locale="ko").paragraph(text("a"), LEVELS[0]).line_height == 36.0


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("#081020", "dark"),
        ("#C23B16", "dark"),
        ("#000000", "dark"),
        ("#FAFAFA", "light"),
        ("#777777", "light"),
    ],
)
def test_tells_dark_ground_from_light(value: str, expected: str) -> None:
    colors = {**PLAIN.colors, "night": replace(PLAIN.colors["night"], value=value)}
    made = layout("x", background="night")
    assert has_dark_ground(made, replace(PLAIN, colors=colors)) is (expected == "dark")


def test_on_dark_ground_dark_and_light_trade_places() -> None:
    assert style(ground="paper").block("quote").color == "slate"
    assert style(ground="night").block("quote").color == "mist"
    assert style(ground="night").block("code").color == "paper"
    assert style(ground="night").panel == "slate"
    assert style(ground="paper").panel == "mist"


def test_a_colour_that_can_be_read_stays_whatever_its_ground() -> None:
    light_on_dark = {
        **PLAIN.colors,
        "ink": replace(PLAIN.colors["ink"], value="#F4F1EA"),
        "paper": replace(PLAIN.colors["paper"], value="#101418"),
        "mist": replace(PLAIN.colors["mist"], value="#1C232B"),
    }
    turned = replace(PLAIN, colors=light_on_dark)
    assert style(using=turned, ground="paper").block("code").color == "ink"
    assert style(using=turned, ground="paper").panel == "mist"


def test_a_region_has_its_own_colours_whatever_its_ground() -> None:
    assert style(ground="night").level(0).color == "ink"


def test_a_theme_need_not_have_every_slot() -> None:
    bare = replace(PLAIN, colors={"ink": PLAIN.colors["ink"], "night": PLAIN.colors["night"]})
    assert style(using=bare, ground="night").panel is None
    assert style(using=bare, ground="night").block("code").color == "ink"


def test_the_numbers_of_a_list_are_in_the_colour_of_its_bullets_if_that_can_be_read() -> None:
    look = replace(LEVELS[0], bullet_color="accent")
    assert style(ground="paper").number_color(look) == "accent"
    faint = replace(LEVELS[0], bullet_color="mist")
    assert style(ground="paper").number_color(faint) == "ink"


@pytest.mark.parametrize(("ground", "color"), [("paper", "accent"), ("night", "")])
def test_what_is_to_stand_out_has_the_accent_colour_where_that_can_be_read(
    ground: str, color: str
) -> None:
    palette = Palette(roles={"accent": "accent"}, block_styles=PLAIN.block_styles)
    using = replace(PLAIN, palettes={"light": palette})
    shown = (Run("a "), Run("b", RunStyle(bold=True, accent=True)))
    made = style(using=using, ground=ground, mode="light").paragraph(
        text("a b"), LEVELS[0], runs=shown
    )
    assert [one.style.color for one in made.runs if isinstance(one, Run)] == ["", color]


@pytest.mark.parametrize(("rule", "expected"), [("#A0A0A0", "rule"), ("#E8E8E8", "faint")])
def test_the_edges_of_boxes_are_rules_unless_these_can_hardly_be_seen(
    rule: str, expected: str
) -> None:
    own = {"rule": Color("dk1", rule), "faint": Color("dk1", "#909090")}
    palette = Palette(roles={name: name for name in own}, block_styles=PLAIN.block_styles)
    using = replace(PLAIN, colors={**PLAIN.colors, **own}, palettes={"light": palette})
    assert style(using=using, ground="paper", mode="light").edge == expected
    assert style(ground="paper", mode="light").edge == ""


def test_beside_what_stands_out_other_text_has_not_the_accent_colour() -> None:
    palette = Palette(roles={"accent": "accent", "ink": "ink"}, block_styles=PLAIN.block_styles)
    one = style(using=replace(PLAIN, palettes={"light": palette}), ground="paper", mode="light")
    claim = replace(LEVELS[0], color="accent")
    accent = Run("29", RunStyle(bold=True, accent=True))

    def color(*shown: Run) -> str:
        return one.paragraph(text("x"), claim, runs=shown).color

    assert color(accent, Run(" per user")) == "ink"
    assert color(accent) == color(Run("29 per user")) == "accent"
    assert color(accent, Run("1", role="citation")) == "accent"
