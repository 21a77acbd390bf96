"""The number of cases of a long test, that no test may run for ever, and what is valid."""

from __future__ import annotations

import io
import zipfile

import pytest
from tests.tools import cases, ooxml_validator, some, stretches, validated


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


def test_what_is_no_presentation_is_not_valid() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("ppt/presentation.xml", "<p/>")
    if ooxml_validator() is None:
        pytest.skip("PPTX_VALIDATOR names no validator")
    with pytest.raises(AssertionError, match="Content_Types"):
        validated(file)
