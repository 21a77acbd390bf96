"""Themes: tokens become values, projects lay theirs over, mistakes are named at their place."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.authoring import project, write_files
from tests.small import SVG, write, write_project
from tests.source.themes.themed import sound_theme_of

from diptych.config import BuildConfig
from diptych.diagnostics import Diagnostic
from diptych.model.contrast import contrast
from diptych.model.geometry import EMU_PER_PX, Pt, from_px
from diptych.model.grounds import ground_in, least_contrast
from diptych.model.theme import Theme
from diptych.pipeline import prepare
from diptych.source.fonts.shelf import FontShelf

DECK = "deck/deck.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_project(tmp_path)


def found(root: Path) -> tuple[Diagnostic, ...]:
    return prepare(BuildConfig(root=root)).found


def test_the_built_in_theme_names_its_layouts_as_office_does(root: Path) -> None:
    layouts = sound_theme_of(root).layouts
    assert [layout.title for layout in layouts.values()][:18] == [
        "Title Slide",
        "Title and Content",
        "Section Header",
        "Agenda",
        "Two Content",
        "Three Content",
        "Comparison",
        "Title Only",
        "Blank",
        "Picture with Caption",
        "Picture with Caption, on the Left",
        "Picture at the Edge, on the Right",
        "Picture at the Edge, on the Left",
        "Full-Page Picture",
        "Text on Picture",
        "Statement",
        "Quote",
        "Closing",
    ]
    assert layouts["columns"].title_in("ko") == "콘텐츠 2개"
    assert layouts["columns"].title_in("fr") == "Two Content"


def test_prompts_are_in_the_language_of_the_deck(root: Path) -> None:
    theme = sound_theme_of(root)
    prompts = [region for layout in theme.layouts.values() for region in layout.regions]
    asked = [region for region in prompts if region.prompt]
    assert {region.name for region in asked} >= {"title", "kicker", "body", "sources", "picture"}
    assert all(region.prompt_in("ko-KR") != region.prompt_in("en") for region in asked)


def test_words_of_a_theme_are_text_or_text_by_language(root: Path) -> None:
    write(
        root / DECK,
        "format: 1\ntheme: atlas\ntokens:\n"
        "  layouts: {cover: {title: Ours}, body: {title: {ko: 본문, de: [Inhalt]}}}\n",
    )
    assert [one.message for one in found(root)] == ["`de` must be text, not a list"]


def test_boxes_are_given_in_pixels(root: Path) -> None:
    box = sound_theme_of(root).layouts["picture"].regions[0].box
    assert (box.width, box.height) == (1280 * EMU_PER_PX, 720 * EMU_PER_PX)


def test_tokens_of_the_project_are_laid_over_the_theme(root: Path) -> None:
    write(
        root / DECK,
        "format: 1\ntheme: atlas\ntokens:\n"
        "  colors: {accent: {value: '#0b6e4f'}}\n"
        "  type: {level1: {size: 20}}\n",
    )
    theme = sound_theme_of(root)
    assert theme.colors["accent"].value == "#0B6E4F"
    assert theme.colors["accent"].slot == "accent1"
    assert theme.layouts["body"].with_role("text")[0].styles[0].size == Pt(20)
    assert theme.layouts["body"].with_role("text")[0].styles[0].floor == Pt(18)


def test_a_theme_of_the_project_extends_another(root: Path) -> None:
    write(root / DECK, "format: 1\ntheme: house\n")
    write(
        root / "templates/house/theme.yaml",
        "extends: atlas\ntitle: House\nlayouts:\n  cover:\n    decorations:\n"
        "      - {box: [1000, 40, 200, 60], picture: logo.svg, alt: House}\n",
    )
    write(root / "templates/house/logo.svg", SVG)
    theme = sound_theme_of(root)
    assert theme.title == "House"
    decoration = theme.layouts["cover"].decorations[0]
    assert decoration.picture is not None
    assert decoration.alt == "House"
    assert "closing" in theme.layouts


def test_a_theme_of_the_same_name_extends_the_built_in_one(root: Path) -> None:
    write(root / "templates/atlas/theme.yaml", "extends: atlas\ntitle: Ours\n")
    assert sound_theme_of(root).title == "Ours"


MISTAKES = [
    ("theme: atlsa\n", "missing-theme", 2, "did you mean `atlas`?"),
    ("tokens: {colours: {}}\n", "unknown-key", 2, "did you mean `colors`?"),
    ("tokens: {colors: {accent: {value: red}}}\n", "wrong-type", 2, None),
    ("tokens: {colors: {accent: {slot: accent9}}}\n", "wrong-type", 2, "did you mean `accent"),
    ("tokens: {type: {level1: {size: big}}}\n", "wrong-type", 2, None),
    ("tokens: {type: {level1: {color: inc}}}\n", "wrong-type", 2, "did you mean `ink`?"),
    ("tokens: {regions: {body: {box: [1, 2, 3]}}}\n", "wrong-type", 2, None),
    ("tokens: {regions: {body: {styles: [level9]}}}\n", "unknown-key", 2, "did you mean `level"),
    ("tokens: {regions: {body: {role: txt}}}\n", "wrong-type", 2, "did you mean `text`?"),
    (
        "tokens: {layouts: {text-figure: {regions: {figure: {follows: abov}}}}}\n",
        "unknown-key",
        2,
        "did you mean `above`?",
    ),
    (
        "tokens: {regions: {title: {display: true}}}\n",
        "wrong-type",
        2,
        "only `text` has it",
    ),
    ("tokens: {fonts: {headline: {latin: Inter}}}\n", "unknown-key", 2, "did you mean `heading`?"),
    ("tokens: [1, 2]\n", "wrong-type", 2, None),
    ("format: 1\n", "duplicate-key", 2, "keep one of them"),
]


@pytest.mark.parametrize(("line", "kind", "at", "hint"), MISTAKES)
def test_a_mistake_is_named_where_it_stands(
    root: Path, line: str, kind: str, at: int, hint: str | None
) -> None:
    write(root / DECK, f"format: 1\n{line}")
    first = next(one for one in found(root) if one.kind.name == kind)
    assert first.span is not None
    assert (first.span.file.rpartition("/")[2], first.span.line) == ("deck.yaml", at)
    if hint is not None:
        assert first.hint is not None
        assert hint in first.hint


def test_a_newer_format_is_refused_in_words(root: Path) -> None:
    write(root / DECK, "format: 2\n")
    assert [one.kind.name for one in found(root)] == ["unknown-format"]


def test_two_themes_that_extend_each_other_are_no_endless_loop(root: Path) -> None:
    write(root / DECK, "format: 1\ntheme: one\n")
    write(root / "templates/one/theme.yaml", "extends: two\n")
    write(root / "templates/two/theme.yaml", "extends: one\n")
    assert "missing-theme" in {one.kind.name for one in found(root)}


def test_a_box_that_is_too_low_for_a_line_of_korean_is_reported_once(root: Path) -> None:
    low = "  regions: {title: {box: [64, 54, 1152, 48]}}\n"
    write(root / DECK, f"format: 1\ntheme: atlas\ntokens:\n{low}")
    (only,) = found(root)
    assert (only.kind.code, only.is_error) == ("FIT106", False)
    assert only.message == "region `title` is too low for a line of Korean type at 38 pt"
    assert only.hint == "make its box 61 px high"
    assert only.span is not None
    assert (only.span.file, only.span.line) == (DECK, 4)


def test_a_box_that_holds_a_line_of_every_script_is_high_enough(root: Path) -> None:
    write(
        root / DECK,
        "format: 1\ntheme: atlas\ntokens:\n"
        "  type: {title: {leading: {latin: 1.3, hangul: 1.2}}}\n"
        "  regions: {title: {box: [64, 42, 1152, 66]}}\n",
    )
    assert found(root) == ()


def test_two_levels_of_one_size_may_stand_in_a_region(root: Path) -> None:
    write(root / DECK, "format: 1\ntheme: atlas\ntokens:\n  type: {level2: {size: 24}}\n")
    assert found(root) == ()


def said(root: Path) -> list[str]:
    return [f"{one.kind.code} {place(one)} {one.message}" for one in found(root)]


def place(one: Diagnostic) -> str:
    assert one.span is not None
    return f"{Path(one.span.file).name}:{one.span.line}:{one.span.column}"


def test_a_colour_given_without_its_key_is_one_error_where_it_stands(root: Path) -> None:
    write(root / DECK, "format: 1\ntheme: house\n")
    write(
        root / "templates/house/theme.yaml",
        'extends: atlas\ncolors:\n  accent: "#0B6E4F"\n',
    )
    (one,) = found(root)
    assert place(one) == "theme.yaml:3:11"
    assert one.message == "colour `accent` must be a mapping of keys, not text"
    assert one.hint == 'write `accent: {value: "#0B6E4F"}`'


@pytest.mark.parametrize(
    ("tokens", "hint"),
    [
        ("colors: {accent: {value: green}}", 'write one such as `"#0B6E4F"`, in quotes'),
        ('accent: "#0B6E4F"', "colours are below `colors:`, such as"),
    ],
)
def test_a_colour_is_shown_as_it_has_to_be_written(tokens: str, hint: str, root: Path) -> None:
    write(root / DECK, f"format: 1\ntheme: atlas\ntokens: {{{tokens}}}\n")
    (one,) = found(root)
    assert (one.hint or "").startswith(hint)


def test_a_misspelt_colour_is_no_new_one_that_lacks_its_slot(root: Path) -> None:
    write(
        root / DECK,
        'format: 1\ntheme: house\ntokens:\n  colors:\n    acccent: {value: "#0B6E4F"}\n',
    )
    write(root / "templates/house/theme.yaml", "extends: atlas\n")
    (one,) = found(root)
    assert place(one) == "deck.yaml:5:5"
    hint = "did you mean `accent`? A colour of its own needs `slot`, `value`"
    assert (one.message, one.hint) == ("there is no colour `acccent`", hint)


@pytest.mark.parametrize(
    ("tokens", "message", "hint"),
    [
        (
            "type: {dislpay: {size: 54}}",
            "there is no type token `dislpay`",
            "did you mean `display`? A type token of its own needs `color`, `size`",
        ),
        (
            "layouts: {cvoer: {mode: light}}",
            "there is no layout `cvoer`",
            "did you mean `cover`? A layout of its own needs `regions`",
        ),
        (
            "layouts: {cover: {regions: {evnt: {box: [64, 64, 900, 60]}}}}",
            "there is no region `evnt`",
            "did you mean `event`? A region of its own needs `role`, `box`, `styles`",
        ),
    ],
)
def test_a_misspelt_name_is_nothing_new_that_lacks_its_keys(
    tokens: str, message: str, hint: str, root: Path
) -> None:
    write(root / DECK, f"format: 1\ntheme: atlas\ntokens: {{{tokens}}}\n")
    (one,) = found(root)
    assert (one.message, one.hint) == (message, hint)


def test_a_colour_that_is_left_out_but_still_has_a_role_is_told_where_it_is_left_out(
    root: Path,
) -> None:
    write(root / DECK, "format: 1\ntheme: house\n")
    write(root / "templates/house/theme.yaml", "extends: atlas\ncolors:\n  ember:\n")
    assert {place(one) for one in found(root)} == {"theme.yaml:3:3"}
    message = "colour `ember` is left out, but role `accent` still has it"
    assert message in {one.message for one in found(root)}


def test_a_theme_that_has_nothing_of_what_every_theme_needs_is_one_mistake(root: Path) -> None:
    write(root / DECK, "format: 1\ntheme: house\n")
    write(root / "templates/house/theme.yaml", "format: 1\ntitle: House\n")
    (one,) = found(root)
    assert one.message.endswith("`heading`, and lacks 9 more that every theme needs")
    assert "below `extends: atlas`" in (one.hint or "")


def test_a_folder_that_lacks_its_theme_is_told_so(root: Path) -> None:
    write(root / DECK, "format: 1\ntheme: house\n")
    write(root / "templates/house/theme.yml", "extends: atlas\n")
    (one,) = found(root)
    assert one.message == "there is no theme `house`"
    assert one.hint == "`templates/house` has no `theme.yaml`; available: `atlas`, `plain`"


def test_a_theme_cannot_extend_itself(root: Path) -> None:
    write(root / DECK, "format: 1\ntheme: house\n")
    write(root / "templates/house/theme.yaml", "extends: house\n")
    (one,) = found(root)
    assert one.message == "theme `house` extends itself, and there is no other of its name"
    assert one.hint == "available: `atlas`, `plain`"


@pytest.mark.parametrize(
    "tokens",
    [
        "colors: {ink: {value: black}}",
        "colors: [ink]",
        "type: {level1: 18}",
        "type: {level1: {size: large}}",
        "type: [level1]",
        "fonts: {body: Arial}",
        "layouts: {body: plain}",
    ],
)
def test_what_is_broken_is_reported_once_and_not_where_it_is_used(root: Path, tokens: str) -> None:
    write(root / DECK, f"format: 1\ntokens:\n  {tokens}\n")
    assert [place(one).partition(":")[0] for one in found(root)] == ["deck.yaml"]


def test_a_style_needs_a_colour(root: Path) -> None:
    write(root / DECK, "format: 1\ntokens:\n  type: {mine: {size: 18}}\n")
    assert said(root) == ["SRC105 deck.yaml:3:16 type token `mine` needs `color`"]


INK_AND_PAPER = 'colors: {ink: {value: "#F4F1EA"}, paper: {value: "#15181D"}}'


def colors_read(theme: Theme) -> dict[str, float]:
    """Return the least contrast in each layout's regions, as a share of what the text needs."""
    return {
        layout.name: min(
            contrast(theme.colors[look.color].value, theme.colors[ground_in(region, layout)].value)
            / least_contrast(look)
            for region in layout.regions
            for look in region.styles
        )
        for layout in theme.layouts.values()
    }


