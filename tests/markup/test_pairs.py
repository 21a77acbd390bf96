"""Texts of the form `name: value`."""

from __future__ import annotations

import pytest
from tests.layout.factories import runs, text

from diptych.markup.pairs import split_pair
from diptych.model.text import Run, RunStyle


def test_name_and_value_are_parted_without_the_colon() -> None:
    pair = split_pair(text("NVIDIA: 4090D: a GPU"))
    assert pair is not None
    assert [one.plain for one in pair] == ["NVIDIA", "4090D: a GPU"]


def test_emphasis_is_kept_on_both_sides() -> None:
    bold = RunStyle(bold=True)
    pair = split_pair(runs(Run("Nano", bold), Run(": 1.8 "), Run("billion", bold)))
    assert pair is not None
    assert [one.inlines for one in pair] == [
        (Run("Nano", bold),),
        (Run("1.8 "), Run("billion", bold)),
    ]


@pytest.mark.parametrize("words", ["no colon", "12:30", ": value", "name: ", "x" * 25 + ": value"])
def test_other_texts_are_no_pair(words: str) -> None:
    assert split_pair(text(words)) is None


def test_a_colon_in_a_link_or_in_code_parts_nothing() -> None:
    assert split_pair(runs(Run("a: b", link="https://example.com"))) is None
    assert split_pair(runs(Run("a: b", RunStyle(code=True)))) is None
