"""R code within the text of a file of Quarto or R Markdown, which is not run."""

from __future__ import annotations

from pathlib import Path

from tests.authoring import codes, document, only, words

QUARTO = "---\nformat: revealjs\n---\n\n## A\n\n"


def test_it_is_one_warning_and_icons_are_left_out(tmp_path: Path) -> None:
    text = f'{QUARTO}See `r fontawesome::fa("link")` it: `r nrow(x)` rows, `r` and `x`\n'
    prepared = document(tmp_path, text)
    assert words(only(prepared)[0]) == ["See it: r nrow(x) rows, r and x"]
    (found,) = prepared.found
    assert (found.kind.code, found.is_error) == ("SRC344", False)
    assert "`r nrow(x)`" in found.message


def test_in_a_listing_it_is_code(tmp_path: Path) -> None:
    prepared = document(tmp_path, f"{QUARTO}```md\nSee `r nrow(x)`\n```\n")
    assert codes(prepared.found) == []


def test_elsewhere_it_is_code(tmp_path: Path) -> None:
    prepared = document(tmp_path, "# A\n\nType `r install` now\n")
    assert (codes(prepared.found), words(only(prepared)[0])) == ([], ["Type r install now"])
