"""Words longer than their lines."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.authoring import document, said

from diptych.diagnostics import Diagnostic

LONG = "Donaudampfschifffahrtsgesellschaftskapitän"


def found_in(root: Path, words: str, *, of: str = "# A") -> tuple[Diagnostic, ...]:
    """Return what is found in words in a narrow column `of` a slide."""
    text = (
        f"{of}\n\n::: columns\n::: {{.column width=15%}}\n{words}\n:::\n::: column\nx\n:::\n:::\n"
    )
    return document(root, text).found


def test_a_word_that_is_broken_without_a_hyphen_is_a_warning(tmp_path: Path) -> None:
    (one,) = found_in(tmp_path, f"The {LONG}, of old")
    assert said([one])[0].startswith(f"FIT207 5:1 `{LONG}` is longer than a line")


def test_its_hint_names_the_next_smaller_type(tmp_path: Path) -> None:
    (one,) = found_in(tmp_path, LONG, of="## A")
    assert (one.hint or "").endswith("its slide smaller type with `density: roomy`")
    (one,) = found_in(tmp_path, LONG, of="## A {density=small}")
    assert (one.hint or "").endswith("or give it more room")


@pytest.mark.parametrize("words", [LONG.replace("schaft", "schaft\u00ad"), f"{LONG}-Rat"])
def test_so_is_one_with_hyphens_that_is_broken_elsewhere(words: str, tmp_path: Path) -> None:
    (one,) = found_in(tmp_path, words)
    assert said([one])[0].startswith(f"FIT207 5:1 `{LONG}")


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
    assert not found_in(tmp_path, words)
