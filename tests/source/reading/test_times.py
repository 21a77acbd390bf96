"""Times are read in the ways in which people write them; anything else is none."""

from __future__ import annotations

import pytest

from diptych.source.reading.times import seconds_in


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