def test_a_dark_theme_is_made_by_a_light_ink_and_a_dark_paper(root: Path) -> None:
    write(root / DECK, f"format: 1\ntokens:\n  {INK_AND_PAPER}\n")
    assert min(colors_read(sound_theme_of(root)).values()) >= 1


def test_a_layout_made_dark_has_text_that_can_be_read(root: Path) -> None:
    write(root / DECK, "format: 1\ntokens:\n  layouts: {body: {background: night}}\n")
    theme = sound_theme_of(root)
    assert colors_read(theme)["body"] >= 1
    assert theme.layouts["body"].with_role("text")[0].styles[0].color == "paper"
    assert theme.layouts["columns"].with_role("text")[0].styles[0].color == "ink"


def test_a_coloured_box_behind_a_region_is_its_ground(root: Path) -> None:
    box = "{box: [0, 0, 1280, 720], color: night}"
    write(root / DECK, f"format: 1\ntokens:\n  layouts: {{body: {{decorations: [{box}]}}}}\n")
    assert sound_theme_of(root).layouts["body"].with_role("text")[0].styles[0].color == "paper"


def test_a_panel_of_a_line_has_its_text_flush_with_the_ends_of_that(root: Path) -> None:
    panel = "{line: rule, edge: top, thickness: 2, inset: 8}"
    write(
        root / DECK,
        f"format: 1\ntokens:\n  layouts: {{body: {{regions: {{body: {{panel: {panel}}}}}}}}}\n",
    )
    region = sound_theme_of(root).layouts["body"].region("body")
    assert region is not None
    assert region.panel is not None
    assert (region.panel.form, region.panel.line is not None) == ("upper-edge", True)
    assert (region.inset, region.across) == (from_px(8), 0)
    assert region.panel.thickness == from_px(2)


