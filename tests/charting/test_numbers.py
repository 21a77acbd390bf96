"""Numbers of charts, as languages write them and as spreadsheets are told to."""

from __future__ import annotations

from typing import Any

import pytest

from diptych.charting.numbers import NumberWords
from diptych.render.pptx.charts.number_formats import code_of

EUROS = '#,##0"\u00a0€"'


@pytest.mark.parametrize(
    ("asked", "values", "written", "code"),
    [
        ({}, (1500, 20), "1,500", "#,##0"),
        ({"locale": "de"}, (1500.25, 20), "1.500,25", "#,##0.00"),
        ({"decimals": 1}, (3, 4), "3.0", "#,##0.0"),
        ({"unit": "GW"}, (3, 4), "3\u00a0GW", '#,##0"\u00a0GW"'),
        ({"unit": "%"}, (3, 4), "3%", '#,##0"%"'),
        ({"unit": "%", "locale": "de"}, (3, 4), "3\u00a0%", '#,##0"\u00a0%"'),
        ({"unit": "x"}, (1.8, 2), "1.8x", '#,##0.0"x"'),
        ({"style": "currency", "currency": "EUR"}, (3.5, 2), "€3.50", '"€"#,##0.00'),
        ({"style": "compact", "currency": "USD"}, (1.5e6, 2), "$1.5M", '"$"#,##0.0,,"M"'),
        ({"style": "compact", "currency": "USD"}, (150, 2), "$150", '"$"#,##0'),
        ({"style": "compact", "currency": "KRW", "locale": "ko"}, (5e8,), "₩5억", '"₩"#,##0"억"'),
        ({"unit": "건", "locale": "ko"}, (3, 4), "3건", '#,##0"건"'),
        ({"style": "percent"}, (0.45, 0.2), "45%", "#,##0%"),
        ({"style": "percent", "locale": "de"}, (0.455, 1), "45,5\u00a0%", '#,##0.0"\u00a0"%'),
        ({"style": "currency", "currency": "USD"}, (-5, 2), "-$5", '"$"#,##0'),
        ({"style": "currency", "currency": "EUR", "locale": "fr"}, (5, 2), "5\u00a0€", EUROS),
        ({"style": "compact"}, (1_500_000, 2), "1.5M", '#,##0.0,,"M"'),
        ({"style": "compact", "locale": "ko"}, (150_000, 50_000), "15만", '#,##0"만"'),
    ],
)  # fmt: skip
def test_a_number_is_written_as_its_language_does(
    asked: dict[str, Any], values: tuple[float, ...], written: str, code: str
) -> None:
    words = NumberWords(**{"locale": "en", **asked})
    form = words.format_for(values)
    assert words.written(values[0], form) == written
    assert code_of(form) == code


@pytest.mark.parametrize(
    ("asked", "values", "written"),
    [
        ({}, (-0.001, 2), ["-0.001", "2"]),
        ({}, (1.234, 1.2341, 5), ["1.2340", "1.2341", "5.0000"]),
        ({}, (0, -0.001, 0.0025), ["0.0000", "-0.0010", "0.0025"]),
        ({}, (1.234, 5.678), ["1.23", "5.68"]),
        ({}, (0.25, 1e-9), ["0.25", "0.000000001"]),
        ({"decimals": 1}, (-0.001, 2), ["0.0", "2.0"]),
        ({"style": "compact"}, (1e11, -2.5e6), ["100B", "-0.0025B"]),
        ({"style": "compact", "locale": "ko"}, (1e11, -2.5e6), ["1,000.00억", "-0.03억"]),
        ({"style": "compact"}, (1_234_000, 1_231_000), ["1.234M", "1.231M"]),
        ({"style": "percent", "locale": "de"}, (0.5, 0.00002), ["50\u00a0%", "0,002\u00a0%"]),
        ({"style": "currency", "currency": "USD"}, (12, 0.004), ["$12", "$0.004"]),
    ],
)  # fmt: skip
def test_no_number_reads_as_zero_or_as_another(
    asked: dict[str, Any], values: tuple[float, ...], written: list[str]
) -> None:
    words = NumberWords(**{"locale": "en", **asked})
    form = words.format_for(values)
    assert [words.written(one, form) for one in values] == written


def test_the_ticks_of_an_axis_have_as_many_digits_each() -> None:
    words = NumberWords(locale="en")
    form = words.format_of_ticks((0, 0.0005, 0.001))
    assert [words.written(tick, form) for tick in (0, 0.0005, 0.001)] == [
        "0.0000", "0.0005", "0.0010",
    ]  # fmt: skip
    assert code_of(form) == "#,##0.0000"


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({}, "[>=1]#,##0;0.###"),
        ({"unit": "s"}, '[>=1]#,##0"\u00a0s";0.###"\u00a0s"'),
        ({"style": "percent"}, "[>=0.01]#,##0%;0.#%"),
        ({"style": "currency", "currency": "USD"}, '[>=1]"$"#,##0;"$"0.###'),
    ],
)
def test_powers_of_ten_have_a_format_for_those_below_one(asked: dict[str, Any], code: str) -> None:
    words = NumberWords(**{"locale": "en", **asked})
    assert code_of(words.format_of_log_ticks((0.001, 0.01, 0.1, 1, 10))) == code
