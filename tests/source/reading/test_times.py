"""Times are read in the ways in which people write them; anything else is none."""

from __future__ import annotations

import pytest

from diptych.source.reading.times import moment_in, seconds_in


@pytest.mark.parametrize(
    ("words", "seconds"),
    [
        ("90s", 90),
        ("2m", 120),
        ("2 min", 120),
        ("1.5m", 90),
        ("1m30s", 90),
        ("1h 5m", 3900),
        ("1:30", 90),
        ("90:00", 5400),
        ("1:05:00", 3900),
    ],
)
def test_a_time_is_read_as_seconds(words: str, seconds: int) -> None:
    assert seconds_in(words) == seconds


@pytest.mark.parametrize(
    "words", ["", "90", "0s", "1:75", "soon", "-5s", "25h", "30s1m", "1m 99999s"]
)
def test_anything_else_is_no_time(words: str) -> None:
    assert seconds_in(words) is None


@pytest.mark.parametrize(
    ("words", "seconds"),
    [
        ("0", 0),
        ("0s", 0),
        ("2.5", 2.5),
        (".5", 0.5),
        ("10.", 10),
        ("0.5s", 0.5),
        ("500ms", 0.5),
        ("1s 250ms", 1.25),
        ("1.5m", 90),
        ("1h", 3600),
        ("1m30.5s", 90.5),
        ("0:01.5", 1.5),
        ("00:00:01.250", 1.25),
        ("npt:10", 10),
    ],
)
def test_a_moment_may_be_parts_of_seconds(words: str, seconds: float) -> None:
    assert moment_in(words) == seconds


@pytest.mark.parametrize(
    "words", ["", ".", "s", "-1s", "1,5s", "1e3", "1:75", "25h", "soon", "½", " " * 99_999]
)
def test_anything_else_is_no_moment(words: str) -> None:
    assert moment_in(words) is None