def test_text_is_clear_of_the_line_above_it_also_if_no_inset_is_given(root: Path) -> None:
    panel = "{line: rule, edge: top, thickness: 10}"
    write(
        root / DECK,
        f"format: 1\ntokens:\n  layouts: {{body: {{regions: {{body: {{panel: {panel}}}}}}}}}\n",
    )
    region = sound_theme_of(root).layouts["body"].region("body")
    assert region is not None
    assert (region.inset, region.across) == (from_px(18), 0)


@pytest.mark.parametrize(
    ("panel", "report"),
    [
        ("{edge: top, thickness: 6}", "needs `line`, the colour of its line"),
        ("{line: rule, edge: top, thickness: 10, inset: 4}", "10 px thick, overlaps its text"),
    ],
)
def test_a_line_above_text_that_is_not_seen_or_is_on_the_text_is_an_error(
    panel: str, report: str, root: Path
) -> None:
    write(
        root / DECK,
        f"format: 1\ntokens:\n  layouts: {{body: {{regions: {{body: {{panel: {panel}}}}}}}}}\n",
    )
    assert any(report in one for one in said(root))


def test_a_panel_of_a_line_has_neither_area_nor_corners(root: Path) -> None:
    panel = "{line: rule, edge: top, fill: panel, radius: 4}"
    write(
        root / DECK,
        f"format: 1\ntokens:\n  layouts: {{body: {{regions: {{body: {{panel: {panel}}}}}}}}}\n",
    )
    messages = [one for one in said(root) if "edge: top" in one]
    assert [one.rpartition(" ")[2] for one in messages] == ["`fill`", "`radius`"]


