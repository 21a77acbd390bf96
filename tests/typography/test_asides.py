"""Dates, versions and sources in parentheses are set quietly."""

from __future__ import annotations

import pytest

from diptych.model.text import LineBreak, Run, RunStyle
from diptych.typography.asides import parted, with_asides

BOLD = RunStyle(bold=True)


def quiet(words: str) -> list[str]:
    """Return what is set quietly."""
    runs = with_asides((Run(words),))
    return [run.text for run in runs if isinstance(run, Run) and run.role == "aside"]


@pytest.mark.parametrize(
    "aside",
    [
        "(Jun. 2023)", "(Dec. 16, 2023)", "(16 December 2023)", "(Q3 2023)", "(2023)",
        "(early 2024)", "(2021–2023)", "(2023/24)", "(2023-12-16)", "(Aug. 31)", "(v2.1)",
        "(Intel, 2022)", "(Intel 2022)", "(Microsoft, Dec. 2022)",
        "(Krutrim Si Designs, Dec. 2023)", "(1.2.3)",
        "(J. Hinton 2015, Google 2017)", "(Vaani and Google, 2023)",
        "(2023년 12월)", "(2023년 8월 7일)", "(8월 7일)", "(2023.12)", "(2023. 12. 16.)",
        "(2024년 상반기)", "(2022년 여름)", "(삼성전자, 2023년 12월)", "(Intel, 2022년)",
    ],
)  # fmt: skip
def test_dates_versions_and_sources_are_asides(aside: str) -> None:
    assert quiet(f"An item {aside}") == [aside]


@pytest.mark.parametrize(
    "words",
    [
        "(2023)",
        "An item (multimodal)",
        "An item (200,000 units?, full year 2023)",
        "An item ($3.2B, Dec. 26, 2023)",
        "An item (Bittware, etc.)",
        "An item (5 nm)",
        "An item (32)",
        "카드 24장(약 500쪽)",
        "An item ((2023))",
    ],
)
def test_anything_else_is_content(words: str) -> None:
    assert quiet(words) == []


def test_all_of_an_item_are_quiet_wherever_they_are() -> None:
    assert quiet("x220 (2020), x330 (2023)") == ["(2020)", "(2023)"]
    assert quiet("Launched (Dec. 2023), ranked #8 (of 500)") == ["(Dec. 2023)"]


def test_no_space_is_needed_before_it() -> None:
    assert quiet("H100(2022)") == ["(2022)"]


def test_keeps_styles_breaks_and_citations() -> None:
    mark = Run("[1]", role="citation")
    runs = (
        Run("A "),
        Run("bold", BOLD),
        LineBreak(),
        Run("item (Intel, "),
        Run("2022", BOLD),
        Run(")"),
        mark,
    )
    assert with_asides(runs) == (
        *runs[:3],
        Run("item "),
        Run("(Intel, ", role="aside"),
        Run("2022", BOLD, role="aside"),
        Run(")", role="aside"),
        mark,
    )


def test_is_bold_only_if_the_theme_says_so() -> None:
    (_, aside) = with_asides((Run("An item (2023)"),), bold=True)
    assert aside == Run("(2023)", BOLD, role="aside")


def test_code_is_no_aside() -> None:
    code = RunStyle(code=True)
    runs = (Run("run "), Run("main(2023)", code))
    assert with_asides(runs) == runs


def test_the_only_one_at_the_end_can_be_parted_from_the_words_before_it() -> None:
    mark = Run("1", role="citation")
    assert parted((Run("An item (2023)"), mark)) == ((Run("An item"),), (Run("(2023)"), mark))
    both = (Run("x220 (2020), x330 (2023)"),)
    assert parted(both) == (both, ())
