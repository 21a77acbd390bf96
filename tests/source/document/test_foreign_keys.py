"""Front matter of other tools is supported where possible, else reported in one warning."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.authoring import authored, codes, document, only, said

from diptych.source.document.diagnostic_kinds import FOREIGN_KEY
from diptych.source.themes.lookup import FROM_POWERPOINT


def of(front: str, root: Path) -> list[str]:
    return said(document(root, f"---\ntitle: T\n{front}\n---\n\n## A\n\nx\n").found)


def test_all_keys_of_other_tools_are_one_warning_and_unknown_ones_another(tmp_path: Path) -> None:
    assert of("css: a.css\nmath: katex\nemail: x@y.org\nmood: fine\nfontsize: 9", tmp_path) == [
        f"SRC313 3:1 3 {FOREIGN_KEY.lenient}: `css:`, `math:`, `fontsize:`",
        "SRC103 5:1 2 keys have no meaning here: `email:`, `mood:`",
    ]


@pytest.mark.parametrize(
    ("front", "hint"),
    [
        (
            "reference-doc: corp.pptx",
            FROM_POWERPOINT,
        ),
        ("aspectratio: 43", "slides are 16:9"),
        ("background-image: a.png", "put it in a theme's layouts"),
        (
            "theme: corp.pptx",
            FROM_POWERPOINT,
        ),
    ],
)
def test_a_key_that_cannot_be_served_says_so(front: str, hint: str, tmp_path: Path) -> None:
    (found,) = document(tmp_path, f"---\n{front}\n---\n\n# A\n\nx\n").found
    assert (found.is_error, found.hint) == (False, hint)


@pytest.mark.parametrize(
    "front",
    ["aspectratio: 169", "toc: false", "number-sections: false", "css:", "size: 16:9",
     "format: revealjs", "output: slidy_presentation", "slide-level: 2", "incremental: false"],
)  # fmt: skip
def test_what_asks_for_nothing_or_for_what_is_so_is_quiet(front: str, tmp_path: Path) -> None:
    assert of(front, tmp_path) == []


@pytest.mark.parametrize(
    "front",
    [
        "format: {revealjs: {slide-level: 3, incremental: true, theme: sky}}",
        "output: {beamer_presentation: {slide_level: 3, incremental: yes, theme: Berlin}}",
        "format: {pptx: default, revealjs: {slide-level: 3, incremental: true, theme: x}}",
    ],
)
def test_options_of_a_format_mean_what_they_mean_at_the_top(front: str, tmp_path: Path) -> None:
    text = f"---\n{front}\n---\n\n# A\n\n## B\n\n### C\n\n- x\n- y\n"
    prepared = document(tmp_path, text)
    assert [slide.id for slide in authored(prepared)] == ["a", "b", "c"]
    assert [one.steps for one in only(prepared)] == [0, 0, 2]
    assert [one.split()[0] for one in codes(prepared.found)] == ["SRC313"]


def test_an_unknown_key_is_hinted_at_with_keys_that_are_served(tmp_path: Path) -> None:
    (found,) = document(tmp_path, "---\nzzz: x\n---\n\n# A\n\nx\n").found
    assert found.hint is not None
    assert "`author`" in found.hint
    assert "`css`" not in found.hint


def test_what_the_top_says_counts_before_what_a_format_says(tmp_path: Path) -> None:
    front = "slide-level: 1\nformat: {revealjs: {slide-level: 2}}"
    text = f"---\n{front}\n---\n\n# A\n\nx\n\n## B\n\ny\n"
    assert [slide.id for slide in authored(document(tmp_path, text))] == ["a"]


@pytest.mark.parametrize(
    ("key", "hint"),
    [
        ("notes", "write notes on the slide that they are for, below a line `::: notes`"),
        ("kicker", "it belongs to a slide, after its title: `{kicker=…}`"),
        ("steppes", "did you mean `steps`?"),
    ],
)
def test_a_key_of_slides_is_told_where_it_is_written(key: str, hint: str, tmp_path: Path) -> None:
    (one,) = document(tmp_path, f"---\ntitle: T\n{key}: x\n---\n\n# A\n\nx\n").found
    assert one.hint == hint