def test_only_the_line_of_an_upper_edge_has_a_thickness(root: Path) -> None:
    panel = "{line: rule, thickness: 2}"
    write(
        root / DECK,
        f"format: 1\ntokens:\n  layouts: {{body: {{regions: {{body: {{panel: {panel}}}}}}}}}\n",
    )
    assert any("`edge: top` has a `thickness`" in one for one in said(root))


UNREADABLE = {
    'colors: {slate: {value: "#C9CDD3"}}': (
        "deck.yaml:3:27 `kicker` (and 16 more) is hard to read in layout `body`: `slate` on"
        " `paper` has a contrast of 1.5, but 4.5 is needed"
    ),
    "type: {kicker: {color: amber}}": (
        "deck.yaml:3:26 `kicker` is hard to read in layout `body`: `amber` on `paper` has a"
        " contrast of 1.8, but 3 is needed"
    ),
    "layouts: {body: {background: gold}}": (
        "deck.yaml:3:32 `level2` (and 5 more) is hard to read in layout `body`: `ink` on"
        " `gold` has a contrast of 4.2, but 4.5 is needed"
    ),
    'colors: {paper: {value: "#808080"}}': (
        "deck.yaml:3:27 `heading` (and 7 more) is hard to read in layout `body`: `accent` on"
        " `paper` has a contrast of 1.3, but 3 is needed"
    ),
}


