"""Numbers of charts, as languages write them and as spreadsheets are told to."""

from __future__ import annotations

from typing import Any

import pytest

from diptych.charting.numbers import NumberWords
from diptych.render.pptx.chart_part import code_of

EUROS = '#,##0"\u00a0€"'


@pytest.mark.parametrize(
    ("asked", "values", "written", "code"),
    [
        ({}, (1500, 20), "1,500", "#,##0"),
        ({"locale": "de"}, (1500.25, 20), "1.500,25", "#,##0.00"),
        ({"decimals": 1}, (3, 4), "3.0", "#,##0.0"),
        ({"unit": "GW"}, (3, 4), "3\u00a0GW", '#,##0"\u00a0GW"'),
        ({"unit": "%"}, (3, 4), "3%", '#,##0"%"'),
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
