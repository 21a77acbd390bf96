"""Diagnostics that name the cause, at the place where it has to be fixed."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.authoring import said, slide_of

COLUMNS = "::: columns\n::: {{.column width={}}}\na\n:::\n::: {{.column{}}}\nb\n:::\n:::\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("---\ntags: [x]\ndensity: tight\n---\n# A\n", "FIT104 3:10"),
        ("---\nlayout: columns\n---\n# A\n\n- x\n", "FIT131 2:9"),
        ("---\nlayout: picture-text\n---\n# A\n\n- x\n", "FIT131 2:9"),
        ("# A\n\n- x\n\n# B\n\n- y\n", "SRC334 5:3"),
        ("# A\n\n" + COLUMNS.format("60%", " width=70%"), "FIT132 4:1"),
        ("# A\n\n" + COLUMNS.format("100%", ""), "FIT132 4:1"),
        ("# A\n\nx <!-- unclosed\n", "SRC354 3:3"),
        ("# A\n\n$$\nx\n\nmore\n", "SRC354 3:1"),
        ("---\nkicker: a\n\ttags: [a]\n---\n# A\n", "SRC101 3:1"),
        ("## Title\n\nwords\n", "SRC301 1:4"),
    ],
)
def test_a_finding_stands_where_it_is_to_be_mended(tmp_path: Path, text: str, found: str) -> None:
    prepared = slide_of(tmp_path, text)
    assert found in [line[: len(found)] for line in said(prepared.found)]


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("## Title\n", "write `# Title` with a single `#`"),
        ("# A\n\n```{.python hilight=1}\nx\n```\n", "did you mean `highlight`?"),
        ("---\nkicker: a\n\ttags: [a]\n---\n# A\n", "indent with spaces, not tabs"),
        ("# A\n\n<!-- unclosed\n", "end it with `-->`"),
        (
            "# A\n\n```\nx\n",
            "end it with a line of as many backticks or tildes as at its beginning",
        ),
    ],
)
def test_a_hint_names_the_cause(tmp_path: Path, text: str, hint: str) -> None:
    assert hint in [found.hint for found in slide_of(tmp_path, text).found]


def test_three_columns_of_a_third_each_are_not_too_wide(tmp_path: Path) -> None:
    third = "::: {.column width=34%}\na\n:::\n"
    text = f"# A\n\n::: columns\n{third * 3}:::\n"
    assert said(slide_of(tmp_path, text).found) == []
