"""The number of cases of a long test, and that no test may run for ever."""

from __future__ import annotations

import pytest
from tests.tools import cases, some, stretches


@pytest.fixture(autouse=True)
def without_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DIPTYCH_LONG", raising=False)


def test_a_twentieth_of_the_cases_is_done() -> None:
    assert cases(2000) == 100
    assert cases(5) == 1
    assert cases(2000, share=40) == 50


def test_some_values_of_many_are_taken() -> None:
    assert some("abcdefg", 3) == "adg"
    assert some([1, 2], 5) == [1]


def test_all_cases_are_done_where_that_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIPTYCH_LONG", "1")
    assert cases(2000) == 2000
    assert some("abcdefg", 3) == "abcdefg"


def test_stretches_hold_every_seed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    assert stretches(600) == [range(25), range(25, 30)]
    assert stretches(600, share=10) == [range(25), range(25, 50), range(50, 60)]
    monkeypatch.setenv("DIPTYCH_LONG", "1")
    assert [seed for seeds in stretches(90) for seed in seeds] == list(range(90))


def test_a_test_has_a_time_limit(pytestconfig: pytest.Config) -> None:
    assert 0 < float(pytestconfig.getini("timeout")) <= 300
