"""A date, version or source in parentheses at the end of an item is set quietly."""

from __future__ import annotations

import pytest

from diptych.model.text import LineBreak, Run, RunStyle
from diptych.typography.asides import parted, with_aside

BOLD = RunStyle(bold=True)


@pytest.mark.parametrize(
    "aside",
    [
        "(Jun. 2023)", "(Dec. 16, 2023)", "(16 December 2023)", "(Q3 2023)", "(2023)",
        "(early 2024)", "(2021–2023)", "(2023/24)", "(2023-12-16)", "(Aug. 31)", "(v2.1)",
        "(Intel, 2022)", "(Intel 2022)", "(Microsoft, Dec. 2022)",
        "(Krutrim Si Designs, Dec. 2023)", "(1.2.3)",
        "(J. Hinton 2015, Google 2017)", "(Vaani and Google, 2023)",
        "(2023년 12월)", "(2023년 8월 7일)", "(8월 7일)", "(2023.12)", "(2023. 12. 16.)",
        "(2024년 상반기)", "(삼성전자, 2023년 12월)", "(Intel, 2022년)",
    ],
)  # fmt: skip
def test_dates_versions_and_sources_are_asides(aside: str) -> None:
    main, quiet = parted((Run(f"An item {aside}"),))
    assert main == (Run("An item"),)
    assert quiet == (Run(aside),)


@pytest.mark.parametrize(
    "words",
    [
        "(2023)",
        "An item (multimodal)",
        "An item (200,000 units?, full year 2023)",
        "An item ($3.2B, Dec. 26, 2023)",
        "An item (Bittware, etc.)",
        "An item (2023) and more",
        "An item (5 nm)",
        "x220 (2020), x330 (2023)",
        "An item (32)",
        "카드 24장(약 500쪽)",
        "An item ((2023))",
    ],
)
def test_anything_else_is_content(words: str) -> None:
    assert parted((Run(words),)) == ((Run(words),), ())


def test_no_space_is_needed_before_it() -> None:
    assert parted((Run("H100(2022)"),)) == ((Run("H100"),), (Run("(2022)"),))


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
    main, quiet = parted(runs)
    assert main == (Run("A "), Run("bold", BOLD), LineBreak(), Run("item"))
    assert quiet == (Run("(Intel, "), Run("2022", BOLD), Run(")"), mark)
    assert with_aside(runs)[3:] == (
        Run("item "),
        Run("(Intel, ", role="aside"),
        Run("2022", BOLD, role="aside"),
        Run(")", role="aside"),
        mark,
    )


def test_is_bold_only_if_the_theme_says_so() -> None:
    (_, quiet) = with_aside((Run("An item (2023)"),), bold=True)
    assert quiet == Run("(2023)", BOLD, role="aside")


def test_code_is_no_aside() -> None:
    code = RunStyle(code=True)
    runs = (Run("run "), Run("main(2023)", code))
    assert with_aside(runs) == runs
