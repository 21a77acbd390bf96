"""The mode that a talk or slide for another tool asks for, in that tool's words."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.authoring import codes, document, only


@pytest.mark.parametrize(
    ("front", "mode"),
    [
        ("marp: true\nclass: invert", "dark"),
        ("marp: true\nclass: [lead, invert]", "dark"),
        ("marp: true\nclass: lead", "light"),
        ("class: invert", "light"),
        ("theme: night\nrevealOptions: {}", "dark"),
        ("format: {revealjs: {theme: moon}}", "dark"),
        ("format: {revealjs: {theme: [dark, a.scss]}}", "dark"),
        ("format: {revealjs: {theme: simple}}", "light"),
        ("theme: seriph\ncolorSchema: dark", "dark"),
        ("theme: night\nmode: light", "light"),
        ("theme: metropolis", "light"),
    ],
)
def test_a_talk_on_a_dark_ground_is_dark(front: str, mode: str, tmp_path: Path) -> None:
    prepared = document(tmp_path, f"---\n{front}\n---\n\n# A\n\n- x\n\n---\n\n# B\n\n- y\n")
    assert only(prepared)[-1].layout.mode == mode


def test_a_class_of_marp_that_makes_a_talk_dark_is_not_reported(tmp_path: Path) -> None:
    slides = "# A\n\n- x\n\n---\n\n<!-- _class: lead invert -->\n\n# B\n"
    assert codes(document(tmp_path, f"---\nmarp: true\nclass: invert\n---\n\n{slides}").found) == []


def test_nor_is_a_dark_theme_of_quarto(tmp_path: Path) -> None:
    front = "format:\n  revealjs:\n    theme: {}\n"
    text = "---\n{}---\n\n## A\n\nx\n"
    dark, light = (document(tmp_path, text.format(front.format(one))) for one in ("moon", "sky"))
    assert (codes(dark.found), codes(light.found)) == ([], ["SRC313 4:5"])


@pytest.mark.parametrize(
    ("front", "slide", "mode"),
    [
        ("format: revealjs", '## B {background-color="#102030"}\n\n- y', "dark"),
        ("format: revealjs", "## B {background-color=black}\n\n- y", "dark"),
        ("format: {revealjs: {theme: night}}", '## B {background-color="#fff"}\n\n- y', "light"),
        ("marp: true", "<!-- _class: invert -->\n\n# B\n\n- y", "dark"),
        ("marp: true", "<!-- _class: small -->\n\n# B\n\n- y", "light"),
        ("revealOptions: {}", '<!-- .slide: data-background="#000" -->\n# B\n\n- y', "dark"),
        ("revealOptions: {}", '<!-- .slide: data-background-color="navy" -->\n# B\n\n- y', "dark"),
    ],
)
def test_a_slide_on_a_dark_ground_is_dark(
    front: str, slide: str, mode: str, tmp_path: Path
) -> None:
    prepared = document(tmp_path, f"---\n{front}\n---\n\n## A\n\n- x\n\n---\n\n{slide}\n")
    last = only(prepared)[-1]
    assert last.layout.mode == mode
    assert last.title == "B"
    assert not any("background-color" in one.message for one in prepared.found)


def test_a_colour_that_asks_for_no_mode_is_said_to_have_no_effect(tmp_path: Path) -> None:
    prepared = document(tmp_path, "# A\n\n- x\n\n# B {background-color=chartreuse}\n\n- y\n")
    (told,) = prepared.found
    assert "`background-color=` of the heading has no effect here" in told.message
