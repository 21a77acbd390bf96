"""Words longer than their lines."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.authoring import document, said

LONG = "Donaudampfschifffahrtsgesellschaftskapitän"


def found_in(root: Path, words: str) -> list[str]:
    """Return what is said of words in a narrow column."""
    text = f"# A\n\n::: columns\n::: {{.column width=15%}}\n{words}\n:::\n::: column\nx\n:::\n:::\n"
    return said(document(root, text).found)


def test_a_word_that_is_broken_without_a_hyphen_is_a_warning(tmp_path: Path) -> None:
    (one,) = found_in(tmp_path, f"The {LONG}, of old")
    assert one.startswith(f"FIT207 5:1 `{LONG}` is longer than a line")


@pytest.mark.parametrize("words", [LONG.replace("schaft", "schaft\u00ad"), f"{LONG}-Rat"])
def test_so_is_one_with_hyphens_that_is_broken_elsewhere(words: str, tmp_path: Path) -> None:
    (one,) = found_in(tmp_path, words)
    assert one.startswith(f"FIT207 5:1 `{LONG}")


@pytest.mark.parametrize(
    "words",
    [
        "Donau-Dampf-schiff-fahrts-gesell-schafts-kapitän",
        "https://example.org/a/very/long/address",
        "`ADonauDampfschifffahrtsGesellschaft`",
        "some words that are short",
    ],
)
def test_hyphens_addresses_and_code_may_be_broken(words: str, tmp_path: Path) -> None:
    assert found_in(tmp_path, words) == []
