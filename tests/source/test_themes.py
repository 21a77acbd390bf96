"""Themes: tokens become values, projects lay theirs over, mistakes are named at their place."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.small import SVG, write, write_project

from diptych.config import BuildConfig
from diptych.diagnostics import Diagnostic
from diptych.model.geometry import EMU_PER_PX, Pt
from diptych.model.theme import Theme
from diptych.pipeline import prepare

DECK = "deck/deck.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_project(tmp_path)


def themed(root: Path) -> Theme:
    prepared = prepare(BuildConfig(root=root))
    assert prepared.found == ()
    return prepared.talks[0].theme


def found(root: Path) -> tuple[Diagnostic, ...]:
    return prepare(BuildConfig(root=root)).found


def test_the_built_in_theme_names_its_layouts_as_office_does(root: Path) -> None:
    layouts = themed(root).layouts
    assert [layout.title for layout in layouts.values()] == [
        "Title Slide",
        "Title and Content",
        "Section Header",
        "Two Content",
        "Title Only",
        "Blank",
        "Picture with Caption",
        "Full-Page Picture",
        "Statement",
        "Closing",
    ]
    assert layouts["columns"].title_in("ko") == "콘텐츠 2개"
    assert layouts["columns"].title_in("fr") == "Two Content"


def test_prompts_are_in_the_language_of_the_deck(root: Path) -> None:
    theme = themed(root)
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
    box = themed(root).layouts["picture"].regions[0].box
    assert (box.width, box.height) == (1280 * EMU_PER_PX, 720 * EMU_PER_PX)


def test_tokens_of_the_project_are_laid_over_the_theme(root: Path) -> None:
    write(
        root / DECK,
        "format: 1\ntheme: atlas\ntokens:\n"
        "  colors: {accent: {value: '#0b6e4f'}}\n"
        "  type: {level1: {size: 20}}\n",
    )
    theme = themed(root)
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
    theme = themed(root)
    assert theme.title == "House"
    decoration = theme.layouts["cover"].decorations[0]
    assert decoration.picture is not None
    assert decoration.alt == "House"
    assert "closing" in theme.layouts


def test_a_theme_of_the_same_name_extends_the_built_in_one(root: Path) -> None:
    write(root / "templates/atlas/theme.yaml", "extends: atlas\ntitle: Ours\n")
    assert themed(root).title == "Ours"


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
    ("tokens: {fonts: {headline: {latin: Inter}}}\n", "unknown-key", 2, "did you mean `heading`?"),
    ("tokens: [1, 2]\n", "wrong-type", 2, None),
    ("format: 1\n", "duplicate-key", 2, "keep one of them"),
]


@pytest.mark.parametrize(("line", "fault", "at", "hint"), MISTAKES)
def test_a_mistake_is_named_where_it_stands(
    root: Path, line: str, fault: str, at: int, hint: str | None
) -> None:
    write(root / DECK, f"format: 1\n{line}")
    first = next(one for one in found(root) if one.fault.name == fault)
    assert first.span is not None
    assert (first.span.file.rpartition("/")[2], first.span.line) == ("deck.yaml", at)
    if hint is not None:
        assert first.hint is not None
        assert hint in first.hint


def test_a_newer_format_is_refused_in_words(root: Path) -> None:
    write(root / DECK, "format: 2\n")
    assert [one.fault.name for one in found(root)] == ["unknown-format"]


def test_two_themes_that_extend_each_other_are_no_endless_loop(root: Path) -> None:
    write(root / DECK, "format: 1\ntheme: one\n")
    write(root / "templates/one/theme.yaml", "extends: two\n")
    write(root / "templates/two/theme.yaml", "extends: one\n")
    assert "missing-theme" in {one.fault.name for one in found(root)}


def test_a_box_that_is_too_low_for_a_line_of_korean_is_reported_once(root: Path) -> None:
    low = "  regions: {title: {box: [64, 54, 1152, 48]}}\n"
    write(root / DECK, f"format: 1\ntheme: atlas\ntokens:\n{low}")
    (only,) = found(root)
    assert (only.fault.code, only.is_error) == ("FIT106", False)
    assert only.message == "region `title` is too low for a line of Korean type at 30 pt"
    assert only.hint == "make its box 50 px high"
    assert only.span is not None
    assert (only.span.file, only.span.line) == (DECK, 4)


def test_a_box_that_holds_a_line_of_every_script_is_high_enough(root: Path) -> None:
    write(
        root / DECK,
        "format: 1\ntheme: atlas\ntokens:\n"
        "  type: {title: {leading: {latin: 1.3, hangul: 1.2}}}\n"
        "  regions: {title: {box: [64, 50, 1152, 52]}}\n",
    )
    assert found(root) == ()
