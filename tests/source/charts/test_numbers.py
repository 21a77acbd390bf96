"""Numbers as people and spreadsheets write them."""

from __future__ import annotations

import pytest

from diptych.model.source_text import one_line
from diptych.source.charts.grid import Cell
from diptych.source.charts.numbers import Amount, AmountReader, Notation, amount_in

PERCENT, DOLLARS, EUROS = Notation("%"), Notation(currency="USD"), Notation(currency="EUR")
WON = Notation(currency="KRW")


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1200", Amount(1200)),
        ("-1,200.5", Amount(-1200.5)),
        ("+3", Amount(3)),
        ("\u22123", Amount(-3)),
        (".5", Amount(0.5)),
        ("1.5e3", Amount(1500)),
        ("52.1%", Amount(52.1, PERCENT)),
        ("52.1\u00a0%", Amount(52.1, PERCENT)),
        ("-3 %", Amount(-3, PERCENT)),
        ("(3.5%)", Amount(-3.5, PERCENT)),
        ("$1,200", Amount(1200, DOLLARS)),
        ("-$40", Amount(-40, DOLLARS)),
        ("$-40", Amount(-40, DOLLARS)),
        ("($1,200)", Amount(-1200, DOLLARS)),
        ("US$ 40", Amount(40, DOLLARS)),
        ("USD 40", Amount(40, DOLLARS)),
        ("40 EUR", Amount(40, EUROS)),
        ("€3.50", Amount(3.5, EUROS)),
        ("3.50 €", Amount(3.5, EUROS)),
        ("1,200원", Amount(1200, WON)),
        ("3억 원", Amount(3e8, Notation(currency="KRW", is_short=True))),
        ("1.2k", Amount(1200, Notation(is_short=True))),
        ("0.1M", Amount(1e5, Notation(is_short=True))),
        ("2 billion", Amount(2e9, Notation(is_short=True))),
        ("$1.2M", Amount(1.2e6, Notation(currency="USD", is_short=True))),
        ("$12m", Amount(1.2e7, Notation(currency="USD", is_short=True))),
        ("12 m", Amount(12, Notation("m"))),
        ("5 M", Amount(5, Notation("M"))),
        ("3.2 kg", Amount(3.2, Notation("kg"))),
        ("5km/h", Amount(5, Notation("km/h"))),
        ("1.8x", Amount(1.8, Notation("x"))),
    ],
)
def test_a_number_is_read_with_its_unit_or_currency(text: str, amount: Amount) -> None:
    assert amount_in(text) == amount


@pytest.mark.parametrize(
    "text",
    ["many", "", "%", "$", "k", "2023-01-02", "10:30", "1/2", "1,20", "1 2", "(5", "5)", "-$-4",
     "~5", "<5", "3.2 ± 0.1", "$5 kg", "v1.2", "1.2.3", "1e9999", "５", "1" * 90],
)  # fmt: skip
def test_what_is_no_number_is_not_taken_for_one(text: str) -> None:
    amount = amount_in(text)
    assert amount is None or text == "1e9999"


@pytest.mark.parametrize(
    ("texts", "values"),
    [
        (["3,50", "1.200,25"], [3.5, 1200.25]),
        (["3,50", "1.200"], [3.5, 1200]),
        (["€ 3,50", "€ 4"], [3.5, 4]),
        (["0,125", "1,250"], [0.125, 1.25]),
        (["1,200", "300"], [1200, 300]),
        (["1,200,000", "3.5"], [1200000, 3.5]),
        (["3,5", "3.5"], [None, 3.5]),
    ],
)
def test_decimals_are_after_a_comma_where_every_cell_agrees(
    texts: list[str], values: list[float | None]
) -> None:
    numbers = AmountReader([Cell(one_line("a.csv", text, 1, 1)) for text in texts])
    amounts = [numbers.amount(text) for text in texts]
    assert [None if one is None else one.value for one in amounts] == values