@pytest.mark.parametrize("tokens", UNREADABLE)
def test_what_cannot_be_read_is_an_error_where_the_author_wrote(root: Path, tokens: str) -> None:
    write(root / DECK, f"format: 1\ntokens:\n  {tokens}\n")
    assert f"A11Y002 {UNREADABLE[tokens]}" in said(root)
    assert {one.kind.code for one in found(root)} == {"A11Y002"}


def test_large_type_needs_less_contrast(root: Path) -> None:
    # `steel` on `paper` has a contrast of 3.7: enough for a title of 24 pt, not for a footer.
    write(root / DECK, "format: 1\ntokens:\n  type: {title: {color: steel}}\n")
    assert found(root) == ()
    write(root / DECK, "format: 1\ntokens:\n  type: {footer: {color: steel}}\n")
    assert [one.kind.code for one in found(root)] == ["A11Y002"]


def test_a_font_that_nobody_has_measured_is_named_once(root: Path) -> None:
    write(
        root / DECK,
        "format: 1\ntokens:\n  fonts:\n"
        "    heading: {latin: Times New Roman}\n    body: {latin: Times New Roman}\n"
        "    mono: {latin: JetBrain Mono}\n",
    )
    guess = "is neither supplied nor installed, so whether text fits is only estimated"
    assert said(root) == [
        f"FIT301 deck.yaml:4:22 font `Times New Roman` {guess}",
        f"FIT301 deck.yaml:6:19 font `JetBrain Mono` {guess}",
    ]
    assert [one.hint for one in found(root)] == [
        (
            "copy its files to `fonts/` of the theme, or to `deck/fonts/`;"
            " available: `JetBrains Mono`, `Pretendard`"
        ),
        "did you mean `JetBrains Mono`?",
    ]


