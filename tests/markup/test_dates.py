"""Texts that begin with a date."""

from __future__ import annotations

import pytest

from diptych.markup.dates import begins_with_date


@pytest.mark.parametrize(
    "text",
    [
        "2018",
        "Spring 2023",
        "H2 2022",
        "Jan. 2023",
        "Dec. 15, 2023: First LLM",
        "7 May 2023",
        "2023-05-01",
        "2018–2020",
        "2023년",
        "2023년 8월 7일: 공개",
        "2023년 봄",
        "2023 - orders",
        "Okt. 2023: gefüttert",
        "27. März 2024",
        "Frühjahr 2023",
        "1er mars 2024: premier",
        "27 de noviembre de 2026: fin",
        "setembro de 2023",
        "12 mei 2024",
        "gen. 2024",
        "2023年10月27日: 公開",
        "2023年春：公開",
    ],
)
def test_a_date_is_found_at_the_beginning(text: str) -> None:
    assert begins_with_date(text)


@pytest.mark.parametrize(
    "text",
    [
        "Evolution",
        "2018 was a year",
        "In 2018",
        "20181",
        "May we",
        "GPT-4 2023",
        "3100",
        "out 2024",
        "Ende gut",
    ],
)
def test_other_texts_begin_with_none(text: str) -> None:
    assert not begins_with_date(text)
