"""The words before a colon that name what an item is about."""

from __future__ import annotations

import pytest

from diptych.model.text import Run, RunStyle
from diptych.typography.lead_ins import have_lead_ins, with_lead_in

BOLD = RunStyle(bold=True)


def found(*items: str) -> bool:
    return have_lead_ins([(Run(words),) for words in items])


@pytest.mark.parametrize(
    "words",
    [
        "CPU: adds instruction sets",
        "Apple M series: one memory for all",
        "Med-PaLM 2: knows medicine",
        "Intel, AMD, NVIDIA: in data centres",
        "성능: 두 배",
        "性能：两倍",
    ],
)
def test_few_words_before_a_colon_lead_in(words: str) -> None:
    assert found(words, "Price: half")


@pytest.mark.parametrize(
    "words",
    [
        "no colon",
        "Nothing follows:",
        "At 12:30 in the hall",
        "https://example.org",
        "One sentence ends. Another: begins",
        "Really? No: never",
        "There are more than five words here: too many",
        "Unbelievablylongwordsthatfillalmostaline: too many letters",
    ],
)
def test_a_sentence_with_a_colon_does_not(words: str) -> None:
    assert not found(words, "Price: half")


def test_one_item_alone_has_none_as_it_may_be_by_accident() -> None:
    assert not found("Price: half")


def test_its_words_and_its_colon_are_bold_and_nothing_else_changes() -> None:
    accent = RunStyle(bold=True, accent=True)
    runs = (Run("Price: "), Run("half", accent), Run(" of that"))
    assert with_lead_in(runs) == (Run("Price:", BOLD), Run(" "), *runs[1:])


def test_words_with_styles_of_their_own_keep_those() -> None:
    italic = RunStyle(italic=True)
    runs = (Run("The "), Run("M", italic), Run(": fast"))
    bold_italic = RunStyle(bold=True, italic=True)
    assert with_lead_in(runs) == (
        Run("The ", BOLD), Run("M", bold_italic), Run(":", BOLD), Run(" fast"),
    )  # fmt: skip


def test_code_is_told_apart_already() -> None:
    code = (Run("--to", RunStyle(code=True)), Run(": the outputs"))
    assert not have_lead_ins([code, code])