def test_a_font_is_named_whose_widths_are_known_but_which_no_pdf_can_show(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FontShelf, "installed", lambda *_: None)
    write(
        root / DECK,
        "format: 1\ntokens:\n  fonts:\n"
        "    heading: {latin: Arial}\n    body: {latin: Arial, substitute: Arial}\n",
    )
    shown = "PDF and pictures show `Pretendard` in its place"
    assert said(root) == [
        f"FIT308 deck.yaml:4:22 font `Arial` is neither supplied nor installed; {shown}"
    ]


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("tokens:\n  fonts: {body: Arial}", "write `body: {latin: Arial}`"),
        (
            "tokens:\n  colors: {accent: green}",
            'write `accent: {value: "#0B6E4F"}`, with the six hexadecimal digits of your colour',
        ),
        ("font: Arial", "themes have `fonts:`; in deck.yaml it stands below `tokens:`"),
        ("colours: {}", "themes have `colors:`; in deck.yaml it stands below `tokens:`"),
    ],
)
def test_a_key_of_a_theme_that_is_written_otherwise_is_answered_by_the_line_to_write(
    root: Path, written: str, hint: str
) -> None:
    write(root / DECK, f"format: 1\n{written}\n")
    assert [one.hint for one in found(root)] == [hint]


@pytest.mark.parametrize("name", ["x" * 5000, "a/../atlas", "..", ".", '"\\0"', "/", "~nosuchuser"])
def test_a_theme_is_named_by_a_folder_and_by_no_path(root: Path, name: str) -> None:
    write(root / DECK, f"format: 1\nsource_locale: en\nlocales: [en]\ntheme: {name}\n")
    assert "missing-theme" in {problem.kind.name for problem in found(root)}


def densities_of(root: Path, given: str) -> list[tuple[str, float, float, bool]]:
    theme = "extends: atlas\ntitle: Own\n" + given
    write_files(root, {"templates/own/theme.yaml": theme})
    deck = "format: 1\nsource_locale: en\nlocales: [en]\ntheme: own\n"
    prepared = project(root, {"deck/deck.yaml": deck})
    assert prepared.found == ()
    found = prepared.talks[0].theme.densities
    return [
        (
            one.name,
            one.size_of("level1", Pt(24), Pt(18)),
            one.size_of("other", Pt(40), Pt(20)),
            one.on_request,
        )
        for one in found
    ]


def test_atlas_has_six_densities_the_last_one_on_request(tmp_path: Path) -> None:
    assert densities_of(tmp_path, "") == [
        ("large", 32, 53.5, False),
        ("roomy", 28, 46.5, False),
        ("normal", 24, 40, False),
        ("compact", 20, 26.5, False),
        ("small", 18, 20, False),
        ("dense", 16, 20, True),
    ]


def test_densities_are_tried_from_the_largest_in_whichever_order_they_are_listed(
    tmp_path: Path,
) -> None:
    given = "densities: {dense: {level1: 12}, huge: {level1: 60}, own: {level1: 22, level2: 20}}\n"
    names = [name for name, *_ in densities_of(tmp_path, given)]
    assert names == ["huge", "large", "roomy", "normal", "own", "compact", "small", "dense"]


def test_a_density_names_type_tokens_and_sizes(tmp_path: Path) -> None:
    given = "tokens: {densities: {small: {levl1: 18, level2: 0}}}\n"
    deck = f"format: 1\nsource_locale: en\nlocales: [en]\n{given}"
    found = project(tmp_path, {"deck/deck.yaml": deck}).found
    assert [(one.span.line, one.span.column, one.hint) for one in found if one.span] == [
        (4, 30, "did you mean `level1`?"),
        (4, 49, "write a number from 4 to 300 pt"),
    ]
